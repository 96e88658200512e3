"""Holds the units of effect (table unit-of-effect): an ATC code may say which units are international, and no more.

A unit of an insulin analogue is no international one, and a million of them no unit: what a unit is without an ATC code
is pinned (`agreement.PINNED`), and with one only the anti-Xa units of the low molecular heparins differ.
"""

from collections.abc import Mapping

from converter.sources.problems import Place, ProblemList
from converter.terminology.agreement import PINNED
from converter.terminology.code_table import CodeTable
from converter.terminology.lists import Lists

EFFECTS, INGREDIENTS = "unit-of-effect", "eHDSIActiveIngredient"
ANTI_XA, INTERNATIONAL = "ie anti-xa", "[IU]"
HEPARINS = frozenset({"b01ab04", "b01ab05", "b01ab06", "b01ab08", "b01ab10", "b01ab12"})
"""ATC: low molecular heparins, whose potency is in international units of anti-Xa activity (Ph. Eur. 0828)."""


def check_effect_units(tables: Mapping[str, CodeTable], lists: Lists, problems: ProblemList) -> None:
    """Adds a problem for each row whose key is no unit with an ATC code of the list, or whose target is not the unit's.

    Args:
        tables: all code tables.
        lists: the ATC codes.
        problems: is added to.
    """
    table, ingredients = tables.get(EFFECTS), lists.value_sets.get(INGREDIENTS)
    if table is None or ingredients is None:
        return
    pinned = {code: target for (name, code), target in PINNED.items() if name == EFFECTS}
    for row in table:
        place, found = Place(row.file, row.line), "" if row.target is None else row.target.code
        if row.code in pinned:
            continue  # held by check_agreement
        unit, _, atc = row.code.rpartition(" ")
        if unit not in {*pinned, ANTI_XA}:
            problems.add("effect-unit", place, found=row.code, wanted=", ".join(sorted((*pinned, ANTI_XA))))
        elif atc.upper() not in ingredients.terms or atc != atc.lower():
            problems.add("row-not-in-list", place, found=atc, list=INGREDIENTS, wanted="")
        elif unit == ANTI_XA and atc not in HEPARINS:
            problems.add("row-pinned", place, found=row.code, wanted="none")
        elif found != (wanted := INTERNATIONAL if unit == ANTI_XA else pinned[unit]):
            problems.add("row-pinned", place, found=row.code, wanted=wanted)
