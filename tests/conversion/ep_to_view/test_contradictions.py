"""What contradicts itself is told, suggests nothing and compares as unknown; what is only said otherwise does not."""

from dataclasses import replace

import pytest

from converter.conversion.ep_to_view.suggestions import foreign_product
from converter.conversion.medicine.comparison import Agreement, compare
from converter.model.coded import Coded, Null
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown
from tests.builders.foreign_products import IBUPROFEN, LOCAL, code, ingredient, kind, translation
from tests.builders.medicines import notes, product

DISPLAY, TWICE = "view-display-contradicts", "view-codes-contradict"
SUBSTANCE, WORDS, FORM = "view-substance-contradicts", "view-words-contradict", "view-form-word-contradicts"
ALL = frozenset({DISPLAY, TWICE, SUBSTANCE, WORDS, FORM})
EDQM = "0.4.0.127.0.16.1.1.2.1"
PARACETAMOL = code("N02BE01", display="paracetamol")


def form(value: str, display: str, inside: str = "") -> str:
    return code(value, EDQM, display, inside, "pharm:formCode")


def told(document: bytes) -> set[str]:
    """What is told of contradictions."""
    return codes(document) & ALL


def of(product: str, substance: str, name: str = "") -> bytes:
    """The prescription of a product with one code, and a substance with another."""
    return foreign(atc=kind(code(product)), ingredient=ingredient(code(substance), name))


AGAINST: dict[str, tuple[bytes, set[str]]] = {
    "a form under another's term": (foreign(form=form("10714000", "Tablet")), {DISPLAY}),
    "a form under another's Norwegian term": (foreign(form=form("10714000", "Tablett")), {DISPLAY}),
    "a translation of a form under another's term": (
        foreign(form=form("10221000", "Film-coated tablet", translation("10221000", EDQM, "Capsule, hard"))),
        {DISPLAY},
    ),
    "a more exact word of the list": (foreign(form=form("10219000", "Film-coated tablet")), {DISPLAY}),
    "a gel that is no capsule": (foreign(name="<name>Buranisti Gel</name>"), {FORM}),
    "two forms for one": (
        foreign(form=form("10221000", "Film-coated tablet", translation("10714000", EDQM, "Ear tampon"))),
        {TWICE},
    ),
    "a substance under another's term": (
        foreign(ingredient=ingredient(code("M01AE01", display="naproxen"))),
        {DISPLAY},
    ),
    "an ATC code under another's term": (foreign(atc=kind(code("M01AE01", display="naproxen"))), {DISPLAY}),
    "two ATC codes for one": (foreign(atc=kind(code("M01AE01", inside=translation("M01AE02")))), {TWICE, SUBSTANCE}),
    "a route under another's term": (foreign(route=code("20053000", EDQM, "Rectal use", tag="routeCode")), {DISPLAY}),
    "a container under another's term": (
        foreign().replace(b'displayName="Blister"', b'displayName="Bottle"'),
        {DISPLAY},
    ),
    "the substance of another code": (foreign(ingredient=ingredient(PARACETAMOL, "paracetamol")), {SUBSTANCE}),
    "the substance of another code, and two names": (
        foreign(ingredient=ingredient(PARACETAMOL, "ibuprofen")),
        {SUBSTANCE, WORDS},
    ),
    "two substances, neither of the product's code": (
        foreign(ingredient=ingredient(PARACETAMOL) + ingredient(code("R06AE07"))),
        {SUBSTANCE},
    ),
    "the product's code of another group": (foreign(atc=kind(code("N02B"))), {SUBSTANCE}),
    "two acids": (of("B03BB01", "B02AA02"), {SUBSTANCE}),
    "two acids of other classes": (of("B01AC06", "N03AG01"), {SUBSTANCE}),
    "two insulins": (of("A10AB05", "A10AE04"), {SUBSTANCE}),
    "two steroids of nearly one name": (of("H02AB06", "H02AB07"), {SUBSTANCE}),
    "a substance that is a combination of the product's": (of("C09CA06", "C09DA06"), {SUBSTANCE}),
    "an ester with a code of its own": (of("D07AA02", "D07AB02"), {SUBSTANCE}),
    "two salts of one cation": (of("A12BA01", "B05XA06"), {SUBSTANCE}),
    "an insulin under another's name": (
        foreign(atc=kind(code("A10AB05")), ingredient=ingredient(code("A10AB05"), "Insulin glargine")),
        {WORDS},
    ),
    "a name of another substance than its code": (foreign(ingredient=ingredient(IBUPROFEN, "naproxen")), {WORDS}),
    "the same in Norwegian": (foreign(ingredient=ingredient(IBUPROFEN, "Naproksen")), {WORDS}),
    "a name of another substance than the product's": (
        foreign(ingredient=ingredient(code(""), "Paracetamol")),
        {WORDS},
    ),
    "the product's name": (foreign(name="<name>Naproxen Orifarm</name>"), {WORDS}),
    "a salt of another substance": (foreign(ingredient=ingredient(IBUPROFEN, "Warfarin sodium")), {WORDS}),
    "the same in Latin": (foreign(ingredient=ingredient(IBUPROFEN, "Naproxenum")), {WORDS}),
    "the same in Finnish": (foreign(ingredient=ingredient(IBUPROFEN, "Naprokseeni")), {WORDS}),
    "another in Finnish": (foreign(ingredient=ingredient(IBUPROFEN, "Metotreksaatti")), {WORDS}),
    "another in Estonian": (foreign(ingredient=ingredient(IBUPROFEN, "Varfariin")), {WORDS}),
    "another in Greek": (foreign(ingredient=ingredient(IBUPROFEN, "βαρφαρίνη")), {WORDS}),
    "another beside its own": (foreign(ingredient=ingredient(IBUPROFEN, "Ibuprofen / Codeine")), {WORDS}),
    "a substance of two words in the product's name": (foreign(name="<name>Insulin glargine Test</name>"), {WORDS}),
    "an acid in the product's name": (foreign(name="<name>Valproic acid Test</name>"), {WORDS}),
    "a display in another language": (
        foreign(ingredient=ingredient(code("M01AE01", display="Warfarin natrium"))),
        {DISPLAY},
    ),
    "a national code's display": (
        foreign(ingredient=ingredient(code("M01AE01", inside=translation("7", LOCAL, "Naprokseeni")))),
        {WORDS},
    ),
    "a national class's display": (foreign(atc=kind(IBUPROFEN) + kind(code("7", LOCAL, "Varfariini"), "GEN")), {WORDS}),
    "an ATC code in the name": (foreign(name="<name>Buranisti C10AA01</name>"), {WORDS}),
    "an ATC code in the description": (foreign(desc="<pharm:desc>400 mg (C10AA01)</pharm:desc>"), {WORDS}),
    "another form in the name": (foreign(name="<name>Buranisti suppository</name>"), {FORM}),
    "another form in the description": (foreign(desc="<pharm:desc>400 mg capsule, hard</pharm:desc>"), {FORM}),
    "another form in Norwegian": (foreign(name="<name>Buranisti krem</name>"), {FORM}),
}


@pytest.mark.parametrize("what", AGAINST)
def test_what_contradicts_itself_is_told(what: str) -> None:
    document, wanted = AGAINST[what]
    assert told(document) == wanted


@pytest.mark.parametrize("what", sorted(set(AGAINST) - {"a route under another's term"}))
def test_what_contradicts_itself_suggests_nothing(what: str) -> None:
    """A route says nothing of what the medicine is."""
    assert shown(foreign()).suggestions
    assert shown(AGAINST[what][0]).suggestions == ()


CONSISTENT = {
    "as it is": foreign(),
    "another language": foreign(form=form("10221000", "Tabletti, kalvopäällysteinen")),
    "other case and signs": foreign(form=form("10221000", "FILM COATED TABLET")),
    "its Norwegian term": foreign(form=form("10221000", "Tablett, filmdrasjert")),
    "no term": foreign(form=form("10221000", "")),
    "a code that the list does not have": foreign(form=form("99999999", "Tablet")),
    "a national code with another's term": foreign(form=code("7", "1.2.3", "Tablet", "", "pharm:formCode")),
    "a substance in another language": foreign(
        ingredient=ingredient(code("M01AE01", display="Ibuprofeeni"), "Ibuprofeeni")
    ),
    "a salt": foreign(ingredient=ingredient(IBUPROFEN, "ibuprofen lysine")),
    "an older name": foreign(ingredient=ingredient(IBUPROFEN, "isobutylphenylpropionic acid")),
    "the substance under another ATC code": foreign(
        ingredient=ingredient(code("C01EB16", display="ibuprofen"), "Ibuprofen")
    ),
    "the product's code of its group": foreign(atc=kind(code("M01AE", display="Propionic acid derivatives"))),
    "the group of the same substance elsewhere": foreign(atc=kind(code("C01EB"))),
    "a group under the term of its substance": foreign(atc=kind(code("M01AE", display="ibuprofen"))),
    "one of several substances": foreign(
        ingredient=ingredient(PARACETAMOL, "paracetamol") + ingredient(IBUPROFEN, "ibuprofen")
    ),
    "a combination of it": foreign(atc=kind(code("N02AJ08", display="codeine and ibuprofen"))),
    "a national copy of the code": foreign(
        atc=kind(code("M01AE01", inside=translation("M01AE01", LOCAL, "Ibuprofeeni")))
    ),
    "a combination of the substance": of("N02AJ06", "N02BE01", "Paracetamol"),
    "a class beside the substance": of("C09DA06", "C09CA06", "Candesartan cilexetil"),
    "another of that class": of("C09DA06", "C03AA03", "Hydrochlorothiazide"),
    "an enzyme inhibitor": of("N04BA02", "N04BA01", "Levodopa"),
    "one of a combination by name": of("M01AE52", "A02BC05", "Esomeprazole magnesium"),
    "the same name under another code": of("A12BA01", "B05XA01", "Potassium chloride"),
    "an ester without a code of its own": of("G03CA03", "G03CA03", "Estradiol valerate"),
    "a salt in Latin": of("H03AA01", "H03AA01", "Levothyroxinum natricum"),
    "a salt glued in Finnish": of("A10BA02", "A10BA02", "Metformiinihydrokloridi"),
    "an insulin in Latin": of("A10AE04", "A10AE04", "Insulinum glarginum"),
    "a salt of an acid": of("N03AG01", "N03AG01", "Sodium valproate"),
    "a group of mixtures": foreign(
        atc=kind(code("A12AX")),
        ingredient=ingredient(code("A12AA04"), "Calcium carbonate") + ingredient(code("A11CC05")),
    ),
    "the product's code on each of its substances": foreign(
        atc=kind(code("G03FA01")),
        ingredient=ingredient(code("G03FA01"), "Estradiol") + ingredient(code("G03FA01"), "Norethisterone acetate"),
    ),
    "a combination without its substances": foreign(
        name="<name>Estradiol/Norethisterone</name>", atc=kind(code("G03FA01")), ingredient=""
    ),
    "a substance of a class in the name": foreign(
        name="<name>Piperacillin/Tazobactam Kabi</name>",
        atc=kind(code("J01CR05")),
        ingredient=ingredient(code("J01CR05"), "Piperacillin"),
    ),
    "a salt in the product's name": foreign(name="<name>Ibuprofen Lysine</name>"),
    "what is not in it": foreign(name="<name>Ibuprofen ethanol free</name>"),
    "a more general word of the list": foreign(form=form("10221000", "Tablet")),
    "soft capsules called gels": foreign(
        form=form("10211000", "Capsule, soft"), name="<name>Buranisti Liquid Gel</name>"
    ),
    "gel caps": foreign(form=form("10211000", "Capsule, soft"), name="<name>Gel-caps Buranisti</name>"),
    "its name in the product's": foreign(name="<name>Ibuprofen Orifarm</name>"),
    "its form in the name": foreign(name="<name>Buranisti tablet</name>"),
    "its form in other words": foreign(name="<name>Buranisti film-coated tablets</name>"),
    "its code in the name": foreign(name="<name>Buranisti M01AE01</name>"),
    "a form less exactly": foreign(form=form("10210000", "Capsule, hard"), name="<name>Buranisti capsule</name>"),
    "a combined form": foreign(form=form("14001000", "Cream + pessary"), name="<name>Buranisti Cream</name>"),
    "a syrup is an oral solution": foreign(form=form("10105000", "Oral solution"), name="<name>Buranisti Syrup</name>"),
}


@pytest.mark.parametrize("what", CONSISTENT)
def test_what_is_only_said_otherwise_is_no_contradiction(what: str) -> None:
    assert told(CONSISTENT[what]) == set()


def test_a_class_of_substances_may_hold_one_of_another_group() -> None:
    """Sodium chloride is given as electrolytes (B05BB01)."""
    salt = ingredient(code("B05XA03", display="sodium chloride"), "Natriumchlorid")
    assert told(foreign(atc=kind(code("B05BB01", display="electrolytes")), ingredient=salt)) == set()


def test_the_code_stands_and_what_is_shown_says_both() -> None:
    """Of a form whose display is another's, and of one with a translation besides."""
    view = shown(foreign(form=form("10714000", "Tablet")))
    assert view.product is not None
    assert (view.product.form.text, view.product.form.original) == ("Øretampong", "Tablet")
    inside = translation("x", "1.2.3", "tabletti")
    both = shown(foreign(form=form("10714000", "Tablet", inside))).product
    assert both is not None
    assert (both.form.text, both.form.original) == ("Øretampong", "Tablet / tabletti")


def test_each_is_told_at_its_place() -> None:
    found = outcome_of(foreign(form=form("10714000", "Tablet"))).findings
    (path,) = (f.path for f in found if f.code == DISPLAY)
    assert path.endswith("/substanceAdministration/consumable/manufacturedProduct/manufacturedMaterial/formCode")


@pytest.mark.parametrize(
    ("document", "form_of", "atc"),
    [
        (foreign(), Agreement.SAME, Agreement.SAME),
        (foreign(form=form("10221000", "Capsule, hard")), Agreement.UNKNOWN, Agreement.SAME),
        (foreign(ingredient=ingredient(PARACETAMOL, "paracetamol")), Agreement.SAME, Agreement.UNKNOWN),
        (foreign(name="<name>Buranisti krem</name>"), Agreement.UNKNOWN, Agreement.SAME),
        (foreign(atc=kind(code("M01AE01", display="naproxen"))), Agreement.SAME, Agreement.UNKNOWN),
    ],
)
def test_what_contradicts_itself_is_never_the_same(document: bytes, form_of: Agreement, atc: Agreement) -> None:
    """Held against the Norwegian package that it says it is."""
    prescribed = foreign_product(shown(document).prescription.product, notes())
    own = replace(product(), form=Coded("10221000", EDQM, "Film-coated tablet"))
    compared = compare(own, prescribed)
    assert (compared.form, compared.atc) == (form_of, atc)


def test_a_doubtful_container_is_not_repeated() -> None:
    read = shown(foreign().replace(b'displayName="Blister"', b'displayName="Bottle"')).prescription.product
    assert read is not None
    assert read.layers is not None
    assert read.layers[0].container is Null.UNK
    assert part_of("content")


NAMED = {
    "M01AE01": "Ibuprofeeni",
    "B01AA03": "Warfarin sodium",
    "A10AE04": "Insulin glargine",
    "N03AG01": "Natriumvalproat",
}


@pytest.mark.parametrize("name", sorted(NAMED.values()))
def test_the_document_s_own_name_of_a_substance_stands_beside_the_norwegian(name: str) -> None:
    """Whatever the code is: a pharmacist sees both."""
    product = shown(foreign(ingredient=ingredient(code("M01AE01", display="ibuprofen"), name))).product
    assert product is not None
    (substance,) = product.substances
    assert (substance.name.text, substance.name.original) == ("ibuprofen", name)


def test_a_name_as_the_list_has_it_is_shown_once() -> None:
    product = shown(foreign(ingredient=ingredient(IBUPROFEN, "Ibuprofen"))).product
    assert product is not None
    assert product.substances[0].name.original == ""
