"""The shapes of the tables of what a dosage cannot be: mappings/dosage-limits/<name>.yaml."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from converter.sources.shape import Filled, Shape
from converter.terminology.shapes import Status

FormKind = Literal[
    "mixed", "injection", "nebuliser", "inhalation", "spray", "local drops", "drops", "semisolid", "powder", "liquid"
]
"""What a dose form is that is not one piece; `mixed` is more than one of them, and nothing is said of it."""
Atc = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}$")]
Number = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,7}$")]


class UnitLimitRow(Shape):
    """What a unit of a dose may be of, and the most of it that is plausible in a day."""

    unit: Filled = Field(description="Value of a row of mappings/dosage/units.yaml.")
    most: Number = Field(description="More of it in a day is implausible for any medicine. Quote it.")
    counted: Number | Literal[""] = Field(
        "", description="The same of a form that is counted, where that is less: 50 g of a tablet. Quote it."
    )
    times: Number | Literal[""] = Field("", description="Oftener in a day is implausible. Quote it.")
    pieces: tuple[Filled, ...] = Field(
        default=(), description="Pieces of counted forms (piece-by-form) that it may be; with it, of no other."
    )
    never: tuple[Literal["piece"] | FormKind, ...] = Field(
        default=(), description="Kinds of forms that cannot have it; 'piece' is any form that is counted."
    )
    status: Status
    note: Filled


class FormKindRow(Shape):
    """A kind of dose form, by the words of its term in eHDSIDoseForm."""

    kind: FormKind
    words: Annotated[tuple[Filled, ...], Field(min_length=1)] = Field(
        description="A form whose term has one of these words is of the kind; the first row that fits counts."
    )
    note: Filled


class SeldomRow(Shape):
    """A medicine that is taken at most once in so many days."""

    atc: Atc
    name: Filled
    days: Number = Field(description="Least number of days from dose to dose. Quote it.")
    units: tuple[Filled, ...] = Field(default=(), description="Only where the dose is of these units; else of any.")
    forms: tuple[FormKind, ...] = Field(default=(), description="Only where the form is of these kinds; else of any.")
    status: Status = Field(description="approved, or draft: a limit that a pharmacist has yet to confirm. Both count.")
    note: Filled


class UnitLimitFile(Shape):
    """mappings/dosage-limits/units.yaml."""

    limits: Literal["units"]
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[UnitLimitRow, ...], Field(min_length=1)]


class FormKindFile(Shape):
    """mappings/dosage-limits/forms.yaml."""

    limits: Literal["forms"]
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[FormKindRow, ...], Field(min_length=1)]


class SeldomFile(Shape):
    """mappings/dosage-limits/seldom.yaml."""

    limits: Literal["seldom"]
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[SeldomRow, ...], Field(min_length=1)]
