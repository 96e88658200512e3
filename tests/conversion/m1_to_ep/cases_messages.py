"""Inputs that are XML but not the one message asked for, or that break its schema."""

from tests.builders import m1_parts as p
from tests.builders.messages import (
    CITY,
    DOSAGE,
    FAMILY,
    GIVEN,
    MESSAGE_ID,
    NUMBER,
    STREET,
    Message,
    container,
    download,
    m1,
    m94,
)
from tests.conversion.m1_to_ep.cases import Case, converted, rejected

GOOD = m1()
RESEPT = "/MsgHead/Document/RefDoc/Content/Resept"
SECOND = p.document(Message().resept())
INSIDE = "comment-in-value"


def _swap(old: str, new: str, count: int = 1) -> bytes:
    assert old.encode() in GOOD, old
    return GOOD.replace(old.encode(), new.encode(), count)


TYPE = "message-type-not-supported"
OTHER_TYPES = tuple(
    rejected(f"message type {code or 'empty'}", m1(type_code=code), TYPE)
    for code in ("ERM10", "ERM92", "ERM30", "APPREC", "erm1", "ERM1 0", "")
)

VERSION = "m1-version-not-supported"
VERSIONS = tuple(
    rejected(f"M1 of version {version}", m1(m1_namespace=f"http://www.kith.no/xmlstds/eresept/m1/{version}"), VERSION)
    for version in ("2009-02-20", "2008-12-12", "2999-01-01", "")
)

ENVELOPES = (
    rejected("an M1 without its MsgHead", Message().resept().encode(), "not-a-msghead"),
    rejected("HTML", b"<html><body/></html>", "not-a-msghead"),
    rejected("MsgHead of another namespace", _swap(p.MSGHEAD, "urn:other"), "not-a-msghead"),
    rejected("MsgHead without content", f'<MsgHead xmlns="{p.MSGHEAD}"/>'.encode(), "not-a-msghead"),
    rejected(
        "MsgHead without sender", _swap("<Sender>", "<Sendr>").replace(b"</Sender>", b"</Sendr>"), "not-a-msghead"
    ),
    rejected("two prescriptions in two documents", m1(raw_documents=SECOND), "several-prescriptions"),
    rejected(
        "two prescriptions in one document",
        _swap("</Resept></Content>", f"</Resept>{Message().resept()}</Content>"),
        "several-prescriptions",
    ),
    rejected("an M1 message without prescription", _swap(Message().resept(), download("E")), "no-prescription"),
    rejected("an M1 message with an attached M1", _swap(Message().resept(), container(GOOD)), "no-prescription"),
    rejected("an M1 message with an empty document", _swap(Message().resept(), ""), "no-prescription"),
    rejected("message id that is no UUID", m1(message_id=f"{FAMILY}-1"), "prescription-id-malformed"),
    rejected("message id in braces", m1(message_id=f"{{{MESSAGE_ID}}}"), "prescription-id-malformed"),
    rejected("message id empty", m1(message_id=""), "prescription-id-malformed"),
    converted("message id in upper case", m1(message_id=MESSAGE_ID.upper())),
    converted("a further document", m1(raw_documents=p.document(download("E"))), "document-not-read"),
    converted(
        "another prefix for the namespace",
        GOOD.replace(b"<", b"<h:").replace(b"<h:/", b"</h:").replace(b"<h:?", b"<?").replace(b"xmlns=", b"xmlns:h="),
    ),
)

DOWNLOADS = (
    converted("M9.4 with an M1", m94(GOOD)),
    rejected("M9.4 with two M1", m94(GOOD, GOOD), "several-prescriptions"),
    rejected("M9.4 without attachment", m94(), "no-prescription"),
    rejected("M9.4 in an M9.4", m94(m94(GOOD)), "no-prescription"),
    rejected("M9.4 with a dispensing report", m94(m1(type_code="ERM10")), "no-prescription"),
    rejected("M9.4 that says it is an M1", m94(GOOD, type_code="ERM1"), "no-prescription"),
    rejected("M1 that says it is an M9.4", m1(type_code="ERM94"), "m94-version-not-supported"),
    rejected(
        "M9.4 of another version", m94(GOOD).replace(b"m94/2010-07-01", b"m94/2013-10-08"), "m94-version-not-supported"
    ),
    rejected("M9.4 with base64 that is none", m94("@@@@"), "attachment-not-base64"),
    rejected("M9.4 with base64 cut short", m94(container(GOOD)[90:-22]), "schema-fault"),
    rejected("M9.4 with an empty attachment", m94(""), "not-xml"),
    rejected("M9.4 with an attachment that is no XML", m94(b"hello"), "not-xml"),
    rejected("M9.4 with an attachment of another kind", m94(b"<a/>"), "not-a-msghead"),
    rejected("M9.4 with a DOCTYPE inside", m94(b"<!DOCTYPE a>" + GOOD.split(b"?>\n", 1)[1]), "doctype-not-allowed"),
    rejected("M9.4 with an old M1", m94(m1(m1_namespace="http://www.kith.no/xmlstds/eresept/m1/2009-02-20")), VERSION),
    rejected("M9.4 with an M1 that breaks its schema", m94(m1(quantity="to")), "schema-fault"),
    rejected("M9.4 without status", m94(GOOD, status=None), "schema-fault"),
)

ELEMENT = f"{RESEPT}/ReseptDokLegemiddel"
FAULTS = (
    rejected(
        "schema: obligatory element missing",
        _swap("<Utloper>2027-11-01</Utloper>", ""),
        "schema-fault",
        said=("Utloper",),
        path=f"{RESEPT}",
    ),
    rejected(
        "schema: a date that is none",
        m1(expires="2027-13-45"),
        "schema-fault",
        said=("date",),
        path=f"{RESEPT}/Utloper",
    ),
    rejected("schema: a name for a date", m1(expires=FAMILY), "schema-fault", said=("date",), path=f"{RESEPT}/Utloper"),
    rejected(
        "schema: a number for a truth value",
        m1(locked=NUMBER),
        "schema-fault",
        said=("boolean",),
        path=f"{RESEPT}/LastResept",
    ),
    rejected("schema: locked in another spelling", m1(locked="TRUE"), "schema-fault", path=f"{RESEPT}/LastResept"),
    rejected(
        "schema: a word for a quantity",
        m1(quantity=DOSAGE),
        "schema-fault",
        said=("decimal",),
        path=f"{ELEMENT}/Antall",
    ),
    rejected("schema: exponent in a quantity", m1(quantity="1E3"), "schema-fault", path=f"{ELEMENT}/Antall"),
    rejected("schema: not-a-number as quantity", m1(quantity="NaN"), "schema-fault", path=f"{ELEMENT}/Antall"),
    rejected("schema: repeats beyond an int", m1(repeats="9" * 5000), "schema-fault", path=f"{ELEMENT}/Reiterasjon"),
    rejected(
        "schema: an attribute that is not known",
        _swap("<Antall>", f'<Antall hva="{GIVEN}">'),
        "schema-fault",
        path=f"{ELEMENT}/Antall",
    ),
    rejected(
        "schema: an attribute named after the patient",
        _swap("<Antall>", f'<Antall {FAMILY}="1">'),
        "schema-fault",
        path=f"{ELEMENT}/Antall",
    ),
    rejected(
        "schema: an element named after the patient",
        _swap("<Antall>1</Antall>", f"<{FAMILY}/><Antall>1</Antall>"),
        "schema-fault",
        path=ELEMENT,
    ),
    rejected(
        "schema: a namespace named after the patient",
        _swap("<Antall>1</Antall>", f'<a xmlns="urn:{FAMILY}">1</a>'),
        "schema-fault",
    ),
    rejected("schema: text between elements", _swap("<Antall>", f"{STREET}<Antall>"), "schema-fault", path=ELEMENT),
    rejected(
        "schema: elements in another order",
        _swap("<Antall>1</Antall><Reiterasjon>0</Reiterasjon>", "<Reiterasjon>0</Reiterasjon><Antall>1</Antall>"),
        "schema-fault",
    ),
    rejected(
        "schema: an element twice", _swap("<Antall>1</Antall>", "<Antall>1</Antall><Antall>2</Antall>"), "schema-fault"
    ),
    rejected(
        "schema: an unknown xsi:type",
        _swap("<Antall>", f'<Antall xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:type="{FAMILY}">'),
        "schema-fault",
    ),
    rejected(
        "schema: xsi:nil",
        _swap("<Antall>1</Antall>", '<Antall xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/>'),
        "schema-fault",
    ),
    rejected("schema: many faults", _swap("<Antall>1</Antall>", f"<{GIVEN}>{CITY}</{GIVEN}>" * 30), "schema-fault"),
)

NOTES = (
    rejected("comment inside a value", _swap(NUMBER, f"{NUMBER[:6]}<!-- {FAMILY} -->{NUMBER[6:]}"), INSIDE),
    rejected("comment before a value", _swap(NUMBER, f"<!-- {FAMILY} -->{NUMBER}"), INSIDE),
    rejected("comment after a value", _swap("<Antall>1", "<Antall>1<!-- 0 -->"), INSIDE, path="line 2"),
    rejected("PI inside a value", _swap(DOSAGE, f"{DOSAGE[:5]}<?x {STREET}?>{DOSAGE[5:]}"), INSIDE),
    rejected("comment in a value of an attachment", m94(_swap("<Antall>1", "<Antall>1<!-- -->")), INSIDE),
    converted("comment between elements", _swap("<Antall>", f"<!-- {FAMILY} --><Antall>")),
    converted("PI between elements", _swap("<Antall>", "<?xml-stylesheet href='x'?><Antall>")),
    converted("comment before the root", _swap("<MsgHead", "<!-- a --><MsgHead")),
    converted("comment after the root", GOOD + b"<!-- a --><?b?>"),
    converted("CDATA as value", _swap(DOSAGE, f"<![CDATA[{DOSAGE} <& -->]]>")),
    converted("comment signs inside CDATA", _swap(DOSAGE, "<![CDATA[a <!-- b --> c]]>")),
)

CASES: tuple[Case, ...] = (*ENVELOPES, *OTHER_TYPES, *VERSIONS, *DOWNLOADS, *FAULTS, *NOTES)
