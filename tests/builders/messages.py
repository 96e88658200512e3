"""Messages of our own: `m1(...)` and `m94(...)`, schema-valid unless a test asks for something else.

Persons, firms and numbers are invented. Every text that describes the patient or was written by the prescriber is
listed in `MARKERS`, so that a test can look for it where it must never be.
"""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.builders import m1_parts as p
from tests.builders.m1_parts import Pairs, cs, cv, leaf
from tests.builders.numbers import number_for

AT = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
"""The moment at which the default message is valid."""

BORN = date(1971, 5, 9)
NUMBER = number_for(BORN)
MESSAGE_ID = "7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f1"
FAMILY, GIVEN, MIDDLE = "Kvistdalsen", "Ingebjørgine", "Tuvslått"
STREET, CITY = "Rognebærstien 38", "Fjordhamna"
DOSAGE = "2 tabletter hver kveld mot skuldervondt"
INDICATION = "Skuldervondt etter fall"
REMARK = "Ring datteren hennes først"
MARKERS = (NUMBER, MESSAGE_ID, FAMILY, GIVEN, MIDDLE, STREET, CITY, DOSAGE, INDICATION, REMARK, "skuldervondt")
"""What no finding may repeat."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """The knobs of an M1. None leaves an element out; `raw_...` are XML."""

    declaration: str = p.DECLARATION
    type_code: str = "ERM1"
    message_id: str = MESSAGE_ID
    m1_namespace: str = p.M1
    forskrivning_namespace: str = p.FORSKRIVNING
    # patient
    has_patient: bool = True
    family: str | None = FAMILY
    middle: str | None = None
    given: str | None = GIVEN
    birth_date: str | None = None
    sex: str | None = "2"
    patient_ids: Pairs = ((NUMBER, "FNR"),)
    patient_id_list: str = "8116"
    street: str | None = STREET
    city: str | None = CITY
    postal_code: str | None = "9999"
    country: str | None = None
    patient_telecoms: Pairs = (("HP", "tel:+4799000000"),)
    # prescriber
    has_prescriber: bool = True
    profession: str | None = "LE"
    prescriber_family: str | None = "Bjørkemo"
    prescriber_given: str | None = "Trygve Ask"
    prescriber_ids: Pairs = (("999900017", "HPR"),)
    prescriber_id_list: str = "8116"
    raw_prescriber: str = ""
    organisation_name: str = "Lia legesenter (fiktivt)"
    organisation_ids: Pairs = (("313000117", "ENH"),)
    organisation_id_list: str = "9051"
    organisation_telecoms: Pairs = (("HP", "tel:22 00 00 00"),)
    verified: tuple[str, ...] | None = None
    verified_number: str = "999900017"
    # prescription
    written: str = "2026-11-01"
    expires: str = "2027-11-01"
    earliest: str | None = None
    raw_payers: str = ""
    guardian: str | None = None
    own_practice: str | None = None
    doctors_name: str | None = None
    reference_number: str | None = None
    specialty: str | None = None
    specialty_list: str = "7426"
    locked: str | None = "false"
    dispensing_request: bool = False
    raw_foreigner: str = ""
    # item
    item_group: str | None = "L"
    quantity: str | None = "1"
    amount: tuple[str, str] | None = None
    remark: str | None = None
    home_care: str | None = None
    legal_basis: str | None = None
    repeats: str = "0"
    substitution: str | None = None
    special_permit: bool = False
    # how it is used
    indication: str | None = INDICATION
    dosage: str | None = DOSAGE
    short_dose: str | None = None
    no_combination: str | None = None
    use: str | None = None
    raw_dosing: str = ""
    # medicine
    kind: str = "package"
    atc: str | None = "M01AE01"
    atc_name: str | None = None
    atc_list: str = "7180"
    name: str = "Fiktivprofen tab 400 mg"
    group: str = "C"
    form: str | None = "53"
    form_name: str | None = None
    form_list: str = "7448"
    preparation_type: str | None = None
    varenr: str = "990003"
    fest_id: str | None = None
    raw_mixture: str = ""
    brand: str = "Fiktivprofen"
    size: str | None = "30"
    unit: str = "stk"
    unit_name: str | None = None
    unit_list: str = "7452"
    raw_size: str = ""
    # around it
    raw_documents: str = ""

    def xml(self) -> bytes:
        """The message as bytes."""
        signature = "" if self.verified is None else p.signature(self.verified_number, self.verified)
        rest = p.document(self.resept()) + self.raw_documents + signature
        patient = self._patient() if self.has_patient else ""
        return (self.declaration + p.head(self.type_code, self.message_id, self._sender(), patient, rest)).encode()

    def resept(self) -> str:
        """The payload."""
        request = (
            "<EkspAnm><Vilkar>false</Vilkar>"
            f"{cs('MetodeEkspedering', '1')}<Utleverer>1</Utleverer><Kontaktperson>{FAMILY}</Kontaktperson>"
            "<OrgNrUtleverer>313000333</OrgNrUtleverer><UtlevererNavn>Lia apotek (fiktivt)</UtlevererNavn></EkspAnm>"
        )
        return (
            f'<Resept xmlns="{self.m1_namespace}">{leaf("Forskrivningsdato", self.written)}'
            f"{leaf('Utloper', self.expires)}{self.raw_payers}"
            f"{leaf('Vergeinnsynsreservasjon', self.guardian)}{leaf('TilEgenPraksis', self.own_practice)}"
            f"{leaf('RekvLegensNavn', self.doctors_name)}{leaf('RefNr', self.reference_number)}"
            f"{'' if self.specialty is None else cv('Spesialitet', self.specialty, self.specialty_list)}{self._item()}"
            f"{request if self.dispensing_request else ''}{self.raw_foreigner}"
            f"<OppdatertFest>2026-11-01T06:00:00</OppdatertFest>{leaf('TidligsteUtlevering', self.earliest)}"
            f"{leaf('LastResept', self.locked)}</Resept>"
        )

    def _patient(self) -> str:
        return (
            f"<Patient>{leaf('FamilyName', self.family)}{leaf('MiddleName', self.middle)}"
            f"{leaf('GivenName', self.given)}{leaf('DateOfBirth', self.birth_date)}{cs('Sex', self.sex)}"
            f"{p.idents(self.patient_ids, self.patient_id_list)}"
            f"{p.address(self.street, self.city, self.postal_code, self.country)}"
            f"{p.telecoms(self.patient_telecoms)}</Patient>"
        )

    def _sender(self) -> str:
        professional = (
            f"<HealthcareProfessional>{cs('TypeHealthcareProfessional', self.profession)}"
            f"{leaf('FamilyName', self.prescriber_family)}{leaf('GivenName', self.prescriber_given)}"
            f"{p.idents(self.prescriber_ids, self.prescriber_id_list)}{self.raw_prescriber}</HealthcareProfessional>"
        )
        return (
            f"<Organisation>{leaf('OrganisationName', self.organisation_name)}"
            f"{p.idents(self.organisation_ids, self.organisation_id_list)}"
            f"{p.address('Liaveien 1', 'Lia', '9998', None)}{p.telecoms(self.organisation_telecoms)}"
            f"{professional if self.has_prescriber else ''}</Organisation>"
        )

    def _item(self) -> str:
        shared = (
            f"{cs('Varegruppekode', self.item_group)}{leaf('Antall', self.quantity)}{leaf('Merknad', self.remark)}"
            f"{cv('RefHjemmel', self.legal_basis, '7427')}"
        )
        if self.kind == "goods":
            return f"<ReseptDokHandelsvare>{shared}</ReseptDokHandelsvare>"
        permit = (
            "<LegemiddelUtenMt><Begrunnelse>Ingen annen virker</Begrunnelse><Produsent>Fiktiv AS</Produsent>"
            "<DirektesoknadSlv>false</DirektesoknadSlv></LegemiddelUtenMt>"
        )
        amount = "" if self.amount is None else f'<Mengde V="{self.amount[0]}" U="{p.esc(self.amount[1])}"/>'
        short = "" if self.short_dose is None else f'<Kortdose V="1" S="{p.LISTS}9101" OT="{p.esc(self.short_dose)}"/>'
        return (
            f"<ReseptDokLegemiddel>{shared}{leaf('KomLegemdlAdm', self.home_care)}{leaf('Reiterasjon', self.repeats)}"
            f"{cs('BytteresRekvirent', self.substitution)}{amount}{permit if self.special_permit else ''}"
            f'<Forskrivning xmlns="{self.forskrivning_namespace}">{leaf("Bruksomrade", self.indication)}'
            f"{leaf('DosVeiledEnkel', self.dosage)}{leaf('IngenKombinasjon', self.no_combination)}"
            f"{cs('Bruk', self.use)}{short}{self.raw_dosing}{self._medicine()}</Forskrivning></ReseptDokLegemiddel>"
        )

    def _medicine(self) -> str:
        common = (
            f"{cv('Atc', self.atc, self.atc_list, self.atc_name or p.substance(self.atc))}"
            f"{leaf('NavnFormStyrke', self.name)}"
            f"{cs('Reseptgruppe', self.group)}{cv('LegemiddelformKort', self.form, self.form_list, self.form_name)}"
            f"{cs('Preparattype', self.preparation_type)}"
        )
        size = self.raw_size
        if self.size is not None and not size:
            size = (
                f"<PakningsinfoResept>{leaf('Varenavn', self.brand)}{leaf('Pakningsstr', self.size)}"
                f"{cv('EnhetPakning', self.unit, self.unit_list, self.unit_name)}</PakningsinfoResept>"
            )
        package = f"<Legemiddelpakning>{common}{leaf('Varenr', self.varenr)}{size}</Legemiddelpakning>"
        whole = f'<Mengde V="100" U="ml"/>{cv("Legemiddelform", "53", "7448")}'
        part = '<MengdeBestanddel><Mengde V="1" U="g"/></MengdeBestanddel>'
        return {
            "package": package,
            "brand": f"<LegemiddelMerkevare>{common}{leaf('Id', self.fest_id)}{leaf('Varenavn', self.brand)}"
            "</LegemiddelMerkevare>",
            "substance": f"<LegemiddelVirkestoff>{common}{leaf('Id', self.fest_id or 'ID_1')}</LegemiddelVirkestoff>",
            "mixture": f"<Legemiddelblanding><Navn>Salve</Navn><TilbOppl>rores</TilbOppl>{whole}"
            f"<BestanddelLegemiddel>{package}{part}</BestanddelLegemiddel>"
            f"{self.raw_mixture}</Legemiddelblanding>",
        }[self.kind]


def m1(**overrides: object) -> bytes:
    """An M1 in its MsgHead; the arguments are the attributes of `Message`."""
    return Message(**overrides).xml()  # type: ignore[arg-type]


def m1_v24(**overrides: object) -> bytes:
    """An M1 of version 2.4, which has no LastResept."""
    versions = {"m1_namespace": p.M1_V24, "forskrivning_namespace": p.FORSKRIVNING_V24, "locked": None}
    return m1(**versions, **overrides)


def extension(inside: str, version: str = "1", namespace: str = p.EXTENSION) -> str:
    """A `Document` with an extension of M1; `inside` is its content."""
    return p.document(f'<ReseptUtvidelse xmlns="{namespace}" version="{version}">{inside}</ReseptUtvidelse>')


def m96(
    *attachments: bytes | str,
    entries: tuple[tuple[str, str], ...] = ((MESSAGE_ID, "E"),),
    namespace: str = p.M96,
    raw: str = "",
    raw_head: str = "",
) -> bytes:
    """An M9.6 with the given attachments; `entries` are ids and statuses, `raw` follows the status in each entry."""
    sender = p.organisation("Reseptformidleren (fiktiv)", (("313000222", "ENH"),))
    listed = "".join(
        f"<Listeelement>{leaf('ReseptId', i)}{cs('Status', status)}{raw}</Listeelement>" for i, status in entries
    )
    payload = f'<M96 xmlns="{namespace}">{raw_head}{listed}</M96>'
    documents = "".join(p.document(c) for c in (payload, *(container(a) for a in attachments)))
    message_id = "6f0f4a3e-3f8e-4c11-9d0c-53a7d20a4c02"
    return (p.DECLARATION + p.head("ERM96", message_id, sender, "", documents)).encode()


def m1_list(*messages: bytes | str) -> bytes:
    """An M1List: whole messages as elements; a text is put in as it stands."""
    inner = "".join(m if isinstance(m, str) else m.decode().removeprefix(p.DECLARATION) for m in messages)
    return f"{p.DECLARATION}<M1List>{inner}</M1List>".encode()


def container(content: bytes | str) -> str:
    """A Base64Container around a message, or around text that claims to be base64."""
    text = content if isinstance(content, str) else base64.b64encode(content).decode()
    return f'<Base64Container xmlns="{p.BASE64}">{text}</Base64Container>'


def download(status: str | None) -> str:
    """A ReseptNedlasting with a status of list 7408."""
    return f'<ReseptNedlasting xmlns="{p.M94}">{cs("Status", status)}</ReseptNedlasting>'


def m94(*attachments: bytes | str, status: str | None = "E", type_code: str = "ERM94", raw: str = "") -> bytes:
    """An M9.4 with the given attachments; `raw` is further `Document` elements."""
    sender = p.organisation("Reseptformidleren (fiktiv)", (("313000222", "ENH"),))
    documents = "".join(p.document(c) for c in (download(status), *(container(a) for a in attachments)))
    message_id = "0c5d1a52-90c2-4a6b-8a44-6a51ce0f3b77"
    return (p.DECLARATION + p.head(type_code, message_id, sender, "", documents + raw)).encode()
