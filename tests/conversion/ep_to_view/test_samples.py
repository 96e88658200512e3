"""The prescriptions that other countries tested with: what a pharmacist reads of each, and what stops it.

They are reference material and not part of the repository; without it the tests are skipped.
"""

import base64
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from converter.conversion.ep_to_view.view import View
from converter.formats.xml import parse
from converter.model.draft_rows import DRAFT
from converter.model.foreign_prescription import DocumentKind
from tests.builders.foreign import outcome_of, stops

LANTUS_LAYERS = ("3 ml i ferdigfylt sprøyte", "5 av disse i boks")
ALIVE = {"view-group-unknown", "view-validity-missing", "view-form-faults", "view-written-long-ago"}
"""What each structured sample is told of: no register here has insulin, none says until when, all break form, and all
were written years ago."""
OVER = "view-treatment-over"
UNSAID = "view-dosage-unsaid"
"""Dosed in millilitres a day, or in units of nothing."""


@dataclass(frozen=True)
class Expected:
    """What must be shown; an empty field is one that the document does not say."""

    codes: set[str]
    country: str
    patient: str
    born: date
    name: str = ""
    form: str = ""
    substances: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    whole: str = ""
    packages: str = ""
    instruction: str = ""
    substitution: str = ""
    parts: tuple[str, ...] = ()
    kind: DocumentKind = DocumentKind.STRUCTURED
    stopped: set[str] = field(default_factory=set)


UNIT = "view-strength-unread"
"""`100` of unit 1, `U` or `units`: of what, no code says."""


def lantus(patient: str, born: date) -> Expected:
    """The same prescription in the words of three waves."""
    return Expected(
        ALIVE | {UNSAID, UNIT},
        "Finland",
        patient,
        born,
        name="Lantus SoloStar",
        form="Injeksjonsvæske, oppløsning i ferdigfylt sprøyte",
        substances=("insulin glargin 100 (enhet ikke oppgitt) per ml",),
        layers=LANTUS_LAYERS,
        whole="75 ml",
        packages="5",
        instruction="Diabeteksen hoitoon Käytetään tarvittaessa",
        substitution="bytte ikke tillatt",
    )


KUKKO, BORN = "Katriina Kastehelmi Kukko", date(2000, 1, 1)
SAMPLES = {
    "lantus-w6": lantus(KUKKO, BORN),
    "lantus-w7": lantus(KUKKO, BORN),
    "lantus-w8": replace(
        (SCHUMAN := lantus("Robert Schuman", date(1886, 6, 29))), codes=SCHUMAN.codes | {"view-birth-date-doubtful"}
    ),
    "lantus-invalid": Expected(
        ALIVE | {UNSAID, OVER, "view-strength-missing", "view-part-unread"},
        "Finland",
        KUKKO,
        BORN,
        name="Lantus SoloStar",
        form="Injeksjonsvæske, oppløsning i ferdigfylt sprøyte",
        substances=("insulin glargin",),
        layers=LANTUS_LAYERS,
        whole="75 ml",
        packages="5",
        instruction="Diabeteksen hoitoon Käytetään tarvittaessa",
        substitution="bytte ikke tillatt",
    ),
    "canesten-w6": Expected(
        ALIVE | {UNSAID, OVER, "view-part-unread"},
        "Finland",
        KUKKO,
        BORN,
        name="Canesten Cream",
        form="Krem + vagitorie",
        layers=("1 stk i boks",),
        packages="5",
        instruction="Patient medication instructions",
        substitution="bytte ikke tillatt",
        parts=(
            "1 x uten navn: clotrimazole 10 mg per g; innholdet i pakningen kan ikke leses",
            "6 x uten navn: clotrimazole 100 mg; innholdet i pakningen kan ikke leses",
        ),
    ),
    "legacy-epsos-gr": Expected(
        ALIVE | {UNSAID, "view-epsos", "view-part-unread"},
        "Hellas",
        "ΔΙΑΣΥΝΟΡ-ΟΝΟΜ-Α ΔΙΑΣΥΝΟΡ-ΕΠΩΝ-Α",
        date(1999, 5, 1),
        name="ATARVITON TAB 5MG/TAB BT X30(BLIST 3X10)",
        form="Tablett",
        substances=("diazepam",),
        layers=("30 stk",),
        whole="30 stk",
        packages="1",
        kind=DocumentKind.EPSOS,
        stopped={"view-epsos"},
    ),
    "legacy-epsos-multiple-ingredients": Expected(
        ALIVE | {"view-epsos"},
        "Finland",
        KUKKO,
        date(1981, 6, 15),
        name="TRIVERAM",
        form="Tablett, filmdrasjert",
        substances=("atorvastatiinikalsiumtrihydraatti", "perindopriiliarginiini", "amlodipiinibesilaatti"),
        layers=("400 stk i tablettbeholder",),
        whole="400 stk",
        packages="1",
        instruction="Verenpainetaudin hoitoon Yksi tabletti päivässä",
        substitution="bytte ikke tillatt",
        kind=DocumentKind.EPSOS,
        stopped={"view-epsos"},
    ),
    "legacy-epsos-pivot": Expected(
        ALIVE | {OVER, "view-epsos", UNIT},
        "Finland",
        "SAIJA SAIRAS",
        date(1982, 10, 4),
        name="LANTUS",
        form="Solution for injection",
        substances=("insulin glargin 100 U per ml",),
        layers=("3 ml i pre-filled pen",),
        whole="180 ml",
        packages="60",
        instruction="Diabeteksen hoitoon. Ohjeen mukaan 100 IU vuorokaudessa ihon alle.",
        substitution="generisk bytte tillatt",
        kind=DocumentKind.EPSOS,
        stopped={"view-epsos"},
    ),
    "legacy-lantus-w5": Expected(
        ALIVE | {UNSAID, "view-epsos", UNIT},
        "Finland",
        KUKKO,
        BORN,
        name="LANTUS",
        form="Injeksjonsvæske, oppløsning",
        substances=("insulin glargin 100 units per ml",),
        layers=("10 ml i solution for injection",),
        whole="50 ml",
        packages="5",
        instruction="Diabeteksen hoitoon Käytetään tarvittaessa",
        substitution="bytte ikke tillatt",
        kind=DocumentKind.EPSOS,
        stopped={"view-epsos"},
    ),
    "l1-pdf-dk-2012": Expected(
        {"view-only-a-page"},
        "Danmark",
        "EPSOS001 EPSOS001",
        date(1901, 1, 26),
        kind=DocumentKind.PDF,
        stopped={"view-only-a-page"},
    ),
    "l1-pdf-se-2011": Expected(
        {"view-only-a-page", "view-form-faults"},
        "Sverige",
        "Aivars Brun",
        date(1935, 8, 24),
        kind=DocumentKind.PDF,
        stopped={"view-only-a-page"},
    ),
}


def document(shared: Path, name: str) -> bytes:
    """A sample's bytes."""
    return (shared / "samples" / "eu" / "ep" / f"{name}.xml").read_bytes()


@cache
def viewed(shared: Path, name: str) -> View:
    """What is shown of it."""
    view = outcome_of(document(shared, name)).details
    assert view is not None
    return view


def test_each_sample_is_here(shared: Path) -> None:
    assert {p.stem for p in (shared / "samples" / "eu" / "ep").glob("*.xml")} == SAMPLES.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_found_and_what_stops_it(shared: Path, name: str) -> None:
    data, expected = document(shared, name), SAMPLES[name]
    assert {f.code for f in outcome_of(data).findings} - {DRAFT} == expected.codes
    assert stops(data) == expected.stopped


@pytest.mark.parametrize("name", SAMPLES)
def test_the_head_is_shown(shared: Path, name: str) -> None:
    view, expected = viewed(shared, name), SAMPLES[name]
    assert view.patient is not None
    assert (view.country, view.patient.name, view.patient.birth_date) == (
        expected.country,
        expected.patient,
        expected.born,
    )
    assert view.prescription.kind is expected.kind
    assert (view.prescription.pdf is not None) == (expected.kind is DocumentKind.PDF)


@pytest.mark.parametrize("name", [n for n, e in SAMPLES.items() if e.name])
def test_the_medicine_is_shown(shared: Path, name: str) -> None:
    view, expected = viewed(shared, name), SAMPLES[name]
    product = view.product
    assert product is not None
    substances = tuple(f"{s.name.text} {s.strength}".strip() for s in product.substances)
    assert (product.name, product.form.text, substances) == (expected.name, expected.form, expected.substances)
    assert (product.layers, view.packages) == (expected.layers, expected.packages)
    assert product.parts == expected.parts
    assert product.whole == expected.whole
    assert (view.dosage, view.substitution.text) == ("", expected.substitution)
    assert " ".join(view.prescription.dosage.instructions) == expected.instruction


@pytest.mark.parametrize("name", [n for n, e in SAMPLES.items() if e.kind is DocumentKind.PDF])
def test_the_page_is_the_document_s_own_to_the_byte(shared: Path, name: str) -> None:
    text = parse(document(shared, name)).find(".//{*}nonXMLBody/{*}text")
    assert text is not None
    assert viewed(shared, name).prescription.pdf == base64.b64decode("".join((text.text or "").split()))


@pytest.mark.parametrize("name", [n for n, e in SAMPLES.items() if e.name])
def test_a_number_that_is_shown_stands_in_the_document(shared: Path, name: str) -> None:
    """Of dose, strength and package: no number is made up. The total is a product, and is not one of these."""
    data, view = document(shared, name).decode(), viewed(shared, name)
    assert view.product is not None
    said = [view.packages, *view.product.layers, *(s.strength for s in view.product.substances)]
    numbers = {w for words in said for w in words.split() if w[0].isdigit()}
    assert numbers
    assert not [n for n in numbers if f'"{n.replace(",", ".")}"' not in data]


CASES = {
    "weekly-monday-day-dropped": "1 tablett hver mandag.",
    "ep-period-six-hours": "1 tablett hver 6. time.",
    "ep-atc-N02AJ06": "1 tablett 3 ganger daglig.",
    "narrative-br": "1-2 tabletter én gang daglig.",
    "ep-dose-center": "",
    "ep-dose-translation-other-value": "",
    "ep-period-standard-deviation": "",
    "ep-time-daily-and-weekly": "",
    "ep-time-frequency-unknown": "",
    "dosage-annotation-foreign": "",
    "dosage-event-of-foreign-system": "",
    "dosage-low-high-different-words": "",
    "dosage-said-though-precondition-unread": "",
    "dosage-said-though-step-dose-unread": "",
    "dosage-unit-1-bare": "",
    "dosage-unit-word-with-number": "",
}
"""What is said of inputs that have gone wrong: all of the dosage, or nothing."""


@pytest.mark.parametrize("name", CASES)
def test_a_dosage_is_said_whole_or_not_at_all(shared: Path, name: str) -> None:
    data = (shared / "cases" / "inbound" / f"{name}.xml").read_bytes()
    outcome = outcome_of(data)
    assert outcome.details is not None
    assert outcome.details.dosage == CASES[name]
    told = {f.code for f in outcome.findings} & {UNSAID, "view-dosage-unread"}
    assert bool(told) == (not CASES[name])
    assert outcome.details.prescription.dosage.instructions


CONSTRUCTS = {
    "dosage-range": "1-2 tabletter én gang daglig.",
    "combination-pack": "1 tablett 3 ganger daglig.",
    "dosage-clock-times": "",
    "dosage-for-33-days": "",
    "dosage-text-only": "",
}
"""Times alone, without a dose, are no dosage."""


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_what_a_construct_says(shared: Path, name: str) -> None:
    data = (shared / "samples" / "eu" / "constructs" / f"{name}.xml").read_bytes()
    view = outcome_of(data).details
    assert view is not None
    assert view.dosage == CONSTRUCTS[name]
