"""What an eP says of substitution, and what its dispenser is told in words: read back out of the document."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.dispenser import NOT_SENT, NOT_SENT_REIMBURSEMENT, OVER, SENT
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.medicine import GenericGroup
from converter.model.prescription import NOTE, SUBSTITUTION, TREATMENT, Exchange, ToDispenser
from converter.rules.rule import Effect
from tests.builders.exchange import steady
from tests.builders.loaded import details_of, loaded, remarks, stops
from tests.builders.messages import AT, m1
from tests.builders.norwegian import package, shelf
from tests.conversion.m1_to_ep.test_dosage import dose, phase

CONDITION = "Begrenset bytte ved epilepsi."
UNKNOWN = {"varenr": "000001"}
GROUP = GenericGroup("ID_1", "000554")
CONDITIONAL = replace(GROUP, has_remark=True, remark=CONDITION)
UNLISTED = loaded().policy.substitution["unlisted"].english
LIMITED = loaded().policy.substitution["conditional"].english


def with_group(group: GenericGroup | None) -> Converter:
    """The register in which the message's package is in this exchange group."""
    return shelf(package("990003", generic=group))


def exchange(outcome: Answer[Prescribed]) -> Exchange:
    """What the document says."""
    assert outcome.document is not None, stops(outcome)
    return read_ep(parse(outcome.document)).prescription


def said(group: GenericGroup | None, **knobs: object) -> tuple[str, tuple[ToDispenser, ...]]:
    """SUBST, empty where there is none, and the words to the dispenser."""
    ep = exchange(m1_to_ep(m1(**knobs), with_group(group), AT))
    return "" if ep.substitution is None else ep.substitution.code, ep.to_dispenser


@pytest.mark.parametrize("stated", ["2", None])
@pytest.mark.parametrize(
    ("group", "code", "words"),
    [
        (GROUP, "G", ()),
        (CONDITIONAL, "", (ToDispenser(SUBSTITUTION, LIMITED, CONDITION),)),
        (replace(CONDITIONAL, remark=""), "", (ToDispenser(SUBSTITUTION, LIMITED),)),
        (replace(GROUP, remark=CONDITION), "", (ToDispenser(SUBSTITUTION, LIMITED, CONDITION),)),
        (None, "", (ToDispenser(SUBSTITUTION, UNLISTED),)),
        (replace(GROUP, member_until=date(2026, 11, 22)), "", (ToDispenser(SUBSTITUTION, UNLISTED),)),
        (replace(GROUP, member_until=date(2026, 11, 23)), "G", ()),
        (replace(GROUP, valid_from=date(2026, 11, 24)), "", (ToDispenser(SUBSTITUTION, UNLISTED),)),
    ],
)
def test_no_more_is_said_of_substitution_than_prescriber_and_list_say(
    group: GenericGroup | None, code: str, words: tuple[ToDispenser, ...], stated: str | None
) -> None:
    """G in a group without condition; else none, and the dispenser is told why."""
    assert said(group, substitution=stated) == (code, words)


@pytest.mark.parametrize("group", [GROUP, CONDITIONAL, None])
def test_a_reservation_forbids_whatever_the_list_says(group: GenericGroup | None) -> None:
    """And nothing is said of the list."""
    assert said(group, substitution="1") == ("N", ())


def test_of_a_product_that_the_register_does_not_know_nothing_is_said_and_that_is_told() -> None:
    """Neither code nor words."""
    outcome = m1_to_ep(m1(varenr="000001"), loaded(), AT)
    assert (exchange(outcome).substitution, exchange(outcome).to_dispenser) == (None, ())
    assert "substitution-not-known" in remarks(outcome)
    assert details_of(outcome).sent is not None


@pytest.mark.parametrize(("stated", "may"), [("1", False), ("2", True)])
def test_the_record_keeps_what_was_said(stated: str, may: bool) -> None:
    """And absent where nothing was."""
    for group, wanted in ((GROUP, may), (CONDITIONAL, None if may else False)):
        sent = details_of(m1_to_ep(m1(substitution=stated), with_group(group), AT)).sent
        assert sent is not None
        assert sent.facts.may_substitute is wanted


def test_by_substance_any_product_may_be_dispensed() -> None:
    """With an id that the register does not know too."""
    message = m1(kind="substance", fest_id="ID_X", quantity=None, amount=("30", "stk"))
    ep = exchange(m1_to_ep(message, loaded(), AT))
    assert ep.substitution is not None
    assert (ep.substitution.code, ep.to_dispenser) == ("G", ())


@pytest.mark.parametrize("note", ["Ring ved spørsmål.", "Gis i dosett", "2 ganger daglig, ikke 3", "<b>&amp;"])
def test_a_note_reaches_the_dispenser_as_it_stands(note: str) -> None:
    """In Norwegian, behind a sentence in English."""
    assert said(GROUP, remark=note) == ("G", (ToDispenser(NOTE, SENT, note),))


@pytest.mark.parametrize(
    "note", ["Skal IKKE byttes.", "Kan ikke b y t t e s", "Ikke generika", "Reservasjon mot bytte", "Må ha originalen"]
)
def test_beside_a_note_on_substitution_none_is_invited(note: str) -> None:
    """The dispenser reads the note; G would contradict it."""
    code, words = said(GROUP, remark=note)
    assert (code, [w.original for w in words]) == ("", [note])
    outcome = m1_to_ep(m1(remark=note), with_group(GROUP), AT)
    assert "substitution-noted" in remarks(outcome)


REIMBURSED = [
    "Blå resept",
    "blåresept §2",
    "REFUSJON: -73",
    "refu\u200bsjon",
    "r e f u s j o n",
    "H-resept",
    "H resept",
    "Paragraf 4",
    "Frikort",
    "Pasienten betaler egenandel",
    "HELFO-vedtak",
    "bla\u030a resept",
    "ＲＥＦＵＳＪＯＮ",
]


@pytest.mark.parametrize("note", REIMBURSED)
def test_a_note_on_reimbursement_stays_and_the_dispenser_is_told(note: str) -> None:
    """That there is one."""
    outcome = m1_to_ep(m1(remark=note), with_group(GROUP), AT)
    assert exchange(outcome).to_dispenser == (ToDispenser(NOTE, NOT_SENT_REIMBURSEMENT),)
    assert "withheld-note-reimbursement" in remarks(outcome)
    assert note.encode() not in (outcome.document or b"")


@pytest.mark.parametrize("place", ["dosage", "indication"])
def test_reimbursement_in_a_text_that_cannot_be_cut_is_told(place: str) -> None:
    """The dosage leaves as it stands."""
    text = "1 tablett daglig. Blå resept § 2"
    outcome = m1_to_ep(m1(**{place: text}), with_group(GROUP), AT)
    assert "text-of-reimbursement" in remarks(outcome)
    assert text.encode() in (outcome.document or b"")
    assert "text-of-reimbursement" not in remarks(m1_to_ep(m1(), with_group(GROUP), AT))


def test_a_draft_word_that_decides_is_told() -> None:
    """At the note."""
    for note, draft in (("Gratis", True), ("Refusjon, gratis", False), ("Ring", False)):
        outcome = m1_to_ep(m1(remark=note), with_group(GROUP), AT)
        drafts = [f for f in outcome.findings if f.code == "draft-row-used" and f.path.endswith("Merknad")]
        assert bool(drafts) is draft


def test_a_note_that_wants_this_brand_only_invites_no_other() -> None:
    """By its name."""
    assert said(GROUP, remark="Kun Fiktivprofen")[0] == ""
    assert said(GROUP, remark="Kun ved feber")[0] == "G"


def test_the_row_can_keep_every_note_and_exclude() -> None:
    """An edit of `remark-note-sent`: the dispenser is told that there is one, or nothing leaves."""
    usual = with_group(GROUP)

    def edited(effect: Effect) -> Answer[Prescribed]:
        rules = [
            r.model_copy(update={"effect": effect}) if r.id == "remark-note-sent" else r
            for r in usual.rules["m1-to-ep"]
        ]
        changed = replace(usual, rules={**usual.rules, "m1-to-ep": tuple(rules)})
        return m1_to_ep(m1(remark="Ring meg"), changed, AT)

    assert exchange(edited(Effect.WITHHOLD)).to_dispenser == (ToDispenser(NOTE, NOT_SENT),)
    assert edited(Effect.EXCLUDE).decision is Decision.EXCLUDED


def test_direction_marks_in_a_note_are_refused_as_in_every_text() -> None:
    """It leaves as text."""
    assert stops(m1_to_ep(m1(remark="a\u202eb"), loaded(), AT)) == {"text-controls"}


@pytest.mark.parametrize(("end", "over"), [("2026-11-22", True), ("2026-11-23", False), ("2026-11-24", False)])
def test_a_treatment_that_is_over_is_told_to_caller_and_dispenser(end: str, over: bool) -> None:
    """The day is the last of it; the prescription itself is still valid."""
    message = m1(dosage=None, raw_dosing=phase(dose("1"), end=f"{end}T12:00:00"))
    outcome = m1_to_ep(message, with_group(GROUP), AT)
    words = (ToDispenser(TREATMENT, OVER.format(end=end)),)
    assert exchange(outcome).to_dispenser == (words if over else ())
    assert ("remark-treatment-over" in remarks(outcome)) is over


def test_all_words_stand_in_their_order() -> None:
    """Substitution, treatment, note: each with its instruction, in code and in the narrative."""
    ended = phase(dose("1"), end="2026-11-20T12:00:00")
    outcome = m1_to_ep(m1(dosage=None, raw_dosing=ended, remark="Ring"), with_group(CONDITIONAL), AT)
    assert [w.topic for w in exchange(outcome).to_dispenser] == [SUBSTITUTION, TREATMENT, NOTE]
    assert (outcome.document or b"").count(b'code="FINSTRUCT"') == 5


DAYS = st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 26))
EXCHANGE_GROUPS = st.none() | st.builds(
    GenericGroup,
    st.just("ID_1"),
    st.just("000554"),
    DAYS,
    DAYS,
    DAYS,
    DAYS,
    st.booleans(),
    st.sampled_from(["", CONDITION]),
)
NOTES = st.sampled_from([None, "Ring ved tvil", "Skal IKKE byttes", "Blå resept", "Refusjon, ikke bytte"])


@steady(400)
@given(st.sampled_from([None, "1", "2"]), EXCHANGE_GROUPS, NOTES, st.booleans())
def test_no_document_says_more_of_substitution_than_norway_does(
    stated: str | None, group: GenericGroup | None, note: str | None, is_known: bool
) -> None:
    """N exactly for a reservation; G only in a group in force without condition, and beside no note on substitution."""
    converter = with_group(group) if is_known else loaded()
    outcome = m1_to_ep(m1(substitution=stated, remark=note, **({} if is_known else UNKNOWN)), converter, AT)
    ep, today = exchange(outcome), date(2026, 11, 23)
    code = "" if ep.substitution is None else ep.substitution.code
    assert (code == "N") == (stated == "1")
    known_group = group if is_known else None
    in_force = known_group is not None and all(
        (start is None or start <= today) and (end is None or end >= today)
        for start, end in (
            (known_group.valid_from, known_group.valid_until),
            (known_group.member_from, known_group.member_until),
        )
    )
    free = in_force and known_group is not None and not known_group.has_remark and not known_group.remark
    assert (code == "G") == (free and stated != "1" and "bytt" not in (note or ""))
    topics = [w.topic for w in ep.to_dispenser]
    assert (SUBSTITUTION in topics) == (stated != "1" and is_known and not free)
    assert (NOTE in topics) == (note is not None)
    originals = [w.original for w in ep.to_dispenser if w.topic == NOTE]
    assert all(original in {"", note} for original in originals)
    assert not any(loaded().policy.said("reimbursement", original) for original in originals)
