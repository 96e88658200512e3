"""POST /v1/dosage: what is read of a text, what is refused, and that no word of it gets out by another way."""

import json

import httpx
import pytest

from converter.conversion.converter import Converter
from converter.dosage.speech import OUTCOMES
from converter.service.dosage import MAX_TEXT
from converter.service.metrics import OTHER_OUTCOME, Metrics
from tests.service.conftest import JSON, NOW, PROBLEM, XML, Service

ROUTE = "/v1/dosage"
PLAIN = "text/plain"
TEXT = "1 tablett 3 ganger daglig"
SECRET = "Hemmelinde 14836809816"


def read(service: Service, body: bytes | str | dict[str, object], kind: str = "", **headers: str) -> httpx.Response:
    """Posts a text: an object as JSON, anything else as plain text, where no other Content-Type is asked for."""
    data = json.dumps(body).encode() if isinstance(body, dict) else body.encode() if isinstance(body, str) else body
    usual = {"Content-Type": kind or (JSON if isinstance(body, dict) else PLAIN), "Accept": JSON}
    return service.ask("POST", ROUTE, body=data, headers=usual | {k.replace("_", "-"): v for k, v in headers.items()})


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, which is a problem in both languages."""
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    (found,) = told["findings"]
    assert all((told["title"], told["titleNo"], found["text"]["no"], found["text"]["en"]))
    return answer.status_code, found["code"]


def test_a_text_is_said_in_three_ways(service: Service, converter: Converter) -> None:
    answer = read(service, {"text": TEXT})
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert (told["text"], told["meaning"]) == (TEXT, "dose=1 tablet; freq=3/d")
    assert told["english"] == "Take 1 tablet three times daily."
    assert told["tokens"] == TEXT.split()
    assert (told["why"], told["reason"], told["words"], told["meanings"]) == (None, None, [], [])
    assert answer.headers["converter-tables"] == converter.versions.tables
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("kind", [JSON, "application/json; charset=UTF-8", PLAIN, "text/plain;charset=utf-8"])
def test_json_and_plain_text_are_read_alike(service: Service, kind: str) -> None:
    """With a byte order mark or without."""
    body = json.dumps({"text": "Påføres huden"}) if kind.startswith(JSON) else "Påføres huden"
    assert read(service, body, kind).json() == read(service, "\ufeff" + body, kind).json()
    assert read(service, body, kind).json()["text"] == "Påføres huden"


@pytest.mark.parametrize(
    ("text", "why", "words"),
    [
        ("1 tabelt morgen", "unknown-word", ["tabelt"]),
        ("1 tablett daglig mandag", "unsound", []),
        ("Som avtalt", "elsewhere", []),
        ("1 tablett " * 110, "too-long", []),
    ],
)
def test_a_text_that_is_not_understood_is_answered_with_why_not(
    service: Service, text: str, why: str, words: list[str]
) -> None:
    """With 200: the answer is what was asked for. No meaning, no structure, and no English that has a dose."""
    answer = read(service, {"text": text})
    told = answer.json()
    assert (answer.status_code, told["why"], told["words"]) == (200, why, words)
    assert told["reason"]["no"]
    assert told["reason"]["en"]
    assert (told["meaning"], told["norwegian"], told["structure"], told["uncoded"]) == (None, None, None, None)
    assert not any(c.isdigit() for c in told["english"] or "")


def test_what_the_structure_of_an_ep_has_no_room_for_is_told(service: Service) -> None:
    told = read(service, "1 tablett ved behov").json()
    assert told["meaning"]
    assert (told["structure"], told["why"], told["reason"]) == (None, None, None)
    assert set(told["uncoded"]) == {"no", "en"}


TWICE = b'{"text": "1 tablett daglig", "text": "2 tabletter daglig"}'
WRONG: dict[str, tuple[bytes, str, tuple[int, str]]] = {
    "no JSON": (b"{", JSON, (400, "text-invalid")),
    "a list": (b'["1 tablett daglig"]', JSON, (400, "text-invalid")),
    "an object without a text": (b"{}", JSON, (400, "text-invalid")),
    "no string": (b'{"text": 1}', JSON, (400, "text-invalid")),
    "null": (b'{"text": null}', JSON, (400, "text-invalid")),
    "more than a text": (b'{"text": "1 tablett daglig", "patient": "x"}', JSON, (400, "text-invalid")),
    "a key twice": (TWICE, JSON, (400, "text-invalid")),
    "half a character": (b'{"text": "1 tablett \\ud800"}', JSON, (400, "text-invalid")),
    "nested deep": (b"[" * 19_000, JSON, (400, "text-invalid")),
    "a long number": (b'{"text": ' + b"1" * 19_000 + b"}", JSON, (400, "text-invalid")),
    "JSON in UTF-16": ('{"text": "1 tablett daglig"}'.encode("utf-16"), JSON, (400, "text-invalid")),
    "JSON in Latin-1": ('{"text": "på øyet"}'.encode("latin-1"), JSON, (400, "text-invalid")),
    "text in Latin-1": ("1 dråpe på øyet".encode("latin-1"), PLAIN, (400, "text-invalid")),
    "nothing": (b"", PLAIN, (400, "text-missing")),
    "blanks": (b" \n\xc2\xa0", PLAIN, (400, "text-missing")),
    "an empty text": (b'{"text": ""}', JSON, (400, "text-missing")),
    "too large": (b"1 " * MAX_TEXT, PLAIN, (413, "too-large")),
    "XML": (b"<x/>", XML, (415, "text-type-not-supported")),
    "a form": (b"text=1", "application/x-www-form-urlencoded", (415, "text-type-not-supported")),
    "another charset": (b"1 tablett", "text/plain; charset=latin-1", (415, "text-type-not-supported")),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_body_that_is_no_text_is_refused(service: Service, name: str) -> None:
    body, kind, refused = WRONG[name]
    assert code_of(read(service, body, kind)) == refused


def test_a_type_that_is_not_taken_names_those_that_are(service: Service) -> None:
    assert read(service, "x", XML).headers["accept-post"] == "application/json, text/plain"


def test_a_text_is_read_no_further_than_its_limit(service: Service) -> None:
    """Whatever its headers say: a body in chunks has no length."""
    answer = service.ask("POST", ROUTE, body=iter([b"1 "] * MAX_TEXT), headers={"Content-Type": PLAIN})
    assert code_of(answer) == (413, "too-large")


def test_compression_queries_methods_and_formats_are_as_on_other_addresses(service: Service) -> None:
    assert code_of(read(service, TEXT, Content_Encoding="gzip")) == (415, "content-encoding-not-supported")
    assert code_of(read(service, TEXT, Accept="text/html")) == (406, "not-acceptable")
    asked = service.ask("POST", f"{ROUTE}?text=1", body=b"1 tablett", headers={"Content-Type": PLAIN})
    assert code_of(asked) == (400, "query-unknown")
    assert code_of(service.ask("GET", ROUTE)) == (405, "method-not-allowed")


def test_no_word_of_a_text_is_logged_counted_or_told_elsewhere(
    service: Service, capfd: pytest.CaptureFixture[str]
) -> None:
    """It may name a patient. The answer to a text that is read has it, and no other; no header ever has."""
    answers = [read(service, {"text": SECRET}), read(service, SECRET + " 1 tablett daglig")]
    refused = [
        read(service, {"text": SECRET, "patient": SECRET}),
        read(service, json.dumps({SECRET: SECRET}), JSON),
        read(service, SECRET + "å" * MAX_TEXT),
        read(service, SECRET, "hemmelinde/x"),
    ]
    said = [str(answer.headers) for answer in (*answers, *refused)] + [answer.text for answer in refused]
    streams = capfd.readouterr()
    said += [service.lines.getvalue(), service.ask("GET", "/metrics").text, streams.out, streams.err]
    assert not [s for s in said for secret in SECRET.split() if secret.casefold() in s.casefold()]


def counted(text: str) -> dict[str, float]:
    """The outcomes that were counted more than zero times."""
    lines = [line for line in text.splitlines() if line.startswith("converter_dosage_texts_total{")]
    found = {line.split('"')[1]: float(line.rpartition(" ")[2]) for line in lines}
    assert set(found) >= set(OUTCOMES)
    return {outcome: number for outcome, number in found.items() if number}


def test_texts_are_counted_by_outcome(service: Service) -> None:
    """A body that is refused brought no text."""
    for text in (TEXT, TEXT, "Som avtalt", "1 tabelt", ""):
        read(service, text)
    text = service.ask("GET", "/metrics").text
    assert counted(text) == {"understood": 2, "elsewhere": 1, "unknown-word": 1}
    assert 'converter_conversions_total{decision="converted"} 0.0' in text


def test_an_outcome_that_no_list_has_is_not_shown(converter: Converter) -> None:
    metrics = Metrics(converter, lambda: NOW)
    metrics.dosages([SECRET, "understood"])
    assert counted(metrics.text().decode()) == {OTHER_OUTCOME: 1, "understood": 1}
