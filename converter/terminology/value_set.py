"""Value sets (the EU side) and code lists (the Norwegian side), read from CSV beside an index.yaml."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from types import MappingProxyType

from converter.model.coded import Coded
from converter.sources.problems import Place, ProblemList


@dataclass(frozen=True, slots=True)
class ValueSet:
    """A value set of the eHDSI Master Value Sets Catalogue.

    Attributes:
        name: such as eHDSIDoseForm.
        oid: OID of the value set.
        version: version of the catalogue, such as 8.1.0.
        system: OID of the code system.
        terms: English term by code.
    """

    name: str
    oid: str
    version: str
    system: str
    terms: Mapping[str, str]

    def find(self, code: str) -> Coded | None:
        """The concept with this code, under the value set's own term; None when it is not a member."""
        term = self.terms.get(code)
        return None if term is None else Coded(code, self.system, term)

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A Norwegian code list (Volven).

    Attributes:
        number: such as 7448.
        title: its Norwegian name.
        oid: 2.16.578.1.12.4.1.1.<number>.
        version: date of the copy.
        terms: Norwegian term by code.
        short: short form by code, where the copy has one (list 7448).
    """

    number: str
    title: str
    oid: str
    version: str
    terms: Mapping[str, str]
    short: Mapping[str, str]

    def find(self, code: str) -> Coded | None:
        """The code with its Norwegian term; None when the list does not have it."""
        term = self.terms.get(code)
        return None if term is None else Coded(code, self.oid, term)

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)


def read_terms(
    text: str, file: str, concepts: str, problems: ProblemList, *, short_form: bool = False
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Terms and short forms by code of a CSV file; whatever is wrong with it is added to `problems`.

    `concepts` is the number of codes that the index promises; `short_form` allows a third column.
    """
    reader = csv.reader(StringIO(text), strict=True)
    terms: dict[str, str] = {}
    short: dict[str, str] = {}
    wanted = "code,term"
    try:
        header = next(reader, [])
        if short_form and len(header) == 3:
            wanted = "code,term,short"
        if header != wanted.split(","):
            problems.add("csv-header", Place(file), found=",".join(header), wanted=wanted)
            return {}, {}
        width = len(header)
        for row in reader:
            if len(row) != width or not row[0] or not row[1]:
                problems.add("csv-row", Place(file, reader.line_num), found=len(row), wanted=width)
            elif row[0] in terms:
                problems.add("csv-duplicate", Place(file, reader.line_num), found=row[0])
            else:
                terms[row[0]] = row[1]
                if width == 3 and row[2]:
                    short[row[0]] = row[2]
    except csv.Error:
        problems.add("csv-row", Place(file, reader.line_num), found="?", wanted=len(wanted.split(",")))
        return {}, {}
    if str(len(terms)) != concepts:
        problems.add("csv-count", Place(file), found=len(terms), wanted=concepts)
    return MappingProxyType(terms), MappingProxyType(short)


def hint(code: str, term: str, terms: Mapping[str, str]) -> str:
    """What was meant by a code that is not in `terms`, as ` (code: term?)`; empty when nothing is near.

    The code of the same term goes first: a digit off by one may be the code of something else.
    """
    near = [own for own, own_term in terms.items() if own_term == term]
    near = near or [own for own in terms if own.lower() == code.lower()] or get_close_matches(code, terms, n=1)
    return f" ({near[0]}: {terms[near[0]]}?)" if near else ""
