"""The prescriber's role: the profession, more exactly where the speciality is within it."""

import pytest

from converter.conversion.answer import Decision
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from tests.builders.loaded import convert, remarks
from tests.builders.messages import m1

CONTRACEPTIVE = {"atc": "G03AC09", "name": "Fiktivgestrel tab 75 mikrog", "brand": "Fiktivgestrel", "varenr": "000001"}
"""What a public health nurse may prescribe too."""


@pytest.mark.parametrize(
    ("profession", "specialty", "role", "national"),
    [
        ("LE", None, "221", ["LE"]),
        ("LE", "1", "2211", ["LE", "1"]),
        ("LE", "36", "2212", ["LE", "36"]),
        ("TL", "515", "2261", ["TL"]),
        ("SP", "601", "2221", ["SP"]),
    ],
)
def test_a_speciality_within_the_profession_says_the_role_more_exactly(
    profession: str, specialty: str | None, role: str, national: list[str]
) -> None:
    """The national codes stand beside it, nearest first."""
    outcome = convert(m1(profession=profession, specialty=specialty, **CONTRACEPTIVE))
    assert outcome.document is not None
    said = read_ep(parse(outcome.document)).prescription.prescriber.role
    assert (said.code, [o.code for o in said.originals]) == (role, national)
    assert "specialty-not-sent" not in remarks(outcome)


@pytest.mark.parametrize(
    ("profession", "specialty", "code_list"),
    [("LE", "515", "7426"), ("TL", "36", "7426"), ("LE", "28", "7426"), ("LE", "9999", "7426"), ("LE", "1", "9060")],
)
def test_a_speciality_outside_the_profession_is_told_and_not_sent(
    profession: str, specialty: str, code_list: str
) -> None:
    """A dentist's speciality of a doctor, one that is two things, an unknown one, one of another list."""
    outcome = convert(m1(profession=profession, specialty=specialty, specialty_list=code_list))
    assert outcome.decision is Decision.CONVERTED
    assert outcome.document is not None
    plain = convert(m1(profession=profession)).document
    assert outcome.document == plain
    assert "specialty-not-sent" in remarks(outcome)
