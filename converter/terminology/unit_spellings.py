"""Holds other spellings of a unit (table unit-spelling) against the unit that they spell.

UCUM's second code of a unit differs from the first in the size of its letters alone (`ml`, `[iu]`). A spelling that is
another word is pinned to its unit: what else it might mean, no other source could say.
"""

from collections.abc import Iterable, Mapping

from converter.sources.problems import Place, ProblemList
from converter.terminology.agreement import PRESENTATIONS, UNITS
from converter.terminology.code_table import CodeTable
from converter.terminology.joins import UNIT_SPELLINGS
from converter.terminology.lists import Lists

PINNED: Mapping[str, str] = {"hr": "h", "[drp]": "{Drop}"}
"""Spellings that are another word than the unit's code (UCUM 2.2: HR where case does not count; [drp] is a drop)."""


def check_unit_spellings(tables: Mapping[str, CodeTable], lists: Lists, problems: ProblemList) -> None:
    """Adds a problem for each row whose unit has another code than the spelling, in small letters both."""
    units = [*lists.value_sets[UNITS].terms] if UNITS in lists.value_sets else []
    if PRESENTATIONS in lists.value_sets:
        units += [f"{{{term}}}" for term in lists.value_sets[PRESENTATIONS].terms.values()]
    for row in tables.get(UNIT_SPELLINGS, ()):
        if row.target is None:
            continue
        meant = _meant(row.code, units)
        if meant != [row.target.code]:
            wanted = f" ({', '.join(meant)})" if meant else ""
            problems.add("word-astray", Place(row.file, row.line), found=row.code, unit=row.target.code, wanted=wanted)


def _meant(spelling: str, units: Iterable[str]) -> list[str]:
    """The units that a spelling may stand for."""
    if spelling in PINNED:
        return [PINNED[spelling]]
    return sorted({unit for unit in units if unit.casefold() == spelling.casefold()})
