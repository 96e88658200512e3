"""POST /v1/m1-to-ep: every status, the headers, the clock."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from lxml import etree

from converter.answers.m1_to_ep import M1ToEpAnswer, M1ToEpList
from converter.answers.problem import ProblemAnswer
from converter.examples import example

PROBLEM = "application/problem+json"
M1 = "/v1/m1-to-ep"


def codes(response):
    return [f["code"] for f in response.json()["findings"] if f["severity"] != "remark"]


@pytest.mark.parametrize("content_type", ["application/xml", "text/xml", 'Application/XML; charset="UTF-8"'])
@pytest.mark.parametrize("name", ["m1-tablets", "m94-example"])
def test_gives_the_document(service, name, content_type):
    answer = service.convert(example(name), Content_Type=content_type)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/xml"
    assert etree.fromstring(answer.content).tag == "{urn:hl7-org:v3}ClinicalDocument"
    assert answer.headers["converter-decision"] == "converted"
    assert len(answer.headers["converter-tables"]) == 64


def test_gives_document_and_report_as_json(service, tablets):
    answer = service.convert(tablets, Accept="application/json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    read = M1ToEpAnswer.model_validate_json(answer.content, by_alias=True)
    assert read.document.encode() == service.convert(tablets).content
    assert list(answer.json()) == ["decision", "repeats", "dispensed", "findings", "versions", "document"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "not-xml"),
        (b"hello", 400, "not-xml"),
        (example("m1-tablets")[:-30], 400, "not-xml"),
        (example("m1-tablets") + example("m1-tablets").partition(b"?>")[2], 400, "not-xml"),
        (b"<!DOCTYPE a><a/>", 400, "doctype-not-allowed"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 400, "doctype-not-allowed"),
        (b"<a>&b;</a>", 400, "not-xml"),
        ("<a>é</a>".encode("latin-1"), 400, "encoding-not-utf8"),
        ("<a>é</a>".encode("utf-16"), 400, "encoding-not-utf8"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 400, "encoding-not-utf8"),
        (example("m1-tablets").replace(b"<Antall>2", b"<Antall>2<!-- 0 -->"), 400, "comment-in-value"),
        (example("m1-tablets").replace(b"<Antall>2", b"<Antall>2<?x 0?>"), 400, "comment-in-value"),
        (b"<a>" + b"<b/>" * 50_001 + b"</a>", 413, "too-many-elements"),
        (b"<a/>", 422, "not-a-msghead"),
        (example("m1-tablets").replace(b'"ERM1"', b'"ERM10"'), 422, "message-type-not-supported"),
        (example("m1-tablets").replace(b"m1/2013-10-08", b"m1/2009-02-20"), 422, "m1-version-not-supported"),
        (example("m1-tablets").replace(b"<Antall>2", b"<Antall>two"), 422, "schema-fault"),
        (example("m1-tablets").replace(b"14836809816", b"14836809817"), 422, "identity-number-invalid"),
        (example("m1-tablets").replace(b"<Antall>2", b"<Antall>0"), 422, "quantity-not-positive"),
        (example("m1-unmapped-form"), 422, "dose-form-unmapped"),
        (example("m1-locked"), 422, "excluded-locked"),
        (example("m1-tablets").replace(b">2027-11-01", b">2026-11-22"), 422, "excluded-expired"),
    ],
)
def test_refuses_what_is_in_the_body(service, body, status, code):
    answer = service.convert(body)
    assert (answer.status_code, codes(answer)[0]) == (status, code)
    read = ProblemAnswer.model_validate_json(answer.content, by_alias=True)
    assert answer.headers["content-type"] == PROBLEM
    assert read.status == status
    assert read.type.endswith(f":{code}")
    assert read.decision == ("excluded" if code.startswith("excluded") else "rejected")
    assert read.detail.startswith(read.findings[0].text.en) or len(read.findings) > 1
    assert read.detail_no != read.detail


def test_tells_every_reason(service, tablets):
    body = example("m1-locked").replace(b'"C" DN="Reseptgruppe C"', b'"A" DN="Reseptgruppe A"')
    answer = service.convert(body.replace(b">2027-11-01", b">2026-11-22"))
    assert codes(answer) == ["excluded-locked", "excluded-group-a-b", "excluded-expired"]
    assert "(2 further reasons: see findings.)" in answer.json()["detail"]
    assert "(2 grunner til: se findings.)" in answer.json()["detailNo"]


@pytest.mark.parametrize("content_type", ["", "application/json", "application/xml; charset=iso-8859-1", "text", ";"])
def test_takes_xml_only(service, tablets, content_type):
    answer = service.convert(tablets, Content_Type=content_type)
    assert (answer.status_code, codes(answer)) == (415, ["content-type-not-supported"])
    assert answer.headers["accept-post"] == "application/xml, text/xml"


def test_needs_one_content_type(service, tablets):
    none = service.ask("POST", M1, body=tablets)
    two = service.ask("POST", M1, body=tablets, headers=[("Content-Type", "text/xml"), ("Content-Type", "text/xml")])
    assert [none.status_code, two.status_code] == [415, 415]


@pytest.mark.parametrize(("coding", "status"), [("gzip", 415), ("identity", 200), ("identity, br", 415), ("", 415)])
def test_takes_no_compressed_body(service, tablets, coding, status):
    answer = service.convert(tablets, Content_Encoding=coding)
    assert answer.status_code == status
    if status == 415:
        assert codes(answer) == ["content-encoding-not-supported"]
        assert answer.headers["accept-encoding"] == "identity"


def test_refuses_a_large_body_by_its_length_without_reading_it(service):
    read = []

    def parts():
        read.append(1)
        yield b" " * 10

    answer = service.convert(parts(), Content_Length="1000001")
    assert (answer.status_code, codes(answer), read) == (413, ["too-large"], [])
    assert answer.headers["connection"] == "close"
    assert service.convert(b"", Content_Length="9" * 5000).status_code == 413


def test_stops_reading_a_large_chunked_body(service):
    read = []

    def parts():
        for _ in range(1000):
            read.append(1)
            yield b" " * 100_000

    answer = service.convert(parts())
    assert (answer.status_code, codes(answer)) == (413, ["too-large"])
    assert len(read) <= 12


def test_takes_exactly_the_limit(service, tablets):
    assert service.convert(tablets + b"\n" * (1_000_000 - len(tablets))).status_code == 200
    assert service.convert(tablets + b"\n" * (1_000_001 - len(tablets))).status_code == 413


def test_takes_a_chunked_body(service, tablets):
    assert service.convert([tablets[:100], b"", tablets[100:]]).status_code == 200


def test_every_answer_has_the_headers(service, tablets):
    answers = [
        service.convert(tablets),
        service.convert(tablets, Accept="application/json"),
        service.convert(b"no"),
        service.convert(tablets, Accept="text/html"),
        service.ask("GET", "/nowhere"),
        service.ask("GET", M1),
        service.ask("GET", "/health/ready"),
        service.ask("GET", "/openapi.json"),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not [h for h in answer.headers if h.startswith("access-control")]
    assert len({a.headers["x-request-id"] for a in answers}) == len(answers)


def test_makes_its_own_request_id(make_service, tablets):
    service = make_service(new_id=lambda: "id-1")
    assert service.convert(tablets, X_Request_Id="theirs").headers.get_list("x-request-id") == ["id-1"]


def test_the_clock_is_injected(make_service, tablets):
    late = make_service(clock=lambda: datetime(2027, 11, 2, 12, tzinfo=UTC))
    assert codes(late.convert(tablets)) == ["excluded-expired"]
    early = make_service(clock=lambda: datetime(2026, 10, 31, 12, tzinfo=UTC))
    assert codes(early.convert(tablets)) == ["excluded-not-yet-valid", "written-in-the-future"]


def test_same_input_same_bytes(service, tablets):
    assert service.convert(tablets).content == service.convert(tablets).content


@pytest.mark.parametrize("path", ["/nowhere", f"{M1}/", "/docs", "/redoc", "/v1"])
def test_other_addresses(service, path):
    answer = service.ask("POST", path)
    assert (answer.status_code, answer.headers["content-type"], codes(answer)) == (404, PROBLEM, ["not-found"])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods(service, method):
    answer = service.ask(method, M1)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    if method == "HEAD":
        assert answer.content == b""
    else:
        assert codes(answer) == ["method-not-allowed"]


def test_a_list_is_answered_prescription_by_prescription(service):
    answer = service.convert(example("m96-example"), Accept="application/json")
    assert answer.status_code == 200
    read = M1ToEpList.model_validate_json(answer.content, by_alias=True)
    assert [o.decision for o in read.outcomes] == ["converted", "excluded", "rejected"]
    assert read.outcomes[0].document == service.convert(example("m1-tablets")).text
    (line, _) = service.logged()
    assert (line["decision"], line["prescriptions"], line["event"]) == ("rejected", 3, "refused")


def test_all_makes_a_list_of_one(service):
    answer = service.convert(example("m94-example"), "all=true", Accept="*/*")
    assert [o["decision"] for o in answer.json()["outcomes"]] == ["converted"]
    refused = service.convert(example("m94-example"), "all=yes")
    assert codes(refused) == ["all-invalid"]


def test_a_list_comes_as_json_or_not_at_all(service):
    assert service.convert(example("m96-example"), Accept="*/*").headers["content-type"] == "application/json"
    assert codes(service.convert(example("m96-example"))) == ["not-acceptable"]


def test_a_list_that_cannot_be_opened_is_refused_as_one(service):
    answer = service.convert(b"<M1List/>")
    assert (answer.status_code, codes(answer)) == (422, ["list-malformed"])


def test_report_full_has_the_origin_of_each_value(service, tablets):
    answer = service.convert(tablets, "report=full", Accept="application/json")
    read = M1ToEpAnswer.model_validate_json(answer.content, by_alias=True)
    assert read.document.encode() == service.convert(tablets).content
    assert read.provenance is not None
    assert len(read.provenance) > 150
    assert codes(service.convert(tablets, "report=full")) == ["not-acceptable"]
    assert codes(service.convert(tablets, "report=all")) == ["report-invalid"]
    assert "provenance" not in service.convert(tablets, Accept="application/json").json()


@pytest.mark.parametrize(
    ("said", "status"), [("0", 200), ("2", 422), ("0.5", 422), ("1e1", 400), ("-1", 400), ("NaN", 400), ("٢", 400)]
)
def test_what_was_handed_out_is_a_number_of_packages(service, tablets, said, status):
    """All of it excludes; half a hand-over too; what is no number is refused."""
    answer = service.convert(tablets, query=f"dispensed={said}", Accept="application/json")
    assert answer.status_code == status
    codes = [f["code"] for f in answer.json()["findings"]]
    assert ("excluded-used-up" in codes) == (said == "2")


PDF = "application/pdf"


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("", "application/pdf", PDF),
        ("", "application/pdf, application/xml;q=0.5", PDF),
        ("format=pdf", "application/pdf", PDF),
        ("format=pdf", "*/*", PDF),
        ("", "application/xml", "application/xml"),
        ("", "*/*", "application/xml"),
        ("", "application/pdf;q=0.5, application/xml", "application/xml"),
        ("format=l3", "application/xml", "application/xml"),
    ],
)
def test_gives_the_page_where_it_is_asked_for(service, tablets, query, accept, media):
    answer = service.convert(tablets, query, Accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.content.startswith(b"%PDF-1.4" if media == PDF else b"<?xml")
    assert answer.headers["converter-decision"] == "converted"
    assert service.logged()[-1]["codes"] == ["identifiers-pending"]


def test_the_level_1_document_holds_the_page(service, tablets):
    page = service.convert(tablets, "format=pdf", Accept=PDF).content
    document = service.convert(tablets, "format=l1")
    assert document.headers["content-type"] == "application/xml"
    assert b64encode(page) in document.content
    told = service.convert(tablets, "format=l1", Accept="application/json")
    assert M1ToEpAnswer.model_validate_json(told.content, by_alias=True).document.encode() == document.content


@pytest.mark.parametrize(
    ("query", "accept", "status", "code"),
    [
        ("format=pdf", "application/xml", 406, "not-acceptable"),
        ("format=pdf", "application/json", 406, "not-acceptable"),
        ("format=l1", PDF, 406, "not-acceptable"),
        ("format=l3", PDF, 406, "not-acceptable"),
        ("format=l2", "*/*", 400, "format-invalid"),
        ("format=", "*/*", 400, "format-invalid"),
        ("format=l1&report=full", "application/json", 400, "report-of-l3-only"),
        ("report=full", PDF, 406, "not-acceptable"),
        ("format=pdf&all=true", "*/*", 400, "pdf-of-several"),
        ("all=true", PDF, 400, "pdf-of-several"),
    ],
)
def test_refuses_what_a_format_has_no_room_for(service, tablets, query, accept, status, code):
    answer = service.convert(tablets, query, Accept=accept)
    assert (answer.status_code, codes(answer)) == (status, [code])
    assert ProblemAnswer.model_validate_json(answer.content, by_alias=True).detail_no


def test_a_list_has_level_1_documents_and_no_pages(service):
    body = example("m96-example")
    read = M1ToEpList.model_validate_json(service.convert(body, "format=l1", Accept="*/*").content, by_alias=True)
    assert {"nonXMLBody" in outcome.document for outcome in read.outcomes if outcome.document} == {True}
    answer = service.convert(body, "format=pdf", Accept="*/*")
    assert (answer.status_code, codes(answer)) == (400, ["pdf-of-several"])


def test_a_name_in_letters_of_no_font_refuses_the_page_alone(service, tablets):
    family = etree.fromstring(tablets).find(".//{*}Patient/{*}FamilyName").text
    body = tablets.replace(f"<FamilyName>{family}<".encode(), "<FamilyName>\u05d0\u05d1<".encode())
    assert body != tablets
    assert service.convert(body).status_code == 200
    for query in ("format=l1", "format=pdf"):
        answer = service.convert(body, query, Accept="*/*")
        assert (answer.status_code, codes(answer)) == (422, ["l1-letter-missing"])
        assert "ERROR_EP_PDF_FORMAT_NOT_PROVIDED" in {f["openncp"] for f in answer.json()["findings"]}
        assert "\u05d0" not in answer.text
