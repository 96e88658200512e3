"""The shapes of what is known of dose forms: mappings/forms/<name>.yaml."""

from typing import Annotated, Literal

from pydantic import Field

from converter.sources.shape import Filled, Shape
from converter.terminology.shapes import Status

Release = Literal["Delayed", "Prolonged", "Modified", "Conventional", "Unknown"]
State = Literal["solid", "semi-solid", "liquid", "gas"]
Site = Literal[
    "Auricular",
    "Buccal",
    "Cutaneous",
    "Dental",
    "Endocervical",
    "Environmental",
    "Extracorporeal",
    "Gastric",
    "Gastroenteral",
    "Intestinal",
    "Intramammary",
    "Intraperitoneal",
    "Intrauterine",
    "Intravesical",
    "Nasal",
    "Ocular",
    "Oculonasal",
    "Oral",
    "Oromucosal",
    "Parenteral",
    "Pulmonary",
    "Rectal",
    "Sublingual",
    "Transdermal",
    "Unknown/Miscellaneous",
    "Urethral",
    "Vaginal",
]
"""EDQM's intended sites."""


class FormRow(Shape):
    """A dose form and its attributes, as EDQM gives them."""

    code: Filled
    term: Filled = Field(description="The term in eHDSIDoseForm.")
    release: Release | Literal[""] = Field("", description="Release characteristics.")
    basic: str = Field("", description="Basic dose form, as Tablet or Solution.")
    state: State | Literal[""] = Field("", description="State of matter of the basic dose form.")
    sites: tuple[Site, ...] = Field(default=(), description="Intended sites.")
    methods: tuple[Filled, ...] = Field(default=(), description="Administration methods.")
    changes: tuple[Filled, ...] = Field(default=(), description="Transformations before it is given.")
    friendly: tuple[Filled, ...] = Field(default=(), description="Codes of the patient-friendly terms above it.")
    of: str = Field("", description="Code of the form that it is given as, whose attributes it has.")


class RouteRow(Shape):
    """A route of administration and the intended sites that it reaches."""

    code: Filled
    term: Filled = Field(description="The term in eHDSIRouteofAdministration.")
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    status: Status
    note: Filled


class FormWordRow(Shape):
    """A word of names, and what it says of the form: forms of list 7448, or a release."""

    word: Filled = Field(description="In lower case, without commas and points.")
    codes: tuple[Filled, ...] = Field(default=(), description="Codes of list 7448 that the word may be.")
    release: Release | Literal[""] = Field("", description="What the word says of the release, whatever the form.")
    status: Status
    note: Filled


class FormFile(Shape):
    """mappings/forms/attributes.yaml."""

    forms: Literal["attributes"]
    title: Filled
    maintainer: Filled
    licence: Filled
    note: Filled
    rows: Annotated[tuple[FormRow, ...], Field(min_length=1)]


class RouteFile(Shape):
    """mappings/forms/routes.yaml."""

    forms: Literal["routes"]
    title: Filled
    maintainer: Filled
    licence: Filled
    note: Filled
    rows: Annotated[tuple[RouteRow, ...], Field(min_length=1)]


class FormWordFile(Shape):
    """mappings/forms/words.yaml."""

    forms: Literal["words"]
    title: Filled
    maintainer: Filled
    licence: Filled
    note: Filled
    rows: Annotated[tuple[FormWordRow, ...], Field(min_length=1)]
