"""The patient that a gateway asks for: as HL7 v2 CX, the form in which OpenNCP hands it on, or the number alone."""

import re
from dataclasses import dataclass, field

from converter.model.identity_number import read_identity_number

CX = re.compile(
    r"(?P<number>[^\^&]{1,64})\^[^\^&]{0,99}\^[^\^&]{0,99}\^[^\^&]{0,99}&(?P<root>[0-2](\.(0|[1-9][0-9]*)){1,62})&ISO"
    r"(\^[^\^&]{0,99}){0,6}"
)
"""CX (HL7 v2.5, 2.A.14): id, check digit, its scheme, assigning authority as `namespace&OID&ISO`, what may follow."""
ESCAPED = "&amp;"
"""What a gateway leaves of `&` that unescapes its XML once less than it was escaped."""


@dataclass(frozen=True, slots=True)
class PatientAsked:
    """A patient by number; `root` is empty where the number stands alone."""

    number: str = field(repr=False)
    root: str = ""


def read_patient_asked(text: str) -> PatientAsked | None:
    """Reads `14836809816^^^&2.16.578.1.12.4.1.4.1&ISO`, or a national number alone; None for anything else."""
    said = text.strip().replace(ESCAPED, "&")
    if found := CX.fullmatch(said):
        number = found["number"].strip()
        return PatientAsked(number, found["root"]) if number else None
    return PatientAsked(said) if read_identity_number(said) is not None else None
