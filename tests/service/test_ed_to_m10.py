"""The routes of what comes back: converted only, received and kept, taken back, and every way of being refused."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from converter.examples import example
from converter.record.record import ExchangeRecord
from tests.builders.back import undated
from tests.builders.messages import MARKERS
from tests.builders.records import opened
from tests.service.conftest import PROBLEM, XML, Service

ED, DISPENSE, DISCARD = "/v1/ed-to-m10", "/v1/dispensations", "/v1/dispensations/discard"
TABLETS, TAKEN_BACK, PRESCRIBED = example("ed-tablets"), example("ed-discard"), example("m1-tablets")
PERSONAL = (*MARKERS, "14836809816", "Fjellheim", "Solveig")
BOUNDARY = "----part----"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[ExchangeRecord]:
    """An empty record."""
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as given:
        yield given


@pytest.fixture
def keeping(make_service: Callable[..., Service], record: ExchangeRecord) -> Service:
    """A service with a record."""
    return make_service(record=record)


def form(**parts: bytes) -> tuple[bytes, str]:
    """A multipart body and its content type."""
    lines = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.xml"\r\n'
        f"Content-Type: application/xml\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in parts.items()
    )
    return lines + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def post(service: Service, path: str, body: bytes, content_type: str = XML, accept: str = XML):
    """Posts a body."""
    return service.ask("POST", path, body=body, headers={"Content-Type": content_type, "Accept": accept})


def with_m1(service: Service, path: str, ed: bytes, m1: bytes = PRESCRIBED, accept: str = XML):
    """Posts an eD with its M1."""
    body, content_type = form(ed=ed, m1=m1)
    return post(service, path, body, content_type, accept)


def codes(answer) -> list[str]:
    """What refuses."""
    return [f["code"] for f in answer.json()["findings"] if f["severity"] != "remark"]


def report_in(answer) -> etree._Element:
    """The dispensing report of an M10."""
    return next(etree.fromstring(answer.content).iter("{*}Utleveringsrapport"))


def test_an_ed_with_its_m1_gives_the_m10(service: Service) -> None:
    """Without a record, too."""
    answer = with_m1(service, ED, TABLETS)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == XML
    assert answer.headers["converter-decision"] == "converted"
    assert report_in(answer).findtext(".//{*}Annullering") == "false"


def test_the_m10_and_its_report_as_json(service: Service) -> None:
    values = with_m1(service, ED, TABLETS, accept="application/json").json()
    assert values["decision"] == "converted"
    assert values["document"].encode() == with_m1(service, ED, TABLETS).content
    assert {f["code"] for f in values["findings"]} >= {"ed-register-unasked"}


def test_an_ed_alone_is_of_an_unknown_prescription(service: Service) -> None:
    answer = post(service, ED, TABLETS)
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert codes(answer) == ["dispensed-unknown-prescription"]


def test_what_left_here_comes_back_without_its_m1(keeping: Service, record: ExchangeRecord) -> None:
    """eP out, eD in, the same eD in again, its discard, and the eD too late."""
    assert keeping.convert(PRESCRIBED).status_code == 200
    first = post(keeping, DISPENSE, TABLETS)
    assert (first.status_code, first.headers["converter-repeated"]) == (200, "false")
    again = post(keeping, DISPENSE, TABLETS)
    assert (again.status_code, again.headers["converter-repeated"]) == (200, "true")
    assert undated(again.content) == undated(first.content)
    taken = post(keeping, DISCARD, TAKEN_BACK)
    assert report_in(taken).findtext(".//{*}Annullering") == "true"
    number = etree.fromstring(first.content).findtext(".//{*}MsgId")
    assert report_in(taken).findtext(".//{*}AnnulleringsId") == number
    late = post(keeping, DISPENSE, TABLETS)
    assert (late.status_code, codes(late)) == (409, ["dispensation-discarded"])
    assert record.count() == {"prescription": 1, "sent": 1, "dispensation": 1}


def test_what_was_dispensed_abroad_is_known_before_the_next_ep_leaves(keeping: Service) -> None:
    """A part came back: nothing leaves, alone or in a list, until it is taken back."""
    assert keeping.convert(PRESCRIBED).status_code == 200
    assert post(keeping, DISPENSE, TABLETS).status_code == 200
    used = keeping.convert(PRESCRIBED)
    assert (used.status_code, codes(used)) == (422, ["excluded-partly-dispensed"])
    (listed,) = keeping.convert(PRESCRIBED, query="all=true", Accept="application/json").json()["outcomes"]
    assert (listed["decision"], listed["dispensed"]["remaining"]) == ("excluded", "30")
    assert post(keeping, DISCARD, TAKEN_BACK).status_code == 200
    assert keeping.convert(PRESCRIBED).status_code == 200


def test_another_prescription_of_one_id_is_409(keeping: Service) -> None:
    assert keeping.convert(PRESCRIBED).status_code == 200
    other = keeping.convert(PRESCRIBED.replace(b"<Antall>2", b"<Antall>3"))
    assert (other.status_code, codes(other)) == (409, ["prescription-conflict"])


def test_another_content_under_the_same_id_is_409(keeping: Service) -> None:
    assert with_m1(keeping, DISPENSE, TABLETS).status_code == 200
    answer = post(keeping, DISPENSE, TABLETS.replace(b'<quantity value="1"', b'<quantity value="2"'))
    assert (answer.status_code, codes(answer)) == (409, ["dispensation-conflict"])


def test_other_words_under_the_same_id_are_the_same_dispensation(keeping: Service) -> None:
    assert with_m1(keeping, DISPENSE, TABLETS).status_code == 200
    answer = post(keeping, DISPENSE, TABLETS.replace(b"<title>eDispensation", b"<title>Another"))
    assert (answer.status_code, answer.headers["converter-repeated"]) == (200, "true")


def test_converting_keeps_nothing(keeping: Service, record: ExchangeRecord) -> None:
    """`ed-to-m10` asks the record and leaves it as it is."""
    keeping.convert(PRESCRIBED)
    assert post(keeping, ED, TABLETS).status_code == 200
    assert record.count()["dispensation"] == 0


@pytest.mark.parametrize(
    ("path", "ed", "code"),
    [(DISPENSE, TAKEN_BACK, "dispensation-expected"), (DISCARD, TABLETS, "discard-expected")],
)
def test_each_address_takes_its_own_kind(keeping: Service, path: str, ed: bytes, code: str) -> None:
    answer = with_m1(keeping, path, ed)
    assert (answer.status_code, codes(answer)) == (422, [code])


@pytest.mark.parametrize("path", [DISPENSE, DISCARD])
def test_without_a_record_nothing_is_received(service: Service, path: str) -> None:
    answer = with_m1(service, path, TABLETS)
    assert (answer.status_code, codes(answer)) == (503, ["record-not-configured"])


def test_a_record_that_does_not_answer_is_503_on_every_way(keeping: Service, record: ExchangeRecord) -> None:
    """Neither leaves an eP nor is an M10 answered; readiness says so."""
    record.engine.dispose()
    assert record.engine.url.database is not None
    Path(record.engine.url.database).write_bytes(b"no database, " * 500)
    for answer in (keeping.convert(PRESCRIBED), post(keeping, DISPENSE, TABLETS), post(keeping, ED, TABLETS)):
        assert (answer.status_code, codes(answer)) == (503, ["record-unavailable"])
    assert keeping.ask("GET", "/health/ready").status_code == 503


@pytest.mark.parametrize(
    ("parts", "status", "code"),
    [
        ({"m1": PRESCRIBED}, 400, "multipart-invalid"),
        ({"ed": TABLETS, "other": b"x"}, 400, "multipart-invalid"),
        ({"ed": b"", "m1": PRESCRIBED}, 400, "not-xml"),
        ({"ed": TABLETS, "m1": b"<x/>"}, 422, "not-a-msghead"),
        ({"ed": PRESCRIBED, "m1": PRESCRIBED}, 422, "not-an-ed"),
        ({"ed": TABLETS, "m1": b" " * 2_100_000}, 413, "too-large"),
    ],
)
def test_forms_that_are_none(service: Service, parts: dict[str, bytes], status: int, code: str) -> None:
    answer = post(service, ED, *form(**parts))
    assert (answer.status_code, codes(answer)) == (status, [code])


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (form(ed=TABLETS)[0] * 2, f"multipart/form-data; boundary={BOUNDARY}"),
        (form(ed=TABLETS)[0], "multipart/form-data"),
        (form(ed=TABLETS)[0], "multipart/form-data; boundary=another"),
        (b"", f"multipart/form-data; boundary={BOUNDARY}"),
        (
            form(ed=TABLETS)[0].replace(b"; filename=", b"; file="),
            f"multipart/form-data; boundary={BOUNDARY}",
        ),
    ],
    ids=["the end twice", "no boundary", "another boundary", "empty", "a field and no file"],
)
def test_bodies_that_are_no_form(service: Service, body: bytes, content_type: str) -> None:
    """A clear answer, never a 500."""
    answer = post(service, ED, body, content_type)
    assert answer.status_code in {200, 400, 422}
    assert answer.status_code != 200 or b"Utleveringsrapport" in answer.content


CUT = {
    "after the eD": b"\r\n--" + BOUNDARY.encode() + b"--\r\n",
    "in the boundary": b"--\r\n",
    "in the M1": PRESCRIBED[-200:] + b"\r\n--" + BOUNDARY.encode() + b"--\r\n",
}


@pytest.mark.parametrize("path", [ED, DISPENSE])
@pytest.mark.parametrize("where", CUT)
def test_a_form_that_does_not_end_is_none(keeping: Service, path: str, where: str) -> None:
    """A part without its end would be lost, and nobody told: also where the record knows the prescription."""
    assert keeping.convert(PRESCRIBED).status_code == 200
    body, content_type = form(ed=TABLETS, m1=PRESCRIBED)
    assert body.endswith(CUT[where])
    answer = post(keeping, path, body.removesuffix(CUT[where]), content_type)
    assert (answer.status_code, codes(answer)) == (400, ["multipart-invalid"])


def test_the_form_that_was_cut_in_the_field(keeping: Service, shared: Path) -> None:
    """The case as it came."""
    body = (shared / "cases/operations/http-multipart-no-closing-boundary.bin").read_bytes()
    for path in (ED, DISPENSE):
        answer = post(keeping, path, body, "multipart/form-data; boundary=BB")
        assert (answer.status_code, codes(answer)) == (400, ["multipart-invalid"])


def test_the_case_of_a_prescription_that_lasts_for_ever(keeping: Service, shared: Path) -> None:
    """An M1 whose last day is the calendar's, beside an eD: a clear answer, never a failure."""
    body = (shared / "cases/operations/ed-beside-m1-9999.multipart").read_bytes()
    boundary = body.partition(b"\r\n")[0].removeprefix(b"--").decode()
    for path in (ED, DISPENSE):
        answer = post(keeping, path, body, f"multipart/form-data; boundary={boundary}")
        assert (answer.status_code, codes(answer) != []) == (422, True)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "none-such", "", '"utf-8, utf-7"'])
def test_a_form_in_another_encoding_is_none(keeping: Service, charset: str) -> None:
    """Whatever its fields would be when read so: half a surrogate pair, for one."""
    body = b'--B\r\nContent-Disposition: form-data; name="ed"\r\n\r\n+2AA-\r\n--B--\r\n'
    for path in (ED, DISPENSE):
        answer = post(keeping, path, body, f"multipart/form-data; boundary=B; charset={charset}")
        assert (answer.status_code, codes(answer)) == (400, ["multipart-invalid"])


def test_a_field_is_read_as_a_file_is(service: Service) -> None:
    """Byte by byte: what is no UTF-8 is refused, and not read in another encoding; what is, is as good as a file."""
    body, content_type = form(ed=TABLETS, m1=PRESCRIBED)
    fields = body.replace(b'; filename="ed.xml"', b"").replace(b'; filename="m1.xml"', b"")
    assert post(service, ED, fields, f"{content_type}; charset=UTF-8").content == with_m1(service, ED, TABLETS).content
    answer = post(service, ED, fields.replace(b"<title>e", b"<title>\xe6", 1), content_type)
    assert (answer.status_code, codes(answer)) == (400, ["encoding-not-utf8"])


def test_a_refusal_as_an_apprec(service: Service) -> None:
    """On request; the HTTP status is the same."""
    plain, receipt = post(service, ED, TABLETS), post(service, f"{ED}?refusal=apprec", TABLETS)
    assert (receipt.status_code, receipt.headers["content-type"]) == (plain.status_code, XML)
    root = etree.fromstring(receipt.content)
    assert etree.QName(root).localname == "AppRec"
    assert root.find("{*}Status").get("V") == "2"
    assert [v for v in PERSONAL if v in receipt.text] == []


@pytest.mark.parametrize("query", ["at=2026-11-23", "refusal=pdf", "refusal=apprec&refusal=apprec", "acces=x"])
def test_queries_that_are_none(service: Service, query: str) -> None:
    assert post(service, f"{ED}?{query}", TABLETS).status_code in {400, 403}


def test_no_answer_and_no_log_line_holds_personal_data(keeping: Service) -> None:
    """Of refusals and of what is written about requests."""
    answers = [
        post(keeping, DISPENSE, TABLETS),
        with_m1(keeping, DISPENSE, TABLETS.replace(b'extension="14836809816"', b'extension="14836809817"')),
        with_m1(keeping, DISPENSE, TABLETS.replace(b'<quantity value="', b'<quantity value="-')),
    ]
    assert {a.status_code for a in answers} == {422}
    text = "".join(a.text for a in answers) + json.dumps(keeping.logged())
    assert [v for v in PERSONAL if v in text] == []
