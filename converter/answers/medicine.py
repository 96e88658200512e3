"""What a search for Norwegian packages answers."""

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from converter.answers.shape import Shape
from converter.model.medicine import Medicine


class MedicineAnswer(Shape):
    """A Norwegian package."""

    varenr: str
    name: str
    size: str
    group: str = Field(description="Prescription group (list 7421).")
    atc: str

    @classmethod
    def of(cls, medicine: Medicine) -> Self:
        """A package as a search shows it."""
        content = medicine.contents[0] if medicine.contents else None
        return cls(
            varenr=medicine.varenr,
            name=medicine.name_form_strength,
            size="" if content is None else f"{content.size_text} {content.unit.display}".strip(),
            group=medicine.group,
            atc="" if medicine.atc is None else medicine.atc.code,
        )


class MedicinesAnswer(Shape):
    """What a search found."""

    medicines: tuple[MedicineAnswer, ...]

    @classmethod
    def of(cls, found: Iterable[Medicine]) -> Self:
        """The packages, in the order in which they were found."""
        return cls(medicines=tuple([MedicineAnswer.of(m) for m in found]))
