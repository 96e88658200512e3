"""The names of a person: all of them, the one that is gone by first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_names import names_of
from converter.formats.cda.foreign_party import read_name
from converter.model.party import PersonName
from tests.builders.snippets import h

MADE = date(2026, 11, 23)


def named(family: str, use: str = "", more: str = "") -> str:
    """A name."""
    return f"<name{f' use={use!r}' if use else ''}><given>A</given><family>{family}</family>{more}</name>"


def until(day: str) -> str:
    """Valid until a day."""
    return f'<validTime><high value="{day}"/></validTime>'


def texts(*names: str, made: date | None = MADE) -> list[str]:
    """The names in the order in which they are shown."""
    return [name.text for name in names_of(h(f"<x>{''.join(names)}</x>"), Reading(), made)]


@pytest.mark.parametrize(
    ("names", "first"),
    [
        ((named("Old", "C"), named("Own")), "A Own"),
        ((named("Own"), named("Legal", "L")), "A Legal"),
        ((named("Stage", "A"), named("Own", "L ABC")), "A Own"),
        ((named("Signs", "L IDE"), named("Letters", "L ABC")), "A Letters"),
        ((named("Signs", "IDE"), named("Letters", "ABC")), "A Letters"),
        ((named("Pen", "P"), named("Licence", "C")), "A Licence"),
        ((named("Unknown", "XYZ"), named("Pen", "P")), "A Pen"),
        ((named("Registry", "OR"), named("Own")), "A Registry"),
        ((named("Former", "L", until("20200101")), named("Own")), "A Own"),
        ((named("Legal", "L", until("20300101")), named("Own")), "A Legal"),
        ((named("One"), named("Two")), "A One"),
    ],
)
def test_the_legal_name_stands_first(names: tuple[str, str], first: str) -> None:
    """Former names and those for a purpose of their own after it; all are there."""
    found = texts(*names)
    assert found[0] == first
    assert len(found) == len(names)
    family = first.removeprefix("A ")
    assert read_name(h(f"<x>{''.join(names)}</x>"), Reading(), MADE) == PersonName(family, ("A",))


def test_without_a_day_of_the_document_no_name_is_former() -> None:
    """Nothing is reckoned from today."""
    assert texts(named("Former", "L", until("20200101")), named("Own"), made=None)[0] == "A Former"


def test_prefixes_of_the_family_name_belong_to_it_and_titles_do_not() -> None:
    """`van der` and `von` are of the name; `Dr.` and `jr.` are shown."""
    parts = (
        '<name><prefix qualifier="AC">Dr.</prefix><given>Jan</given><prefix qualifier="VV">van der </prefix>'
        "<family>Berg</family><suffix>jr.</suffix></name>"
    )
    (name,) = names_of(h(f"<x>{parts}</x>"), Reading())
    assert (name.text, name.name) == ("Dr. Jan van der Berg jr.", PersonName("van der Berg", ("Jan",)))


def test_the_family_name_at_birth_stands_beside() -> None:
    """It is the family name only where there is no other."""
    born = '<name><given>Kari</given><family>Berg</family><family qualifier="BR">Dahl</family></name>'
    found = names_of(h(f"<x>{born}</x>"), Reading())
    assert [(name.text, name.uses) for name in found] == [("Kari Berg", ()), ("Dahl", ("BR",))]
    assert texts('<name><given>Kari</given><family qualifier="BR">Dahl</family></name>') == ["Kari Dahl"]


def test_a_name_in_no_parts_is_shown_and_carried_by_no_ed() -> None:
    """Which of its words is the family name is not said."""
    (name,) = names_of(h("<x><name>Kari Berg</name></x>"), Reading())
    assert (name.text, name.name) == ("Kari Berg", None)
    assert texts('<name nullFlavor="NI"/>', "<name/>", named("Own")) == ["A Own"]


@given(st.permutations(["L", "", "C", "R", "P", "SRCH"]))
def test_the_order_of_the_document_does_not_choose(uses: list[str]) -> None:
    """What each name is decides alone."""
    found = texts(*[named(f"N{use}", use) for use in uses])
    assert found[:4] == ["A NL", "A N", "A NC", "A NR"]
