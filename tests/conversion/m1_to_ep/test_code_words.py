"""V against DN of each coded element: the stricter holds, and it is told at its place; spelling is forgiven."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.route import each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.terminology.list_words import ListWords
from tests.builders import m1_parts as p
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, remarks, stops
from tests.builders.messages import AT, m1, m1_v24, m94, m96

DIFFERS, UNKNOWN, SUBSTANCE = "code-word-differs", "code-word-unknown", "atc-word-differs"
NEITHER, NOT_SENT, ALONE = "code-word-neither", "code-word-not-sent", "code-word-alone"
TOLD = (DIFFERS, UNKNOWN, NEITHER, NOT_SENT)
WORDS: ListWords = loaded().words
FULL = {
    "substitution": "2",
    "use": "1",
    "preparation_type": "7",
    "specialty": "1",
    "country": "NO",
    "raw_prescriber": '<TeleCom><TypeTelecom V="WP" DN="Arbeidsplass"/><TeleAddress V="tel:22000001"/></TeleCom>',
}
"""An M1 with each element that has a word."""


def worded(name: str, word: str, number: int = 0, **knobs: object) -> bytes:
    """The M1 with another word at one of its elements of a name."""
    root = etree.fromstring(m1(**{**FULL, **knobs}))
    found = [e for e in root.iter("{*}" + name) if not any("Receiver" in a.tag for a in e.iterancestors())]
    found[number].set("DN", word)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def convert_each(message: bytes) -> tuple[Answer[Prescribed], ...]:
    """The answers to each prescription of a message."""
    return each_m1_to_ep(message, loaded(), AT).answers


def places(answer: Answer[Prescribed], *codes: str) -> list[str]:
    """The elements that any of the codes is told of."""
    return [f.path.rpartition("/")[2].partition("[")[0] for f in answer.findings if f.code in codes]


def substitution(answer: Answer[Prescribed]) -> str:
    """SUBST; empty where there is none."""
    assert answer.document is not None
    coded = read_ep(parse(answer.document)).prescription.substitution
    return "" if coded is None else coded.code


def test_codes_under_their_own_terms_say_nothing_more() -> None:
    """And no word, or no code, is no contradiction."""
    answer = convert(m1(**FULL))
    assert answer.decision is Decision.CONVERTED
    assert {*TOLD, ALONE}.isdisjoint(remarks(answer))
    for name in ("Reseptgruppe", "BytteresRekvirent", "Sex", "LegemiddelformKort"):
        assert convert(worded(name, "")).document == answer.document


@pytest.mark.parametrize(
    ("name", "word", "stop"),
    [
        ("Reseptgruppe", "A", "excluded-group-a-b"),
        ("Reseptgruppe", "Reseptgruppe B", "excluded-group-a-b"),
        ("Reseptgruppe", " resept gruppe  a ", "excluded-group-a-b"),
        ("Reseptgruppe", "Kosttilskudd", "excluded-group-k"),
        ("Reseptgruppe", "vanedannende", "excluded-group-unknown"),
        ("Varegruppekode", "Annet", "excluded-not-a-medicine"),
        ("Preparattype", "Vet vaksine", "excluded-veterinary-product"),
        ("Preparattype", "Krever godkj. Fritak", "excluded-special-permit-product"),
        ("Atc", "Morfin", SUBSTANCE),
        ("Atc", "diclofenac", SUBSTANCE),
        ("TypeHealthcareProfessional", "Sykepleier", "role-missing"),
    ],
)
def test_the_stricter_reading_stops(name: str, word: str, stop: str) -> None:
    """Whatever the code says."""
    answer = convert(worded(name, word))
    assert stop in stops(answer)
    assert name in places(answer, *TOLD)


def test_a_substance_that_the_register_has_in_group_a_is_of_it() -> None:
    """By the word alone."""
    strict = {m.atc.code for m in loaded().register.search("9", 500) if m.atc and m.group in {"A", "B"}}
    named = [p.substance(code) for code in sorted(strict) if p.substance(code) != code]
    assert named
    assert {convert(worded("Atc", name)).decision for name in named} == {Decision.EXCLUDED}
    assert convert(worded("Atc", "Diklofenak")).decision is Decision.REJECTED


def test_a_code_that_atc_has_no_more_does_not_contradict_its_substance() -> None:
    """ATC moves substances (pregabalin, N03AX16 to N02BF02); told, and not refused."""
    assert WORDS.other("7180", "N03AX16", "Pregabalin") == frozenset({"N02BF02"})
    answer = convert(worded("Atc", "Pregabalin", atc="N03AX16", varenr="000001", brand="Ukjent"))
    assert SUBSTANCE not in stops(answer)
    assert places(answer, NOT_SENT) == ["Atc"]


def test_a_reservation_in_words_is_one() -> None:
    """`Ja` beside 2, or what nobody knows; beside 1 it is one already."""
    reserved = convert(m1(**{**FULL, "substitution": "1"}))
    assert reserved.document is not None
    for word in ("Ja", "Byttes ikke"):
        answer = convert(worded("BytteresRekvirent", word))
        assert substitution(answer) == "N"
        assert "BytteresRekvirent" in places(answer, *TOLD)
    assert convert(worded("BytteresRekvirent", "Nei", substitution="1")).document == reserved.document


def test_a_sex_that_is_two_is_none() -> None:
    """Not guessed."""
    answer = convert(worded("Sex", "Mann"))
    assert b'administrativeGenderCode nullFlavor="UNK"' in (answer.document or b"")
    assert places(answer, NEITHER) == ["Sex"]


def test_what_may_be_private_is_not_of_the_work_place() -> None:
    """A number of the prescriber, and their address."""
    answer = convert(worded("TypeTelecom", "Hjemme eller ukjent", -2))
    assert b"22000001" in (convert(m1(**FULL)).document or b"")
    assert b"22000001" not in (answer.document or b"22000001")
    assert places(answer, NEITHER) == ["TypeTelecom"]


def test_of_the_patient_s_telephone_the_code_counts() -> None:
    """And that is what is told."""
    answer = convert(worded("TypeTelecom", "Arbeidsplass", -1))
    assert places(answer, NEITHER) == []
    assert places(answer, NOT_SENT) == ["TypeTelecom"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("LegemiddelformKort", "Depottablett"),
        ("EnhetPakning", "milliliter"),
        ("Bruk", "Ved behov"),
        ("Spesialitet", "Anestesiologi"),
        ("Country", "Sverige"),
        ("TypeId", "HER-id"),
    ],
)
def test_what_is_only_shown_is_told_and_its_word_not_sent(name: str, word: str) -> None:
    """The code counts."""
    answer = convert(worded(name, word))
    assert answer.decision is Decision.CONVERTED
    wanted = DIFFERS if name == "Bruk" else NEITHER if name in {"Spesialitet", "Country"} else NOT_SENT
    assert name in places(answer, wanted)
    assert word.encode() not in (answer.document or b"")


def test_a_word_that_no_list_has_is_told_and_not_sent() -> None:
    """The ATC code goes under its own name."""
    answer = convert(worded("Atc", "Ola Nordmann"))
    assert places(answer, UNKNOWN) == ["Atc"]
    assert b"Ola Nordmann" not in (answer.document or b"Ola Nordmann")


@pytest.mark.parametrize(
    ("number", "code", "word"),
    [
        ("7180", "J01CE02", "Phenoxymethylpenicillin"),
        ("7180", "N02BE01", "paracetamol 500 mg"),
        ("7180", "R05DA01", "Etylmorfin"),
        ("7180", "S01XA40", "Andre øyemidler"),
        ("7180", "S02CA06", "Deksametason og antiinfektiva"),
        ("7421", "C", "Gruppe C"),
        ("7448", "53", "tab."),
        ("7452", "ml", "ml"),
        ("7484", "MLAMP", "MLAMP"),
        ("9051", "ENH", "Organisasjonsnummeret i Enhetsregister (Brønnøysund)"),
        ("8116", "HPR", "HPR-id"),
        ("3101", "2", "KVINNE"),
        ("9043", "NO", "Norge"),
        ("7448", "99999", "Noe helt nytt"),
        ("0000", "1", "en liste vi ikke har"),
        ("7421", "C", ""),
        ("7421", "C", "C-preparat"),
        ("7421", "C", "Group C"),
        ("7421", "C", "Prescription group C"),
        ("7421", "C", "Reseptpliktig"),
        ("7421", "C", "C - Reseptpliktig"),
        ("7421", "C", "Utleveringsgruppe C"),
        ("7421", "A", "A-preparat"),
        ("9060", "LE", "Doctor"),
        ("9060", "LE", "Physician"),
        ("9060", "LE", "Fastlege"),
        ("7448", "53", "Tabletter"),
        ("7448", "53", "Film-coated tablet"),
        ("7448", "25", "Depottabletter"),
        ("7452", "stk", "Tablett"),
    ],
)
def test_spelling_is_forgiven(number: str, code: str, word: str) -> None:
    """Case, blanks, parentheses, short and English terms, the code itself; a newer code under a newer term."""
    assert WORDS.other(number, code, word) is None
    assert WORDS.said(number, code, word) == (code,)


@pytest.mark.parametrize(
    ("number", "code", "word", "said"),
    [
        ("7408", "E", "Tilbakekalt", ("E", "T")),
        ("7408", "E", "noe annet", ("E", "?")),
        ("7180", "A02BC05", "Omeprazol", ("A02BC05", "A02BC01")),
        ("7180", "N02AJ06", "Kodein", ("N02AJ06", "?")),
        ("7180", "H02AB06", "Prednison", ("H02AB06", "H02AB07")),
        ("7421", "Z", "Reseptgruppe A", ("Z", "A")),
        ("7421", "C", "Reseptgruppe A/B", ("C", "?")),
        ("7421", "C", "B-preparat", ("C", "B")),
        ("7421", "F", "Reseptpliktig", ("F", "A", "B", "C", "CF")),
        ("7478", "21", "1+0+1", ("21", "22")),
    ],
)
def test_what_code_and_word_say_together(number: str, code: str, word: str, said: tuple[str, ...]) -> None:
    """For a rule that stops any of them, as one on the status of an M9.4 or M9.6 does."""
    found = WORDS.said(number, code, word)
    assert found[0] == code
    assert len(found) > 1
    if number != "7478":
        assert found == said


def test_a_status_in_words_counts_too() -> None:
    """Of an M9.4 and of an M9.6."""
    word = b'V="E" DN="Ekspederbar"'
    for message in (m94(m1()), m96(m1())):
        assert word in message
        assert convert_each(message)[0].decision is Decision.CONVERTED
        (revoked,) = convert_each(message.replace(word, b'V="E" DN="Tilbakekalt"'))
        assert revoked.decision is Decision.EXCLUDED
        assert places(revoked, DIFFERS) == ["Status"]
        (unknown,) = convert_each(message.replace(word, b'V="E" DN="noe annet"'))
        assert unknown.decision is Decision.CONVERTED
        assert places(unknown, UNKNOWN) == ["Status"]


def test_a_status_in_words_alone_counts_and_is_told_as_such() -> None:
    """Of an M9.4 and of an M9.6: neither says that it may be dispensed."""
    for message in (m94(m1()), m96(m1())):
        (answer,) = convert_each(message.replace(b'V="E" DN="Ekspederbar"', b'DN="Tilbakekalt"'))
        assert answer.decision is Decision.EXCLUDED
        assert places(answer, ALONE) == ["Status"]


LISTED = ("Reseptgruppe", "7421"), ("Varegruppekode", "7402"), ("Preparattype", "7424"), ("Sex", "3101")
MORE = ("Bruk", "9101"), ("BytteresRekvirent", "1101"), ("LegemiddelformKort", "7448"), ("EnhetPakning", "7452")


def others(number: str, own: str) -> Iterator[str]:
    """The terms of a list that are not of a code."""
    for code, term in p.terms(number).items():
        if code != own and WORDS.other(number, own, term) is not None:
            yield term


@steady(150)
@given(st.sampled_from([*LISTED, *MORE]), st.integers(0, 10**6))
def test_no_other_code_s_term_leaves_untold(element: tuple[str, str], pick: int) -> None:
    """Of any element and any term of its list."""
    name, number = element
    own = next(etree.fromstring(m1(**FULL)).iter("{*}" + name)).get("V", "")
    terms = list(others(number, own))
    word = terms[pick % len(terms)]
    answer = convert(worded(name, word))
    assert name in places(answer, *TOLD)
    reserved = name == "BytteresRekvirent"  # the code that holds then has that term
    assert reserved or answer.document is None or f'"{word}"'.encode() not in answer.document


def alone(name: str, word: str, code: str | None, message: bytes = m1(**FULL)) -> bytes:
    """The M1 with an element that has a word and no code: V left out, empty or blank."""
    root = etree.fromstring(message)
    (element,) = root.iter("{*}" + name)
    del element.attrib["V"]
    if code is not None:
        element.set("V", code)
    element.set("DN", word)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


@pytest.mark.parametrize("code", [None, "", " "])
@pytest.mark.parametrize(
    ("name", "word", "stop"),
    [
        ("Reseptgruppe", "Reseptgruppe A", "excluded-group-a-b"),
        ("Reseptgruppe", "B-preparat", "excluded-group-a-b"),
        ("Reseptgruppe", "Reseptpliktig", "excluded-group-a-b"),
        ("Reseptgruppe", "vanedannende", "excluded-group-unknown"),
        ("Bruk", "Næringsmiddel/vitaminer", "excluded-use-food"),
        ("Atc", "Diklofenak", SUBSTANCE),
        ("Atc", "Fentanyl", SUBSTANCE),
        ("TypeHealthcareProfessional", "Veterinær", "excluded-veterinary-prescriber"),
        ("Varegruppekode", "Annet", "excluded-not-a-medicine"),
        ("Preparattype", "Krever godkj. Fritak", "excluded-special-permit-product"),
    ],
)
def test_a_word_without_a_code_stops_what_its_code_would(name: str, word: str, stop: str, code: str | None) -> None:
    """And is told."""
    answer = convert(alone(name, word, code))
    assert stop in stops(answer)
    assert places(answer, ALONE) == [name]


def test_a_group_in_words_alone_stops_of_an_older_version_too() -> None:
    """M1 2.4."""
    answer = convert(alone("Reseptgruppe", "Reseptgruppe A", None, m1_v24()))
    assert "excluded-group-a-b" in stops(answer)


def test_a_substance_of_group_a_in_words_alone_stops() -> None:
    """Whether the register knows the product or not."""
    code = next(m.atc.code for m in loaded().register.search("9", 500) if m.atc and m.group == "A")
    for varenr in ("990003", "000001"):
        answer = convert(alone("Atc", p.substance(code), None, m1(varenr=varenr)))
        assert "excluded-group-a-b" in stops(answer)


@pytest.mark.parametrize(("word", "reserved"), [("Ja", True), ("Byttes ikke", True), ("Nei", False)])
def test_a_reservation_in_words_alone_is_one(word: str, reserved: bool) -> None:
    """And a word that nobody knows is."""
    answer = convert(alone("BytteresRekvirent", word, None))
    assert (substitution(answer) == "N") is reserved
    assert places(answer, ALONE) == ["BytteresRekvirent"]


@pytest.mark.parametrize(
    ("name", "word"), [("LegemiddelformKort", "Depottablett"), ("Sex", "Mann"), ("EnhetPakning", "milliliter")]
)
def test_other_words_alone_are_told(name: str, word: str) -> None:
    """And stand in for no code."""
    answer = convert(alone(name, word, None))
    assert places(answer, ALONE) == [name]
    assert f'"{word}"'.encode() not in (answer.document or b"")


@steady(100)
@given(
    st.sampled_from(["A", "B", "K"]), st.sampled_from([None, "", " "]), st.sampled_from(["{}", "gr. {}", "{}-preparat"])
)
def test_no_group_that_stays_leaves_in_words(group: str, code: str | None, written: str) -> None:
    """Whatever is in V's place."""
    assert convert(alone("Reseptgruppe", written.format(group), code)).document is None
