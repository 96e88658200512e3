"""Namespaces, template and code system identifiers of the eHDSI CDA documents (implementation guide v8.0.0)."""

HL7 = "urn:hl7-org:v3"
PHARM = "urn:hl7-org:pharm"
EPSOS = "urn:epsos-org:ep:medication"
"""In use before wave 6."""
XSI = "http://www.w3.org/2001/XMLSchema-instance"

LOINC = "2.16.840.1.113883.6.1"
CONFIDENTIALITY = "2.16.840.1.113883.5.25"
ACT_CLASS = "2.16.840.1.113883.5.6"
IHE_ACT_CODE = "1.3.6.1.4.1.19376.1.5.3.2"

EP_DOCUMENT = "1.3.6.1.4.1.12559.11.10.1.3.1.1.1"
EP_L1_DOCUMENT = "1.3.6.1.4.1.12559.11.10.1.3.1.1.6"
ED_DOCUMENT = "1.3.6.1.4.1.12559.11.10.1.3.1.1.2"
ED_SECTION = "1.3.6.1.4.1.12559.11.10.1.3.1.2.2"
ED_ENTRY = "1.3.6.1.4.1.12559.11.10.1.3.1.3.3"
IHE_SUPPLY = "1.3.6.1.4.1.19376.1.5.3.1.4.7.3"
CCD_SUPPLY = "2.16.840.1.113883.10.20.1.34"
EP_SECTION = "1.3.6.1.4.1.12559.11.10.1.3.1.2.1"
EP_ENTRY = "1.3.6.1.4.1.12559.11.10.1.3.1.3.2"
CCD_MEDICATION = "2.16.840.1.113883.10.20.1.24"
IHE_NORMAL_DOSING = "1.3.6.1.4.1.19376.1.5.3.1.4.7.1"
MANUFACTURED_PRODUCT = "1.3.6.1.4.1.12559.11.10.1.3.1.3.29"
MANUFACTURED_MATERIAL = "1.3.6.1.4.1.12559.11.10.1.3.1.3.30"
PATIENT_INSTRUCTION = "1.3.6.1.4.1.12559.11.10.1.3.1.3.12"
DISPENSER_INSTRUCTION = "1.3.6.1.4.1.12559.11.10.1.3.1.3.13"
CCD_DISPENSER_INSTRUCTION = "2.16.840.1.113883.10.20.1.43"
CCD_PATIENT_INSTRUCTION = "2.16.840.1.113883.10.20.1.49"

ORIGINAL_LANGUAGE = "nb-NO"
"""Language of what a Norwegian prescriber wrote."""
TIMING_EVENT = "2.16.840.1.113883.5.139"

OF_CDA = frozenset(
    (
        "criterion",
        "deceasedInd",
        "deceasedTime",
        "encounter",
        "externalAct",
        "externalDocument",
        "handlingCode",
        "maxDoseQuantity",
        "multipleBirthInd",
        "multipleBirthOrderNumber",
        "observationMedia",
        "observationRange",
        "organizer",
        "precondition",
        "procedure",
        "referenceRange",
        "relatedSubject",
        "riskCode",
        "sequenceNumber",
        "specimen",
        "subject",
    )
)
"""Names of CDA R2, and of HL7's extensions to it, that no schema of eHDSI has: they may stand in a path."""
