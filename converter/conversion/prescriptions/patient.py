"""Whether the prescriptions of a message are the patient's who is asked for."""

from collections.abc import Iterable

from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.found import Found
from converter.formats.norway.msghead import read_person
from converter.model.coded import Identifier
from converter.model.finding import Problem

TYPES = "identifier-8116"


def same_patient(items: Iterable[Found | Problem], asked: Identifier, converter: Converter) -> bool:
    """Whether each prescription names the patient asked for, by one of the numbers that it gives.

    A number is the same where root and number are, to the letter. What cannot be read names nobody: it is not listed.
    """
    return all(_is_of(item, asked, converter) for item in items if isinstance(item, Found))


def _is_of(item: Found, asked: Identifier, converter: Converter) -> bool:
    if item.envelope.patient is None:
        return False
    rows = converter.tables.table(TYPES)
    for one in read_person(item.envelope.patient).ids:
        row = rows.row(one.type)
        if row is not None and row.target is not None and Identifier(row.target.code, one.value) == asked:
            return True
    return False
