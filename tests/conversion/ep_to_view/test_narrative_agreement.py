"""A number in the document's own words that is another than its entry's is told; what leaves doubt is not."""

from pathlib import Path

import pytest

from converter.conversion.ep_to_view.view import Verdict, verdict
from tests.builders.foreign import foreign, outcome_of, part_of
from tests.builders.foreign_products import table, worded

CODE = "view-narrative-contradicts"
GOLDEN = Path(__file__).parents[2] / "golden"


def told(document: bytes) -> list[str]:
    """What the words contradict, in Norwegian."""
    return [f.text_no.partition(": ")[2].partition(".")[0] for f in outcome_of(document).findings if f.code == CODE]


def swapped(old: str, new: str, document: bytes | None = None) -> bytes:
    """The prescription with words of its narrative swapped."""
    text = (document or foreign()).decode()
    begin, end = text.index("<text>"), text.index("</text>")
    assert old in text[begin:end], old
    return (text[:begin] + text[begin:end].replace(old, new) + text[end:]).encode()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("400 mg", "40 mg", ["styrken"]),
        ("Buranisti</content>", "Buranisti 600 mg</content>", []),
        ("60 Tablet", "600 Tablet", ["mengden"]),
        ("2 (for one", "20 (for one", ["antall pakninger"]),
        ("1 tabletti 3", "2 tabletti 3", ["dosen"]),
        ("1 tabletti 3", "Ota 2 tabletti 3", ["dosen"]),
        ("1 tabletti 3", "0,5 tabletti 3", ["dosen"]),
        ("400 mg", "0.4 g", []),
        ("400 mg", "400000 mikrog", []),
        ("400 mg", "1.000 mg", []),
        ("60 Tablet", "30 Tablet", []),
        ("1 tabletti 3 kertaa", "enint\u00e4\u00e4n 4 tabletti", []),
        ("1 tabletti 3 kertaa", "3 tabletti p\u00e4iv\u00e4ss\u00e4 kolme", []),
        ("Strength</th>", "Vahvuutta</th>", []),
    ],
)
def test_another_number_in_the_words(old: str, new: str, what: list[str]) -> None:
    """Of strength, amount, packages and dose; the same in another unit, a part of the amount and a doubt are none."""
    document = swapped(old, new)
    assert told(document) == what
    assert verdict(outcome_of(document)) is (Verdict.CHECK if what else Verdict.DISPENSABLE)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Buranisti 400 mg, 60 tablettia", []),
        ("Buranisti 400 mg, 30 kpl", []),
        ("Buranisti 600 mg", []),
        ("Buranisti 400 mg, 100 kpl", []),
        ("Ibuprofeeni 600 mg", []),
    ],
)
def test_two_texts_of_which_one_agrees(words: str, what: list[str]) -> None:
    """Leave open what is meant, and are another's to tell."""
    assert told(swapped("Buranisti</content>", f"{words}</content>")) == what


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Buranisti 600 mg", ["styrken"]),
        ("Buranisti 600 mg / 1 tablet, 100 kpl", ["styrken", "mengden"]),
        ("Ibuprofeeni 600 mg", []),
        ("Ibuprofen 600 mg", ["styrken"]),
        ("Buranisti 600 mg/30 mg", []),
        ("Buranisti 600 mg/ml", []),
        ("Buranisti 600 mg per day", []),
        ("Buranisti 400 mg or 600 mg", []),
        ("Buranisti 2 x 600 mg", []),
        ("Buranisti 3-600 mg", []),
        ("Another 600 mg", []),
        ("Buranisti 400 mg, 60 tabl", []),
    ],
)
def test_the_item_s_own_words(words: str, what: list[str]) -> None:
    """By themselves, where they name the medicine."""
    document = foreign().decode()
    begin, end = document.index("<text>"), document.index("</text>")
    own = f'<text><paragraph ID="medicine">{words}</paragraph><paragraph ID="dosage-original">x</paragraph>'
    assert told((document[:begin] + own + document[end:]).encode()) == what


def test_a_strength_in_codes_that_is_another_than_in_all_words_is_told() -> None:
    """Of the entry's own words and the narrative's, one is enough to agree with."""
    weaker = part_of("ingredient").replace('value="400"', 'value="40"')
    assert told(foreign(ingredient=weaker, desc="<pharm:desc>40 mg</pharm:desc>")) == ["styrken"]
    assert told(foreign(ingredient=weaker)) == []


def test_deleted_words_contradict_nothing() -> None:
    """They do not hold."""
    assert told(swapped("400 mg</content>", "40 mg</content><content revised='delete'>x</content>")) == []


def test_no_false_alarm_on_documents_of_our_own() -> None:
    """Each eP of the golden documents."""
    paths = sorted(GOLDEN.rglob("*.ep.xml")) or sorted(GOLDEN.rglob("*.xml"))
    seen = 0
    for path in paths:
        outcome = outcome_of(path.read_bytes())
        seen += outcome.details is not None
        assert CODE not in {f.code for f in outcome.findings}, path.name
    assert seen > 20


def test_no_false_alarm_on_real_documents(shared: Path) -> None:
    """Nor on the constructs and the skeleton, but for the one whose dose is `1-2` beside the words `1 tablett`."""
    for folder in ("ep", "constructs", "skeleton"):
        for path in sorted((shared / "samples" / "eu" / folder).glob("*.xml")):
            assert set(told(path.read_bytes())) == ({"dosen"} if path.stem == "dosage-range" else set()), path.name


@pytest.mark.parametrize("words", ["", "<text/>", "<text> </text>"])
def test_no_words_contradict_nothing(words: str) -> None:
    """A section without words, or with empty ones, is shown as ever."""
    text = foreign().decode()
    start, end = text.index("<text>"), text.index("</text>") + len("</text>")
    assert told((text[:start] + words + text[end:]).encode()) == []


MEDICINE, SUBSTANCE, ATC = "hvilket legemiddel det er", "virkestoffet", "ATC-koden"
FORM, ROUTE = "legemiddelformen", "administrasjonsveien"


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([("Medicine", "Oxycodone Depot")], [MEDICINE]),
        ([("Medicine", "Marevan")], [MEDICINE]),
        ([("Active substance", "Warfarin 5 mg / 1 Tablet")], [SUBSTANCE]),
        ([("Virkestoff:", "Warfarin")], [SUBSTANCE]),
        ([("Vaikuttava aine", "Varfariininatrium")], [SUBSTANCE]),
        ([("ATC", "B01AA03 warfarin")], [ATC]),
        ([("ATC", "M01AE01 warfarin")], [ATC]),
        ([("ATC-koodi", "C10AA01")], [ATC]),
        ([("Dose form", "Suppository")], [FORM]),
        ([("Lääkemuoto", "Suppository")], [FORM]),
        ([("Route of administration", "Rectal use")], [ROUTE]),
        ([("Medicine", "ATC", "Dose form"), ("Buranisti", "B01AA03", "Tablet")], [ATC]),
        ([("Medicine", "Buranisti 400 mg")], []),
        ([("Medicine", "Ibuprofeeni")], []),
        ([("Medicine", "IBUPROFEN ORIFARM")], []),
        ([("Active substance", "Ibuprofeenilysiini")], []),
        ([("ATC", "M01AE01")], []),
        ([("ATC", "M01AE")], []),
        ([("Dose form", "Tabletti, kalvop\u00e4\u00e4llysteinen")], []),
        ([("Dose form", "Tablet")], []),
        ([("Route of administration", "Suun kautta")], []),
        ([("Route of administration", "Oral use")], []),
        ([("Medicine", "Marevan"), ("Medicine", "Buranisti")], []),
    ],
)
def test_the_medicine_behind_a_label(rows: list[tuple[str, ...]], what: list[str]) -> None:
    """Another medicine, substance, code, form or route is told; a synonym, a group and a word of no list are not."""
    assert told(worded(foreign(), table(*rows))) == what


@pytest.mark.parametrize(
    "words",
    [
        "Buranisti 400 mg. Take 1 tablet three times daily",
        "Buranisti 400 mg, 1 tabl. x 3",
        "Buranisti 400 mg, max 2 tabl",
        "Buranisti 400 mg; ota 1 tabletti",
        "Buranisti 5 competent",
    ],
)
def test_a_dose_in_the_item_s_text_is_no_amount(words: str) -> None:
    said = f'<text><paragraph ID="medicine">{words}</paragraph><paragraph ID="dosage-original">x</paragraph></text>'
    assert told(worded(foreign(), said)) == []


@pytest.mark.parametrize(
    ("cell", "what"),
    [("1 of 2", []), ("60 tablets", []), ("2 packages", []), ("3 packages", ["antall pakninger"]), ("2", [])],
)
def test_what_is_surely_a_number_of_packages(cell: str, what: list[str]) -> None:
    assert told(worded(foreign(), table(("Packages to dispense", cell)))) == what
