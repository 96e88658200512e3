"""What an eP says twice must be the same twice: a slip in either place is found, and so is a place that is gone."""

import pytest

from converter.formats.cda.repeats import differing_repeats
from tests.builders.loaded import convert
from tests.builders.messages import m1

TIME, PERSON, PLACE, RELATED = (
    "legalAuthenticator/time",
    "legalAuthenticator/assignedPerson",
    "legalAuthenticator/representedOrganization",
    "relatedDocument",
)
EP = (
    b'<id root="1"/><effectiveTime value="2026"/><author><assignedAuthor><a/>'
    b"<representedOrganization>A</representedOrganization></assignedAuthor></author>"
    b"<representedCustodianOrganization>C</representedCustodianOrganization>"
    b'<legalAuthenticator><time value="2026"/><assignedEntity><a/>'
    b"<representedOrganization>C</representedOrganization></assignedEntity></legalAuthenticator>"
    b'<parentDocument><id root="9"/></parentDocument><section><id root="9"/><text/></section>'
)


def test_what_is_said_twice_is_the_same() -> None:
    """In these bytes, and in a document of ours."""
    assert differing_repeats(EP) == []
    assert differing_repeats(convert(m1()).document or b"") == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'effectiveTime value="2026"', b'effectiveTime value="2027"', TIME),
        (b'<time value="2026"', b'<time value="2027"', TIME),
        (b"<assignedAuthor><a/>", b"<assignedAuthor><b/>", PERSON),
        (b"<assignedEntity><a/>", b"<assignedEntity><b/>", PERSON),
        (b"Organization>C</representedCustodian", b"Organization>D</representedCustodian", PLACE),
        (b"Organization>C</representedOrg", b"Organization>D</representedOrg", PLACE),
        (b'<parentDocument><id root="9"/>', b'<parentDocument><id root="8"/>', RELATED),
        (b'<section><id root="9"/>', b'<section><id root="8"/>', RELATED),
    ],
)
def test_a_slip_in_either_place_is_found(old: bytes, new: bytes, place: str) -> None:
    """By the name of the place, and no other."""
    assert EP.count(old) == 1
    assert differing_repeats(EP.replace(old, new)) == [place]


@pytest.mark.parametrize(
    ("marks", "place"),
    [
        ((b"effectiveTime", b"<time"), TIME),
        ((b"<assignedAuthor>", b"<assignedEntity>"), PERSON),
        ((b"<representedCustodianOrganization>", b"</representedOrganization></assignedEntity>"), PLACE),
        ((b"<parentDocument>", b"<section>"), RELATED),
    ],
)
def test_what_is_in_neither_place_is_not_the_same(marks: tuple[bytes, bytes], place: str) -> None:
    """Nothing twice is no repetition."""
    document = EP
    for mark in marks:
        document = document.replace(mark, b"<x>")
    assert place in differing_repeats(document)


def test_of_an_empty_document_nothing_is_the_same() -> None:
    """All four are missed."""
    assert differing_repeats(b"") == [TIME, PERSON, PLACE, RELATED]
