"""Units of tables whose target is a unit: a code of eHDSIUnit, or `{X}` with X a term of eHDSIQuantityUnit.

That is the rule of template 1.3.6.1.4.1.12559.11.10.1.3.1.3.29; `1` is for what can only be counted.
"""

import re

from converter.model.coded import Coded
from converter.terminology.value_set import ValueSet

COUNTED = "1"
BLANK = re.compile(r"\s")
"""CDA's units are of type `cs`, which has no blanks: `{Chewing gum}` cannot be written."""


def find_unit(unit: str, units: ValueSet, presentations: ValueSet) -> Coded | None:
    """The unit under its own term; None when it may not be used.

    `units` is the set of UCUM units, `presentations` the one whose terms may stand in braces.
    """
    if BLANK.search(unit):
        return None
    if unit.startswith("{"):  # UCUM has units such as {#} too, which say nothing of what is counted
        term = unit[1:].removesuffix("}")
        return (
            Coded(unit, units.system, term) if f"{{{term}}}" == unit and term in presentations.terms.values() else None
        )
    return units.find(unit)


def unit_problem(unit: str, relation: str) -> str | None:
    """The problem of using `unit` with `relation`, or None.

    A UCUM unit carries a number, so what it leaves out would change the amount: it must be equivalent. `{Tablet}` for a
    chewing tablet is broader yet counts the same. `1` never says what is counted.
    """
    if unit == COUNTED:
        return None if relation == "broader" else "unit-one"
    if unit.startswith("{"):
        return "unit-narrower" if relation == "narrower" else None
    return None if relation == "equivalent" else "unit-lossy"
