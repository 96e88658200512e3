"""Facts that are reckoned: ATC levels, days, and what a profession may prescribe; each rule of theirs alone."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from converter.model.medicine import Medicine
from converter.model.national import NationalPrescription, VerifiedProfessional
from converter.rules.m1_to_ep import CallerSays, Found, gather
from converter.rules.plausibility import atc_levels, outside_right
from converter.rules.rule import Effect, Fact, apply
from tests.builders.loaded import loaded
from tests.builders.medicines import known, listed, signed
from tests.rules.test_m1_to_ep_facts import PERSON, TODAY, prescription

GESTAGEN = signed(atc=listed("G03AC09", "7180"))
SAYS_NOTHING = Found()


def facts(
    given: NationalPrescription, medicine: Medicine | None = None, found: Found = SAYS_NOTHING, multidose: str = ""
) -> dict[str, Fact]:
    """The facts."""
    return gather(given, medicine, found, CallerSays(multidose=multidose), TODAY)


def spoken(
    given: NationalPrescription, medicine: Medicine | None = None, found: Found = SAYS_NOTHING, multidose: str = ""
) -> list[str]:
    """The rules that speak."""
    rules = loaded().rules["m1-to-ep"]
    return [f.code for f in apply(rules, facts(given, medicine, found, multidose), TODAY)]


def by(*professions: str) -> NationalPrescription:
    """A prescription by whoever has these professions, the first of them as stated."""
    person = replace(PERSON, profession=professions[0])
    return prescription(prescriber=person, verified=VerifiedProfessional("", professions[1:]))


def test_what_says_more_is_told_alone() -> None:
    """A last day that no law knows, without that it is later than usual."""
    given = prescription(valid_until=date(2099, 1, 1))
    assert [c for c in spoken(given, known()) if "valid" in c] == ["excluded-valid-too-long"]


ALONE: dict[str, tuple[NationalPrescription, Medicine | None, Found, str]] = {
    "excluded-use-food": (prescription(use="5"), known(), SAYS_NOTHING, ""),
    "excluded-atc-not-a-medicine": (
        prescription(medicine=signed(atc=listed("V06DB", "7180"))),
        known(atc=None),
        SAYS_NOTHING,
        "",
    ),
    "excluded-atc-veterinary": (prescription(), known(atc=listed("QM01AE01", "7180")), SAYS_NOTHING, ""),
    "excluded-profession-may-not-prescribe": (by("FT"), known(), SAYS_NOTHING, ""),
    "excluded-outside-right": (by("SP"), known(), SAYS_NOTHING, ""),
    "excluded-valid-too-long": (
        prescription(medicine=GESTAGEN, valid_until=date(2030, 1, 1)),
        known(atc=None),
        SAYS_NOTHING,
        "",
    ),
    "remark-valid-longer-than-usual": (prescription(valid_until=date(2027, 11, 3)), known(), SAYS_NOTHING, ""),
    "remark-note-sent": (prescription(), known(), Found(note="plain"), ""),
    "withheld-note-reimbursement": (prescription(), known(), Found(note="reimbursement"), ""),
    "remark-home-care": (prescription({"home_care": True}), known(), SAYS_NOTHING, ""),
    "remark-multidose": (prescription(), known(), SAYS_NOTHING, "yes"),
}


@pytest.mark.parametrize("code", ALONE)
def test_each_rule_speaks_alone(code: str) -> None:
    """One thing wrong is one finding, and it does what its row says."""
    assert spoken(*ALONE[code]) == [code]


@pytest.mark.parametrize(("written", "old"), [(date(2025, 11, 22), False), (date(2025, 11, 21), True)])
def test_older_than_a_prescription_is_valid_whatever_its_last_day(written: date, old: bool) -> None:
    """366 days; what is longer valid than that is told besides, once it is."""
    given = prescription(written_on=written, valid_until=TODAY)
    assert spoken(given, known()) == (["excluded-older-than-valid", "remark-valid-longer-than-usual"] if old else [])


@pytest.mark.parametrize("group", ["A", "B"])
def test_the_group_of_the_atc_code_stops_and_is_told(group: str) -> None:
    """Whatever message and record say; the remark is there where they say neither A nor B."""
    found = Found(atc_groups=(group,))
    assert spoken(prescription(), known(), found) == ["excluded-group-a-b", "remark-group-by-atc"]
    assert spoken(prescription({"groups": ("A",)}), known(group="A"), found) == ["excluded-group-a-b"]
    assert spoken(prescription(), None, Found(atc_groups=("Z",)))[:1] == ["excluded-group-unknown"]


def test_goods_by_their_name_only_where_the_register_does_not_know_them() -> None:
    """A medicine of FEST is one."""
    assert "excluded-goods-name" in spoken(prescription(), None, Found(goods=True))
    assert spoken(prescription(), known(), Found(goods=True)) == []


def test_solvents_leave_where_the_register_knows_them() -> None:
    """V07AB: authorised medicines and other goods."""
    water = prescription(medicine=signed(atc=listed("V07AB", "7180")))
    assert spoken(water, known(atc=None)) == []
    assert "excluded-atc-not-a-known-medicine" in spoken(water)


@pytest.mark.parametrize(
    ("professions", "codes", "wanted"),
    [
        (("LE",), ("M01",), ()),
        (("SP",), ("M01",), ("SP",)),
        (("SP",), ("G03", "G03A"), ()),
        (("JO",), ("G02B",), ()),
        (("JO",), ("G02",), ("JO",)),
        (("SP", "LE"), ("M01",), ()),
        (("TL", "SP"), ("M01",), ()),
        (("SP", "TP"), ("A01A",), ()),
        (("SP", "TP"), ("M01",), ("SP", "TP")),
        (("OP",), ("S01",), ()),
        (("SP",), (), ("SP",)),
        (("FT",), ("M01",), ()),
        ((), ("M01",), ()),
    ],
)
def test_whose_right_does_not_reach(professions: tuple[str, ...], codes: tuple[str, ...], wanted: Fact) -> None:
    """One profession that reaches is enough; without an ATC code none with a limited right does."""
    assert outside_right(professions, codes) == wanted


def test_a_profession_that_may_is_enough() -> None:
    """A doctor who is a nurse and a physiotherapist too is a doctor; what was verified goes before what is stated."""
    assert spoken(by("XX", "SP", "LE", "FT"), known()) == []
    assert spoken(by("FT", "LE"), known()) == []
    assert spoken(by("LE", "SP"), known()) == ["excluded-outside-right"]


def test_atc_codes_of_message_and_register_count() -> None:
    """Each at its levels, once."""
    found = atc_levels(signed(atc=listed("N02A", "7180")), known(atc=listed("N02BE", "7180")))
    assert found == ("N", "N02", "N02A", "N02B", "N02BE")
    assert atc_levels(signed(atc=None), None) == ()


def test_days() -> None:
    """Of a contraceptive only how long it is valid; of one whose last day is over not how old it is."""
    usual = facts(prescription())
    assert (usual["days-old"], usual["days-valid"], usual["days-valid-usual"]) == (
        Fraction(22),
        Fraction(365),
        Fraction(365),
    )
    pill = facts(prescription(medicine=GESTAGEN))
    assert (pill["days-old"], pill["days-valid"], pill["days-valid-usual"]) == (None, Fraction(365), None)
    assert facts(prescription(valid_until=date(2026, 11, 22)))["days-old"] is None
    assert facts(prescription(valid_until=TODAY))["days-old"] == 22


def test_every_row_of_these_has_a_basis_and_a_draft_says_so() -> None:
    """Judgements that nobody has confirmed are marked in their basis."""
    rows = {r.id: r for r in loaded().rules["m1-to-ep"]}
    for code in ("excluded-profession-may-not-prescribe", "excluded-outside-right", "excluded-older-than-valid"):
        assert "draft" in rows[code].basis
        assert rows[code].effect is Effect.EXCLUDE
