"""The page of a dosage text: what it shows of a text, in both languages, and that the text gets nowhere else."""

import httpx
import pytest

from converter.answers.dosage import DosageReading
from converter.conversion.converter import Converter
from converter.service.dosage import MAX_TEXT
from converter.service.pages.dosage import EXAMPLES
from converter.service.pages.labels import words
from tests.service.conftest import Service
from tests.service.test_pages import FORM, OWN, SCRIPT, Page, clean, post

PAGE = "/dosage"
LANGUAGES = ("no", "en")


def outcome(answer: httpx.Response) -> str:
    """Which of the three the page says: the label's key."""
    shown = clean(answer).words
    return next(key for key in ("understood", "elsewhere", "not-understood") if f"{words('en')[key]}\n" in shown)


def ask(service: Service, text: str, lang: str = "en") -> httpx.Response:
    """Sends a text by the page's form."""
    answer = post(service, f"{PAGE}?lang={lang}", text=text)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_a_text_box_and_examples(service: Service, lang: str) -> None:
    page = clean(service.ask("GET", f"{PAGE}?lang={lang}"))
    assert [a["name"] for tag, a in page.tags if tag == "textarea"] == ["text"]
    assert ("label", {"for": "text"}) in page.tags
    assert {(a["method"], a["action"]) for tag, a in page.tags if tag == "form"} == {("post", f"{PAGE}?lang={lang}")}
    assert not [example for example in EXAMPLES if example not in page.words]
    assert words(lang)["reading"] not in page.words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_is_shown_with_its_meaning(service: Service, converter: Converter, lang: str) -> None:
    """Tokens, line, English, Norwegian and structure; the text stays in the box."""
    text = "1 tabl x3 i 7 dager"
    reading = DosageReading.of(text, converter.vocabulary)
    page = Page(ask(service, text, lang).text)
    shown = (reading.meaning, reading.english, reading.norwegian, reading.structure)
    assert all(shown)
    assert not [said for said in shown if (said or "") not in page.words]
    assert " ".join(reading.tokens) in page.words
    assert words(lang)["understood"] in page.words
    assert page.words.count(text) == 2  # in the box, and where the reading begins


def test_every_example_is_one_press_away(service: Service, converter: Converter) -> None:
    """And shows what its text shows."""
    for number, text in enumerate(EXAMPLES):
        pressed = post(service, f"{PAGE}?lang=en", example=str(number))
        assert pressed.text == ask(service, text).text
    assert {DosageReading.of(text, converter.vocabulary).outcome for text in EXAMPLES} == {
        "understood",
        "elsewhere",
        "unsound",
        "unknown-word",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 tablett daglig\r\nved behov", "understood"),
        ("Som avtalt", "elsewhere"),
        ("1 tablett daglig mandag", "not-understood"),
        ("1 tablett " * 110, "not-understood"),
    ],
)
def test_the_page_says_whether_a_text_is_understood(service: Service, text: str, expected: str) -> None:
    assert outcome(ask(service, text)) == expected


def test_the_words_that_stopped_it_are_marked(service: Service) -> None:
    for lang in LANGUAGES:
        page = Page(ask(service, "1 tabelt morgen", lang).text)
        assert [tag for tag, a in page.tags if a.get("class") == "mark"] == ["code"]
        assert words(lang)["stopped-by"] in page.words
        assert "unknown-word" in page.words


def test_an_ambiguous_text_is_shown_with_all_its_meanings(
    service: Service, converter: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = DosageReading.of("1 tablett", converter.vocabulary)
    meanings = ("dose=1 tablet; freq=1/d", "dose=1 tablet; freq=2/d")
    told = reading.model_copy(update={"meaning": None, "why": "ambiguous", "meanings": meanings})
    monkeypatch.setattr(DosageReading, "of", lambda *_: told)
    page = Page(ask(service, "1 tablett").text)
    assert not [meaning for meaning in meanings if meaning not in page.words]
    assert words("en")["meanings"] in page.words


WRONG: dict[str, tuple[dict[str, bytes | str], int, str]] = {
    "nothing": ({}, 400, "text-missing"),
    "blanks": ({"text": " \r\n "}, 400, "text-missing"),
    "an example that is not there": ({"example": "99"}, 400, "text-missing"),
    "an example that is no number": ({"example": SCRIPT}, 400, "text-missing"),
    "not UTF-8": ({"text": "på øyet".encode("latin-1")}, 400, "text-invalid"),
    "another field": ({"text": "1 tablett", "patient": "x"}, 400, "multipart-invalid"),
    "too large": ({"text": "1 " * MAX_TEXT}, 413, "too-large"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_text_is_refused_on_a_page(service: Service, name: str) -> None:
    fields, status, code = WRONG[name]
    answer = post(service, f"{PAGE}?lang=en", **fields)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    page = Page(answer.text)
    assert code in page.words
    assert ("a", {"href": "/dosage?lang=en"}) in page.tags  # to begin again


def test_a_form_in_the_address_is_no_text(service: Service) -> None:
    """A text in an address would stand in the logs of whatever passes it on."""
    page = clean(service.ask("GET", f"{PAGE}?text=1+tablett+daglig&lang=en"))
    assert words("en")["reading"] not in page.words
    assert "1 tablett daglig\n" not in page.words


def test_no_text_runs_or_leaves_the_page_s_own_place(service: Service) -> None:
    """Not as an element or attribute, not in the title, and not in any header."""
    answer = ask(service, f"1 tablett {SCRIPT}")
    page = clean(answer)
    assert SCRIPT in page.words
    title = answer.text.partition("<title>")[2].partition("</title>")[0]
    assert title == words("en")["dosage-text"]
    assert "tablett" not in str(answer.headers)
    assert {a.get("src") for tag, a in page.tags if tag == "script"} == OWN["script"]


def test_what_the_page_reads_is_counted_and_not_logged(service: Service) -> None:
    secret = "Hemmelinde 14836809816"
    ask(service, f"{secret} 1 tablett daglig")
    ask(service, "1 tablett daglig")
    post(service, PAGE, text=secret, patient=secret)
    service.ask("POST", PAGE, body=secret.encode(), headers={"Content-Type": FORM})
    (*lines,) = service.logged()
    counted = service.ask("GET", "/metrics").text
    assert {line["route"] for line in lines} == {PAGE}
    assert not [word for word in secret.split() for text in (service.lines.getvalue(), counted) if word in text]
    assert 'converter_dosage_texts_total{outcome="understood"} 1.0' in counted
    assert 'converter_dosage_texts_total{outcome="unknown-word"} 1.0' in counted
