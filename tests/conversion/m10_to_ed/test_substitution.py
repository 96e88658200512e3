"""What was substituted: the prescriber permits, the pharmacist says, the codes show; what differs is told."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.substitution import permission
from converter.conversion.m10_to_ed.entered import read_entered
from converter.examples import entered_example
from converter.formats.xml import parse
from converter.model.coded import Coded
from converter.model.finding import Problem
from converter.model.medicine import RegisterQuantity
from converter.model.substitution import Permitted, Substituted
from tests.builders.exchange import steady
from tests.builders.foreign import codes, foreign, part_of, permitting, shown
from tests.builders.loaded import loaded
from tests.builders.norwegian import ed_of, entered, made, package, refused, shelf, told
from tests.conversion.m10_to_ed.test_m10_to_ed import changed, own_m10, posted

NONE, BRAND, GENERIC, OTHER = Substituted
SYSTEM = "2.16.840.1.113883.5.1070"
UNSAID = '<value xsi:type="CE" nullFlavor="NI"/>'
KNOWN = package("990003")
WEAKER = shelf(
    replace(
        KNOWN,
        substances=tuple(replace(s, strength=RegisterQuantity(Decimal(200), "mg")) for s in KNOWN.substances),
        name_form_strength="Fiktivprofen tab 200 mg",
    )
)
PARACETAMOL = "990001"


def happened(ed: bytes) -> bool:
    """Whether the eD says that it was substituted."""
    return any(e.get("code") == "SUBST" for e in parse(ed).iterfind(".//{*}supply/{*}entryRelationship/{*}act/{*}code"))


@pytest.mark.parametrize("answer", [BRAND, GENERIC, OTHER, None])
def test_a_prescriber_who_forbids_it_forbids_another_brand_too(answer: Substituted | None) -> None:
    """And an unanswered question: names differ from country to country, so silence says nothing."""
    code = "dispense-substitution-forbidden" if answer else "dispense-substitution-unanswered"
    assert code in refused(permitting("N"), entered(substituted=answer))


def test_the_same_medicine_may_be_handed_out_where_substitution_is_forbidden() -> None:
    """By the pharmacist's word, which is told where the names are others."""
    assert told(permitting("N"), entered(substituted=NONE)) == {"dispense-same-by-word"}
    assert told(permitting("N", name="<name>Fiktivprofen</name>"), entered(substituted=NONE)) == set()
    assert not happened(ed_of(permitting("N"), entered(substituted=NONE)))


def test_the_case_of_another_brand_where_it_is_forbidden(shared: Path) -> None:
    """As it was reported: nothing is said of substitution, and the names differ."""
    ep = (shared / "cases" / "inbound" / "substitution-forbidden-other-brand-dispensed.xml").read_bytes()
    assert refused(ep, entered(substituted=None)) == {"dispense-substitution-unanswered"}
    assert refused(ep, entered(substituted=BRAND)) == {"dispense-substitution-forbidden"}
    assert "view-substitution-contradicts" in codes(ep)  # its term is another code's


def test_the_case_of_another_substance_as_generic_substitution(shared: Path) -> None:
    """As it was reported: the mark of before, on a prescription that allows generic substitution."""
    folder = shared / "cases" / "inbound"
    ep = (folder / "out-other-substance-as-generic-substitution.ep.xml").read_bytes()
    dispense = (folder / "out-other-substance-as-generic-substitution.json").read_bytes()
    given_so = read_entered(dispense, None, loaded().norway)
    assert given_so.substituted is OTHER
    assert refused(ep, given_so) == {"dispense-substitution-generic-only"}
    said = json.loads(dispense) | {"substituted": "generic"}
    assert refused(ep, read_entered(json.dumps(said).encode(), None, loaded().norway)) == {"dispense-not-generic"}


@pytest.mark.parametrize("code", ["G", "TE"])
@pytest.mark.parametrize("answer", [NONE, BRAND, GENERIC, None])
def test_an_answer_that_the_codes_deny_is_refused(code: str, answer: Substituted | None) -> None:
    """Another substance, or another strength, is no brand and no generic, and not the same."""
    wrong = "dispense-not-generic" if answer in {BRAND, GENERIC} else "dispense-not-substituted"
    assert wrong in refused(permitting(code), entered(varenr=PARACETAMOL, substituted=answer))
    assert wrong in refused(permitting(code), entered(substituted=answer), WEAKER)


def test_another_form_is_told_of_a_generic_and_refused_of_the_same() -> None:
    """Film-coated tablets go for tablets among generics; the very medicine has the form that it has."""
    other = permitting("G", form='<pharm:formCode code="10210000" codeSystem="0.4.0.127.0.16.1.1.2.1"/>')
    assert told(other, entered(substituted=GENERIC)) == {"dispense-other-product"}
    assert "dispense-not-substituted" in refused(other, entered(substituted=NONE))


@pytest.mark.parametrize("ep", [permitting("TE"), foreign(substitution=UNSAID)], ids=["therapeutic", "not said"])
def test_another_substance_is_told_where_it_is_not_refused(ep: bytes) -> None:
    assert "dispense-other-substance" in told(ep, entered(varenr=PARACETAMOL, substituted=OTHER))


def test_generic_substitution_allows_no_substance_that_is_not_known_to_be_the_same() -> None:
    """Without any ATC code nobody knows; and where the substance's code is another than the product's, neither."""
    nothing = permitting("G", atc="", ingredient="")
    assert "dispense-substitution-generic-only" in refused(nothing, entered(substituted=OTHER))
    denied = part_of("ingredient").replace('code="M01AE01"', 'code="N02BE01"')
    assert "dispense-substitution-generic-only" in refused(
        permitting("G", ingredient=denied), entered(substituted=OTHER)
    )


def test_what_is_marked_as_another_and_looks_the_same_is_told() -> None:
    assert told(permitting("G"), entered(substituted=OTHER)) == {"dispense-substitution-not-seen"}


def test_no_answer_is_told_and_the_ed_says_that_nothing_was_stated() -> None:
    """It is taken for nothing."""
    assert told(permitting("G"), entered(substituted=None)) == {"dispense-substitution-unsaid"}
    ed = ed_of(permitting("G"), entered(substituted=None))
    assert not happened(ed)
    assert b"Substitution: not stated" in ed


@pytest.mark.parametrize("answer", [BRAND, GENERIC, OTHER])
def test_the_ed_says_that_it_was_substituted(answer: Substituted) -> None:
    """Changes of the brand too."""
    assert happened(ed_of(permitting("TE"), entered(substituted=answer)))


def numbered(code: str, system: str) -> bytes:
    """A prescription without substitution that names its package by a number."""
    old = 'codeSystem="2.16.840.1.113883.3.9999.20.6"'
    content = part_of("content")
    assert old in content
    begin = content.index("<pharm:code ")
    end = content.index("/>", begin) + 2
    own = f'<pharm:code code="{code}" codeSystem="{system}" displayName="x"/>'
    return permitting("N", content=content[:begin] + own + content[end:])


ROOT = loaded().identifiers.varenr_root
EAN = "7046260000018"
OURS = shelf(replace(KNOWN, eans=(EAN,), brand_id="ID_1"), package("990004", brand_id="ID_1"))
OTHERS = shelf(replace(KNOWN, brand_id="ID_1"), package("990004", brand_id="ID_2"))


def test_a_number_of_both_countries_decides() -> None:
    """The package itself, or another of its brand, is the same without a question; of another brand it is not."""
    assert told(numbered("990003", ROOT), entered(substituted=None), OURS) == set()
    assert told(numbered("990004", ROOT), entered(substituted=None), OURS) == set()
    assert "dispense-substitution-contradicts" in refused(numbered("990004", ROOT), entered(substituted=NONE), OTHERS)
    assert refused(numbered("990004", ROOT), entered(substituted=None), OTHERS) == {"dispense-substitution-unanswered"}


@pytest.mark.parametrize("answer", [BRAND, GENERIC, OTHER])
def test_an_answer_that_a_number_denies_is_refused(answer: Substituted) -> None:
    assert "dispense-substitution-contradicts" in refused(numbered("990003", ROOT), entered(substituted=answer), OURS)


@pytest.mark.parametrize("number", ["990003", "123456"])
def test_the_same_digits_of_another_country_are_another_number(number: str) -> None:
    system = "2.16.840.1.113883.3.9999.20.6" if number == "990003" else ROOT
    assert refused(numbered(number, system), entered(substituted=None)) == {"dispense-substitution-unanswered"}


def observed(*values: str, negated: str = "") -> bytes:
    """The prescription with these values of SUBST, each in an observation of its own."""
    text = foreign().decode()
    begin = text.index('<entryRelationship typeCode="SUBJ" inversionInd="true">\n                <observation')
    end = text.index("</entryRelationship>", begin) + len("</entryRelationship>")
    said = "".join(
        '<entryRelationship typeCode="SUBJ" inversionInd="true"><observation classCode="OBS" moodCode="EVN"'
        f'{negated}><code code="SUBST" codeSystem="2.16.840.1.113883.5.6"/>{value}</observation></entryRelationship>'
        for value in values
    )
    return (text[:begin] + said + text[end:]).encode()


def value(code: str, term: str = "", inner: str = "", system: str = SYSTEM) -> str:
    """A value of SUBST."""
    return f'<value xsi:type="CE" code="{code}" codeSystem="{system}" displayName="{term}">{inner}</value>'


def translation(code: str, system: str = SYSTEM) -> str:
    """A code beside it."""
    return f'<translation code="{code}" codeSystem="{system}" displayName="x"/>'


NULL = '<value xsi:type="CE" nullFlavor="UNK">{}</value>'
SAID: dict[str, tuple[bytes, str, set[str]]] = {
    "nothing": (observed(), "", set()),
    "null": (observed(NULL.format("")), "", set()),
    "N in the translation of a null": (observed(NULL.format(translation("N"))), "N", set()),
    "twice the same": (observed(value("G"), value("G")), "G", set()),
    "G and N": (observed(value("G"), value("N")), "N", {"view-substitution-contradicts"}),
    "TE and G": (observed(value("TE"), value("G")), "G", {"view-substitution-contradicts"}),
    "G with N inside": (observed(value("G", "", translation("N"))), "N", {"view-substitution-contradicts"}),
    "G under the term of N": (observed(value("G", "none")), "N", {"view-substitution-contradicts"}),
    "N under the term of G": (observed(value("N", "generic")), "N", {"view-substitution-contradicts"}),
    "G in words of its own country": (observed(value("G", "Korvattavissa")), "G", set()),
    "G with a national code": (observed(value("G", "", translation("1", "1.2.246.1"))), "G", set()),
    "a national code alone": (observed(value("1", "yes", "", "1.2.246.1")), "?", {"view-substitution-unknown"}),
    "a code of no value set": (observed(value("BC")), "?", {"view-substitution-unknown"}),
    "negated": (observed(value("G"), negated=' negationInd="true"'), "?", {"view-substitution-unknown"}),
}
ORIGINAL = "<originalText>{}</originalText>"
UNSEEN = {"view-substitution-unknown"}
SAID |= {
    "a null observation": (observed(value("G"), negated=' nullFlavor="NI"'), "?", UNSEEN),
    "words alone": (
        observed('<value xsi:type="CE" nullFlavor="OTH"><originalText>Do not substitute</originalText></value>'),
        "?",
        UNSEEN,
    ),
    "the term of N on a null": (observed('<value xsi:type="CE" nullFlavor="NI" displayName="none"/>'), "N", set()),
    "words of type ST": (observed('<value xsi:type="ST">Ei saa vaihtaa</value>'), "?", UNSEEN),
    "a truth value": (observed('<value xsi:type="BL" value="false"/>'), "?", UNSEEN),
    "G beside words": (observed(value("G", "generic", ORIGINAL.format("Lue"))), "G", {"view-substitution-contradicts"}),
    "G beside words that deny": (
        observed(value("G", "generic", ORIGINAL.format("Ei saa vaihtaa"))),
        "N",
        {"view-substitution-contradicts"},
    ),
    "G beside a text": (
        observed(value("G", "generic") + "<text>Ikke bytt</text>"),
        "N",
        {"view-substitution-contradicts"},
    ),
    "G under a display that denies": (observed(value("G", "ei vaihtoa")), "N", {"view-substitution-contradicts"}),
    "N beside words": (observed(value("N", "none", ORIGINAL.format("Ei saa vaihtaa"))), "N", set()),
}
TOLD = {"view-substitution-contradicts", "view-substitution-unknown"}


@pytest.mark.parametrize("what", SAID)
def test_the_strictest_of_what_is_said_holds(what: str) -> None:
    """It is shown, and told where the document contradicts itself; what nobody can read permits nothing."""
    ep, code, said = SAID[what]
    assert codes(ep) & TOLD == said
    if code != "?":
        assert shown(ep).substitution.code == code
    outcome = made(ep, entered(substituted=BRAND))
    assert (outcome.document is None) == (code in {"N", "?"})


def test_what_the_reader_takes_counts_too() -> None:
    """Whichever code it takes for the one that is shown."""
    read = shown(permitting("G")).prescription
    taken = replace(read, substitution=Coded("N", SYSTEM, "none"))
    found = permission(taken, loaded().tables)
    assert (found.kind, found.contradicts, found.unknown) == (Permitted.FORBIDDEN, True, False)


def test_the_case_of_n_in_a_translation(shared: Path) -> None:
    """It is shown as forbidden."""
    ep = (shared / "cases" / "inbound" / "substitution-N-in-translation-of-null.xml").read_bytes()
    assert shown(ep).substitution.code == "N"


POSTED = json.loads(entered_example())


def read(**fields: Any) -> Substituted | None:
    """The answer of a dispense as it is posted."""
    said = {key: value for key, value in {**POSTED, **fields}.items() if value != ""}
    return read_entered(json.dumps(said).encode(), None, loaded().norway).substituted


@pytest.mark.parametrize(
    ("posted_so", "answer"),
    [("none", NONE), ("brand", BRAND), ("generic", GENERIC), ("other", OTHER), (None, None), ("", None)],
)
def test_the_answer_is_one_of_four_words(posted_so: str | None, answer: Substituted | None) -> None:
    assert read(substituted=posted_so) is answer


@pytest.mark.parametrize(("mark", "answer"), [(True, OTHER), (False, None)])
def test_the_mark_of_before_says_what_it_said(mark: bool, answer: Substituted | None) -> None:
    """It meant another substance, strength or form; its absence said nothing of the brand."""
    assert read(substituted=mark) is answer


@pytest.mark.parametrize("word", ["yes", "NONE", "generisk", 1, 0, [], {}, "none "])
def test_any_other_word_is_refused(word: object) -> None:
    with pytest.raises(Problem) as caught:
        read(substituted=word)
    assert {(f.code, f.path) for f in caught.value.findings} == {("dispense-fields-invalid", "/dispense/substituted")}


def test_beside_an_m10_it_may_be_a_field_of_its_own() -> None:
    """And must not say another thing than the JSON does."""
    m10, gate = own_m10("990003", "2"), loaded().norway
    person = {"pharmacist": POSTED["pharmacist"]}
    assert read_entered(json.dumps(person).encode(), m10, gate, "brand").substituted is BRAND
    twice = json.dumps({**person, "substituted": "none"}).encode()
    assert read_entered(twice, m10, gate, "none").substituted is NONE
    for beside, code in (("brand", "dispense-substitution-twice"), ("yes", "dispense-fields-invalid")):
        with pytest.raises(Problem) as caught:
            read_entered(twice, m10, gate, beside)
        assert [(f.code, f.path) for f in caught.value.findings] == [(code, "/dispense/substituted")]


INTERVENTION = '<Intervensjon><EndringsType V="V" DN="Vare"/><Begrunnelse>Tomt</Begrunnelse></Intervensjon>'


def test_an_m10_that_tells_of_another_item_says_so() -> None:
    """Its intervention of type V is an answer: alone it stands, and beside another it is said twice."""
    usual = own_m10("990003", "2").decode()
    place = usual.index("</Utleverer>") + len("</Utleverer>")
    m10 = (usual[:place] + INTERVENTION + usual[place:]).encode()
    assert posted(m10).substituted is OTHER
    with pytest.raises(Problem) as caught:
        posted(m10, substituted="generic")
    assert [f.code for f in caught.value.findings] == ["dispense-substitution-twice"]
    assert posted(changed(usual.encode(), {})).substituted is None


@steady(300)
@given(
    st.sampled_from([*SAID]),
    st.sampled_from([None, *Substituted]),
    st.sampled_from(["990003", "990004", "990001", "990010", "990055"]),
)
def test_nothing_is_substituted_against_the_prescriber(what: str, answer: Substituted | None, varenr: str) -> None:
    """Whatever is said, answered and handed out: under N nothing but the same, under G no other substance."""
    ep, code, _ = SAID[what]
    outcome = made(ep, entered(varenr=varenr, substituted=answer, packages=Decimal(1)))
    if outcome.document is None:
        return
    other = "dispense-other-substance" in {f.code for f in outcome.findings}
    assert happened(outcome.document) == (answer not in {None, NONE})
    if code in {"N", "?"}:
        assert answer is NONE
    if code in {"N", "?", "G"}:
        assert not other
    if other:
        assert answer is OTHER
