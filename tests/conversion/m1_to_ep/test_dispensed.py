"""What has been dispensed counts: whatever tells of it, exactly, or the prescription stays."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.dispensed import Dispensed
from converter.conversion.m1_to_ep.route import Asked, each_m1_to_ep, m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.model.handed_out import Article, Recollected, RecordedHandOut
from converter.rules.m1_to_ep import CallerSays
from converter.rules.rule import Effect
from tests.builders import m1_parts as p
from tests.builders.dispenses import m10, told
from tests.builders.exchange import steady
from tests.builders.loaded import convert, details_of, loaded, remarks, ruled, stops
from tests.builders.messages import AT, MESSAGE_ID, container, m1, m94, m96
from tests.builders.numbers import number_for

USED_UP, PARTLY = "excluded-used-up", "excluded-partly-dispensed"
UNKNOWN, CONTRADICTS = "excluded-dispensed-unknown", "excluded-dispensed-contradicts"
TWICE = m1(quantity="2", repeats="1")
"""Two packages of thirty tablets, twice."""
DAY, IBUM = date(2026, 11, 20), "Ibum tab 400 mg"
ANOTHER = "aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"


def of(answer: Answer[Prescribed]) -> Dispensed:
    """What an answer tells of dispenses."""
    found = details_of(answer).dispensed
    assert found is not None
    return found


def listed(*dispenses: str, message: bytes = TWICE) -> Answer[Prescribed]:
    """The answer to a prescription of which an M9.6 tells dispenses."""
    return convert(m96(message, raw="".join(dispenses)))


def recorded(*dispenses: RecordedHandOut, data: bytes = TWICE, caller: CallerSays | None = None) -> Answer[Prescribed]:
    """The answer where the exchange record knows of dispenses abroad."""
    asked = Asked(caller or CallerSays(), recollect=lambda _: Recollected(dispenses))
    return m1_to_ep(data, loaded(), AT, asked)


def abroad(packages: int = 2, number: int = 1, name: str = IBUM, known: bool = True) -> RecordedHandOut:
    """A dispensation abroad of so many packages of thirty."""
    amount = Fraction(30 * packages) if known else None
    return RecordedHandOut(f"id-{number}", Article(name), Decimal(packages), DAY, amount, "piece" if known else "")


@pytest.mark.parametrize(
    ("packages", "reason", "remaining"),
    [("0", "", 120), ("1", PARTLY, 90), ("2", "", 60), ("3", PARTLY, 30), ("4", USED_UP, 0), ("9", USED_UP, 0)],
)
def test_remaining_is_all_that_was_prescribed_less_what_was_handed_out(
    packages: str, reason: str, remaining: int
) -> None:
    """By the sums of an M9.6. What leaves is one hand-over, as the prescription says it."""
    answer = listed(told(packages))
    assert stops(answer) == ({reason} if reason else set())
    assert of(answer).remaining == remaining
    assert ("dispensed-before" in remarks(answer)) == (packages != "0")
    if not reason:
        assert answer.document == convert(TWICE).document


def test_a_policy_row_sends_what_is_left_of_a_hand_over() -> None:
    """One package of two, then the whole of the second hand-over, and never more."""
    converter = ruled(PARTLY, Effect.REMARK)
    sent = {}
    for packages in "0123":
        answer = m1_to_ep(m96(TWICE, raw=told(packages)), converter, AT)
        if answer.document is None:
            (answer,) = each_m1_to_ep(m96(TWICE, raw=told(packages)), converter, AT).answers
        assert answer.document is not None
        sent[packages] = answer.document.count(b'<quantity value="1"')
        assert ("dispensed-rest-sent" in remarks(answer)) == (packages in "13")
    assert sent["1"] == sent["3"] > sent["0"] == sent["2"]
    half = m1_to_ep(m96(m1(quantity="1"), raw=told("0.333")), converter, AT)
    assert stops(half) == {"dispensed-rest-unsayable"}


@pytest.mark.parametrize(
    ("told_of", "reason"),
    [
        (told("2", size=("30", "stk")), ""),
        (told("1", size=("30", "stk")), PARTLY),
        (told("6", size=("10", "stk")), UNKNOWN),
        (told("6", varenr="000001", size=("10", "stk")), ""),
        (told("6", varenr=None, size=("10", "stk")), ""),
        (told("2", varenr=None, size=("100", "ml")), UNKNOWN),
        (told("2", varenr=None), UNKNOWN),
        (told("2", varenr=None, name="Annet Tab 400 mg", size=("30", "stk")), UNKNOWN),
        (told("1", varenr="990031"), UNKNOWN),
        (told("-2"), UNKNOWN),
        (told("2", varenr="990003") + told("1", varenr="990031"), UNKNOWN),
        (told("4", varenr="990003") + told("1", varenr="990031"), USED_UP),
        (told("1") + told("3", varenr="000001", size=("10", "stk")), ""),
    ],
)
def test_an_amount_that_cannot_be_computed_exactly_stays(told_of: str, reason: str) -> None:
    """Of another size where the number is the prescribed one, of another medicine, in another unit, or below zero."""
    assert stops(listed(told_of)) == ({reason} if reason else set())


def test_what_the_caller_says_counts() -> None:
    """In packages as prescribed; more by another source wins."""
    asked = {n: m1_to_ep(TWICE, loaded(), AT, Asked(CallerSays(dispensed=Decimal(n)))) for n in ("0", "1", "2", "4")}
    assert {n: stops(a) for n, a in asked.items()} == {"0": set(), "1": {PARTLY}, "2": set(), "4": {USED_UP}}
    more = m1_to_ep(m96(TWICE, raw=told("4")), loaded(), AT, Asked(CallerSays(dispensed=Decimal(2))))
    assert stops(more) == {USED_UP}


@pytest.mark.parametrize(
    ("reports", "reason"),
    [
        ((m10("2"),), ""),
        ((m10("1"),), PARTLY),
        ((m10("1"), m10("1", message_id=ANOTHER)), ""),
        ((m10("1"), m10("1")), PARTLY),
        ((m10("1"), m10("2")), UNKNOWN),
        ((m10("2"), m10("2", message_id=ANOTHER)), USED_UP),
        ((m10("2"), m10("2", message_id=ANOTHER, annuls="5a774ee6-94f5-48d2-bd15-1537a1b70e1c")), ""),
        ((m10("2"), m10(message_id=ANOTHER, cancels=True)), ""),
        ((m10(None),), UNKNOWN),
        ((m10("2", annuls="x").replace(b"<AnnulleringsId>x</AnnulleringsId>", b""),), UNKNOWN),
        ((m10("2", varenr="000000"),), ""),
        ((m10("2", varenr="000000", size=None),), UNKNOWN),
        ((m10("6", varenr="000001", size=("10", "stk")),), ""),
        ((m10("2", prescription_id=MESSAGE_ID.upper()),), ""),
        ((m10("2", prescription_id=ANOTHER),), CONTRADICTS),
        ((m10("2", number=number_for(date(1980, 2, 29))),), CONTRADICTS),
    ],
)
def test_earlier_reports_of_a_download_count_once_each(reports: tuple[bytes, ...], reason: str) -> None:
    """A report of another patient or prescription is a contradiction, and not counted."""
    for order in permutations((TWICE, *reports)):
        answer = convert(m94(*order))
        assert stops(answer) == ({reason} if reason else set())
        if reason == CONTRADICTS:
            assert of(answer).before == 0


def test_the_record_counts_with_the_reports_each_by_its_id() -> None:
    """An M10 of ours that is attached is the one that the record has."""
    ours = abroad(2, number=1)
    assert stops(recorded(ours)) == set()
    assert stops(recorded(abroad(1))) == {PARTLY}
    assert stops(recorded(ours, abroad(2, number=2))) == {USED_UP}
    assert stops(recorded(abroad(known=False))) == {UNKNOWN}
    same = m94(TWICE, m10("2", message_id="ID-1", varenr="000000", size=("30", "stk")))
    assert stops(recorded(ours, data=same)) == set()
    assert stops(recorded(abroad(2, number=2), data=same)) == {USED_UP}
    taken_back = m94(TWICE, m10("2", message_id=ANOTHER, annuls="id-1"))
    assert of(recorded(ours, data=taken_back)).before == 0


@pytest.mark.parametrize(
    ("listed_as", "before", "reason"),
    [
        (told("2", varenr=None, name="Ibum tab 400 mg"), 60, ""),
        (told("2", varenr=None, name="Ibum tab 400 mg", on="2026-11-19"), None, UNKNOWN),
        (told("2", on="2026-11-19"), 120, USED_UP),
        ("", 60, ""),
    ],
)
def test_a_list_may_hold_what_the_record_has(listed_as: str, before: int | None, reason: str) -> None:
    """The same article, day and amount is the same dispense; another article is another; else it is not known."""
    answer = recorded(abroad(), data=m96(TWICE, raw=listed_as))
    assert (of(answer).before, stops(answer)) == (before, {reason} if reason else set())


def test_a_norwegian_package_handed_out_abroad_may_be_in_the_list() -> None:
    """The number alone does not tell whose dispense it was."""
    ours = abroad(name="Fiktivprofen tab 400 mg")
    assert of(recorded(ours, data=m96(TWICE, raw=told("2")))).before == 60
    assert of(recorded(ours, data=m96(TWICE, raw=told("2", on="2026-11-10")))).before == 120
    later = recorded(ours, data=m96(TWICE, raw=told("2", on="2026-11-21")))
    assert (of(later).before, stops(later)) == (None, {UNKNOWN})
    assert of(recorded(ours, data=m96(TWICE, raw=told("4", last="2", on="2026-11-20")))).before == 120


def test_the_caller_s_sum_holds_what_the_record_has_where_it_is_no_less() -> None:
    """Where it is less, both may be meant."""
    said = [recorded(abroad(), caller=CallerSays(dispensed=Decimal(n))) for n in ("2", "4", "0")]
    assert [of(a).before for a in said] == [60, 120, 60]


def test_a_prescription_by_amount_is_counted_by_amount() -> None:
    """Brand or substance: what was handed out is measured in the amount that was prescribed."""
    message = m1(kind="brand", quantity=None, amount=("60", "stk"), fest_id="ID_0", varenr="")
    answer = listed(told("2", varenr=None, size=("30", "stk")), message=message)
    assert stops(answer) == {USED_UP}, of(answer)


@steady(150)
@given(
    st.integers(1, 5),
    st.integers(0, 4),
    st.lists(st.integers(0, 6), max_size=4),
    st.lists(st.integers(1, 4), max_size=3),
)
def test_what_leaves_and_what_was_handed_out_is_never_more_than_was_prescribed(
    quantity: int, repeats: int, norwegian: list[int], foreign: list[int]
) -> None:
    """Whatever an M9.4's reports and the record tell, in whatever parts."""
    reports = [m10(str(n), message_id=f"{i:08}-94f5-48d2-bd15-1537a1b70e1c") for i, n in enumerate(norwegian)]
    dispenses = [abroad(n, number=i) for i, n in enumerate(foreign)]
    answer = recorded(*dispenses, data=m94(m1(quantity=str(quantity), repeats=str(repeats)), *reports))
    used, whole = sum(norwegian) + sum(foreign), quantity * (repeats + 1)
    assert of(answer).before == used * 30
    assert (answer.decision is Decision.CONVERTED) == (used < whole and used % quantity == 0)
    if answer.document is not None:
        assert used + quantity <= whole


@pytest.mark.parametrize(
    "document",
    [
        p.document(m10("4").decode().partition("<Content>")[2].partition("</Content>")[0]),
        p.document(container(m10("4").replace(b'V="ERM10"', b'V="ERM10X"'))),
        p.document(container(m94(TWICE, m10("4")))),
        p.document(container(m96(TWICE, raw=told("4")))),
    ],
    ids=["inline", "other-type", "nested", "list"],
)
def test_whatever_may_tell_of_a_dispense_counts_or_is_not_known(document: str) -> None:
    """By what it holds, and not by what it is called or where it stands; in the M1's own message too."""
    assert stops(convert(m94(TWICE, raw=document))) & {UNKNOWN, USED_UP}
    alone = TWICE.replace(b"</MsgHead>", document.encode() + b"</MsgHead>")
    assert stops(convert(alone)) & {UNKNOWN, USED_UP}


def test_a_report_whatever_its_type_says_is_read() -> None:
    assert stops(convert(m94(TWICE, m10("4").replace(b'V="ERM10"', b'V="erm10"')))) == {USED_UP}


def test_an_annulment_that_is_annulled_leaves_it_open() -> None:
    first, second = "5a774ee6-94f5-48d2-bd15-1537a1b70e1c", "6a774ee6-94f5-48d2-bd15-1537a1b70e1c"
    reports = m10("4"), m10("4", message_id=second, annuls=first), m10("4", message_id=ANOTHER, annuls=second)
    assert stops(convert(m94(TWICE, *reports))) == {UNKNOWN}


@pytest.mark.parametrize(
    ("moment", "before"), [("2026-11-19T23:30:00Z", 60), ("2026-11-20T00:30:00+01:00", 60), ("2026-11-20T00:30:00", 60)]
)
def test_the_day_of_a_sum_is_norway_s_however_it_is_written(moment: str, before: int) -> None:
    """The record has the same dispense on 20 November."""
    listed_as = told("2", varenr=None, name=IBUM).replace("2026-11-20T10:00:00+01:00", moment)
    assert of(recorded(abroad(), data=m96(TWICE, raw=listed_as))).before == before
    day_before = listed_as.replace(moment, "2026-11-19T22:30:00Z")
    assert of(recorded(abroad(), data=m96(TWICE, raw=day_before))).before is None


def test_a_package_that_the_register_knows_otherwise_is_not_counted_by_the_message() -> None:
    """990003 holds thirty; nor is what has the number and another name."""
    for size in ("28", "100"):
        assert stops(listed(told("1"), message=m1(size=size, repeats="3"))) == {UNKNOWN}
        assert stops(listed(told("1", size=(size, "stk")), message=m1(size=size, repeats="3"))) == set()
    assert stops(listed(told("2", name="Annet tab 10 mg"))) == {UNKNOWN}


def test_the_caller_s_number_stands_where_another_source_cannot_be_counted() -> None:
    """As the finding says; it is never less than what others know."""
    unknown = m96(TWICE, raw=told("2", varenr=None, name="Annet"))
    for data in (unknown, m94(TWICE, b"hello"), m94(TWICE, m10(None))):
        said = {
            n: stops(m1_to_ep(data, loaded(), AT, Asked(CallerSays(dispensed=Decimal(n))))) for n in ("0", "2", "4")
        }
        assert said == {"0": set(), "2": set(), "4": {USED_UP}}
    less = m1_to_ep(m96(TWICE, raw=told("4")), loaded(), AT, Asked(CallerSays(dispensed=Decimal(0))))
    assert stops(less) == {USED_UP}


def test_the_caller_s_number_is_of_one_prescription() -> None:
    two = m96(TWICE, m1(message_id=ANOTHER), entries=((MESSAGE_ID, "E"), (ANOTHER, "E")))
    (answer,) = each_m1_to_ep(two, loaded(), AT, Asked(CallerSays(dispensed=Decimal(1)))).answers
    assert stops(answer) == {"dispensed-of-several"}


def test_a_report_of_ours_is_known_by_its_id_though_its_name_is_foreign() -> None:
    """The record knows how much of the prescription it was."""
    ours = m94(TWICE, m10("7", message_id="ID-1", varenr="000000", name="Ibumed 10", size=("10", "stk")))
    assert of(recorded(abroad(), data=ours)).before == 60


def test_two_articles_of_one_name_are_told_apart_by_their_size() -> None:
    """Reseptformidleren sums each article by itself."""
    small = RecordedHandOut("id-2", Article(IBUM, size=("10", "stk")), Decimal(3), DAY, Fraction(30), "piece")
    large = RecordedHandOut("id-1", Article(IBUM, size=("30", "stk")), Decimal(1), DAY, Fraction(30), "piece")
    both = told("3", varenr=None, name=IBUM, size=("10", "stk")) + told("1", varenr=None, name=IBUM, size=("30", "STK"))
    assert of(recorded(small, large, data=m96(TWICE, raw=both))).before == 60


def test_a_copy_that_is_broken_keeps_the_other_from_leaving() -> None:
    """Which of them holds, nobody says."""
    answers = each_m1_to_ep(m96(TWICE, m1(quantity="to")), loaded(), AT).answers
    assert [stops(a) for a in answers] == [{"several-prescriptions"}, {"schema-fault"}]


def test_a_long_list_is_refused_before_it_is_walked() -> None:
    entries = tuple((f"{n:08x}-58d4-4a11-9d3e-0b6a4c52e9f1", "E") for n in range(501))
    (answer,) = each_m1_to_ep(m96(TWICE, entries=entries), loaded(), AT).answers
    assert stops(answer) == {"list-too-long"}


@pytest.mark.parametrize(
    ("size", "reason"),
    [(None, ""), (("50", "E"), ""), (("50", "enheter"), ""), (("100", "E"), UNKNOWN), (("50", "IE"), UNKNOWN)],
)
def test_units_that_fill_a_vial_are_the_vial(size: tuple[str, str] | None, reason: str) -> None:
    """Norway counts 50 E, and the eP one vial: a dispense that says its size in E is of the same package."""
    botox = {
        "varenr": "026491",
        "name": "Botox pulv til inj væske, oppl 50 E",
        "brand": "Botox",
        "size": "50",
        "unit": "E",
        "unit_name": "enheter",
        "atc": "M03AX01",
        "atc_name": "Botulinumtoksin",
        "form": "789",
        "form_name": "Pulver til injeksjonsvæske, oppløsning",
        "dosage": "Etter avtale",
    }
    message = m1(**botox, quantity="1", repeats="1")
    answer = listed(told("1", varenr="026491", name=botox["name"], size=size), message=message)
    assert stops(answer) == ({reason} if reason else set())
