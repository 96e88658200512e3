"""The prescription group (list 7421) of what was handed out: of another substance Norway's register decides."""

from collections.abc import Iterable

from converter.conversion.session import Session
from converter.enrichment.medicines import MedicinesRegister
from converter.model.coded import Coded
from converter.model.known import PrescriptionFacts
from converter.model.medicine import Medicine
from converter.model.product import Ingredient, Product

ATC = "2.16.840.1.113883.6.73"
ATC_LEVEL_5, ATC_LEVEL_3 = 7, 4
STRICTEST_FIRST = ("A", "B", "C", "F")
"""Of list 7421; CF is a brand's, whose packages are C or F (dossier, section 3.4)."""
KEPT = frozenset({"A", "B"})
PATH = "/ClinicalDocument/component/structuredBody/component/section/entry/supply/product"


def group_of(product: Product, own: Medicine | None, facts: PrescriptionFacts, session: Session) -> str:
    """The group: a Norwegian package's own, the prescription's for the same substance, else the register's.

    Any code of a substance in group A or B counts, wherever it stands. Where the register knows nothing of another
    substance, the prescription's group stands, which is told.

    Args:
        product: as handed out.
        own: the register's record of the package, where it is a Norwegian one.
        facts: the prescription.
        session: the register, and where what is found is noted.
    """
    register, notes = session.register, session.notes
    prescribed = "C" if facts.group == "CF" else facts.group
    known = None if facts.product is None or facts.product.atc is None else facts.product.atc.code
    found = prescribed
    if own is not None:
        found = own.group or prescribed
    elif product.atc is None or product.atc.code != known:
        found = _strictest(_registered(product.atc, register))
        if not found and product.atc is not None:
            notes.add("dispensed-group-of-prescription", PATH)
        found = found or prescribed
    others = [g for c in _codes(product) if c != known for g in _groups(c, register) if g in KEPT]
    found = _strictest([found, *others]) or found
    if found != prescribed:
        notes.add("dispensed-group-a-b" if found in KEPT else "dispensed-group-other", PATH, group=found)
    return found


def _registered(atc: Coded | None, register: MedicinesRegister) -> tuple[str, ...]:
    return () if atc is None else _groups(atc.code, register)


def _groups(code: str, register: MedicinesRegister) -> tuple[str, ...]:
    """The groups of the Norwegian packages with an ATC code; a code of a higher level names no substance.

    A code of which there is none is judged by what is above it where all of that is A or B: a new opioid is an opioid.
    """
    if len(code) != ATC_LEVEL_5:
        return ()
    packages = register.find_by_atc(code)
    above = register.group_of_atc(code) or ("" if packages else register.group_of_atc(code[:ATC_LEVEL_3]))
    strict = (above, *[m.brand_group for m in packages if m.brand_group in KEPT])
    return tuple(dict.fromkeys(g for g in (*strict, *[m.group for m in packages]) if g))


def _strictest(groups: Iterable[str]) -> str:
    given = {"C" if g == "CF" else g for g in groups}
    return next((g for g in STRICTEST_FIRST if g in given), "")


def _codes(product: Product) -> tuple[str, ...]:
    """Every ATC code of the product, its substances and its parts' substances, those in translations too."""
    concepts: list[Coded | None] = [product.atc, *_of(product.ingredients)]
    for part in product.parts:
        concepts += _of(part.ingredients)
    said = [c for concept in concepts if concept is not None for c in (concept, *concept.originals)]
    return tuple(dict.fromkeys(c.code for c in said if c.system == ATC))


def _of(ingredients: Iterable[Ingredient]) -> list[Coded | None]:
    return [i.code for i in ingredients]
