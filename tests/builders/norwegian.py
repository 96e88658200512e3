"""A Norwegian pharmacy of the tests' own: what it has on the shelf, and what it says that it handed out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.enrichment.medicines import MedicinesRegister
from converter.model.ed import Entered, EnteredPharmacy
from converter.model.finding import Severity
from converter.model.medicine import Medicine
from converter.model.party import PersonName
from converter.model.substitution import Substituted
from tests.builders.foreign import AT, PERSONAL
from tests.builders.loaded import documented, loaded, words_of

HANDED_OUT = datetime(2026, 11, 23, 10, 15, tzinfo=ZoneInfo("Europe/Oslo"))
PHARMACY = EnteredPharmacy(
    "Eksempelapoteket", "313000125", "", "Eksempelveien 3", "9999", "Eksempelby", "+47 00 00 00 00"
)
IBUPROFEN = "990003"
"""30 tablets of 400 mg, as the shipped Finnish prescription asks for two of."""

TELLING = 4
"""Characters of a value that tells of somebody: a number of one digit stands in many sentences."""


def entered(**values: object) -> Entered:
    """A dispense of two packages of ibuprofen, generic for those prescribed; keywords are attributes that differ."""
    usual = Entered(
        number="U-1",
        varenr=IBUPROFEN,
        packages=Decimal(2),
        dispensed_at=HANDED_OUT,
        pharmacist=PersonName("Eksempel", ("Ida",)),
        hpr_number="999900025",
        pharmacy=PHARMACY,
        batch="A123",
        substituted=Substituted.GENERIC,
    )
    return replace(usual, **values)  # type: ignore[arg-type]


def made(ep: bytes, dispense: Entered, converter: Converter | None = None, at: datetime = AT) -> Answer[None]:
    """The outcome: documented codes, no failure, nothing personal in any finding, a document exactly when converted."""
    outcome = m10_to_ed(ep, dispense, converter or loaded(), at)
    assert {f.code for f in outcome.findings} <= documented()
    assert not [f for f in outcome.findings if f.severity is Severity.DEFECT], [
        (f.code, f.path) for f in outcome.findings
    ]
    assert (outcome.document is None) == (outcome.decision is not Decision.CONVERTED)
    said = "\n".join(words_of(f) for f in outcome.findings)
    personal = (*PERSONAL, dispense.hpr_number, PHARMACY.name)
    assert not [p for p in personal if len(p) >= TELLING and p in said]
    return outcome


def ed_of(ep: bytes, dispense: Entered, converter: Converter | None = None, at: datetime = AT) -> bytes:
    """The eD of a dispense that is sound."""
    outcome = made(ep, dispense, converter, at)
    assert outcome.document is not None, [(f.code, f.path) for f in outcome.findings]
    return outcome.document


def refused(ep: bytes, dispense: Entered, converter: Converter | None = None) -> set[str]:
    """The codes of why there is no eD."""
    outcome = made(ep, dispense, converter)
    assert outcome.document is None
    return {f.code for f in outcome.findings if f.severity is not Severity.REMARK}


def told(ep: bytes, dispense: Entered, converter: Converter | None = None) -> set[str]:
    """What is only told of a dispense that has an eD; what every eD is told of is left out."""
    outcome = made(ep, dispense, converter)
    assert outcome.document is not None, [f.code for f in outcome.findings]
    return {f.code for f in outcome.findings} - {"identifiers-pending"}


@dataclass(frozen=True)
class Shelf:
    """The demo register with other packages in place of some of its own."""

    register: MedicinesRegister
    packages: dict[str, Medicine]

    def __getattr__(self, name: str) -> object:
        return getattr(self.register, name)

    def snapshot(self) -> "Shelf":
        """Itself: it never changes."""
        return self

    def has_exchange_groups(self) -> bool:
        """As FEST has."""
        return True

    def find(self, varenr: str) -> Medicine | None:
        """Of the shelf first."""
        return self.packages.get(varenr) or self.register.find(varenr)

    def find_by_atc(self, code: str) -> tuple[Medicine, ...]:
        """Of both."""
        own = [m for m in self.packages.values() if m.atc is not None and m.atc.code == code]
        others = [m for m in self.register.find_by_atc(code) if m.varenr not in self.packages]
        return tuple(sorted([*own, *others], key=lambda m: m.varenr))


def shelf(*packages: Medicine) -> Converter:
    """The converter with these packages on the shelf."""
    usual = loaded()
    return replace(usual, register=Shelf(usual.register, {m.varenr: m for m in packages}))  # type: ignore[arg-type]


def package(like: str, **values: object) -> Medicine:
    """A package of the demo register, by its varenr, with other values."""
    known = loaded().register.find(like)
    assert known is not None
    return replace(known, **values)  # type: ignore[arg-type]


def all_packages() -> Iterable[Medicine]:
    """Every package of the demo register."""
    return loaded().register.search("9", 500)
