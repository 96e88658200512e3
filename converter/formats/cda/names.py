"""Namespaces, template and code system identifiers of the eHDSI CDA documents (implementation guide v8.0.0)."""

HL7 = "urn:hl7-org:v3"
PHARM = "urn:hl7-org:pharm"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

LOINC = "2.16.840.1.113883.6.1"
CONFIDENTIALITY = "2.16.840.1.113883.5.25"
ACT_CLASS = "2.16.840.1.113883.5.6"
IHE_ACT_CODE = "1.3.6.1.4.1.19376.1.5.3.2"

EP_DOCUMENT = "1.3.6.1.4.1.12559.11.10.1.3.1.1.1"
EP_SECTION = "1.3.6.1.4.1.12559.11.10.1.3.1.2.1"
EP_ENTRY = "1.3.6.1.4.1.12559.11.10.1.3.1.3.2"
CCD_MEDICATION = "2.16.840.1.113883.10.20.1.24"
IHE_NORMAL_DOSING = "1.3.6.1.4.1.19376.1.5.3.1.4.7.1"
MANUFACTURED_PRODUCT = "1.3.6.1.4.1.12559.11.10.1.3.1.3.29"
MANUFACTURED_MATERIAL = "1.3.6.1.4.1.12559.11.10.1.3.1.3.30"
PATIENT_INSTRUCTION = "1.3.6.1.4.1.12559.11.10.1.3.1.3.12"
CCD_PATIENT_INSTRUCTION = "2.16.840.1.113883.10.20.1.49"

ORIGINAL_LANGUAGE = "nb-NO"
"""Language of what a Norwegian prescriber wrote."""
