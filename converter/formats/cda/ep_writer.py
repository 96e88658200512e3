"""Writes an ePrescription: CDA level 3, eHDSI implementation guide v8.0.0.

Written as escaped text rather than a tree: ten times faster, and the result is read back before it leaves.
"""

from converter.formats.cda import names as n
from converter.formats.cda import narrative, parts
from converter.formats.cda.dosage_writer import write_dose, write_times
from converter.formats.cda.ep_header_writer import TAIL, write_header
from converter.formats.cda.narrative import NarrativeRow
from converter.formats.cda.product_writer import write_product
from converter.model.coded import plain
from converter.model.prescription import Exchange

SECTION_CODE = (
    f'<code code="57828-6" codeSystem="{n.LOINC}" displayName="Prescription list"/><title>Prescriptions</title>'
)
ENTRY_HEAD = (
    '<entry typeCode="COMP"><substanceAdministration classCode="SBADM" moodCode="INT">'
    f'<templateId root="{n.EP_ENTRY}"/><templateId root="{n.CCD_MEDICATION}"/>'
    f'<templateId root="{n.IHE_NORMAL_DOSING}"/>'
)
SUPPLY_HEAD = '<entryRelationship typeCode="COMP"><supply classCode="SPLY" moodCode="RQO">'
INSTRUCTION = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><act classCode="ACT" moodCode="INT">'
    f'<templateId root="{n.PATIENT_INSTRUCTION}"/><templateId root="{n.CCD_PATIENT_INSTRUCTION}"/>'
    f'<code code="PINSTRUCT" codeSystem="{n.IHE_ACT_CODE}" codeSystemName="IHEActCode"/>'
    f'<text><reference value="#{narrative.original_id(narrative.DOSAGE)}"/></text>'
    '<statusCode code="completed"/></act></entryRelationship>'
)
DISPENSER_HEAD = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><act classCode="ACT" moodCode="INT">'
    f'<templateId root="{n.DISPENSER_INSTRUCTION}"/><templateId root="{n.CCD_DISPENSER_INSTRUCTION}"/>'
    f'<code code="FINSTRUCT" codeSystem="{n.IHE_ACT_CODE}" codeSystemName="IHEActCode"'
    ' displayName="Instruction to the dispenser"/>'
    '<text><reference value="#'
)
DISPENSER_TAIL = '"/></text><statusCode code="completed"/></act></entryRelationship>'
SUBSTITUTION_HEAD = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><observation classCode="OBS" moodCode="EVN">'
    f'<code code="SUBST" codeSystem="{n.ACT_CLASS}" displayName="Substitution"/>'
)
CE = ' xsi:type="CE"'


def write_ep(ep: Exchange, lines: tuple[NarrativeRow, ...]) -> bytes:
    """The document, UTF-8, with the given narrative. The same values give the same bytes."""
    text = "".join(
        (
            write_header(ep, n.EP_DOCUMENT),
            "<component><structuredBody><component><section>",
            f'<templateId root="{n.EP_SECTION}"/>',
            parts.ii("id", ep.prescription_id),
            SECTION_CODE,
            narrative.write(lines),
            _entry(ep),
            f"</section></component></structuredBody></component>{TAIL}",
        )
    )
    return text.encode("utf-8")


def _entry(ep: Exchange) -> str:
    route = "" if ep.route is None else parts.coded("routeCode", ep.route)
    dose = write_dose(None if ep.dosage.schedule is None else ep.dosage.schedule.dose)
    return (
        f"{ENTRY_HEAD}{parts.ii('id', ep.item_id)}"
        f'<text><reference value="#{narrative.MEDICINE}"/></text><statusCode code="active"/>'
        f"{write_times(ep.dosage)}{route}{dose}"
        f'<consumable typeCode="CSM">{write_product(ep.product)}</consumable>'
        f"{SUPPLY_HEAD}{parts.interval(ep.valid_from, ep.valid_until)}"
        f'<independentInd value="false"/><quantity value="{plain(ep.packages)}" unit="1"/>'
        f"</supply></entryRelationship>{INSTRUCTION}{_to_dispenser(ep)}{_substitution(ep)}"
        "</substanceAdministration></entry>"
    )


def _to_dispenser(ep: Exchange) -> str:
    return "".join(f"{DISPENSER_HEAD}{identifier}{DISPENSER_TAIL}" for identifier in narrative.to_dispenser(ep))


def _substitution(ep: Exchange) -> str:
    if ep.substitution is None:
        return ""
    return f"{SUBSTITUTION_HEAD}{parts.coded('value', ep.substitution, CE)}</observation></entryRelationship>"
