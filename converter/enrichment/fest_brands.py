"""Resolves what brands and substance groups of FEST refer to: strengths, substances, generic groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from converter.enrichment.fest_staging import Problems, Staging
from converter.formats.norway.fest_errors import FestCode
from converter.formats.norway.fest_records import (
    FestBrand,
    FestMedicine,
    FestStrength,
    FestSubstance,
    FestSubstanceRef,
)
from converter.model.medicine import GenericGroup, SubstanceStrength


@dataclass(frozen=True, slots=True)
class Resolved:
    """The substances behind references, and what hinders: a code and where.

    `ids` names every substance that is surely referred to, also where its strength or its name cannot be used.
    `withdrawn` are the ids of what is out of use but still referred to, for which FEST keeps it: it is used, and told.
    """

    substances: tuple[SubstanceStrength, ...] = ()
    ids: tuple[str, ...] = ()
    hindered: tuple[tuple[FestCode, str], ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """A brand, absent where it is not there, with what was resolved."""

    brand: FestBrand | None
    resolved: Resolved


class Brands:
    """Finds brands and the substances of brands and groups. What is wrong is told in the answer, not reported here."""

    def __init__(self, staging: Staging, problems: Problems) -> None:
        self.facts = lru_cache(maxsize=2048)(self._facts)
        self._staging = staging
        self._problems = problems

    def resolve(self, refs: Sequence[FestSubstanceRef]) -> Resolved:
        """The substances behind `refs`, in their order."""
        substances: list[SubstanceStrength] = []
        ids: list[str] = []
        hindered: list[tuple[FestCode, str]] = []
        withdrawn: list[str] = []
        for ref in refs:
            strength = self._staging.strength(ref.ref) if ref.with_strength else None
            key = ref.ref if not ref.with_strength else strength.substance if strength else ""
            substance = self._staging.substance(key) if key else None
            if substance is not None:
                ids.append(key)
            if ref.with_strength and self._staging.withdrawn(FestStrength, ref.ref):
                withdrawn.append(ref.ref)
            if key and self._staging.withdrawn(FestSubstance, key):
                withdrawn.append(key)
            if ref.with_strength and strength is None:
                hindered.append((FestCode.STRENGTH_UNKNOWN, ref.ref))
            elif strength is not None and not strength.usable:
                hindered.append((FestCode.STRENGTH_UNUSABLE, ref.ref))
            elif substance is None:
                hindered.append((FestCode.SUBSTANCE_UNKNOWN, key))
            elif not substance.name:
                hindered.append((FestCode.SUBSTANCE_WITHOUT_NAME, key))
            else:
                substances.append(_joined(key, substance, strength))
        return Resolved(tuple(substances), tuple(dict.fromkeys(ids)), tuple(hindered), tuple(withdrawn))

    def generic(self, medicine: FestMedicine, where: str) -> GenericGroup | None:
        """The generic group that a package or brand is in; a reference that leads nowhere is reported."""
        member = medicine.generic
        if member is None:
            return None
        group = self._staging.generic_group(member.ref)
        if group is None:
            self._problems.add(FestCode.REFERENCE_UNKNOWN, where, member.ref)
            return None
        return GenericGroup(
            id=member.ref,
            code=group.code,
            valid_from=group.valid_from,
            valid_until=group.valid_until,
            member_from=member.valid_from,
            member_until=member.valid_until,
            has_remark=group.has_remark,
            remark=group.remark,
        )

    def _facts(self, key: str) -> BrandFacts:
        if not key:
            return BrandFacts(None, Resolved(hindered=((FestCode.PACKAGE_WITHOUT_BRAND, ""),)))
        brand = self._staging.brand(key)
        if brand is None:
            return BrandFacts(None, Resolved(hindered=((FestCode.BRAND_UNKNOWN, key),)))
        resolved = self.resolve(brand.substances)
        if self._staging.withdrawn(FestBrand, key):
            resolved = replace(resolved, withdrawn=(key, *resolved.withdrawn))
        return BrandFacts(brand, resolved)


def _joined(key: str, substance: FestSubstance, strength: FestStrength | None) -> SubstanceStrength:
    made = SubstanceStrength(substance.name, substance.name_english, substance_id=key)
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
