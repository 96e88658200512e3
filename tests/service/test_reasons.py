"""The reasons on a page: the gravest first, each once, counted right, with the codes that they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.catalogue.view import VIEW
from converter.model.finding import Severity, finding
from converter.service.pages.reasons import reasons
from tests.builders.foreign import foreign, outcome_of, part_of
from tests.builders.foreign_products import code, ingredient, kind
from tests.service.conftest import Service
from tests.service.test_pages import VIEW as OPEN
from tests.service.test_pages import Page, post

WORDS = {
    "what_no": "dosen",
    "what_en": "the dose",
    "expected_no": "enhet",
    "expected_en": "unit",
    "about_no": "bytte",
    "about_en": "substitution",
}
PLAIN = [name for name, entry in VIEW.items() if entry.severity == Severity.REMARK.value]


def order(*codes: str) -> list[str]:
    """Codes in the order in which a page tells them."""
    return [reason.first.code for reason in reasons([finding(one, "/x", **WORDS) for one in codes])]


def test_what_it_is_and_how_much_comes_before_dates_and_form() -> None:
    graver = [
        "view-substance-contradicts", "view-strength-unread", "view-narrative-contradicts", "view-dosage-unread",
        "view-package-ambiguous", "view-substitution-doubtful", "view-part-unread", "view-names-several",
        "view-form-faults",
    ]  # fmt: skip
    assert order(*reversed(graver)) == graver


def test_what_stops_it_comes_first() -> None:
    assert order("view-strength-unread", "view-packages-unread") == ["view-packages-unread", "view-strength-unread"]


@given(st.lists(st.sampled_from(PLAIN), max_size=12))
def test_every_reason_is_told_once_and_in_one_order(codes: list[str]) -> None:
    """Whatever was found, in whatever order."""
    told = order(*codes)
    assert sorted(told) == sorted(set(codes))
    assert order(*reversed(codes)) == told or len(set(codes)) > 1
    assert order(*told) == told


def old() -> bytes:
    """Written five years ago, without a last day."""
    return foreign(valid="").replace(b'<time value="20261101', b'<time value="20211101')


def test_two_remarks_on_the_missing_last_day_are_one() -> None:
    found = outcome_of(old()).findings
    assert {"view-validity-missing", "view-written-long-ago"} <= {f.code for f in found}
    assert "view-validity-missing" not in {r.first.code for r in reasons(found)}


UNKNOWN = code("C01EB16", "2.16.840.1.113883.6.73", "ibuprofen")


def test_a_reason_about_a_code_names_it() -> None:
    """Of which of the document's codes there is no Norwegian package."""
    outcome = outcome_of(foreign(atc=kind(UNKNOWN), ingredient=ingredient(UNKNOWN)))
    about = {r.first.code: r.about for r in reasons(outcome.findings, outcome.details)}
    assert about["view-group-unknown"] == ("C01EB16",)
    assert reasons(outcome.findings)[0].about == ()


DOUBTFUL = foreign(
    ratio=part_of("ratio").replace('unit="mg"', 'unit="mcg"'), instruction="1 tablett ved behov", valid=""
)


def test_the_page_says_each_reason_once_and_counts_them(service: Service) -> None:
    page = Page(post(service, OPEN, ep=DOUBTFUL).text)
    said = reasons(outcome_of(DOUBTFUL).findings)
    assert [r.first.code for r in said] == [
        "view-strength-unread", "view-narrative-contradicts", "view-validity-missing",
    ]  # fmt: skip
    assert "Merknader i alt: 3" in page.words
    for reason in said:
        in_box = page.words.index(reason.first.text_no)
        assert in_box < page.words.index("Buranisti")
        assert reason.first.code in page.words[in_box:]


@pytest.mark.parametrize(("lang", "form"), [("no", "Tablett, filmdrasjert"), ("en", "Film-coated tablet")])
def test_terms_are_in_the_language_of_the_page(service: Service, lang: str, form: str) -> None:
    """English where the EU has an English term; what stays Norwegian is said to be so."""
    page = Page(post(service, f"{OPEN}?lang={lang}", example="ep-finnish").text)
    assert form in page.words
    assert ("in Norwegian" in page.words) == (lang == "en")


MANY = b"".join(b'<id root="1.10.%d" extension="N%d"/>' % (n, n) for n in range(6))


def test_the_head_has_the_person_s_numbers_and_the_rest_stands_below(service: Service) -> None:
    """At most two; of many unknown ones the first."""
    start = foreign().index(b"<patientRole")
    at = foreign().index(b">", start) + 1
    known = b'<id root="1.2.752.129.2.1.3.1" extension="193508249079"/>'
    for first, head in ((b"", "FI-TEST-0071"), (known, "193508249079")):
        usual = foreign()
        end = usual.index(b"/>", usual.index(b"<id", at)) + 2
        words = Page(post(service, OPEN, ep=usual[:end] + first + MANY + usual[end:]).text).words
        above, _, below = words.partition("Buranisti")
        assert head in above
        assert "N5" not in above
        assert "N5" in below


def test_an_address_is_shown_without_its_scheme(service: Service) -> None:
    words = Page(post(service, OPEN, example="ep-finnish").text).words
    assert "+358990000000" in words
    assert "tel:" not in words
