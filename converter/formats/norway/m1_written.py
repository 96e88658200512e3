"""An M1 of one package, as a prescribing system fills it from FEST; the persons are invented.

It is for measuring only, and no patient's: the number is synthetic (month + 80, Skatteetaten's range for test persons).
"""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from converter.formats.xml import esc
from converter.model.coded import Coded
from converter.model.medicine import Medicine, PackageContent

OID = "2.16.578.1.12.4.1.1."
PERSON = "14836809816"
TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
<MsgInfo>
<Type V="ERM1" DN="Resept"/><MIGversion>v1.2 2006-05-24</MIGversion><GenDate>{day}T10:00:00+01:00</GenDate>
<MsgId>{message_id}</MsgId>
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
<Forskrivningsdato>{day}</Forskrivningsdato><Utloper>{until}</Utloper><Frikort>false</Frikort>
<ReseptDokLegemiddel><Varegruppekode V="L" DN="Legemiddel"/><Antall>1</Antall><Reiterasjon>0</Reiterasjon>
<Forskrivning xmlns="http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08">
<DosVeiledEnkel>{dosage}</DosVeiledEnkel><IngenKombinasjon>false</IngenKombinasjon>
<Legemiddelpakning>{package}</Legemiddelpakning>
</Forskrivning></ReseptDokLegemiddel>
<OppdatertFest>{day}T06:00:00</OppdatertFest><LastResept>false</LastResept>
</Resept></Content></RefDoc></Document></MsgHead>
"""


@dataclass(frozen=True, slots=True)
class PlainPrescription:
    """What is prescribed: one package, once.

    Attributes:
        medicine: the register's package.
        group: its prescription group (list 7421) with its word.
        dosage: the text of DosVeiledEnkel.
        day, until: first and last day.
    """

    medicine: Medicine
    group: Coded
    dosage: str
    day: date
    until: date


def write_m1(prescribed: PlainPrescription) -> bytes:
    """The M1 in its MsgHead, UTF-8: name, codes, varenr and sizes are the register's. Same prescription, same bytes."""
    medicine = prescribed.medicine
    package = (
        _cv("Atc", medicine.atc),
        _leaf("NavnFormStyrke", medicine.name_form_strength),
        _cs("Reseptgruppe", prescribed.group),
        _cv("LegemiddelformKort", medicine.form),
        _cs("Preparattype", medicine.preparation_type),
        _leaf("Varenr", medicine.varenr),
        *(_size(content, medicine.brand_name) for content in medicine.contents),
    )
    return TEMPLATE.format(
        oid=OID,
        person=PERSON,
        message_id=uuid5(NAMESPACE_OID, f"converter coverage {medicine.varenr}"),
        day=prescribed.day.isoformat(),
        until=prescribed.until.isoformat(),
        dosage=esc(prescribed.dosage),
        package="".join(package),
    ).encode()


def _size(content: PackageContent, brand: str) -> str:
    return (
        f"<PakningsinfoResept>{_leaf('Varenavn', content.brand_name or brand)}"
        f"{_leaf('Pakningsstr', content.size_text)}{_cv('EnhetPakning', content.unit)}</PakningsinfoResept>"
    )


def _leaf(name: str, value: str) -> str:
    return f"<{name}>{esc(value)}</{name}>" if value else ""


def _cv(name: str, code: Coded | None) -> str:
    """A CV, with its list."""
    if code is None:
        return ""
    return f'<{name} V="{esc(code.code)}" S="{esc(code.system)}" DN="{esc(code.display)}"/>'


def _cs(name: str, code: Coded | None) -> str:
    """A CS, whose list is fixed."""
    return "" if code is None else f'<{name} V="{esc(code.code)}" DN="{esc(code.display)}"/>'
