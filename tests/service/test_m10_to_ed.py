"""POST /v1/m10-to-ed and its discard: what they answer, and that a refusal tells nothing of the patient."""

import json

import pytest

from converter.conversion.converter import Converter
from converter.conversion.m10_to_ed.discard import discard_of
from converter.examples import entered_example, example
from converter.formats.cda.ed_reader import normalise_discard
from converter.formats.xml import parse
from converter.service.call import FORM_TYPE, form
from tests.builders.foreign import PERSONAL, foreign, permitting
from tests.builders.norwegian import ed_of, entered
from tests.service.conftest import NOW, PROBLEM, XML, Service

MAKE, TAKE_BACK = "/v1/m10-to-ed", "/v1/m10-to-ed/discard"
ENTERED = entered_example()


def test_a_dispense_becomes_the_ed_and_its_discard_takes_it_back(service: Service) -> None:
    body = form(ep=example("ep-finnish"), dispense=ENTERED)
    made = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert made.status_code == 200
    assert made.content == ed_of(example("ep-finnish"), entered(number="U-2026-0001"), at=NOW)
    taken = service.ask("POST", TAKE_BACK, body=made.content, headers={"Content-Type": XML, "Accept": XML})
    root = parse(taken.content)
    assert (taken.status_code, normalise_discard(root)) == (200, True)
    again = service.ask("POST", TAKE_BACK, body=taken.content, headers={"Content-Type": XML, "Accept": XML})
    assert (again.status_code, again.json()["findings"][0]["code"]) == (422, "ed-discarded-already")


def test_another_country_s_ed_with_our_root_in_a_comment_is_not_ours(service: Service, converter: Converter) -> None:
    """The document's own id decides, wherever else our root stands."""
    comment = f'<!-- root="{converter.identifiers.document_root}" -->'.encode()
    commented = example("ed-tablets").replace(b"<ClinicalDocument", comment + b"<ClinicalDocument", 1)
    answer = service.ask("POST", TAKE_BACK, body=commented, headers={"Content-Type": XML, "Accept": XML})
    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (422, "ed-not-ours")


def test_a_discard_is_answered_counted_and_logged_as_a_conversion_is(service: Service, converter: Converter) -> None:
    """What was taken back is no call whose client went away."""
    ours = ed_of(example("ep-finnish"), entered(), at=NOW)
    taken = service.ask("POST", TAKE_BACK, body=ours, headers={"Content-Type": XML, "Accept": XML})
    assert (taken.status_code, taken.content) == (200, discard_of(ours, converter))
    assert taken.headers["converter-decision"] == "converted"
    assert taken.headers["converter-tables"] == converter.versions.tables
    other = service.ask("POST", TAKE_BACK, body=example("ed-tablets"), headers={"Content-Type": XML, "Accept": XML})
    assert (other.status_code, other.json()["titleNo"]) == (422, "Utleveringen kan ikke meldes")
    assert [(line["route"], line["decision"]) for line in service.logged()] == [
        (TAKE_BACK, "converted"),
        (TAKE_BACK, "rejected"),
    ]
    counted = service.ask("GET", "/metrics").text
    assert 'converter_conversions_total{decision="converted"} 1.0' in counted
    assert 'converter_conversions_total{decision="rejected"} 1.0' in counted
    assert 'decision="none"' not in counted


@pytest.mark.parametrize("query", ["refusal=apprec", "lang=en", "at=2026-11-23&refusal=problem"])
@pytest.mark.parametrize("path", [MAKE, TAKE_BACK])
def test_parameters_of_other_routes_are_not_ignored(service: Service, path: str, query: str) -> None:
    """They would have no effect here, and the caller would not know."""
    answer = service.ask("POST", f"{path}?{query}", body=b"", headers={"Content-Type": XML, "Accept": XML})
    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (400, "query-unknown")


WRONG = {
    "no JSON": (b"x", ["/dispense/"]),
    "a list": (b"[]", ["/dispense/"]),
    "nothing": (
        b"{}",
        [f"/dispense/{name}" for name in ("pharmacist", "number", "varenr", "packages", "dispensedAt")],
    ),
    "a number for a text": (
        ENTERED.replace(b'"packages": "2"', b'"packages": "two"'),
        ["/dispense/packages"],
    ),
    "a time without zone": (ENTERED.replace(b"+01:00", b""), ["/dispense/dispensedAt"]),
    "a key twice": (ENTERED.replace(b'"batch"', b'"packages": "1", "batch"'), ["/dispense/packages"]),
    "a field too many": (ENTERED.replace(b'"batch"', b'"Batch"'), ["/dispense/Batch"]),
    "more than a dispense is": (b" " * 30_000 + ENTERED, ["/dispense/"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_field_that_cannot_be_used_is_named(service: Service, name: str) -> None:
    dispense, paths = WRONG[name]
    body = form(ep=example("ep-finnish"), dispense=dispense)
    answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert answer.json()["titleNo"] == "Utleveringen kan ikke meldes"
    found = answer.json()["findings"]
    assert [f["path"] for f in found] == paths
    assert {f["code"] for f in found} == {"dispense-fields-invalid"}


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        (
            b'"substituted": "generic"',
            b'"substituted": "Brand"',
            "/dispense/substituted",
            "none, brand, generic, other",
        ),
        (b'"batch"', b'"foo": 1, "batch"', "/dispense/foo", "is no field of a dispense"),
        (b'"batch"', b'"packages": "1", "batch"', "/dispense/packages", "is there twice"),
        (b'"packages": "2"', b'"packages": ""', "/dispense/packages", "has a value that cannot be used"),
    ],
)
def test_what_is_wrong_with_a_field_is_said(service: Service, old: bytes, new: bytes, path: str, said: str) -> None:
    """An unknown key by name; the answers that there are."""
    assert old in ENTERED
    body = form(ep=example("ep-finnish"), dispense=ENTERED.replace(old, new, 1))
    answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    (found,) = answer.json()["findings"]
    assert found["path"] == path
    assert said in f"{found['text']['en']} {found['hint']['en']}"


def test_all_that_is_missing_is_named_at_once(service: Service) -> None:
    """Beside what is wrong."""
    posted = {k: v for k, v in json.loads(ENTERED).items() if k not in {"varenr", "number"}}
    body = form(ep=example("ep-finnish"), dispense=json.dumps({**posted, "substituted": "x"}).encode())
    answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert {f["path"] for f in answer.json()["findings"]} == {
        "/dispense/substituted", "/dispense/varenr", "/dispense/number",
    }  # fmt: skip


def test_no_refusal_and_no_log_tells_of_the_patient(service: Service) -> None:
    """Neither of the patient nor of the pharmacist."""
    answers = []
    for dispense in (b"{}", ENTERED.replace(b'"packages": "2"', b'"packages": "3"')):
        body = form(ep=foreign(), dispense=dispense)
        answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
        assert answer.status_code == 422
        answers.append(answer.text)
    said = "\n".join([*answers, service.lines.getvalue()])
    assert not [p for p in (*PERSONAL, "999900025", "Eksempelapoteket") if p in said]


UNANSWERED = json.dumps({**json.loads(ENTERED), "substituted": None}).encode()


@pytest.mark.parametrize("word", ["none", "brand", "generic", "other", ""])
def test_the_answer_may_be_a_field_of_the_form(service: Service, word: str) -> None:
    """As good as in the JSON; left empty it is not given."""
    headers = {"Content-Type": FORM_TYPE, "Accept": XML}
    asked = form(ep=permitting("TE"), dispense=UNANSWERED, substituted=word.encode())
    inside = json.dumps({**json.loads(ENTERED), "substituted": word or None}).encode()
    made = service.ask("POST", MAKE, body=asked, headers=headers)
    assert made.status_code == 200
    assert (
        made.content
        == service.ask("POST", MAKE, body=form(ep=permitting("TE"), dispense=inside), headers=headers).content
    )


@pytest.mark.parametrize(
    ("word", "code"), [(b"none", "dispense-substitution-twice"), (b"\xff", "dispense-fields-invalid")]
)
def test_an_answer_that_differs_or_is_none_is_refused(service: Service, word: bytes, code: str) -> None:
    """At its field, in both languages."""
    body = form(ep=foreign(), dispense=ENTERED, substituted=word)
    answer = service.ask("POST", MAKE, body=body, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert answer.status_code == 422
    assert [(f["code"], f["path"]) for f in answer.json()["findings"]] == [(code, "/dispense/substituted")]


@pytest.mark.parametrize("name", ["ep", "dispense", "m10", "substituted"])
def test_a_part_twice_is_refused(service: Service, name: str) -> None:
    """Which is meant nobody knows."""
    parts = {"ep": foreign(), "dispense": ENTERED, "m10": b"<x/>", "substituted": b"generic"}
    body = form(**parts)
    (again,) = [p for p in body.split(b"--part\r\n") if f'name="{name}"'.encode() in p]
    twice = body.replace(b"--part--", b"--part\r\n" + again.removesuffix(b"--part--\r\n") + b"--part--")
    answer = service.ask("POST", MAKE, body=twice, headers={"Content-Type": FORM_TYPE, "Accept": XML})
    assert (answer.status_code, answer.json()["findings"][0]["code"]) == (400, "multipart-invalid")
