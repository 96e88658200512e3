"""The shape of each kind of YAML file. The JSON Schemas in mappings/schema/ are made from these models."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from converter.sources.shape import Filled, Name, Shape

OID = r"^[0-2](\.(0|[1-9][0-9]*))+$"
Oid = Annotated[str, StringConstraints(pattern=OID)]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]+$")]
Relation = Literal["equivalent", "broader", "narrower", "none"]
Status = Literal["approved", "draft"]


class SourceHead(Shape):
    """What the codes are: a code list, a value set or a free text. Exactly one of the three."""

    list: str = Field("", description="Number of a Norwegian code list in codelists/index.yaml.")
    value_set: str = Field("", description="Name of a value set in valuesets/index.yaml.")
    text: str = Field("", description="Name of a field whose text, in lower case, is the key.")
    oid: str = Field("", description="OID of the list or value set; none for a text.")
    version: Filled = Field(description="Version or date of the copy.")


class TargetHead(Shape):
    """What the targets are: a value set, a Norwegian code list, or roots. One of `value_set`, `code_list`, `list`."""

    value_set: str = Field("", description="Name of a value set in valuesets/index.yaml.")
    braces: str = Field("", description="Units only: the value set whose terms may stand in braces, as in {Tablet}.")
    code_list: str = Field("", description="Number of a Norwegian code list in codelists/index.yaml.")
    list: Literal["", "OID"] = Field("", description="OID: the targets are OIDs, for tables of identifier types.")
    oid: str = Field("", description="OID of the value set or list.")
    version: Filled = Field(description="Version of the value set, or date of the copy.")


class CodeRow(Shape):
    """One code and what it becomes."""

    code: Filled = Field(description="Source code. Quote it: an editor reads 08 and no as something else.")
    term: Filled = Field(description="The source list's own term.")
    target: str = Field("", description="Target code; none where `relation` is none.")
    target_term: str = Field("", description="The target value set's own term, to the letter.")
    relation: Relation = Field(
        description="What the target is to the source: equivalent; broader (says less); narrower (says more); none."
    )
    status: Status = Field(description="approved, or draft: a judgement that a terminologist has yet to confirm.")
    note: str = Field("", description="Evidence or reason. Required for draft rows and where `relation` is none.")


class CodeFile(Shape):
    """A code table: mappings/codes/<table>.yaml."""

    table: Name = Field(description="Name of the table, the file's name without .yaml.")
    title: Filled
    source: SourceHead
    target: TargetHead
    complete: Literal["yes", "no"] = Field(description="yes: every code of the source list must have a row.")
    maintainer: Filled
    licence: Filled
    note: Filled
    rows: Annotated[tuple[CodeRow, ...], Field(min_length=1)]


class TextRow(Shape):
    """One code and its English words."""

    code: Filled
    term: Filled = Field(description="The source list's own term.")
    english: Filled
    plural: str = Field("", description="The Norwegian word for more than one, where it is another.")
    english_plural: str = Field("", description="The English word for more than one, where it is another.")
    status: Status
    note: str = Field("", description="Evidence or reason. Required for draft rows.")


class TextFile(Shape):
    """English words for a code list without an EU value set: mappings/texts/<texts>.yaml."""

    texts: Name = Field(description="Name of the file without .yaml.")
    title: Filled
    source: SourceHead
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[TextRow, ...], Field(min_length=1)]


class NorwegianRow(Shape):
    """One EU concept and its Norwegian term."""

    code: Filled
    term: Filled = Field(description="The value set's own English term.")
    norwegian: Filled
    several: str = Field("", description="The word after a number above one, such as tabletter. Default: the same.")
    also: tuple[Filled, ...] = Field(
        default=(), description="Other Norwegian words of it, as lists write them; never shown."
    )
    status: Status
    note: str = Field("", description="Evidence or reason. Required for draft rows.")


class NorwegianFile(Shape):
    """Norwegian terms of an EU value set, for display: mappings/norwegian/<norwegian>.yaml."""

    norwegian: Name = Field(description="Name of the file without .yaml.")
    title: Filled
    source: SourceHead
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[NorwegianRow, ...], Field(min_length=1)]


class ShortDoseShape(Shape):
    """One short dose, and what it says."""

    code: Filled
    term: Filled = Field(description="The source list's own term, such as 10x3.")
    dose: str = Field("", description="Amount of one dose: 1, 0.5 or 1-2. Only where all of the dose can be said so.")
    timing: str = Field("", description="'3 per day', 'every 12 h' (h, d, wk), 'bedtime' or 'before meals'.")
    days: Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,2})?$")] = Field(
        "", description="For how many days."
    )
    english: str = Field("", description="The full text in English; <dose> stands for the unit after a number.")
    status: Status
    note: str = Field("", description="Evidence or reason. Required for draft rows and for text only.")


class ShortDoseFile(Shape):
    """Short doses: mappings/doses/<doses>.yaml."""

    doses: Name = Field(description="Name of the file without .yaml.")
    title: Filled
    source: SourceHead
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[ShortDoseShape, ...], Field(min_length=1)]


class ValueSetEntry(Shape):
    """A value set; its concepts are in valuesets/<name>.csv."""

    name: Filled
    oid: Oid
    version: Filled
    system: Oid = Field(description="OID of the code system.")
    concepts: Number
    source: Filled


class ValueSetIndex(Shape):
    """mappings/valuesets/index.yaml."""

    value_sets: Annotated[tuple[ValueSetEntry, ...], Field(min_length=1)]


class CodeListEntry(Shape):
    """A Norwegian code list; its codes are in codelists/<list>.csv."""

    list: Number
    title: Filled
    oid: Oid
    version: Filled
    codes: Number
    source: Filled


class CodeListIndex(Shape):
    """mappings/codelists/index.yaml."""

    code_lists: Annotated[tuple[CodeListEntry, ...], Field(min_length=1)]
