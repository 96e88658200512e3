"""The shape of a table of words: mappings/dosage/<kind>.yaml. One row shape for all kinds, most columns optional."""

from typing import Annotated, Literal

from pydantic import Field

from converter.sources.shape import Filled, Shape
from converter.terminology.shapes import Status

Kind = Literal[
    "acts",
    "advice",
    "ambiguous",
    "conditions",
    "events",
    "fillers",
    "food",
    "from",
    "keywords",
    "layers",
    "numbers",
    "ordinals",
    "outside",
    "periods",
    "purposes",
    "routes",
    "sites",
    "times",
    "units",
    "until",
    "weekdays",
]
"""What a word is in a dosage; also the file's name."""
Use = Literal["reason", "purpose"]
Related = Literal["before", "after", "with"]
YesNo = Literal["", "yes", "no"]


class WordRow(Shape):
    """One meaning, how the converter says it, and every way in which people write it.

    A form is read without regard to case and blanks; one that ends in a full stop is read with it and without it. In
    forms, genitive and nouns, `(skal|må) tas` is two forms, and `(|skal) tas` one with and one without.
    """

    value: Filled = Field(description="Key of the meaning: English, singular; a number for numbers. Quote digits.")
    norwegian: str = Field("", description="How the converter says it. Is read as well. May lack beside `nouns`.")
    plural: str = Field("", description="Norwegian after a number above one, where it is another. Is read as well.")
    forms: tuple[Filled, ...] = Field(
        default=(), description="Other ways to write it: abbreviations, definite and plural forms, nynorsk. Only read."
    )
    english: str = Field("", description="How the converter says it in English.")
    english_plural: str = Field("", description="English after a number above one.")
    english_reason: str = Field(
        "",
        description="Conditions: all of it where it is not 'when needed for' and `english`: in case of a seizure.",
    )
    english_applied: str = Field(
        "", description="Sites: where something is applied, where that is another: 'to the thigh', not 'in the thigh'."
    )
    verb: str = Field("", description="Units, routes and acts: the English verb of a sentence: Take.")
    counted: YesNo = Field("", description="Units: yes for pieces, no for what is measured.")
    contents: YesNo = Field("", description="Units: yes where 'the contents of' it are injected or inhaled.")
    genitive: tuple[Filled, ...] = Field(default=(), description="Periods: as in '7 dagers pause'.")
    nouns: tuple[Filled, ...] = Field(
        default=(), description="Times, until, from: the noun alone, as in '3 kvelder i uken', '2 dager etter reisen'."
    )
    members: tuple[Filled, ...] = Field(default=(), description="Weekdays: the days of a group.")
    used_as: tuple[Use, ...] = Field(
        default=(), description="Conditions: reason ('when needed for'), purpose ('for'), or both."
    )
    relations: tuple[Related, ...] = Field(
        default=(), description="Events: what may be said in relation to it; none named, all."
    )
    readings: tuple[Filled, ...] = Field(
        default=(), description="Ambiguous: the rows it may mean, each as kind:value, as in times:noon."
    )
    status: Status = Field(description="approved, or draft: a wording that a terminologist has yet to confirm.")
    note: str = Field("", description="Evidence or reason. Required for draft rows.")


class WordFile(Shape):
    """The words of one kind: mappings/dosage/<dosage>.yaml."""

    dosage: Kind = Field(description="The kind, which is the file's name without .yaml.")
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[WordRow, ...], Field(min_length=1)]
