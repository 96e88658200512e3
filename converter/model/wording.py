"""The English of an eP's readable part: units, containers and roles as a person would write them.

Sources: EMA, QRD recommendations on the expression of strength (micrograms, international units and million in words);
EDQM standard terms in lower case, in the singular and the plural.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from converter.model.coded import Coded, Null, Quantity, for_people
from converter.model.product import PackageLayer

COUNTED, VOWELS = "1", frozenset("aeiou")
BLISTER, SACHET = "blister", "30054000"
"""Of blister packs it is not said how many there are, nor of sachets (EDQM) with several pieces: one is in each."""
GROUPED_FROM, THREE = 10_000, re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+(?:\.|$))")
"""Long numbers are in groups of three with a blank between (ISO 80000-1): a nought too many is seen."""
ORIGINAL = re.compile(r" \([^()]*\)$")
"""The list's own word behind the English of a unit."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words by code, one and several.

    Attributes:
        units: by EU unit, braces included.
        containers: by code of eHDSIPackage.
        roles: what one person is, by code of eHDSIHealthcareProfessionalRole.
    """

    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    containers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    def amount(self, quantity: Quantity) -> str:
        """`98 tablets`, `160 micrograms`, `100 units`, `2.5 mL`."""
        number = for_people(quantity.value)
        if quantity.value >= GROUPED_FROM:
            number = THREE.sub(" ", number)
        return f"{number} {self._unit(quantity)}".strip()

    def per(self, quantity: Quantity) -> str:
        """`per tablet`, `per mL`, `per 5 mL`."""
        return f"per {self._unit(quantity) or COUNTED}" if quantity.value == 1 else f"per {self.amount(quantity)}"

    def _unit(self, quantity: Quantity) -> str:
        if quantity.text:
            return ORIGINAL.sub("", quantity.text.replace("(s)", "" if quantity.value == 1 else "s"))
        if quantity.unit == COUNTED:
            return ""
        one, several = self.units.get(quantity.unit, (quantity.unit.strip("{}"),) * 2)
        return one if quantity.value == 1 else several

    def package(self, layers: tuple[PackageLayer, ...]) -> str:
        """`98 tablets in blister packs`, `5 pre-filled pens of 3 mL`, `3 x 120 actuations`; outermost first."""
        inner, outer = layers[0], [for_people(layer.content.value) for layer in reversed(layers[1:])]
        said = self.amount(inner.content)
        words = self._container(inner.container, inner.content)
        if words is None and len(outer) == 1 and inner.content.value == 1:  # 5 of 1 ampoule each
            return self.amount(replace(inner.content, value=layers[1].content.value))
        if words is None:
            return " x ".join([*outer, said])
        one, several = words
        apart = isinstance(inner.container, Coded) and inner.container.code == SACHET and not outer
        if BLISTER in several or (apart and inner.content.unit.startswith("{") and inner.content.value > 1):
            whole = " x ".join([*outer, said])
            return f"{whole} in a {one}" if not outer and inner.content.value == 1 else f"{whole} in {several}"
        if outer:
            return f"{' x '.join(outer)} {one if outer == ['1'] else several} of {said}"
        return f"{said} in {'an' if one[:1] in VOWELS else 'a'} {one}"

    def _container(self, container: Coded | Null, content: Quantity) -> tuple[str, str] | None:
        """One and several of a container; None where there is none, or what is counted is that container itself."""
        if isinstance(container, Null):
            return None
        if container.display.casefold().endswith(content.unit.strip("{}").casefold()) and content.unit.startswith("{"):
            return None
        term = container.display.casefold()
        return self.containers.get(container.code, (term, term))

    def role(self, concept: Coded) -> str:
        """`medical doctor`: one person of the role."""
        return self.roles.get(concept.code, concept.display)
