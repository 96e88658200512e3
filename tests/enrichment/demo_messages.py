"""An M1 for each package of the demo extract, made from the extract by itself; the persons are fictional."""

from xml.sax.saxutils import escape, quoteattr

from lxml import etree

FS = "{http://www.kith.no/xmlstds/eresept/forskrivning/2014-12-01}"
OID = "2.16.578.1.12.4.1.1."
PERSON = "14836809816"
"""Synthetic: month + 80 (Skatteetaten's range for test persons)."""
TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
<MsgInfo>
<Type V="ERM1" DN="Resept"/><MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2026-11-02T10:00:00+01:00</GenDate>
<MsgId>00000000-0000-4000-8000-000000{varenr}</MsgId>
<Sender><Organisation><OrganisationName>Oppdiktet legekontor</OrganisationName>
<Ident><Id>313000117</Id><TypeId V="ENH" S="{oid}9051" DN="Organisasjonsnummeret i Enhetsregisteret"/></Ident>
<Address><Type V="RES" DN="Besøksadresse"/><StreetAdr>Oppdiktet vei 1</StreetAdr><PostalCode>9999</PostalCode>
<City>Ingensteds</City></Address>
<HealthcareProfessional><TypeHealthcareProfessional V="LE" DN="Lege"/><FamilyName>Oppdiktet</FamilyName>
<GivenName>Lege</GivenName><Ident><Id>999900017</Id><TypeId V="HPR" S="{oid}8116" DN="HPR-nummer"/></Ident>
</HealthcareProfessional></Organisation></Sender>
<Receiver><Organisation><OrganisationName>Oppdiktet mottaker</OrganisationName>
<Ident><Id>313000222</Id><TypeId V="ENH" S="{oid}9051" DN="Organisasjonsnummeret i Enhetsregisteret"/></Ident>
</Organisation></Receiver>
<Patient><FamilyName>Oppdiktet</FamilyName><GivenName>Pasient</GivenName><Sex V="2" DN="Kvinne"/>
<Ident><Id>{person}</Id><TypeId V="FNR" S="{oid}8116" DN="Fødselsnummer"/></Ident></Patient>
</MsgInfo>
<Document><RefDoc><MsgType V="XML" DN="XML-instans"/><Content>
<Resept xmlns="http://www.kith.no/xmlstds/eresept/m1/2013-10-08">
<Forskrivningsdato>2026-11-02</Forskrivningsdato><Utloper>2027-11-02</Utloper><Frikort>false</Frikort>
<ReseptDokLegemiddel><Varegruppekode V="L" DN="Legemiddel"/><Antall>1</Antall><Reiterasjon>0</Reiterasjon>
<Forskrivning xmlns="http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08">
<Bruksomrade>Oppdiktet</Bruksomrade><DosVeiledEnkel>Etter avtale</DosVeiledEnkel>
<IngenKombinasjon>false</IngenKombinasjon><Bruk V="1" DN="Fast"/>
<Legemiddelpakning>
{package}
</Legemiddelpakning>
</Forskrivning></ReseptDokLegemiddel>
<OppdatertFest>2026-11-01T06:00:00</OppdatertFest><LastResept>false</LastResept>
</Resept></Content></RefDoc></Document></MsgHead>
"""


def text(element: etree._Element, name: str) -> str:
    """The text of a child that must be there."""
    found = element.findtext(FS + name)
    assert found is not None, name
    return found


def message(package: etree._Element, brands: dict[str, etree._Element]) -> bytes:
    """The M1 of a Legemiddelpakning of FEST: what a doctor's system copies from FEST into it."""
    sizes = "".join(
        f"<PakningsinfoResept><Varenavn>{escape(text(brands[text(info, 'RefLegemiddelMerkevare')], 'Varenavn'))}"
        f"</Varenavn><Pakningsstr>{escape(text(info, 'Pakningsstr'))}</Pakningsstr>"
        f"{_coded(info, 'EnhetPakning')}</PakningsinfoResept>\n"
        for info in package.iterchildren(f"{FS}Pakningsinfo")
    )
    parts = (
        _coded(package, "Atc"),
        f"<NavnFormStyrke>{escape(text(package, 'NavnFormStyrke'))}</NavnFormStyrke>",
        _coded(package, "Reseptgruppe"),
        _coded(package, "LegemiddelformKort"),
        f"<Varenr>{text(package, 'Varenr')}</Varenr>",
        sizes,
    )
    varenr = text(package, "Varenr")
    return TEMPLATE.format(varenr=varenr, person=PERSON, oid=OID, package="\n".join(parts)).encode()


def _coded(parent: etree._Element, name: str) -> str:
    element = parent.find(FS + name)
    if element is None:
        return ""
    return f"<{name} {' '.join(f'{key}={quoteattr(str(value))}' for key, value in element.attrib.items())}/>"
