"""Every package of a register, each as an M1 that a prescribing system fills from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.coverage.outcome import Outcome, outcome_of
from converter.coverage.plain_dosage import plain_dosage
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.norway.m1_written import PlainPrescription, write_m1
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.zone import day_in_norway

YEAR = timedelta(days=365)
GROUPS = "7421"


@dataclass(slots=True)
class InUse:
    """Goes through a register's packages that can be prescribed, and counts the others.

    Attributes:
        withdrawn: packages whose entry has status U.
        outgoing: numbers that another package has taken the place of.
    """

    register: MedicinesRegister
    withdrawn: set[str] = field(default_factory=set)
    outgoing: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[str]:
        """The varenr, in order. Raises RegisterError where a record cannot be read."""
        for varenr in self.register.each_varenr():
            medicine = self.register.find(varenr)
            if medicine is not None and medicine.replaced_by:
                self.outgoing.add(varenr)
            elif medicine is not None and medicine.withdrawn:
                self.withdrawn.add(varenr)
            else:
                yield varenr


def prescription_of(medicine: Medicine, converter: Converter, at: datetime) -> bytes:
    """The M1 of a package, written on the day of conversion and valid for a year."""
    day = day_in_norway(at)
    group = converter.tables.code_list(GROUPS).find(medicine.group)
    return write_m1(
        PlainPrescription(
            medicine=medicine,
            group=group or Coded(medicine.group, "", medicine.group),
            dosage=plain_dosage(medicine),
            day=day,
            until=day + YEAR,
        )
    )


def of_package(varenr: str, converter: Converter, at: datetime) -> Outcome:
    """The outcome of one package; the exchange record has no part in it. Raises as `InUse`."""
    medicine = converter.register.find(varenr)
    if medicine is None:
        raise LookupError
    return outcome_of(m1_to_ep(prescription_of(medicine, converter, at), converter, at), varenr)


def for_invented_persons(converter: Converter) -> Converter:
    """The converter as it is outside production: there the invented patient's number would name nobody."""
    return replace(converter, production=False)
