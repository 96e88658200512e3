"""Pieces of CDA as elements, in the HL7 namespace; `p:` is the pharmacy's, `x:` schema instances', `e:` epSOS'."""

from lxml import etree

from converter.formats.cda.foreign import Reading

SPACES = (
    'xmlns="urn:hl7-org:v3" xmlns:p="urn:hl7-org:pharm" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:e="urn:epsos-org:ep:medication"'
)
ATC = "2.16.840.1.113883.6.73"


def h(text: str) -> etree._Element:
    """The one element that a text is."""
    return etree.fromstring(f"<all {SPACES}>{text}</all>")[0]


def noted(reading: Reading) -> list[str]:
    """The codes of what was found."""
    return [f.code for f in reading.findings]
