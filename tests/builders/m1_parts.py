"""The pieces of our own M1 messages: small XML templates, every value through one escape."""

import csv
import re
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
M1 = "http://www.kith.no/xmlstds/eresept/m1/2013-10-08"
FORSKRIVNING = "http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08"
M1_V24 = "http://www.kith.no/xmlstds/eresept/m1/2010-05-01"
FORSKRIVNING_V24 = "http://www.kith.no/xmlstds/eresept/forskrivning/2010-04-01"
EXTENSION = "http://www.kith.no/xmlstds/eresept/m1/2013-10-08/extension/1"
M96 = "http://www.kith.no/xmlstds/eresept/m96/2015-05-01"
M96_2018 = "http://www.ehelse.no/xmlstds/eresept/m96/2018-07-01"
M94 = "http://www.kith.no/xmlstds/eresept/m94/2010-07-01"
BASE64 = "http://www.kith.no/xmlstds/base64container"
HPR = "http://www.ehelse.no/xmlstds/eresept/RfHprData/2019-01-01"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
LISTS = "2.16.578.1.12.4.1.1."

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

Pairs = tuple[tuple[str, str], ...]
LIST_OF = {
    "BytteresRekvirent": "1101",
    "Bruk": "9101",
    "Preparattype": "7424",
    "Reseptgruppe": "7421",
    "Sex": "3101",
    "Status": "7408",
    "TypeHealthcareProfessional": "9060",
    "TypeTelecom": "9061",
    "Varegruppekode": "7402",
}
NAMED = re.compile(r'code: "([A-Z0-9]+)", .*norwegian: (?:"([^"]+)"|([^",][^,]*)), ')
CODELISTS = Path(__file__).parents[2] / "mappings" / "codelists"


@cache
def terms(number: str) -> dict[str, str]:
    """The terms of a Norwegian list by code; none of one that is not here."""
    file = CODELISTS / f"{number}.csv"
    if not number or not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["term"] for row in csv.DictReader(lines)}


@cache
def substances() -> dict[str, str]:
    """The Norwegian names of ATC codes."""
    text = (CODELISTS.parent / "norwegian" / "active-ingredient.yaml").read_text(encoding="utf-8")
    return {code: quoted or plain for code, quoted, plain in NAMED.findall(text)}


def substance(atc: str | None) -> str:
    """The name of an ATC code, with a capital; the code itself where it has none."""
    name = substances().get(atc or "", atc or "")
    return name[:1].upper() + name[1:]


def term(number: str, code: str | None) -> str:
    """The term of a code in its list; the code itself where no list here has it."""
    return terms(number).get(code or "", code or "")


def esc(value: str) -> str:
    """Escapes a value for element text and double-quoted attributes."""
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def leaf(tag: str, value: str | None) -> str:
    """An element with text; nothing where there is no value."""
    return "" if value is None else f"<{tag}>{esc(value)}</{tag}>"


def cs(tag: str, code: str | None, name: str | None = None) -> str:
    """A CS, under its list's own term where no name is given; nothing where there is no code."""
    name = term(LIST_OF.get(tag, ""), code) if name is None else name
    return "" if code is None else f'<{tag} V="{esc(code)}" DN="{esc(name)}"/>'


def cv(tag: str, code: str | None, code_list: str, name: str | None = None) -> str:
    """A CV of a list given by its number (or by a whole OID), under that list's own term where no name is given."""
    name = term(code_list.rpartition(".")[2], code) if name is None else name
    oid = code_list if "." in code_list else LISTS + code_list
    return "" if code is None else f'<{tag} V="{esc(code)}" S="{oid}" DN="{esc(name)}"/>'


def idents(given: Pairs, code_list: str) -> str:
    """`Ident` elements from (value, type) pairs."""
    return "".join(f"<Ident>{leaf('Id', value)}{cv('TypeId', kind, code_list)}</Ident>" for value, kind in given)


def address(street: str | None, city: str | None, postal_code: str | None, country: str | None) -> str:
    """An address; nothing where all of it is absent."""
    inner = leaf("StreetAdr", street) + leaf("PostalCode", postal_code) + leaf("City", city) + cs("Country", country)
    return f"<Address>{inner}</Address>" if inner else ""


def telecoms(given: Pairs) -> str:
    """`TeleCom` elements from (type, address) pairs."""
    return "".join(
        f'<TeleCom>{cs("TypeTelecom", kind)}<TeleAddress V="{esc(value)}"/></TeleCom>' for kind, value in given
    )


def signature(hpr_number: str, professions: tuple[str, ...]) -> str:
    """A signature whose object holds what Reseptformidleren verified of the prescriber. It signs nothing."""
    categories = "".join(
        f"<Autorisasjon><Helsepersonellkategori>{p}</Helsepersonellkategori></Autorisasjon>" for p in professions
    )
    return (
        f'<Signature xmlns="{DSIG}"><SignedInfo><CanonicalizationMethod Algorithm="urn:none"/>'
        '<SignatureMethod Algorithm="urn:none"/><Reference URI=""><DigestMethod Algorithm="urn:none"/>'
        "<DigestValue>AAAA</DigestValue></Reference></SignedInfo><SignatureValue>AAAA</SignatureValue>"
        f'<Object><RfHprData xmlns="{HPR}">{leaf("HPR-nummer", hpr_number)}{categories}</RfHprData></Object>'
        "</Signature>"
    )


def document(content: str) -> str:
    """One `Document` around a payload."""
    return f'<Document><RefDoc><MsgType V="XML" DN="XML"/><Content>{content}</Content></RefDoc></Document>'


def organisation(name: str, given_idents: Pairs, inside: str = "") -> str:
    """An `Organisation` with its identifiers and what stands in it."""
    return f"<Organisation>{leaf('OrganisationName', name)}{idents(given_idents, '9051')}{inside}</Organisation>"


def head(type_code: str, message_id: str, sender: str, patient: str, rest: str) -> str:
    """A whole `MsgHead`; `rest` is its documents and signature."""
    receiver = organisation("Reseptmottaket (fiktivt)", (("313000222", "ENH"),))
    return (
        f'<MsgHead xmlns="{MSGHEAD}"><MsgInfo>{cs("Type", type_code)}<MIGversion>v1.2 2006-05-24</MIGversion>'
        f"<GenDate>2026-11-01T09:30:00+01:00</GenDate>{leaf('MsgId', message_id)}"
        f"<Sender>{sender}</Sender><Receiver>{receiver}</Receiver>{patient}</MsgInfo>{rest}</MsgHead>"
    )
