"""Puts a package of FEST together: package -> brand -> strengths -> substances."""

from dataclasses import dataclass, replace
from functools import lru_cache

from converter.enrichment.fest_staging import Problems, Staging
from converter.formats.norway.fest_errors import FestCode
from converter.formats.norway.fest_records import FestBrand, FestPackage, FestStrength, FestSubstance, FestSubstanceRef
from converter.model.medicine import Medicine, PackageContent, SubstanceStrength

FICTIONAL_PRODUCER = "FIKTIV"
"""Producer of the products that the demo extract invents: a register that holds one is a demo."""
_STRICTEST_FIRST = ("A", "B", "C", "CF", "F", "K")


@dataclass(frozen=True, slots=True)
class _BrandFacts:
    """A brand with the substances that could be resolved, and what hinders the others: a code and where."""

    brand: FestBrand | None
    substances: tuple[SubstanceStrength, ...]
    hindered: tuple[tuple[FestCode, str], ...]


class Assembly:
    """Makes Medicines of staged packages. A fact that cannot be resolved leaves out all substances of the package."""

    def __init__(self, staging: Staging, problems: Problems) -> None:
        self.unenriched = 0
        self.fictional = False
        self._staging = staging
        self._problems = problems
        self._brand = lru_cache(maxsize=2048)(self._resolve)

    def medicine(self, package: FestPackage, active: bool) -> Medicine:
        """The package with its brand's facts; where it says nothing itself, the brand does."""
        found = [self._brand(key) for key in dict.fromkeys(content.brand for content in package.contents)]
        hindered = [hindrance for facts in found for hindrance in facts.hindered]
        if not found:
            hindered.append((FestCode.PACKAGE_WITHOUT_BRAND, ""))
        for code, where in hindered:
            self._problems.add(code, f"varenr {package.varenr}", *([where] if where else []))
        self.unenriched += bool(hindered)
        brands = [facts.brand for facts in found if facts.brand is not None]
        complete = not hindered
        single = len(found) == 1
        brand = brands[0] if brands else None
        shared = [package.medicine, *(b.medicine for b in brands)]
        self.fictional = self.fictional or any(b.producer == FICTIONAL_PRODUCER for b in brands)
        return Medicine(
            varenr=package.varenr,
            name_form_strength=package.medicine.name_form_strength,
            group=package.medicine.group,
            brand_group=_strictest(tuple(b.medicine.group for b in brands)) if len(brands) == len(found) else "",
            brand_name=brand.name if brand else "",
            atc=next((m.atc for m in shared if m.atc), None),
            form=package.medicine.form or (brand.medicine.form if brand and single else None),
            form_long=brand.form_long if brand and single else "",
            preparation_type=next((m.preparation_type for m in shared if m.preparation_type), None),
            routes=tuple(dict.fromkeys(route for m in shared for route in m.routes)),
            contents=self._contents(package, complete and not single),
            substances=found[0].substances if complete and single else (),
            withdrawn=not active,
        )

    def _contents(self, package: FestPackage, components: bool) -> tuple[PackageContent, ...]:
        made = []
        for content in package.contents:
            if content.content is None:
                self._problems.add(FestCode.SIZE_UNUSABLE, f"varenr {package.varenr}")
                return ()
            facts = self._brand(content.brand)
            if components and facts.brand is not None:
                made.append(
                    replace(
                        content.content,
                        brand_name=facts.brand.name,
                        form=facts.brand.medicine.form,
                        form_long=facts.brand.form_long,
                        substances=facts.substances,
                    )
                )
            else:
                made.append(content.content)
        return tuple(made)

    def _resolve(self, key: str) -> _BrandFacts:
        if not key:
            return _BrandFacts(None, (), ((FestCode.PACKAGE_WITHOUT_BRAND, ""),))
        brand = self._staging.brand(key)
        if brand is None:
            return _BrandFacts(None, (), ((FestCode.BRAND_UNKNOWN, key),))
        substances: list[SubstanceStrength] = []
        hindered: list[tuple[FestCode, str]] = []
        for ref in brand.substances:
            found = self._substance(ref)
            if isinstance(found, SubstanceStrength):
                substances.append(found)
            else:
                hindered.append(found)
        return _BrandFacts(brand, tuple(substances), tuple(hindered))

    def _substance(self, ref: FestSubstanceRef) -> SubstanceStrength | tuple[FestCode, str]:
        strength = self._staging.strength(ref.ref) if ref.with_strength else None
        if ref.with_strength and strength is None:
            return FestCode.STRENGTH_UNKNOWN, ref.ref
        if strength is not None and not strength.usable:
            return FestCode.STRENGTH_UNUSABLE, ref.ref
        key = strength.substance if strength else ref.ref
        substance = self._staging.substance(key)
        if substance is None:
            return FestCode.SUBSTANCE_UNKNOWN, key
        if not substance.name:
            return FestCode.SUBSTANCE_WITHOUT_NAME, key
        return _joined(substance, strength)


def _joined(substance: FestSubstance, strength: FestStrength | None) -> SubstanceStrength:
    made = SubstanceStrength(substance.name, substance.name_english)
    if strength is None:
        return made
    return replace(
        made,
        strength=strength.strength,
        denominator=strength.denominator,
        operator=strength.operator,
        upper=strength.upper,
        atc=strength.atc,
        alternative=strength.alternative,
        alternative_denominator=strength.alternative_denominator,
    )


def _strictest(groups: tuple[str, ...]) -> str:
    """The strictest group of list 7421; a group outside it is stricter than all."""
    place = {group: number for number, group in enumerate(_STRICTEST_FIRST)}
    return min(groups, key=lambda group: place.get(group, -1), default="")
