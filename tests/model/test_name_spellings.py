"""How names write strengths: what is read of each spelling, and which spellings leave a doubt or cannot be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.strength_chain import Said
from converter.model.strength_numbers import number
from converter.model.strength_units import PER_WORDS, UNIT_WORDS
from converter.model.strength_unlike import harmless
from converter.model.strength_words import MOST_READINGS, read_name, read_strengths
from tests.builders.exchange import steady

UNREAD, DOUBT = "unread", "doubt"


def shown(said: Said) -> str:
    """A strength in one line: `1/10 g/1 mL`."""
    below = f"/{said.per} {said.below}" if said.below else ""
    return f"{said.value} {said.of}".strip() + f"{said.element and ' ' + said.element}{below}"


def said_of(text: str) -> str:
    """The readings in one line: strengths by a comma, readings by a bar; what is in no reading behind an arrow."""
    read = read_name(text)
    if read is None:
        return UNREAD
    if read.doubt:
        return DOUBT
    readings = " | ".join(", ".join(map(shown, reading)) for reading in read.readings)
    beside = [f"{amount} {of}" for amount, of in read.apart] + [f"{n} loose" for n in read.loose]
    return f"{readings} -> {', '.join(beside)}".strip() if beside else readings


MG_400 = "2/5 g"
SPELLINGS = [
    # a number and its unit
    ("tab 400 mg", MG_400),
    ("tab 400mg", MG_400),
    ("tab 400 MG", MG_400),
    ("tab 400  mg", DOUBT),  # two blanks; whoever compares names takes them as one
    ("tab 400\u00a0mg", MG_400),
    ("tab 400 milligram", MG_400),
    ("tab 0,4 g", MG_400),
    ("tab 0.4 g", MG_400),
    ("tab ,4 g", MG_400),
    ("tab .4 g", MG_400),
    ("tab 400,0 mg", MG_400),
    ("tab 400 000 mikrog", MG_400),
    ("tab 400.000,0 mikrog", MG_400),
    ("tab 400'000 mikrog", MG_400),
    ("tab 1/2 mg", "1/1000 g, 1/500 g | 1/2000 g"),
    ("tab ½ mg", "1/2000 g"),
    ("tab 1½ mg", "3/2000 g"),
    ("tab 1 ½ mg", "3/2000 g"),
    ("tab 1⁄2 mg", "1/2000 g"),
    ("tab ¼ g", "1/4 g"),
    ("tab (400 mg)", MG_400),
    ("tab 400 mg.", MG_400),
    ("tab 400 mg®", MG_400),
    ("tab 400", "400"),
    ("tab mg 400", "400"),
    ("400 mg tab", MG_400),
    ("tab 400 µg", "1/2500 g"),
    ("tab 400 μg", "1/2500 g"),
    ("tab 400 mcg", "1/2500 g"),
    ("tab 400 ng", "1/2500000 g"),
    ("tab 5 mmol", "1/200 mol"),
    ("tab 5 µmol", "1/200000 mol"),
    ("inj 50 kBq/ml", "50000 Bq/1 mL"),
    ("krem 5 %", "5 %"),
    ("krem 5 pst", "5 %"),
    ("krem 0,1 % w/w", "1/10 %"),
    # units of effect
    ("kaps 20 000 IE", "20000 [IU]"),
    ("kaps 20 000IE", "20000 [IU]"),
    ("kaps 20 000 I.E.", "20000 [IU]"),
    ("kaps 20\u2009000 IE", "20000 [IU]"),
    ("kaps 20.000,00 IE", "20000 [IU]"),
    ("kaps 20,000.00 IE", "20000 [IU]"),
    ("inj 1.200.000 IE", "1200000 [IU]"),
    ("kaps 20 kIE", "20000 [IU]"),
    ("kaps 20 tusen IE", "20000 [IU]"),
    ("kaps 20 000 internasjonale enheter", "20000 [IU]"),
    ("inj 5 mill IE", "5000000 [IU]"),
    ("inj 5 mill. IE", "5000000 [IU]"),
    ("inj 5mill.IE", "5000000 [IU]"),
    ("inj 5 millioner IE", "5000000 [IU]"),
    ("inj 5 mio IE", "5000000 [IU]"),
    ("inj 5 MIE", "5000000 [IU]"),
    ("inj 5 mIE", DOUBT),  # a thousandth, or a million
    ("inj 30 mill E/0,5 ml", "30000000 unit/1/2 mL"),
    ("inj 30 ME/0,5 ml", "30000000 unit/1/2 mL"),
    ("inj 30 MU/0,5 ml", "30000000 unit/1/2 mL"),
    ("inj 100 U/ml", "100 unit/1 mL"),
    ("inj 100 enh./ml", "100 unit/1 mL"),
    ("enterokaps 10 000 Ph.Eur. enheter", "10000 Ph. Eur. unit"),
    ("inj 5 mill celler/ml", "5000000 cell/1 mL"),
    # what it is per
    ("inj 50 mg/ml", "1/20 g/1 mL"),
    ("inj 50 mg/ml.", "1/20 g/1 mL"),
    ("inj 50 mg / ml", "1/20 g/1 mL"),
    ("inj 50 mg/ ml", "1/20 g/1 mL"),
    ("inj 50mg/mL", "1/20 g/1 mL"),
    ("inj 50 mg/1 ml", "1/20 g/1 mL"),
    ("inj 50 mg∕ml", "1/20 g/1 mL"),
    ("inj 50 mg pr ml", "1/20 g/1 mL"),
    ("inj 50 mg pr. ml", "1/20 g/1 mL"),
    ("inj 50 mg per ml", "1/20 g/1 mL"),
    ("inj 50 mg/milliliter", "1/20 g/1 mL"),
    ("inj 50 mg/cm3", "1/20 g/1 mL"),
    ("inj 250 mg pr 5 ml", "1/4 g/5 mL"),
    ("inj 50 mg/½ ml", "1/20 g/1/2 mL"),
    ("inf 5 mg/dl", "1/200 g/100 mL"),
    ("inf 50 g/liter", "50 g/1000 mL"),
    ("inf 50 g/l", "50 g/1000 mL"),
    ("inj 50 mg pr g", "1/20 g/1 g"),
    ("inj 5 mg/kg", "1/200 g/1000 g"),
    ("inj 50 mg/sprøyte", "1/20 g/1 piece"),
    ("inj 50 mg pr. sprøyte", "1/20 g/1 piece"),
    ("inj 50 mg/ferdigfylt penn", "1/20 g/1 piece"),
    ("inj 50 mg/hgl", "1/20 g/1 piece"),
    ("tab 400 mg pr tablett", "2/5 g/1 piece"),
    ("tab 400 mg/stk", "2/5 g/1 piece"),
    ("nesespray 50 mikrog/spray", "1/20000 g/1 dose"),
    ("nesespray 50 mikrog/avgitt dose", "1/20000 g/1 dose"),
    ("plaster 12 mikrog/t", "3/250000 g/1 h"),
    ("plaster 12 mikrog/h", "3/250000 g/1 h"),
    ("plaster 12 mikrog per time", "3/250000 g/1 h"),
    ("plaster 12 mikrog pr døgn", "3/250000 g/24 h"),
    ("plaster 12 mikrog/dag", "3/250000 g/24 h"),
    ("plaster 12 mikrog pr 24 timer", "3/250000 g/24 h"),
    ("plaster 12 mikrog/uke", "3/250000 g/168 h"),
    ("plaster 12 mikrog/min", "3/250000 g/1/60 h"),
    # several
    ("tab 400 mg/30 mg", "2/5 g, 3/100 g"),
    ("tab 400mg/30mg", "2/5 g, 3/100 g"),
    ("tab 400 mg/ 30 mg", "2/5 g, 3/100 g"),
    ("tab 400 mg + 30 mg", "2/5 g, 3/100 g"),
    ("tab 400/30 mg", "2/5 g, 3/100 g"),
    ("tab 400 mg og 30 mg", "2/5 g, 3/100 g"),
    ("tab 400/30", "400, 30"),
    ("inh 160/4,5 mikrog pr dose", "1/6250 g/1 dose, 9/2000000 g/1 dose"),
    ("vagitorie 500 mg + 20 g krem", "1/2 g, 20 g"),
    # an element, and the words that look as one
    ("tab 100 mg Fe", "1/10 g Fe"),
    ("tab 150 mikrog I", "3/20000 g I"),
    ("inj 300 mg I/ml", "3/10 g I/1 mL"),
    ("inj 40 mg i ferdigfylt sprøyte", "1/25 g"),
    ("INJ 40 MG I FERDIGFYLT SPRØYTE", "1/25 g"),
    ("tab 400 mg i blister", MG_400),
    # what is counted, and what stands beside
    ("tab 400 mg 30 stk", MG_400),
    ("tab 400 mg, 30 tabletter", MG_400),
    ("tab 400 mg (30 stk)", MG_400),
    ("tab 400 mg (28)", f"{MG_400} -> 28 loose"),
    ("1 vaginaltablett 500 mg", "1/2 g"),
    ("400 mg sukkerfri", MG_400),
    ("400 mg tabletter m/modif frisetting", MG_400),
    ("28 tab", "-> 28 loose"),
    ("30 Penfill inj, susp 100 E/ml", "100 unit/1 mL -> 30 loose"),
    ("surepal 10 10 mg/1,5 ml", "1/100 g/3/2 mL"),
    ("surepal 10 mg/1,5 ml", "1/100 g/3/2 mL"),
    ("tab 400 mg,30 stk", MG_400),
    ("inj 50 mg/ml-2 ml", "1/20 g/1 mL -> 0 h"),  # what stands beside a strength per mL is not asked for
    ("B12 inj 1 mg/ml", "1/1000 g/1 mL"),
    ("inj 50 mg/ml 2 ml", "1/20 g/1 mL -> 2 mL"),
    ("2 ml 50 mg/ml", "1/20 g/1 mL -> 2 mL"),
    ("inj 50 mg (5 ml)", "1/20 g -> 5 mL"),
    ("inj 50 mg, 5 ml", "1/20 g -> 5 mL"),
    ("inj 50 mg 5 ml", "1/20 g -> 5 mL"),
    ("inj 50 mg i 5 ml", "1/20 g -> 5 mL"),
    ("inj 50 mg à 5 ml", "1/20 g -> 5 mL"),
    ("inj 50 mg : 5 ml", "1/20 g -> 5 mL"),
    ("plaster 12 mikrog daglig", "3/250000 g -> 0 h"),
    ("plaster 12 mikrog i døgnet", "3/250000 g -> 0 h"),
    ("inj 50 mg|ml", "1/20 g -> 0 h"),
    ("tab 400 mg mikrog", f"{MG_400} -> 0 h"),
    ("omega-3 kaps 1 g", "1 g"),
    ("depotplaster, 24 timer, 12 mikrog", "3/250000 g -> 24 h"),
    # a word that is no known unit behind a number, or behind a per
    *[
        (f"tab 400 {unit}", DOUBT)
        for unit in (
            *("mikrogr", "mikrogr.", "mkg", "mcgr", "microgram", "mikro g", "mikro", "mygram", "nanogr", "gr", "mgr"),
            *("µ g", "gamma", "‰", "promille", "mg%", "pg", "m", "tusen", "mill", "Mrd", "u", "sukkerfri", "til"),
        )
    ],
    *[(f"tab {text}", DOUBT) for text in ("400-mikrog", "400–mikrog", "400_mikrog", "400 (mikrog)", "400, mikrog")],
    *[
        (f"tab {text}", DOUBT)
        for text in (
            "400/30 - 40 mg",
            "-400",
            "/400",
            "1.2.3 mg",
            "tab400",
            "mg400",
            "4OO mg",
            "30 000-IE",
            "400 Mikrogr 5 mg",
        )
    ],
    *[
        (f"inj 50 mg{per}", DOUBT)
        for per in (
            "/ml/d",
            "/ml pr time",
            "/d",
            "/dg",
            "/to ml",
            "/tre døgn",
            "/hver 24. time",
            " per os",
            " pr porsjon",
            "/",
            "/krem",
        )
    ],
    *[
        (f"tab {words} 400 mg", DOUBT)
        for words in ("<", ">", "ca.", "minst", "inntil", "mindre enn", "over", "200 til")
    ],
    # what may be another number
    *[(f"tab {text} mg", UNREAD) for text in ("1.000", "1,000", "2.500", "125-140", "125–140")],
    *[(f"tab {text} mg", UNREAD) for text in ("0, 5", "0 ,5", "2x500", "2 x 500", "2·500", "½ 400", "٤٠٠")],
    ("inj 30 x 10^6 IE", UNREAD),
    ("inj 30·10⁶ IE", UNREAD),
    ("tab40mg", UNREAD),
    ("tab -40 mg", UNREAD),
    ("tab 400 mg/30", UNREAD),
]


def test_the_table_is_whole() -> None:
    """Each spelling once, and many of them."""
    assert len(SPELLINGS) >= 120
    assert len({text for text, _ in SPELLINGS}) == len(SPELLINGS)


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(*s, id=s[0]) for s in SPELLINGS])
def test_a_spelling(text: str, wanted: str) -> None:
    """What is read of it."""
    assert said_of(text) == wanted


LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZµ", min_size=1, max_size=9)
KNOWN = re.compile("|".join(re.escape(w).replace(r"\ ", r"\s?") for w in UNIT_WORDS), re.IGNORECASE)


def unknown(word: str) -> bool:
    """Whether a word is neither a unit nor of form, package or count."""
    if KNOWN.fullmatch(word) or harmless(" ", word)[0] or read_name(f"inj 1 {word}") is None:
        return False
    read = read_strengths(f"1 {word}")
    return read is not None and not any(s.of for reading in read for s in reading) and word.casefold() not in PER


PER = frozenset(PER_WORDS)


@steady(400)
@given(LETTERS.filter(unknown), st.sampled_from(["", " ", "-", " (", ", "]))
def test_no_word_that_is_no_unit_is_passed_over(word: str, between: str) -> None:
    """Behind a number, in whatever way: it leaves a doubt, or the number cannot be read."""
    assert said_of(f"tab 400{between}{word}") in {DOUBT, UNREAD}


@steady(400)
@given(LETTERS.filter(unknown), st.sampled_from(["/", " / ", " pr ", " pr. ", " per "]))
def test_no_per_that_is_not_known_is_passed_over(word: str, per: str) -> None:
    """Behind a strength."""
    assert said_of(f"inj 50 mg{per}{word}") in {DOUBT, UNREAD}


@steady(200)
@given(st.integers(1, 9_999_999), st.sampled_from([" ", "\u00a0", "\u2009", "'"]))
def test_a_number_with_its_thousands_apart_is_that_number(value: int, apart: str) -> None:
    """Each group of three."""
    assert number(f"{value:,}".replace(",", apart)) == value


def test_not_more_readings_than_a_name_can_have() -> None:
    """Each `1 mg/1 g` doubles them."""
    assert read_strengths("1 mg/1 g " * 4) is not None
    assert read_strengths("1 mg/1 g " * (MOST_READINGS + 1)) is None
