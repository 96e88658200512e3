"""Group A and B from abroad, closed where it fails: every code counts, words protect, and what is unchecked is told."""

import pytest
from lxml import etree

from converter.conversion.ep_to_view.substances import groups_of
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.formats.cda.foreign_ep import read_foreign_ep
from converter.model.coded import Coded
from converter.model.draft_rows import DRAFT
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.medicine import Medicine
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown
from tests.builders.foreign_products import (
    CODEINE,
    ETHYLMORPHINE,
    FENTANYL,
    IBUPROFEN,
    LOCAL,
    code,
    ingredient,
    kind,
    table,
    translation,
    worded,
)
from tests.builders.loaded import loaded
from tests.builders.medicines import Register, known

NARCOTIC, UNCHECKED, GROUP = "view-group-a-b", "view-substance-unchecked", "view-atc-group"
NAMED, BESIDE = "view-substance-named-a-b", "view-word-named-a-b"
SOUND, OF_IBUPROFEN = kind(IBUPROFEN), ingredient(IBUPROFEN, "Ibuprofen")
PLAIN = code("4711", LOCAL, "Jotakin")
PART = (
    '<pharm:part classCode="PART"><pharm:quantity xsi:type="PQ" value="1"/><pharm:partProduct classCode="MMAT"'
    ' determinerCode="KIND">{}</pharm:partProduct></pharm:part>'
)


def product(kinds: str = SOUND, ingredients: str = OF_IBUPROFEN, **parts: str) -> bytes:
    """A prescription of a product with these classes and ingredients."""
    return foreign(atc=kinds, ingredient=ingredients, **parts)


def judged(document: bytes) -> tuple[Verdict, set[str]]:
    """The verdict, and what was found beside draft words."""
    outcome = outcome_of(document)
    return verdict(outcome), {f.code for f in outcome.findings} - {DRAFT}


ANYWHERE = {
    "a class of another kind": product(kinds=SOUND + kind(CODEINE, "GEN")),
    "a class of no kind that anybody knows": product(kinds=SOUND + kind(CODEINE, "XYZ")),
    "a second class": product(kinds=SOUND + kind(FENTANYL)),
    "the first of two classes": product(kinds=kind(FENTANYL) + SOUND),
    "a translation of a national class": product(kinds=kind(code("4711", LOCAL, "x", translation("N02AJ06")))),
    "a translation of a translation": product(
        kinds=kind(code("M01AE01", inside=translation("7", LOCAL, "x", translation("R05DA01"))))
    ),
    "a translation of null": product(kinds=kind(code("", inside=translation("N02AB03")))),
    "a code beside a null flavour": product(
        kinds=kind('<pharm:code nullFlavor="UNK" code="N02AB03" codeSystem="2.16.840.1.113883.6.73"/>')
    ),
    "something before it": product(kinds=SOUND + kind(code("ATC-N02AB03"), "GEN")),
    "a letter before it": product(kinds=SOUND + kind(code("DN02AB03"), "GEN")),
    "another level before it": product(kinds=SOUND + kind(code("M01/N02AB03"), "GEN")),
    "its address": product(kinds=SOUND + kind(code("http://www.whocc.no/atc/N02AB03", LOCAL), "GEN")),
    "a prefix in another country's list": product(kinds=SOUND + kind(code("ATC:N02AJ06", LOCAL), "GEN")),
    "signs in it": product(kinds=SOUND + kind(code("N02-AJ.06", LOCAL), "GEN")),
    "letters that look like its own": product(kinds=SOUND + kind(code("\u039d02AB03", LOCAL), "GEN")),
    "a display": product(ingredients=ingredient(code("M01AE01", inside=translation("123", LOCAL, "N02AJ06")))),
    "a display with more": product(kinds=SOUND + kind(code("123", LOCAL, "N02AB03 fentanyl"), "GEN")),
    "another country's copy of ATC": product(kinds=kind(code("N02AJ06", LOCAL, "x"))),
    "no code system": product(kinds=kind(code("N02AJ06", "", "x"))),
    "lower case": product(kinds=kind(code("n02aj06", display="x"))),
    "blanks in it": product(kinds=kind(code(" N02 AJ06 ", display="x"))),
    "the product's own code": product(kinds=part_of("form") and SOUND).replace(
        b"<name>Buranisti</name>",
        b'<code code="N02AB03" codeSystem="2.16.840.1.113883.6.73"/><name>Buranisti</name>',
    ),
    "a second ingredient": product(ingredients=OF_IBUPROFEN + ingredient(ETHYLMORPHINE, "Etylmorfin")),
    "an ingredient said to be inactive": product(ingredients=OF_IBUPROFEN + ingredient(FENTANYL, "x", "IACT")),
    "an ingredient of no known class": product(ingredients=OF_IBUPROFEN + ingredient(FENTANYL, "x", "QQQ")),
    "a translation of an ingredient": product(
        ingredients=ingredient(code("M01AE01", display="ibuprofen", inside=translation("N02AB03")), "Ibuprofen")
    ),
    "an active moiety": product(
        ingredients=ingredient(
            IBUPROFEN,
            "Ibuprofen",
            more=f'<pharm:activeMoiety classCode="ACTM"><pharm:activeMoiety>{FENTANYL}</pharm:activeMoiety>'
            "</pharm:activeMoiety>",
        )
    ),
    "a part of a pack": product(ingredients=PART.format(ingredient(CODEINE, "x")) + OF_IBUPROFEN),
    "a part of a part": product(ingredients=PART.format(PART.format(kind(CODEINE))) + OF_IBUPROFEN),
    "the code of a package": foreign().replace(
        b'code="FI-PKG-1" codeSystem="2.16.840.1.113883.3.9999.20.6"',
        (b'code="N02AJ06" codeSystem="2.16.840.1.113883.6.73"'),
    ),
    "an element that nobody knows": product(ingredients=f"<pharm:asOther>{FENTANYL}</pharm:asOther>" + OF_IBUPROFEN),
    "an identifier under ATC": foreign().replace(
        b"<name>Buranisti</name>",
        b'<id root="2.16.840.1.113883.6.73" extension="N02AB03"/><name>Buranisti</name>',
    ),
    "a nested item": foreign().replace(
        b"</substanceAdministration>",
        b'<entryRelationship typeCode="COMP"><substanceAdministration classCode="SBADM" moodCode="INT"><consumable>'
        b"<manufacturedProduct><manufacturedMaterial>"
        + kind(FENTANYL).encode()
        + b"</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entryRelationship>"
        b"</substanceAdministration>",
    ),
    "the name": foreign(name="<name>Buranisti (N02AB03)</name>"),
    "the description": foreign(desc="<pharm:desc>400 mg n02aj06</pharm:desc>"),
    "the supply's own product": foreign().replace(
        b'<quantity value="2" unit="1"/>',
        b'<quantity value="2" unit="1"/><product><manufacturedProduct><manufacturedMaterial>'
        + kind(FENTANYL).encode()
        + b"</manufacturedMaterial></manufacturedProduct></product>",
    ),
}


@pytest.mark.parametrize("place", ANYWHERE)
def test_a_code_of_a_or_b_counts_wherever_it_stands(place: str) -> None:
    """Its package is not dispensed, and nothing is suggested in its place."""
    found = judged(ANYWHERE[place])
    assert (found[0], found[1] & {NARCOTIC}) == (Verdict.NOT_DISPENSABLE, {NARCOTIC})
    assert shown(ANYWHERE[place]).suggestions == ()


OPEN = {
    "a second substance of a national code": (OF_IBUPROFEN + ingredient(PLAIN, "Jotakin"), SOUND),
    "a second substance without a code": (OF_IBUPROFEN + ingredient(code(""), "Jotakin"), SOUND),
    "a second substance without code and name": (OF_IBUPROFEN + ingredient(code("")), SOUND),
    "a substance of a national code alone": (ingredient(PLAIN, "Jotakin") + OF_IBUPROFEN, ""),
    "a substance of an ATC group": (OF_IBUPROFEN + ingredient(code("M01AE"), "Jotakin"), SOUND),
    "a substance in an unknown place": (
        f"<pharm:asOther>{ingredient(PLAIN, 'Jotakin')}</pharm:asOther>" + OF_IBUPROFEN,
        SOUND,
    ),
    "a substance whose class is unknown": (OF_IBUPROFEN + ingredient(PLAIN, "Jotakin", "QQQ"), SOUND),
}


@pytest.mark.parametrize("what", OPEN)
def test_a_substance_that_no_code_covers_leaves_the_group_open(what: str) -> None:
    """A person must find out, and nothing is suggested."""
    ingredients, kinds = OPEN[what]
    document = product(kinds, ingredients)
    found = judged(document)
    assert (found[0], found[1] & {UNCHECKED}) == (Verdict.CHECK, {UNCHECKED})
    assert shown(document).suggestions == ()


CLEAR = {
    "its own code": product(kinds=""),
    "the product's code, of the one substance": product(ingredients=ingredient(code(""), "Ibuprofeeni")),
    "the product's code under another class": product(kinds=kind(IBUPROFEN, "GEN"), ingredients=""),
    "a translation into ATC": product(
        ingredients=ingredient(code("7", LOCAL, "x", translation("M01AE01")), "Ibuprofen")
    ),
    "an excipient is no substance": product(ingredients=OF_IBUPROFEN + ingredient(PLAIN, "Laktoosi", "IACT")),
    "the same substance twice": product(ingredients=OF_IBUPROFEN + OF_IBUPROFEN),
    "a group of codes that holds none of A or B": product(kinds=SOUND + kind(code("M01AE"))),
}


@pytest.mark.parametrize("what", CLEAR)
def test_what_a_code_covers_is_known(what: str) -> None:
    assert not judged(CLEAR[what])[1] & {NARCOTIC, UNCHECKED, GROUP, NAMED, BESIDE, "view-atc-missing"}


def test_a_product_code_of_combinations_covers_all_substances() -> None:
    """One of a single substance does not cover two."""
    two = ingredient(code(""), "yksi") + ingredient(code(""), "kaksi")
    combined = kind(code("C09DX01", display="valsartan, amlodipine and hydrochlorothiazide"))
    assert UNCHECKED in codes(product(ingredients=two))
    assert UNCHECKED not in codes(product(kinds=combined, ingredients=two))


@pytest.mark.parametrize("value", ["N02", "N", "N02AJ6", "N02AJ06X", "Z99", "L99A", "x"])
def test_an_atc_group_that_may_hold_a_or_b_leaves_it_open(value: str) -> None:
    """Some of it is of A or B, or the register has nothing of it, or it is no code at all: never dispensable."""
    found = judged(product(kinds=SOUND + kind(code(value, display="y"))))
    assert found[0] is not Verdict.DISPENSABLE
    assert found[1] & {GROUP, NARCOTIC}


def test_an_atc_group_all_of_a_and_b_is_one() -> None:
    assert judged(product(kinds=kind(code("N02A"))))[0] is Verdict.NOT_DISPENSABLE
    assert NARCOTIC in codes(product(kinds=kind(code("R05DA"))))


def test_only_a_group_is_told_as_one() -> None:
    assert GROUP in codes(product(kinds=kind(code("M01AE")), ingredients=ingredient(PLAIN, "Jotakin")))


@pytest.mark.parametrize(
    "name",
    [
        "codeine phosphate",
        "Kodeiini",
        "Kodeinfosfat",
        "Codeinum",
        "Codeinphosphat-Hemihydrat",
        "κωδεΐνη",
        "кодеин",
        "Fentanyyli",
    ],
)
def test_a_name_of_a_or_b_protects_in_any_spelling(name: str) -> None:
    """Though the product's code is of ibuprofen; by the display of a national code as by the name."""
    by_name = product(ingredients=ingredient(PLAIN, name))
    by_display = product(ingredients=ingredient(code("4711", LOCAL, name), "x"))
    for document in (by_name, by_display, product(kinds=SOUND + kind(code("4711", LOCAL, name), "GEN"))):
        assert judged(document)[0] is Verdict.NOT_DISPENSABLE
        assert NAMED in codes(document)


@pytest.mark.parametrize(
    "said",
    [
        '<pharm:code nullFlavor="OTH" displayName="fentanyl"/>',
        '<pharm:code nullFlavor="OTH"><originalText>fentanyl</originalText></pharm:code>',
        '<pharm:code nullFlavor="OTH"><originalText>x <b/> fentanyl</originalText></pharm:code>',
    ],
)
def test_a_name_without_a_code_protects_too(said: str) -> None:
    """A display beside a null, an original text, words after an element."""
    assert NAMED in codes(product(ingredients=ingredient(said)))


def test_words_in_an_unknown_element_are_read() -> None:
    assert BESIDE in codes(
        product(ingredients=OF_IBUPROFEN + "<pharm:asOther><pharm:x>fentanyl</pharm:x></pharm:asOther>")
    )


def test_a_word_of_a_or_b_in_a_trade_name_is_told() -> None:
    """It may only sound like one: a person looks."""
    found = judged(foreign(name="<name>Codeinol 400</name>"))
    assert (found[0], found[1] & {BESIDE, NAMED}) == (Verdict.CHECK, {BESIDE})


def test_a_name_never_clears() -> None:
    """Ibuprofen by name alone is unchecked."""
    assert UNCHECKED in codes(product(ingredients=OF_IBUPROFEN + ingredient(PLAIN, "Parasetamoli")))
    assert "view-atc-missing" in codes(product(kinds="", ingredients=ingredient(PLAIN, "Ibuprofen")))


NULLS = {
    "the class": product(
        kinds=SOUND.replace('GRIC"', 'GRIC" nullFlavor="NI"'), ingredients=ingredient(code(""), "Aine")
    ),
    "what it holds": product(
        kinds=SOUND.replace("<pharm:generalizedMaterialKind", '<pharm:generalizedMaterialKind nullFlavor="UNK"'),
        ingredients=ingredient(code(""), "Aine"),
    ),
    "its code": product(
        kinds=kind('<pharm:code nullFlavor="UNK" code="M01AE01" codeSystem="2.16.840.1.113883.6.73"/>'),
        ingredients=ingredient(code(""), "Aine"),
    ),
    "the ingredient": product(
        kinds="", ingredients=OF_IBUPROFEN.replace('classCode="ACTI"', 'classCode="ACTI" nullFlavor="UNK"')
    ),
}


@pytest.mark.parametrize("what", NULLS)
def test_what_is_null_never_clears(what: str) -> None:
    found, told = judged(NULLS[what])
    assert found is Verdict.CHECK
    assert told & {UNCHECKED, "view-atc-missing"}


@pytest.mark.parametrize("place", ["ingredient", "asContent"])
def test_a_part_that_is_null_is_told_and_says_nothing(place: str) -> None:
    old = f"<pharm:{place} classCode="
    document = foreign().decode().replace(old, f'<pharm:{place} nullFlavor="NI" classCode=', 1).encode()
    found, told = judged(document)
    assert found is Verdict.CHECK
    assert "view-part-unread" in told
    view = shown(document).product
    assert view is not None
    assert (view.substances if place == "ingredient" else view.layers) == ()


def test_a_status_that_is_null_does_not_say_that_it_stands() -> None:
    document = foreign().replace(b'<statusCode code="active"/>', b'<statusCode code="active" nullFlavor="UNK"/>')
    assert "view-status-missing" in judged(document)[1]
    taken = foreign().replace(b'<statusCode code="active"/>', b'<statusCode code="aborted" nullFlavor="UNK"/>')
    assert judged(taken)[0] is Verdict.NOT_DISPENSABLE


def test_an_instruction_that_is_null_is_told() -> None:
    document = foreign().replace(
        b'<act classCode="ACT" moodCode="INT">', b'<act classCode="ACT" moodCode="INT" nullFlavor="NI">'
    )
    assert "view-part-unread" in judged(document)[1]


def test_two_substances_of_one_name_are_two() -> None:
    """By their ingredients: the second is not covered by the product's code."""
    two = ingredient(code("1", LOCAL), "Vaikuttava aine") + ingredient(code("2", LOCAL), "Vaikuttava aine")
    assert UNCHECKED in judged(product(ingredients=two))[1]
    assert UNCHECKED in judged(product(ingredients=ingredient(IBUPROFEN, "Ibuprofen + Hemmelig")))[1]


OWN_WORDS = {
    "the item's own": '<text><paragraph ID="medicine">Kodeiini 30 mg</paragraph></text>',
    "its ATC code": '<text><paragraph ID="medicine">Buranisti N02AJ06</paragraph></text>',
    "the medicine": table(("Medicine", "Oxycodone Depot")),
    "the substance": table(("Vaikuttava aine", "Fentanyyli")),
    "the code": table(("ATC", "N02AJ06")),
}


@pytest.mark.parametrize("what", OWN_WORDS)
def test_the_document_s_own_words_protect(what: str) -> None:
    found, told = judged(worded(foreign(), OWN_WORDS[what]))
    assert found is Verdict.CHECK
    assert BESIDE in told


def foreign_ep(document: bytes) -> ForeignPrescription:
    return read_foreign_ep(etree.fromstring(document), loaded().foreign.names)


def made_of_c(atc: str) -> Medicine:
    """A package of group C."""
    return known(atc=Coded(atc, "2.16.578.1.12.4.1.1.7180", ""), group="C")


COMBINED = {"R03AK06": ("R03AC12", "R03BA05"), "N04BA02": ("N04BA01", "N04BA01"), "C09DA06": ("C09CA06", "C03AA03")}


def test_a_combination_covers_what_is_not_sold_alone() -> None:
    """Where the register has it and none of it is of A or B; what it neither names nor has by its class is unknown."""
    for whole, parts in COMBINED.items():
        prescription = foreign_ep(product(kind(code(whole)), "".join(ingredient(code(p)) for p in parts)))
        asked = groups_of(prescription, Register(**{whole: (made_of_c(whole),)}), loaded().tables)  # type: ignore[arg-type]
        assert "unknown" not in asked.atc, whole
    other = foreign_ep(product(kind(code("R03AK06")), ingredient(code("C01EB16"))))
    assert "unknown" in groups_of(other, Register(R03AK06=(made_of_c("R03AK06"),)), loaded().tables).atc  # type: ignore[arg-type]
