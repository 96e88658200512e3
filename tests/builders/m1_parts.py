"""The pieces of our own M1 messages: small XML templates, every value through one escape."""

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


def esc(value: str) -> str:
    """Escapes a value for element text and double-quoted attributes."""
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def leaf(tag: str, value: str | None) -> str:
    """An element with text; nothing where there is no value."""
    return "" if value is None else f"<{tag}>{esc(value)}</{tag}>"


def cs(tag: str, code: str | None, name: str = "navn") -> str:
    """A CS; nothing where there is no code."""
    return "" if code is None else f'<{tag} V="{esc(code)}" DN="{esc(name)}"/>'


def cv(tag: str, code: str | None, code_list: str, name: str = "navn") -> str:
    """A CV of a list given by its number (or by a whole OID)."""
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
