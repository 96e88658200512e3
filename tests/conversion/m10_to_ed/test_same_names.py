"""Names of two documents as one person's, another spelling, or another person's."""

import pytest

from converter.conversion.m10_to_ed.same_names import compared_names
from converter.model.party import PersonName


@pytest.mark.parametrize(
    ("given", "family", "other", "found"),
    [
        (["Aino"], "Esimerkki", None, (True, False)),
        (["Aino"], "Esimerkki", PersonName("Esimerkki", ("Aino",)), (True, True)),
        (["Søren"], "Sørensen", PersonName("Soerensen", ("Soeren",)), (True, True)),
        (["Matti"], "Esimerkki", PersonName("Esimerkki", ("Aino",)), (False, False)),
        (["Anna", "Liisa"], "Hansen", PersonName("Hansen", ("Anna",)), (False, True)),
    ],
)
def test_names_of_two_documents(
    given: list[str], family: str, other: PersonName | None, found: tuple[bool, bool]
) -> None:
    """The same, and whether they may be one person's; nothing is said against one without a name."""
    assert compared_names(given, family, other) == found
