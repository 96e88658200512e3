"""A medicine as it is prescribed: what it is, how strong, and how it is packed."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from converter.model.atc import has_own_units
from converter.model.coded import Bilingual, Coded, Null, Quantity, Ratio, product_of
from converter.model.strength_units import ELEMENTS

SUBSTANCES_APART = " ; "
"""What stands between substances where they are told in one line; no name may hold it."""


@dataclass(frozen=True, slots=True)
class PackageLayer:
    """One layer of a package.

    Attributes:
        content: what one container of this layer holds: product in the innermost layer, inner containers elsewhere.
        container: the kind of container.
        code: identifier of the package; only on the outermost layer.
        name: description of the package; only on the outermost layer.
    """

    content: Quantity
    container: Coded | Null
    code: Coded | None = None
    name: str = ""


ELEMENT = re.compile(rf"[a-z][a-z -]* \((?:{'|'.join(map(re.escape, ELEMENTS))})\)(?: as .+)?")
"""A name that says what a number counts in the place of the substance: `iron (Fe) as ferrous sulfate`."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """An active substance and its strength. `code` is absent where no EU code names the substance.

    Where the number counts an element, an ion or an equivalent, that is the name, with the substance behind it:
    `iron (Fe) as ferrous sulfate`.
    """

    name: str
    strength: Ratio
    code: Coded | None = None

    @property
    def counts_element(self) -> bool:
        """Whether the number is one of an element, and not of the substance."""
        return self.code is None and ELEMENT.fullmatch(self.name) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the products in a combination pack, of which a pack holds one.

    Attributes:
        form: absent where it is not known.
        layers: package layers, innermost first, as those of a product.
        ingredients: empty where no strength can be said exactly.
    """

    name: str
    form: Coded | None
    layers: tuple[PackageLayer, ...]
    ingredients: tuple[Ingredient, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """A medicinal product.

    Attributes:
        name: brand name; the substance's where it is prescribed by substance.
        strength_text: strength in words, as prescribed.
        form: pharmaceutical dose form; unknown only for a combination pack.
        layers: package layers, innermost first; at most three (eHDSI CDA v8.0.0, 1.3.6.1.4.1.12559.11.10.1.3.1.3.30).
        atc: ATC code.
        ingredients: active substances; empty where no strength can be said exactly.
        substances: names of the active substances where there are no ingredients; said in the narrative only.
        parts: the products in a combination pack, whose own layer holds one set of them.
        several_strengths: a substance is in the package in more than one strength; said in the narrative only.
        strength_in_register, package_in_register: what a register says of strengths and of the package that no code
            says; said in the narrative only.
        strength_plain: `strength_text` with the units of other languages in UCUM, `400 ug`; to compare, never sent.
    """

    name: str
    strength_text: str
    form: Coded | Null
    layers: tuple[PackageLayer, ...]
    atc: Coded | None = None
    ingredients: tuple[Ingredient, ...] = ()
    substances: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    several_strengths: bool = False
    strength_in_register: Bilingual | None = None
    package_in_register: Bilingual | None = None
    strength_plain: str = ""

    @property
    def by_amount(self) -> bool:
        """Whether an amount is prescribed and no package of it: its one layer has no container to speak of."""
        return len(self.layers) == 1 and self.layers[0].container is Null.NI

    @property
    def has_own_units(self) -> bool:
        """Whether it is, or may be, an insulin analogue: `IE` in its words says no international units."""
        names = (self.name, *(i.name for i in self.ingredients), *self.substances)
        return has_own_units("" if self.atc is None else self.atc.code, names)

    def with_register(self, strength: Bilingual | None, package: Bilingual | None) -> "Product":
        """The same with what a register says beside its codes."""
        return replace(self, strength_in_register=strength, package_in_register=package)

    def content_of_one_package(self) -> Decimal:
        """Amount of product in one package, in the unit of the innermost layer."""
        return product_of(layer.content.value for layer in self.layers)
