"""What nobody sees leaves by no route, and text whose encoding was confused is told, wherever it stands."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.conversion.answer import Answer, Decision, Made, settled
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.ep_to_view.route import ep_to_view, unseen_in
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.m10_to_ed.discard import m10_to_ed_discard
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.examples import entered_example, example
from converter.model.finding import Problem, Severity
from converter.model.signs import SIGNS, holds_signs
from tests.builders.back import LATER
from tests.builders.exchange import steady
from tests.builders.foreign import AT
from tests.builders.loaded import convert, loaded, remarks, stops
from tests.builders.messages import extension, m1

CONTROLS, REMOVED, GARBLED = "text-controls", "text-signs-removed", "text-garbled"
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
OTHERS = "\u007f\u0080\u0085\u009f\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u206f\u3164\ufe0f\ufeff"
signs = st.sampled_from(TURNING + OTHERS + "\U000e0041")
seeds = st.integers(0, 10**9)


def planted(message: bytes, sign: str, seed: int, wanted: frozenset[str] = frozenset()) -> tuple[bytes, str]:
    """The message with a sign somewhere in a value, one of the `wanted` elements or any; and the element's name."""
    random, root = Random(seed), etree.fromstring(message)
    places = [
        (element, name)
        for element in root.iter(etree.Element)
        for name in (None, *element.attrib)
        if not any("Receiver" in parent.tag for parent in element.iterancestors())
        and (name is not None or (element.text or "").strip())
        and (not wanted or etree.QName(element).localname in wanted)
    ]
    element, name = random.choice(places)
    value = str(element.text if name is None else element.get(name))
    at = random.randint(0, len(value))
    changed = value[:at] + sign + value[at:]
    if name is None:
        element.text = changed
    else:
        element.set(name, changed)
    return etree.tostring(root, encoding="UTF-8"), etree.QName(element).localname


def nothing_unseen(answer: Answer[object]) -> None:
    """No defect, and no sign in what leaves or is shown."""
    assert not [(f.code, f.path) for f in answer.findings if f.severity is Severity.DEFECT]
    assert answer.document is None or not holds_signs(answer.document)
    assert not unseen_in(answer.details)
    assert not any(SIGNS.search(f.path) for f in answer.findings)


@steady(400)
@given(signs, seeds)
def test_none_leaves_from_m1(sign: str, seed: int) -> None:
    """From wherever it stands in the message."""
    message, _ = planted(example("m1-tablets"), sign, seed)
    nothing_unseen(m1_to_ep(message, loaded(), AT))


@steady(250)
@given(signs, seeds)
def test_none_comes_back_from_an_ed(sign: str, seed: int) -> None:
    """Nor from the M1 beside it."""
    ed, _ = planted(example("ed-tablets"), sign, seed)
    nothing_unseen(ed_to_m10(ed, loaded(), LATER, example("m1-tablets")))
    message, _ = planted(example("m1-tablets"), sign, seed)
    nothing_unseen(ed_to_m10(example("ed-tablets"), loaded(), LATER, message))
    nothing_unseen(m10_to_ed_discard(ed, loaded(), LATER))


@steady(250)
@given(signs, seeds)
def test_none_is_shown_or_dispensed(sign: str, seed: int) -> None:
    """Of a prescription of another country."""
    ep, _ = planted(example("ep-finnish"), sign, seed)
    nothing_unseen(ep_to_view(ep, loaded(), AT))
    nothing_unseen(m10_to_ed(ep, read_entered(entered_example(), None, loaded().norway), loaded(), AT))


@steady(200)
@given(signs, st.sampled_from(["batch", "number", "familyName", "name", "city", "street", "givenName"]))
def test_none_is_entered(sign: str, field: str) -> None:
    """Refused at its field; but for what JSON takes for white space, which is one blank."""
    posted = json.loads(entered_example())
    place = next(part for part in (posted, posted["pharmacist"], posted["pharmacy"]) if field in part)
    place[field] = place[field][:2] + sign + place[field][2:]
    try:
        entered = read_entered(json.dumps(posted).encode(), None, loaded().norway)
    except Problem:
        return
    assert not unseen_in(entered)


@steady(150)
@given(st.sampled_from(TURNING), seeds)
def test_what_turns_a_text_of_m1_refuses_it(sign: str, seed: int) -> None:
    """Every field that leaves: names, addresses, brand, package, organisation, dosage; told at its place."""
    fields = {"FamilyName", "GivenName", "StreetAdr", "City", "OrganisationName", "Varenavn", "NavnFormStyrke"}
    message, name = planted(m1(), sign, seed, frozenset({*fields, "DosVeiledEnkel", "Bruksomrade", "Pakningsstr"}))
    answer = convert(message)
    assert answer.decision is Decision.REJECTED
    assert CONTROLS in stops(answer)
    assert any(f.code == CONTROLS and f.path.rpartition("/")[2].startswith(name) for f in answer.findings)


def test_what_is_only_unseen_is_taken_out_and_told() -> None:
    """The rest is as it was signed; in a code or an identifier it refuses."""
    plain, hyphened = convert(m1()), convert(m1(dosage="2 tab\u00adletter hver kveld mot skuldervondt"))
    assert REMOVED in remarks(hyphened)
    assert hyphened.document == plain.document
    assert CONTROLS in stops(convert(m1(varenr="99\u200b0003")))
    assert CONTROLS in stops(convert(m1(group="C\u200b")))


def test_the_words_of_an_extension_are_words_too() -> None:
    """They stand beside the dosage."""
    for text, code in (("\u202e1 tablett", CONTROLS), ("1 tablett p\u00c3\u00a5 kvelden", GARBLED)):
        more = extension(f"<Dosering><Doseringstekst>{text}</Doseringstekst></Dosering>")
        assert code in {f.code for f in convert(m1(raw_documents=more)).findings}


@pytest.mark.parametrize(
    "text", ["T\u00c3\u00a5 1 tablett", "1 tablett p\ufffd kvelden", "\u00c3\u02dcyedr\u00c3\u00a5per"]
)
def test_garbled_text_is_told_and_not_mended(text: str) -> None:
    """It goes as it was signed."""
    for knob, element in (("dosage", "DosVeiledEnkel"), ("indication", "Bruksomrade"), ("family", "FamilyName")):
        told = convert(m1(**{knob: text}))
        assert [f.path.rpartition("/")[2] for f in told.findings if f.code == GARBLED] == [element]
        assert told.document is not None
        assert text.encode() in told.document


def test_garbled_text_of_another_country_is_told() -> None:
    """Where it cannot be mended."""
    view = ep_to_view(example("ep-finnish").replace(b"Esimerkki", "Esim\ufffdrkki".encode()), loaded(), AT)
    assert GARBLED in {f.code for f in view.findings}
    ed = example("ed-tablets").replace(b"Lecznicza", b"Lecznicza")
    assert GARBLED not in {f.code for f in ed_to_m10(ed, loaded(), LATER).findings}


def test_what_would_leave_all_the_same_is_a_defect() -> None:
    """One check for every route, on the way out."""
    answer: Answer[None] = settled(Made((), "<a>1\u202e</a>".encode()), (), loaded().versions)
    assert (answer.decision, answer.document) == (Decision.DEFECT, None)
    assert [f.code for f in answer.findings] == ["document-holds-signs"]
    sound: Answer[None] = settled(Made((), b"<a>1</a>"), (), loaded().versions)
    assert sound.document == b"<a>1</a>"


def test_no_table_of_ours_holds_any() -> None:
    """Words of tables leave too."""
    home = Path(__file__).parents[2] / "mappings"
    files = [*home.rglob("*.yaml"), *home.rglob("*.csv"), *home.rglob("*.xml")]
    assert len(files) > 50
    assert [f.name for f in files if SIGNS.search(f.read_text(encoding="utf-8"))] == []


def test_the_case_of_a_name_that_turns(shared: Path) -> None:
    """`ed-name-rtl-override`: nothing that turns is in the M10, and it is told."""
    ed = (shared / "cases" / "inbound" / "ed-name-rtl-override.xml").read_bytes()
    answer = ed_to_m10(ed, loaded(), LATER, example("m1-tablets"))
    nothing_unseen(answer)
    assert {REMOVED, CONTROLS} & {f.code for f in answer.findings}
