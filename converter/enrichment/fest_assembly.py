"""Puts FEST together: packages, brands, substance groups and substances with all that they refer to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from converter.enrichment.fest_brands import Brands
from converter.enrichment.fest_staging import Problems, Staging
from converter.enrichment.prescription_groups import GroupsOfAtc, GroupsOfSubstances, strictest
from converter.formats.norway.fest_errors import FestCode
from converter.formats.norway.fest_records import FestBrand, FestPackage, FestSubstanceGroup
from converter.model.coded import Coded
from converter.model.medicine import Brand, Medicine, PackageContent, Substance, SubstanceGroup

T = TypeVar("T")
FICTIONAL_PRODUCER = "FIKTIV"
"""Producer of the products that the demo extract invents: a register that holds one is a demo."""


class Assembly:
    """Makes the register's records of what is staged, in the order of its methods.

    A fact that cannot be resolved leaves out all substances of what refers to it.
    """

    def __init__(self, staging: Staging, problems: Problems) -> None:
        self.unenriched = 0
        self.fictional = False
        self._staging = staging
        self._problems = problems
        self._brands = Brands(staging, problems)
        self._groups = GroupsOfSubstances()
        self._by_atc = GroupsOfAtc()
        self._packages_of: dict[str, list[str]] = {}

    def medicines(self) -> Iterator[Medicine]:
        """The packages by varenr."""
        for _, package, active in self._staging.packages():
            made = self._medicine(package, active)
            self._have(made.atc, (made.group, made.brand_group), made.withdrawn)
            yield made

    def brands(self) -> Iterator[Brand]:
        """The brands by id; call it after `medicines`, which says what packages they have."""
        for key, brand, active in self._staging.brands():
            resolved = self._brands.facts(key).resolved
            shared = brand.medicine
            if key not in self._packages_of:  # else each of its packages has told
                self._report(f"brand {key}", resolved.hindered)
            self._groups.hold(resolved.ids, shared.group)
            self._have(shared.atc, (shared.group,), not active)
            self.fictional = self.fictional or brand.producer == FICTIONAL_PRODUCER
            yield Brand(
                id=key,
                name=brand.name,
                name_form_strength=shared.name_form_strength,
                group=shared.group,
                atc=shared.atc,
                form=shared.form,
                form_long=brand.form_long,
                preparation_type=shared.preparation_type,
                routes=shared.routes,
                dose_units=shared.dose_units,
                substances=() if resolved.hindered else resolved.substances,
                packages=tuple(self._packages_of.get(key, ())),
                generic=self._brands.generic(shared, f"brand {key}"),
                withdrawn=not active,
            )

    def substance_groups(self) -> Iterator[SubstanceGroup]:
        """The substance groups by id."""
        for key, group, active in self._staging.substance_groups():
            resolved = self._brands.resolve(group.substances)
            shared = group.medicine
            self._report(f"substance group {key}", resolved.hindered)
            self._groups.hold(resolved.ids, shared.group)
            self._have(shared.atc, (shared.group,), not active)
            yield SubstanceGroup(
                id=key,
                name=shared.name_form_strength,
                group=shared.group,
                atc=shared.atc,
                form=shared.form,
                preparation_type=shared.preparation_type,
                routes=shared.routes,
                substances=() if resolved.hindered else resolved.substances,
                units=group.units,
                brands=self._known_brands(key, group),
                packages=self._known_packages(key, group),
                withdrawn=not active,
            )

    def substances(self) -> Iterator[Substance]:
        """The substances by id; call it last: their prescription groups come from all that holds them."""
        for key, substance, _ in self._staging.substances():
            for other in substance.related:
                if self._staging.substance(other) is None:
                    self._problems.add(FestCode.REFERENCE_UNKNOWN, f"substance {key}", other)
                else:
                    self._groups.relate(key, other)
        for key, substance, active in self._staging.substances():
            yield Substance(
                id=key,
                name=substance.name,
                name_english=substance.name_english,
                related=self._groups.related(key),
                group=self._groups.group(key),
                related_group=self._groups.related_group(key),
                withdrawn=not active,
            )

    def groups_of_atc(self) -> Iterator[tuple[str, str]]:
        """Each ATC code with its prescription group, as `GroupsOfAtc` has it; call it after those that have one."""
        yield from self._by_atc.all()

    def _have(self, atc: Coded | None, groups: tuple[str, ...], withdrawn: bool) -> None:
        if atc is not None:
            self._by_atc.have(atc.code, groups, withdrawn)

    def _medicine(self, package: FestPackage, active: bool) -> Medicine:
        """The package with its brand's facts; where it says nothing itself, the brand does."""
        where = f"varenr {package.varenr}"
        keys = tuple(dict.fromkeys(content.brand for content in package.contents))
        found = [self._brands.facts(key) for key in keys]
        hindered = [hindrance for facts in found for hindrance in facts.resolved.hindered]
        if not found:
            hindered.append((FestCode.PACKAGE_WITHOUT_BRAND, ""))
        self._report(where, hindered)
        if active:
            withdrawn = dict.fromkeys(ref for facts in found for ref in facts.resolved.withdrawn)
            self._report(where, [(FestCode.REFERENCE_WITHDRAWN, ref) for ref in withdrawn])
        self.unenriched += bool(hindered)
        brands = [facts.brand for facts in found if facts.brand is not None]
        complete = not hindered
        single = len(found) == 1
        brand = brands[0] if brands else None
        for key, facts in zip(keys, found, strict=True):
            self._packages_of.setdefault(key, []).append(package.varenr)
            self._groups.hold(facts.resolved.ids, package.medicine.group)
        generic = self._brands.generic(package.medicine, where)
        if generic is None and brand is not None and single:
            generic = self._brands.generic(brand.medicine, where)
        return Medicine(
            varenr=package.varenr,
            name_form_strength=package.medicine.name_form_strength,
            group=package.medicine.group,
            brand_group=strictest(b.medicine.group for b in brands) if len(brands) == len(found) else "",
            brand_name=_agreed([b.name for b in brands]) or "",
            atc=package.medicine.atc or _agreed([b.medicine.atc for b in brands]),
            form=package.medicine.form or (brand.medicine.form if brand and single else None),
            form_long=brand.form_long if brand and single else "",
            preparation_type=package.medicine.preparation_type or _preparation_type(brands),
            routes=tuple(
                dict.fromkeys((*package.medicine.routes, *(_agreed([b.medicine.routes for b in brands]) or ())))
            ),
            dose_units=package.medicine.dose_units or _agreed([b.medicine.dose_units for b in brands]) or (),
            contents=self._contents(package, where, complete and not single),
            substances=found[0].resolved.substances if complete and single else (),
            withdrawn=not active,
            id=package.id,
            brand_id=keys[0] if brand and single else "",
            eans=package.eans,
            generic=generic,
            marketed_on=package.marketed_on,
            deregistered_on=package.deregistered_on,
            unavailable_since=package.unavailable_since,
        )

    def _contents(self, package: FestPackage, where: str, several: bool) -> tuple[PackageContent, ...]:
        made = []
        for content in package.contents:
            if content.content is None:
                self._problems.add(FestCode.SIZE_UNUSABLE, where)
                return ()
            if content.content.has_components and not content.content.components:
                self._problems.add(FestCode.COMPONENT_UNUSABLE, where)
            facts = self._brands.facts(content.brand)
            if several and facts.brand is not None:
                made.append(
                    replace(
                        content.content,
                        brand_name=facts.brand.name,
                        form=facts.brand.medicine.form,
                        form_long=facts.brand.form_long,
                        substances=facts.resolved.substances,
                    )
                )
            else:
                made.append(content.content)
        return tuple(made)

    def _known_brands(self, key: str, group: FestSubstanceGroup) -> tuple[str, ...]:
        known = [ref for ref in group.brands if self._staging.brand(ref) is not None]
        self._report_unknown(key, set(group.brands) - set(known))
        return tuple(known)

    def _known_packages(self, key: str, group: FestSubstanceGroup) -> tuple[str, ...]:
        known = {ref: varenr for ref in group.packages if (varenr := self._staging.varenr(ref))}
        self._report_unknown(key, set(group.packages) - set(known))
        return tuple(dict.fromkeys(known.values()))

    def _report_unknown(self, key: str, refs: set[str]) -> None:
        for ref in sorted(refs):
            self._problems.add(FestCode.REFERENCE_UNKNOWN, f"substance group {key}", ref)

    def _report(self, where: str, hindered: Sequence[tuple[FestCode, str]]) -> None:
        for code, ref in hindered:
            self._problems.add(code, where, *([ref] if ref else []))


def _agreed(values: Sequence[T | None]) -> T | None:
    """What all brands of a package say; of a package with several, one brand's word is not the package's."""
    return values[0] if values and all(v == values[0] for v in values) else None


def _preparation_type(brands: Sequence[FestBrand]) -> Coded | None:
    """The type that all brands have; where they differ, one that no rule knows, so that the package stays."""
    types = [b.medicine.preparation_type for b in brands if b.medicine.preparation_type]
    return _agreed(types) or (Coded("?", types[0].system, "?") if types else None)
