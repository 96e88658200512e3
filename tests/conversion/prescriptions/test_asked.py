"""The patient that a connector asks for: HL7 CX with an OID, whole, or refused."""

import pytest

from converter.conversion.prescriptions.asked import PATIENT, read_patient
from converter.model.coded import Identifier
from converter.model.finding import Problem


@pytest.mark.parametrize(
    ("given", "root", "number"),
    [
        ("01010112345^^^&2.16.578.1.12.4.1.4.1&ISO", "2.16.578.1.12.4.1.4.1", "01010112345"),
        ("X-1^^^&1.2&ISO", "1.2", "X-1"),
    ],
)
def test_number_and_root_are_read(given: str, root: str, number: str) -> None:
    """Each to its place."""
    assert read_patient(given) == Identifier(root, number)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "01010112345",
        "01010112345^^^&x&ISO",
        "1^^^&1.2&ISO ",
        "^^^&1.2&ISO",
        "1^^^&1.2&DNS",
        "1^&1.2&ISO",
        "1^^^&01.2&ISO",
    ],
)
def test_anything_else_is_refused(given: str) -> None:
    """Nothing is guessed of half an identifier."""
    with pytest.raises(Problem) as caught:
        read_patient(given)
    assert [(f.code, f.path) for f in caught.value.findings] == [("patient-id-malformed", PATIENT)]
