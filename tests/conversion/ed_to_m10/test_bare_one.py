"""A package of bare 1: one piece or one whole package, where what is prescribed has several pieces."""

import pytest

from converter.conversion.ed_to_m10.consumption import unsaid_content
from converter.model.product import PackageLayer, Product
from tests.builders.medicines import layer, product


@pytest.mark.parametrize(
    ("own", "prescribed", "unsaid"),
    [
        (layer("1", "1"), layer("30"), True),
        (layer("1", "1"), layer("100", "mL"), False),
        (layer("1", "1"), layer("1"), False),
        (layer("30"), layer("30"), False),
    ],
)
def test_what_a_bare_one_leaves_open(own: PackageLayer, prescribed: PackageLayer, unsaid: bool) -> None:
    """Of a bottle in mL it is one bottle."""
    handed_out: Product = product(layers=(own,))
    assert unsaid_content(handed_out, product(layers=(prescribed,))) is unsaid
    assert not unsaid_content(handed_out, None)
