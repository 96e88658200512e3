"""A prescription of another country: the shipped Finnish one, with parts of it swapped, by no code of the converter."""

from datetime import datetime
from zoneinfo import ZoneInfo

from converter.conversion.answer import Answer, Decision
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.ep_to_view.view import View
from converter.examples import example
from converter.model.finding import Severity
from tests.builders.loaded import documented, loaded, words_of

AT = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
"""A day on which the prescription is valid."""
PERSONAL = ("Aino", "Esimerkki", "FI-TEST-0071", "19800229", "1980-02-29", "Mallinen", "FI-2026-0042", "Buranisti")
"""What only the prescription says."""
WHOLE = {
    "dose": ("<doseQuantity>", "</doseQuantity>"),
    "time": ('<effectiveTime xsi:type="PIVL_TS"', "</effectiveTime>"),
    "bounds": ('<effectiveTime xsi:type="IVL_TS">\n                <low nullFlavor', "</effectiveTime>"),
    "content": ("<pharm:asContent", "</pharm:asContent>"),
    "atc": ("<pharm:asSpecializedKind", "</pharm:asSpecializedKind>"),
    "ingredient": ("<pharm:ingredient ", "</pharm:ingredient>"),
    "ratio": ("<pharm:quantity>\n                        <numerator", "</pharm:quantity>"),
    "form": ("<pharm:formCode", "/>"),
    "desc": ("<pharm:desc>", "</pharm:desc>"),
    "name": ("<name>Buranisti", "</name>"),
    "instruction": ("1 tabletti 3 kertaa p", "iv\u00e4ss\u00e4"),
    "quantity": ('<quantity value="2"', "/>"),
    "valid": ('<effectiveTime xsi:type="IVL_TS">\n                    <low value="2026', "</effectiveTime>"),
    "substitution": ('<value xsi:type="CE"', "/>"),
    "route": ("<routeCode", "/>"),
    "language": ("<languageCode", "/>"),
    "patient": ("<recordTarget>", "</recordTarget>"),
    "author": ("<author>", "</author>"),
    "body": ("<structuredBody>", "</structuredBody>"),
    "section_id": ('<id root="2.16.840.1.113883.3.9999.20.2" extension="FI-2026-0042"/>\n          <code', "/>"),
    "item": ("<substanceAdministration ", "</substanceAdministration>"),
}
"""Where each part begins and ends."""


def foreign(**parts: str) -> bytes:
    """The prescription with the named parts (`WHOLE`) swapped for this XML."""
    text = example("ep-finnish").decode()
    for name, xml in parts.items():
        start, end = WHOLE[name]
        begin = text.index(start)
        text = text[:begin] + xml + text[text.index(end, begin + len(start)) + len(end) :]
    return text.encode()


def part_of(name: str) -> str:
    """A part as it stands in the prescription."""
    text = example("ep-finnish").decode()
    start, end = WHOLE[name]
    begin = text.index(start)
    return text[begin : text.index(end, begin + len(start)) + len(end)]


TERMS = {"G": "generic", "TE": "therapeutic", "N": "none"}
"""Of eHDSISubstitutionCode."""


def permitting(code: str, **parts: str) -> bytes:
    """The prescription with this code of substitution under its own term; the other parts as for `foreign`."""
    usual = part_of("substitution")
    assert 'code="G"' in usual
    said = usual.replace('code="G"', f'code="{code}"').replace("generic", TERMS[code])
    return foreign(substitution=said, **parts)


def shown(document: bytes, at: datetime = AT) -> View:
    """What a pharmacist reads of a document that can be shown; whatever else holds of every outcome is checked."""
    outcome = outcome_of(document, at)
    assert outcome.details is not None, [f.code for f in outcome.findings]
    return outcome.details


def outcome_of(document: bytes, at: datetime = AT) -> Answer[View]:
    """The outcome: documented codes, no failure, nothing personal in any finding."""
    outcome = ep_to_view(document, loaded(), at)
    assert {f.code for f in outcome.findings} <= documented()
    assert not [f for f in outcome.findings if f.severity is Severity.DEFECT], [f.code for f in outcome.findings]
    said = "\n".join(words_of(f) for f in outcome.findings)
    assert not [p for p in PERSONAL if p in said]
    return outcome


def codes(document: bytes, at: datetime = AT) -> set[str]:
    """The codes of what was found."""
    return {f.code for f in outcome_of(document, at).findings}


def stops(document: bytes, at: datetime = AT) -> set[str]:
    """The codes of why it cannot be dispensed."""
    return {f.code for f in outcome_of(document, at).findings if f.severity is not Severity.REMARK}


__all__ = ["AT", "PERSONAL", "Decision", "codes", "foreign", "outcome_of", "part_of", "permitting", "shown", "stops"]
