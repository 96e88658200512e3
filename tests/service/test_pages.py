"""The pages: the whole way by forms alone, nothing of a document runs or is lost, nobody else can press the button."""

import base64
import html
import re
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree

from converter.examples import entered_example, example
from converter.formats.cda.ed_reader import require_ed
from converter.formats.xml import parse
from converter.service.call import form
from converter.service.pages.labels import LABELS
from tests.builders.foreign import foreign
from tests.builders.norwegian import ed_of, entered
from tests.builders.records import opened
from tests.conversion.ep_to_view.test_bad_views import page_of
from tests.service.conftest import NOW, Service

FORM = "multipart/form-data; boundary=part"
VIEW, DISPENSE, SEND, M1_TO_EP = "/pharmacy/view", "/pharmacy/dispense", "/pharmacy/send", "/outbound"
FIELDS = {
    "varenr": "990003",
    "packages": "2",
    "batch": "A123",
    "substituted": "generic",
    "at": "2026-11-23T10:15",
    "number": "U-1",
    "given": "Ida",
    "family": "Eksempel",
    "hpr": "999900025",
    "pharmacy": "Eksempelapoteket",
    "organisation": "313000125",
    "street": "Eksempelveien 3",
    "postal": "9999",
    "city": "Eksempelby",
    "telephone": "+47 00 00 00 00",
}
"""A dispense as the page's form sends it."""


class Page(HTMLParser):
    """What a browser would see of a page: elements with attributes, and the text of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps it."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keeps it."""
        self.words += data

    def values(self) -> dict[str, str]:
        """The fields that its forms would send, hidden ones included; of lists the answer on substitution only."""
        listed = {"radio", "checkbox", "file"}
        return {
            a["name"] or "": a.get("value") or ""
            for tag, a in self.tags
            if tag == "input"
            and a.get("name")
            and (a.get("type") not in listed or (a["name"] == "substituted" and "checked" in a))
        }

    def links(self) -> dict[str, bytes]:
        """The files that are offered for download."""
        found = [(a["download"], a["href"]) for tag, a in self.tags if tag == "a" and "download" in a]
        return {name or "": base64.b64decode((href or "").partition(",")[2]) for name, href in found}


def post(
    service: Service, path: str, headers: dict[str, str] | None = None, /, **fields: str | bytes
) -> httpx.Response:
    """A form, sent by a browser."""
    body = form(**{name: v if isinstance(v, bytes) else v.encode() for name, v in fields.items()})
    return service.ask("POST", path, body=body, headers={"Content-Type": FORM, **(headers or {})})


def encoded(ep: bytes) -> str:
    """A prescription as it goes along in the form."""
    return base64.b64encode(ep).decode()


def test_the_start_is_the_pharmacist_s_page(service: Service) -> None:
    answer = service.ask("GET", "/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/pharmacy?lang=no")


def test_there_are_no_pages_where_they_are_turned_off(make_service: Callable[..., Service]) -> None:
    assert make_service(pages=False).ask("GET", "/pharmacy").status_code == 404


def test_the_whole_way_by_forms_alone(service: Service) -> None:
    """Open the example, take over the page's own fields, choose, preview: the eD is what the API makes."""
    opened = Page(post(service, VIEW, example="ep-finnish").text)
    kept = opened.values()
    assert kept["at"] == "2026-11-23T12:00"
    previewed = post(service, DISPENSE, **{**kept, **FIELDS, "do": "preview"})
    assert previewed.status_code == 200
    files = Page(previewed.text).links()
    assert set(files) == {"ed-U1.xml", "ed-U1-discard.xml"}
    require_ed(parse(files["ed-U1.xml"]))
    assert files["ed-U1.xml"] == ed_of(example("ep-finnish"), entered(), at=NOW)
    assert files["ed-U1-discard.xml"] != files["ed-U1.xml"]


def test_a_package_from_the_list_is_taken_and_what_was_typed_is_kept(service: Service) -> None:
    typed = {**FIELDS, "varenr": "", "packages": "3"}
    refused = post(service, DISPENSE, ep=encoded(foreign()), **typed, choice="990004", do="preview")
    assert refused.status_code == 422
    again = Page(refused.text)
    assert "Det er mer enn det som er forskrevet." in again.words
    assert again.values() == {"ep": encoded(foreign()), "q": "", **FIELDS, "varenr": "990004", "packages": "3"}


def test_two_packages_are_refused_not_chosen_between(service: Service) -> None:
    answer = post(service, DISPENSE, ep=encoded(foreign()), **FIELDS, choice="990004", do="preview")
    assert answer.status_code == 422
    assert "En pakning er valgt i listen, og en annen er skrevet" in Page(answer.text).words


def test_the_search_finds_by_name_and_by_number(service: Service) -> None:
    for words in ("fiktivprofen 400", "9900"):
        found = Page(post(service, DISPENSE, ep=encoded(foreign()), q=words, do="search").text)
        assert ("input", "990003") in [(tag, a.get("value")) for tag, a in found.tags]


def test_back_keeps_what_was_entered(service: Service) -> None:
    back = Page(post(service, DISPENSE, ep=encoded(foreign()), **FIELDS, do="back").text)
    assert back.values() == {"ep": encoded(foreign()), "q": "", **FIELDS}
    asked = [a["value"] for tag, a in back.tags if tag == "input" and a.get("name") == "substituted"]
    assert asked == ["none", "brand", "generic", "other"]


def test_what_cannot_be_dispensed_has_no_form(service: Service) -> None:
    expired = foreign(valid='<effectiveTime xsi:type="IVL_TS"><high value="20261122"/></effectiveTime>')
    shown = Page(post(service, VIEW, ep=expired).text)
    assert "Resepten er utløpt." in shown.words
    assert DISPENSE not in {(a.get("action") or "").partition("?")[0] for _, a in shown.tags}
    assert post(service, DISPENSE, ep=encoded(expired), **FIELDS, do="preview").status_code == 422


REFUSED: dict[str, tuple[dict[str, bytes | str], int]] = {
    "no file": ({}, 400),
    "no XML": ({"ep": b"hello"}, 400),
    "an M1": ({"ep": example("m1-tablets")}, 422),
    "an unknown field": ({"else": b"x"}, 400),
    "an unknown example": ({"example": "../../etc/passwd"}, 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_a_page(service: Service, name: str) -> None:
    fields, status = REFUSED[name]
    answer = post(service, VIEW, **fields)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert any(a.get("role") == "alert" for _, a in Page(answer.text).tags)


def test_a_body_that_is_no_form_and_one_too_large_are_refused(service: Service) -> None:
    for body, kind, status in ((b"x", "text/plain", 400), (b" " * 20_000_000, FORM, 413)):
        answer = service.ask("POST", VIEW, body=body, headers={"Content-Type": kind})
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")


@pytest.mark.parametrize("ep", ["!!", "AAAA", ""])
def test_a_prescription_that_was_tampered_with_is_refused(service: Service, ep: str) -> None:
    assert post(service, DISPENSE, ep=ep, **FIELDS, do="preview").status_code in {400, 422}


SCRIPT = """"><img src=x onerror="alert(1)"><script>alert('æ')</script>{{ 7*7 }}&lt;b&gt;'"""


def hostile() -> bytes:
    """The prescription with a script in every text and every attribute that is no code, number, date or name of XML."""
    root = etree.fromstring(foreign())
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            element.text = SCRIPT
        for name in ("displayName", "extension", "unit", "use"):
            if element.get(name) and not (name == "unit" and element.get(name) in {"1", "h"}):
                element.set(name, SCRIPT)
        if element.tag.endswith("telecom") and element.get("value"):
            element.set("value", "javascript:" + SCRIPT)
        if element.tag.endswith("languageCode"):
            element.set("code", SCRIPT)
    return etree.tostring(root)


OWN = {
    "script": {"/static/page.js"},
    "link": {"/static/page.css", "/static/icon.svg"},
    "img": set(),
    "iframe": set(),
    "object": set(),
}


def clean(answer: httpx.Response) -> Page:
    """The page, in which nothing of a document became an element, an attribute or an address."""
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(answer.text)
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        if tag in OWN:
            assert {attributes.get("src"), attributes.get("href")} - {None} <= OWN[tag]
        for name in ("href", "src", "action"):
            assert re.match(r"(/|\?|#|data:application/)", attributes.get(name) or "/"), attributes
    return page


def test_no_text_of_a_document_runs(service: Service) -> None:
    shown = clean(post(service, VIEW, ep=hostile()))
    assert SCRIPT in shown.words
    assert "49" not in shown.words.replace(SCRIPT, "")
    answer = service.ask(
        "POST", "/v1/ep-to-view", body=hostile(), headers={"Content-Type": "application/xml", "Accept": "text/html"}
    )
    assert SCRIPT in clean(answer).words


def test_no_field_of_the_form_runs(service: Service) -> None:
    fields = {**dict.fromkeys(FIELDS, SCRIPT), "q": SCRIPT, "choice": SCRIPT}
    for do in ("preview", "search", "back", SCRIPT):
        page = clean(post(service, DISPENSE, ep=encoded(foreign()), **fields, do=do))
        assert page.values()["given"] == SCRIPT


def test_a_pdf_is_a_download_and_not_shown_in_the_page(service: Service) -> None:
    pdf = b"%PDF-1.7 <script>alert(1)</script>"
    page = clean(post(service, VIEW, ep=page_of(pdf)))
    assert page.links() == {"resept.pdf": pdf}


POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"}


@pytest.mark.parametrize(
    "path", ["/pharmacy", "/outbound", "/dosage", "/static/page.css", "/static/page.js", "/static/none"]
)
def test_every_page_is_sent_with_a_strict_policy(service: Service, path: str) -> None:
    headers = service.ask("GET", path).headers
    policy = set(headers["content-security-policy"].split("; "))
    assert policy >= POLICY
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_that_stands_alone_may_fetch_nothing(service: Service) -> None:
    answer = service.ask(
        "POST", "/v1/ep-to-view", body=foreign(), headers={"Content-Type": "application/xml", "Accept": "text/html"}
    )
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "self" not in policy
    assert not [tag for tag, a in Page(answer.text).tags if tag in {"script", "link", "form"} or "src" in a]


@pytest.mark.parametrize("path", ["/pharmacy", "/outbound", "/dosage", "/pharmacy?lang=no", "/pharmacy?lang=fr"])
def test_norwegian_is_the_usual_language(service: Service, path: str) -> None:
    page = Page(service.ask("GET", path).text)
    assert ("html", {"lang": "nb"}) in page.tags


def test_english_is_kept_on_the_way(service: Service) -> None:
    page = Page(post(service, f"{VIEW}?lang=en", example="ep-finnish").text)
    assert ("html", {"lang": "en"}) in page.tags
    actions = [a["action"] for tag, a in page.tags if tag == "form"]
    assert actions
    assert all((a or "").endswith("?lang=en") for a in actions)
    assert "Number of packages" in page.words


def test_every_page_leads_to_the_others(service: Service) -> None:
    """And says which of them it is."""
    ways = [f"{way}?lang=en" for way in ("/pharmacy", "/outbound", "/dosage")]
    for way in ways:
        links = [a for tag, a in Page(service.ask("GET", way).text).tags if tag == "a"]
        assert [a["href"] for a in links if a.get("href") in ways] == ways
        assert [a["href"] for a in links if "aria-current" in a] == [way]


def test_every_label_is_in_both_languages() -> None:
    assert not [key for key, words in LABELS.items() if not all(w.strip() for w in words)]


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[bytes], dict[str, Any]]]:
    """A receiver of eDs: its address, what it got, and the status it answers."""
    got: list[bytes] = []
    answers: dict[str, Any] = {"status": 201}

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(answers["status"])
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", got, answers
    server.shutdown()
    server.server_close()


Receiver = tuple[str, list[bytes], dict[str, Any]]


def previewed(service: Service, ep: bytes, **fields: str) -> dict[str, str]:
    """What the form of a preview sends: the fields, and the moment and digest that hold it."""
    return Page(post(service, DISPENSE, ep=encoded(ep), **{**FIELDS, **fields}, do="preview").text).values()


def test_an_ed_is_sent_where_the_settings_say(make_service: Callable[..., Service], receiver: Receiver) -> None:
    address, got, _ = receiver
    service = make_service(ed_endpoint=address)
    answer = post(service, SEND, **previewed(service, example("ep-finnish")))
    assert answer.status_code == 200
    assert "Sendt" in Page(answer.text).words
    assert got == [ed_of(example("ep-finnish"), entered(), at=NOW)]


def test_of_two_previews_under_one_number_one_is_sent(make_service: Callable[..., Service], receiver: Receiver) -> None:
    """The other is refused; the same one may be sent again, and so may another number."""
    address, got, answers = receiver
    service = make_service(ed_endpoint=address)
    one, other = previewed(service, foreign()), previewed(service, foreign(), batch="B2")
    answers["status"] = 422
    assert "Ikke sendt." in Page(post(service, SEND, **other).text).words
    answers["status"] = 201
    assert post(service, SEND, **one).status_code == 200
    again = post(service, SEND, **other)
    assert again.status_code == 409
    assert "dispense-number-sent" in again.text
    assert post(service, SEND, **one).status_code == 200
    assert post(service, SEND, **previewed(service, foreign(), batch="B2", number="U-2")).status_code == 200
    assert len(got) == 4
    assert len(set(got)) == 3


@pytest.mark.parametrize("status", [302, 400, 500])
def test_what_is_not_taken_is_told(make_service: Callable[..., Service], receiver: Receiver, status: int) -> None:
    address, got, answers = receiver
    answers["status"] = status
    service = make_service(ed_endpoint=address)
    answer = post(service, SEND, **previewed(service, foreign()))
    assert "Ikke sendt." in Page(answer.text).words
    assert len(got) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_press_the_button(
    make_service: Callable[..., Service], receiver: Receiver, site: str
) -> None:
    address, got, _ = receiver
    service = make_service(ed_endpoint=address)
    headers = {"Sec-Fetch-Site": site}
    assert post(service, SEND, headers, **previewed(service, foreign())).status_code == 400
    assert got == []


def test_nothing_is_sent_where_no_endpoint_is_set_or_the_ed_is_refused(
    make_service: Callable[..., Service], service: Service, receiver: Receiver
) -> None:
    address, got, _ = receiver
    assert post(service, SEND, ep=encoded(foreign()), **FIELDS).status_code == 400
    sending = make_service(ed_endpoint=address)
    refused = {**previewed(sending, foreign()), "packages": "0"}
    assert post(sending, SEND, **refused).status_code == 422
    assert got == []


def test_the_outbound_page_shows_what_becomes_of_the_example(service: Service) -> None:
    page = clean(post(service, M1_TO_EP, example="m1-tablets"))
    assert "urn:hl7-org:v3" in page.words
    assert "MsgHead/MsgInfo" in page.words


def test_with_a_record_the_page_shows_no_ep(make_service: Callable[..., Service], tmp_path: Path) -> None:
    """It would have left unrecorded; what becomes of each field is shown all the same."""
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        page = clean(post(make_service(record=record), M1_TO_EP, example="m1-tablets"))
        assert "urn:hl7-org:v3" not in page.words
        assert "MsgHead/MsgInfo" in page.words
        assert record.count()["sent"] == 0


def test_the_outbound_page_shows_why_there_is_no_ep(service: Service) -> None:
    page = clean(post(service, M1_TO_EP, m1=example("m1-locked")))
    assert "urn:hl7-org:v3" not in page.words
    assert "excluded-locked" in page.words or "locked" in page.words


@pytest.mark.parametrize(
    ("name", "decisions"),
    [
        ("m1-tablets", ["converted"]),
        ("m1-locked", ["excluded"]),
        ("m96-example", ["converted", "excluded", "rejected"]),
    ],
)
def test_what_the_outbound_page_answers_is_counted_and_logged(
    service: Service, name: str, decisions: list[str]
) -> None:
    """By prescription; none of them is a call whose client went away."""
    post(service, M1_TO_EP, example=name.encode())
    (line,) = service.logged()
    assert (line["decision"], line["prescriptions"]) == (decisions[-1], len(decisions))
    counted = service.ask("GET", "/metrics").text
    assert [d for d in decisions if f'converter_conversions_total{{decision="{d}"}} 1.0' not in counted] == []
    assert 'decision="none"' not in counted


def test_nothing_of_a_form_is_logged(service: Service) -> None:
    post(service, VIEW, ep=foreign())
    post(service, DISPENSE, ep=encoded(foreign()), **FIELDS, q="Hemmelig", do="preview")
    post(service, DISPENSE, ep=encoded(foreign()), **{**FIELDS, "hpr": "Hemmelig"}, do="preview")
    logged = service.lines.getvalue()
    for word in ("Aino", "Esimerkki", "FI-TEST", "999900025", "Hemmelig", "Eksempel", "990003"):
        assert word not in logged


def test_the_page_says_who_whether_what_how_until_when_and_by_whom_in_this_order(service: Service) -> None:
    words = post(service, "/pharmacy/view", example="ep-finnish").text.partition('class="kicker"')[2]
    order = [
        "<h1>Aino Esimerkki</h1>",
        "29. februar 1980",
        "FI-TEST-0071",
        "Ingenting er til hinder for utlevering",
        "Buranisti",
        "400 mg",
        "Tablett, filmdrasjert",
        "60 tabletter",
        "1 tablett 3 ganger daglig.",
        "1. november 2027",
        "Eero Mallinen",
    ]
    places = [words.index(said) for said in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("path", "name", "file", "said"),
    [
        ("/pharmacy/view", "ep", "m1-tablets", "Filen er en norsk resept (M1). Den åpnes på siden"),
        (
            "/pharmacy/view",
            "ep",
            "ed-tablets",
            "Filen er en EU-utlevering (eD). Utleveringer fra utlandet tas ikke imot på sidene",
        ),
        ("/outbound", "m1", "ep-finnish", "Filen er en EU-resept (eP). Den åpnes på siden"),
        ("/outbound?lang=en", "m1", "ed-tablets", "The file is an EU dispensation (eD)."),
    ],
)
def test_a_file_of_another_kind_says_what_it_is_and_where_it_goes(
    service: Service, path: str, name: str, file: str, said: str
) -> None:
    assert said in html.unescape(post(service, path, **{name: example(file)}).text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Filen er tom. Velg en annen fil."),
        (b"%PDF-1.7", "Filen er en PDF. En resept fra utlandet er et XML-dokument; siden ligger inni det."),
        (b"hei", "Filen er ren tekst. Resepter er XML."),
        (entered_example(), "Filen er en utlevering (JSON). Åpne resepten først"),
        (b'{"a": 1}', "Filen er JSON. Det kan ikke leses her."),
    ],
)
def test_a_file_of_another_kind_has_one_sentence_that_names_pages(service: Service, data: bytes, said: str) -> None:
    """No address of the API, and no second sentence on XML."""
    words = Page(post(service, VIEW, ep=data).text).words
    assert said in words
    assert "/v1/" not in words
    assert "velformet" not in words
    assert "EU-resept (eP, CDA)" not in words


@pytest.mark.parametrize("file", ["ep-finnish", "ed-tablets"])
def test_another_file_on_the_way_out_has_no_decision_and_no_fields(service: Service, file: str) -> None:
    words = Page(post(service, M1_TO_EP, m1=example(file)).text).words
    assert "Filen er en EU-" in words
    assert "Hva som ble av hvert felt" not in words
    assert "Avvist" not in words


def test_a_forgotten_package_is_asked_for_with_all_else_that_is_missing(service: Service) -> None:
    fields = {**FIELDS, "varenr": "", "number": "", "hpr": ""}
    words = Page(post(service, DISPENSE, ep=encoded(foreign()), **fields, do="preview").text).words
    assert "Velg en pakning eller skriv varenummeret." in words
    assert "/dispense/number" in words
    assert "/dispense/pharmacist/hprNumber" in words
    two = {**FIELDS, "number": "", "choice": "990004"}
    words = Page(post(service, DISPENSE, ep=encoded(foreign()), **two, do="preview").text).words
    assert "En pakning er valgt i listen, og en annen er skrevet" in words
    assert "/dispense/number" in words


def test_an_unanswered_question_has_its_four_answers_in_the_hint(service: Service) -> None:
    fields = {**FIELDS, "varenr": "990001", "substituted": ""}
    words = Page(post(service, DISPENSE, ep=encoded(foreign()), **fields, do="preview").text).words
    assert "dispense-not-substituted" in words
    for answer in ("none", "brand", "generic", "other"):
        assert answer in words


def test_nothing_is_said_of_files_that_are_of_the_right_kind_or_of_none(service: Service) -> None:
    for path, name, file in (("/pharmacy/view", "ep", b"<x/>"), ("/outbound", "m1", example("m1-locked"))):
        assert "Filen er" not in post(service, path, **{name: file}).text
