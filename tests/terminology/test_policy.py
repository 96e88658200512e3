"""The tables of judgements: what an edit of them may not do, and what their words find."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.settings import find_home
from converter.sources.problems import ProblemList
from converter.sources.shape import shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.home import Home, read_home
from converter.terminology.policy import RECEIPTS, SUBSTITUTION, WORDS, read_policy
from converter.terminology.policy_shapes import PolicyWordFile, WordRow
from converter.terminology.policy_words import squeezed
from tests.builders.exchange import steady
from tests.builders.loaded import loaded

SHIPPED = read_home(find_home() / "mappings", ProblemList())


def shipped_words() -> PolicyWordFile:
    """The table of words as it ships."""
    problems = ProblemList()
    root = read_yaml(SHIPPED.files[WORDS], WORDS, problems)
    found = None if root is None else shaped(root, PolicyWordFile, WORDS, problems)
    assert found is not None
    return found


SHIPPED_WORDS = shipped_words()


def problems(file: str, old: str, new: str) -> list[str]:
    """What is said where `old` becomes `new`."""
    text = SHIPPED.files[file]
    assert old in text
    found = ProblemList()
    changed = replace(SHIPPED, files={**SHIPPED.files, file: text.replace(old, new, 1)})
    assert (read_policy(changed, found) is None) == bool(found)
    return [p.code for p in found]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("case: reserved, subst: N", "case: reserved", ["row-pinned"]),
        ("case: reserved, subst: N", "case: reserved, subst: G", ["row-pinned"]),
        ("case: conditional,", "case: conditional, subst: G,", ["row-pinned"]),
        ("case: unlisted,", "case: unlisted, subst: N,", ["row-pinned"]),
        ("case: unknown,", "case: unknown, subst: G,", ["row-pinned"]),
        ("case: listed, subst: G", "case: listed, subst: N", ["row-pinned"]),
        ("case: listed, subst: G", "case: listed", []),
        ("case: listed, subst: G", "case: substance, subst: G", ["row-pinned", "row-duplicate"]),
        ("case: listed, subst: G", 'case: listed, english: "May be substituted.", subst: G', ["row-pinned"]),
        ("Not on the Norwegian substitution list", "May be substituted freely", ["row-pinned"]),
        ("has set a condition for", "allows", ["row-pinned"]),
    ],
)
def test_a_case_says_what_it_may_and_each_is_there_once(old: str, new: str, codes: list[str]) -> None:
    """No edit lets G out where Norway does not exchange, nor N where nobody reserved."""
    assert problems(SUBSTITUTION, old, new) == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("word: refusjon,", "word: refusion,", ["row-pinned"]),
        ("word: §,", 'word: "-",', ["row-pinned", "row-pinned"]),
        ("word: blaa resept,", "word: Blå-resept,", ["row-duplicate"]),
        ("word: mellomlegg,", "word: tillegg,", []),
        ("word: HELFO,", "word: HELFO, at: anywhere,", []),
        ("word: HELFO,", "word: HELFO, at: word,", ["row-pinned"]),
        ("word: fortrolig,", "word: fortrolig, at: end,", ["row-pinned"]),
        ("word: kode 6, at: word,", "word: kode 6, at: alone,", ["row-pinned"]),
        ("word: klientadresse,", "word: klientstad,", ["row-pinned"]),
        ("says: reimbursement, word: HELFO", "says: goods, word: HELFO", ["row-pinned"]),
    ],
)
def test_the_words_that_protect_stay(old: str, new: str, codes: list[str]) -> None:
    """And each is there once."""
    assert problems(WORDS, old, new) == codes


def test_a_file_that_is_missing_is_told() -> None:
    """Either."""
    for file in (SUBSTITUTION, WORDS):
        found = ProblemList()
        assert read_policy(Home({k: v for k, v in SHIPPED.files.items() if k != file}), found) is None
        assert [p.code for p in found] == ["file-missing"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Blå-resept, § 2", "blåresept§2"),
        ("r_e f\u00adu\u200bs", "refus"),
        ("ＡＢ", "ab"),
        ("a\u030a", "å"),
        (" .-", ""),
        ("kode @#", "kode@#"),
    ],
)
def test_what_stands_between_letters_does_not_count(text: str, wanted: str) -> None:
    """Nor does case, width or composition."""
    assert squeezed(text) == wanted


@pytest.mark.parametrize(
    ("name", "goods"),
    [
        ("Fiktiv Teststrimler", True),
        ("STOMIPOSE 30 stk", True),
        ("Hydrofile kompresser", True),
        ("Fucidin impreg kompress 2 %", False),
        ("Nutridrink Vanilje", True),
        ("Freestyle Libre sensor", True),
        ("BD Micro-Fine kanyle", True),
        ("Fiktivparin inj 100 mg/ml sprøyte med kanyle", False),
        ("Fiktivparin inj 100 mg/ml m/kanyleskjold", False),
        ("Mepilex Border", True),
        ("Sårbandasje", True),
        ("Insulinpumpe", True),
        ("Inhalasjonskammer", True),
        ("Aerochamber Plus", True),
        ("Nan Pro 1", True),
        ("Durogesic Depotplaster 12 mikrog/time", False),
        ("Polystomin tab 5 mg", False),
        ("", False),
    ],
)
def test_goods_by_the_beginning_of_a_word(name: str, goods: bool) -> None:
    """A word that has it inside is another."""
    assert (loaded().policy.said("goods", name) is not None) is goods


def test_no_medicine_of_the_demo_register_has_the_name_of_goods() -> None:
    """Of its packages."""
    assert [
        m.varenr for m in loaded().register.search("9", 500) if loaded().policy.said("goods", m.name_form_strength)
    ] == []


OF_REIMBURSEMENT = [
    "på blå",
    "BLÅ",
    "blaresept",
    "bla resept",
    "bl resept",
    "bl.resept",
    "blå ordning",
    "Refunderes",
    "refundert",
    "ref.kode A10",
    "Ref.kode 71, hjemmel 2a",
    "refpkt 12",
    "refpunkt",
    "Ref. 71",
    "HR-kode 71",
    "kode -71",
    "hjemmel 2",
    "par. 2",
    "paragr 3b",
    "pgf 2",
    "vilkår 188",
    "stønad",
    "stønadsberettiget",
    "egenand.",
    "egen andel",
    "H-resp",
    "h-res",
    "vedtak",
    "spesialistvedtak",
    "forh.godkj",
    "RHF-finansiert",
    "NAV dekker",
    "dekkes av",
    "yrkesskade",
    "gratis",
    "fri resept",
    "diagnosekode: E11.9",
    "sykehusbetalt",
    "Pasienten betaler",
    "refu-sjon",
    "r.e.f.u.s.j.o.n",
    "tilleggsrefusjon",
    "Skrives på blå.",
    "Kode A04",
    "ICD-10 E11",
    "Blå-resept",
]
CLINICAL = [
    "allergisk mot beta-laktamer",
    "Kan gis med betalokk",
    "Svelges hel for å unngå",
    "hel fordi",
    "...dr. Smith. Resept fornyes",
    "batch, resept fornyes",
    "ICD (10 år gammel)",
    "Takk for bidraget",
    "Bidrag til behandling",
    "Bor i trygdeleilighet",
    "på blå tablett",
    "Bruk den blå inhalatoren først",
    "ta et par 2 ganger",
    "Betablokker",
    "Refluks",
    "Ring ved spørsmål",
]


@pytest.mark.parametrize("text", OF_REIMBURSEMENT)
def test_reimbursement_as_prescribers_write_it(text: str) -> None:
    """In full, in short, in capitals, in a compound."""
    for written in (text, text.upper(), f"Obs: {text}", f"{text}; ring"):
        assert loaded().policy.said("reimbursement", written) is not None, written


@pytest.mark.parametrize("text", CLINICAL)
def test_a_clinical_note_is_not_of_reimbursement(text: str) -> None:
    """Its letters over the borders of words are none."""
    for written in (text, text.upper(), f"Obs: {text}"):
        assert loaded().policy.said("reimbursement", written) is None, written


@pytest.mark.parametrize(
    "text",
    ["Må ha originalen", "tåler ikke kopi", "samme merke", "kopipreparat", "skal ikke skiftes ut", "b y t t e s"],
)
def test_substitution_as_prescribers_forbid_it(text: str) -> None:
    """In the words that they use."""
    assert loaded().policy.said("substitution", text) is not None


def test_a_word_that_was_reviewed_counts_before_a_draft() -> None:
    """Whichever stands first."""
    said = loaded().policy.said
    assert said("reimbursement", "gratis") == "draft"
    assert said("reimbursement", "gratis, refusjon") == said("reimbursement", "gratis", "refusjon") == "approved"
    assert said("reimbursement") is None


ENTRIES = [row for row in SHIPPED_WORDS.rows if row.at in {"start", "anywhere"}]
SYLLABLES = st.text(st.sampled_from("abdefghijklmnoprstuvyæøå"), min_size=2, max_size=9)


@steady(500)
@given(
    st.sampled_from(ENTRIES), st.sampled_from(["", "Obs. ", "pas. ", "(", "1 "]), st.sampled_from(["", ".", " a", "en"])
)
def test_every_word_is_found_where_it_begins_one(row: WordRow, before: str, after: str) -> None:
    """In either case; its blanks as blanks, hyphens or nothing."""
    for blank in (" ", "-", "", ". "):
        word = row.word.replace("#", "7").replace("@", "A").replace(" ", blank)
        assert loaded().policy.said(row.says, before + word + after), before + word + after
        assert loaded().policy.said(row.says, (before + word + after).upper())


SINGLE = [row for row in SHIPPED_WORDS.rows if row.at == "start" and row.word.isalpha() and row.says == "reimbursement"]


@steady(500)
@given(st.sampled_from(SINGLE), st.data(), SYLLABLES, SYLLABLES)
def test_no_word_is_put_together_of_two(row: WordRow, data: st.DataObject, before: str, after: str) -> None:
    """A blank in it, and letters around it: `hel fordi` is not HELFO."""
    place = data.draw(st.integers(1, len(row.word) - 1))
    text = f"{before} {row.word[:place]} {row.word[place:]}{after}"
    halves = (before, row.word[:place], f"{row.word[place:]}{after}")
    if not any(loaded().policy.said("reimbursement", half) for half in halves):
        assert loaded().policy.said("reimbursement", text) is None, text


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('code: "65", action: accepted', 'code: "65", action: again', ["row-pinned"]),
        ('code: "96", action: person', 'code: "96", action: accepted', ["row-pinned"]),
        ('code: "96", action: person', 'code: "96", action: correct', []),
        ('code: "96",', 'code: "97",', ["row-duplicate"]),
        ('code: "65",', 'code: "6500",', ["row-pinned", "row-pinned", "row-pinned"]),
        ('openncp: "ERROR_ED_INTERNAL_ERROR"', 'openncp: ""', ["row-pinned"]),
    ],
)
def test_an_edit_of_the_receipts_accepts_nothing_that_was_not(old: str, new: str, codes: list[str]) -> None:
    """65 alone says that Reseptformidleren has the message."""
    assert problems(RECEIPTS, old, new) == codes
