"""What an M1 says of an application for its medicine."""

import pytest

from tests.builders.loaded import convert, stops
from tests.builders.messages import m1


@pytest.mark.parametrize(("kind", "excluded"), [("", False), ("1", False), ("2", True), ("3", True)])
def test_a_medicine_that_is_to_be_applied_for_stays(kind: str, excluded: bool) -> None:
    """List 7422: 1 is not to be applied for; an M1 may leave the element out."""
    said = f'<TypeSoknadSlv V="{kind}" DN="x"/><Varenr>' if kind else "<Varenr>"
    found = stops(convert(m1().replace(b"<Varenr>", said.encode())))
    assert ("excluded-special-permit" in found) is excluded
