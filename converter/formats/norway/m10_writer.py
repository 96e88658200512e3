"""Writes an M10 Utleveringsrapport (2013-10-08) in its MsgHead v1.2.

Element order is the schemas'; every code has V and DN, and S where it is a CV; nothing is empty (dossier, section 11).
Every value goes through the escape, so the marks of the patient, of GenDate and of ConversationRef stand in a document
once each.
"""

import re
from datetime import datetime

from converter.formats.norway.m1_versions import FORSKRIVNING_V25, M1_V25
from converter.formats.norway.msghead import MSGHEAD, ORGANISATION_ID_LIST, PERSON_ID_LIST
from converter.formats.xml import esc
from converter.model.coded import Coded, plain
from converter.model.conversation import Conversation
from converter.model.m10 import M10, ReportedPackage
from converter.model.national import NationalOrganisation, NationalPerson, PackageSize, TypedId

M10_NS = "http://www.kith.no/xmlstds/eresept/m10/2013-10-08"
UTLEVERING = "http://www.kith.no/xmlstds/eresept/utlevering/2013-10-08"
FELLES = "http://www.kith.no/xmlstds/felleskomponent1"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<MsgHead xmlns="{MSGHEAD}"><MsgInfo><Type V="ERM10" DN="Utleveringsrapport reseptbanken"/>'
    "<MIGversion>v1.2 2006-05-24</MIGversion>"
)
PATIENT, END_OF_PATIENT = b"<Patient>", b"</Patient>"
PLACE = b"<Patient/>"
GENERATED = re.compile(rb"<GenDate>[^<]*</GenDate>")
CONVERSATION = re.compile(rb"<ConversationRef>.*?</ConversationRef>", re.DOTALL)
END_OF_ID = b"</MsgId>"
ID_NAMES = {
    "FNR": "Fødselsnummer",
    "DNR": "D-nummer",
    "ENH": "Organisasjonsnummeret i Enhetsregister",
    "HER": "HER-id",
}
"""Terms of lists 8116 and 9051."""
SEXES = {"1": "Mann", "2": "Kvinne", "0": "Ikke kjent", "9": "Ikke spesifisert"}
"""List 3101."""
YES_NO = {True: ("1", "Ja"), False: ("2", "Nei")}
"""List 1101."""


def write_m10(report: M10) -> bytes:
    """The message, UTF-8, unsigned. The same values give the same bytes."""
    text = "".join(
        (
            HEAD,
            _generated(report.generated_at),
            f"<MsgId>{esc(report.message_id)}</MsgId>",
            _conversation(report.conversation),
            f"<Sender>{_organisation(report.sender)}</Sender>",
            f"<Receiver>{_organisation(report.receiver)}</Receiver>",
            _patient(report.patient),
            '</MsgInfo><Document><DocumentConnection V="H" DN="Hoveddokument"/><RefDoc>',
            '<MsgType V="XML" DN="XML-instans"/><Content>',
            f'<Utleveringsrapport xmlns="{M10_NS}">',
            _utlevering(report),
            f"<ReservasjonRapportFastlege>{_truth(report.reservation)}</ReservasjonRapportFastlege>",
            f"<AnsattId>{esc(report.employee)}</AnsattId>",
            "</Utleveringsrapport></Content></RefDoc></Document></MsgHead>\n",
        )
    )
    return text.encode("utf-8")


def stamped(document: bytes, at: datetime, conversation: Conversation | None) -> bytes:
    """An M10 of `write_m10` that is handed out again: when, and what it answers now; the rest to the byte.

    Args:
        document: it, or what `without_conversation` left.
        at: the moment, with time zone.
        conversation: what it answers.
    """
    bare = GENERATED.sub(_generated(at).encode(), without_conversation(document), count=1)
    return bare.replace(END_OF_ID, END_OF_ID + _conversation(conversation).encode("utf-8"), 1)


def without_conversation(document: bytes) -> bytes:
    """An M10 of `write_m10` as it is whatever it answers."""
    return CONVERSATION.sub(b"", document, count=1)


def without_patient(document: bytes) -> bytes:
    """An M10 of `write_m10` with the patient taken out: what may be kept of it."""
    head, _, rest = document.partition(PATIENT)
    return head + PLACE + rest.partition(END_OF_PATIENT)[2]


def with_patient(kept: bytes, patient: NationalPerson) -> bytes:
    """What `without_patient` left, with the patient put back."""
    return kept.replace(PLACE, _patient(patient).encode("utf-8"), 1)


def _generated(at: datetime) -> str:
    return f"<GenDate>{at.isoformat(timespec='seconds')}</GenDate>"


def _conversation(conversation: Conversation | None) -> str:
    if conversation is None:
        return ""
    return (
        f"<ConversationRef><RefToParent>{esc(conversation.parent)}</RefToParent>"
        f"<RefToConversation>{esc(conversation.whole)}</RefToConversation></ConversationRef>"
    )


def _organisation(organisation: NationalOrganisation) -> str:
    telecoms = "".join(
        f'<TeleCom><TypeTelecom V="HP" DN="Hovedtelefon"/><TeleAddress V="{esc(t.value)}"/></TeleCom>'
        for t in organisation.telecoms
    )
    return (
        f"<Organisation><OrganisationName>{esc(organisation.name)}</OrganisationName>"
        f"{_idents(organisation.ids, ORGANISATION_ID_LIST)}{telecoms}</Organisation>"
    )


def _patient(person: NationalPerson) -> str:
    born = f"<DateOfBirth>{person.birth_date.isoformat()}</DateOfBirth>" if person.birth_date else ""
    sex = f'<Sex V="{esc(person.sex)}" DN="{SEXES[person.sex]}"/>' if person.sex else ""
    return (
        f"<Patient>{_leaf('FamilyName', person.family)}{_leaf('MiddleName', person.middle)}"
        f"{_leaf('GivenName', person.given)}{born}{sex}{_idents(person.ids, PERSON_ID_LIST)}</Patient>"
    )


def _idents(ids: tuple[TypedId, ...], oid: str) -> str:
    return "".join(
        f'<Ident><Id>{esc(i.value)}</Id><TypeId V="{esc(i.type)}" S="{oid}" DN="{ID_NAMES[i.type]}"/></Ident>'
        for i in ids
    )


def _utlevering(report: M10) -> str:
    finished, name = YES_NO[report.finished]
    changes = "".join(
        f'<Intervensjon><EndringsType V="V" DN="Valgt annen vare"/><Begrunnelse>{esc(why)}</Begrunnelse></Intervensjon>'
        for why in report.changes
    )
    return (
        f'<Utlevering xmlns="{UTLEVERING}"><ReseptId>{esc(report.prescription_id)}</ReseptId>'
        f"<Utleveringsdato>{report.dispensed_on.isoformat()}</Utleveringsdato>"
        f"<Annullering>{_truth(bool(report.annuls))}</Annullering>"
        f'<Avsluttet V="{finished}" DN="{name}"/>'
        f"{_leaf('AnnulleringsId', report.annuls)}{_leaf('Batchnr', report.batch)}"
        f'<ReseptDokLegemiddel xmlns="{M1_V25}"><Varegruppekode V="L" DN="Legemiddel"/>'
        f"<Antall>{plain(report.packages)}</Antall>{_leaf('Merknad', report.remark)}<Reiterasjon>0</Reiterasjon>"
        f'<Forskrivning xmlns="{FORSKRIVNING_V25}">{_package(report.package)}</Forskrivning></ReseptDokLegemiddel>'
        f'<Utleverer><HerId><Id xmlns="{FELLES}">{esc(report.pharmacy_her_id)}</Id>'
        f'<TypeId xmlns="{FELLES}" V="HER" S="{ORGANISATION_ID_LIST}" DN="HER-id"/></HerId>'
        f"<Navn>{esc(report.pharmacy)}</Navn></Utleverer>{changes}</Utlevering>"
    )


def _package(package: ReportedPackage) -> str:
    return (
        f"<Legemiddelpakning>{_cv('Atc', package.atc)}"
        f"<NavnFormStyrke>{esc(package.name_form_strength)}</NavnFormStyrke>"
        f'<Reseptgruppe V="{esc(package.group.code)}" DN="{esc(package.group.display)}"/>'
        f"{_cv('LegemiddelformKort', package.form)}<Varenr>{esc(package.varenr)}</Varenr>"
        f"{''.join(_size(s) for s in package.sizes)}</Legemiddelpakning>"
    )


def _size(size: PackageSize) -> str:
    return (
        f"<PakningsinfoResept>{_leaf('Varenavn', size.brand_name)}<Pakningsstr>{esc(size.size)}</Pakningsstr>"
        f"{_cv('EnhetPakning', size.unit)}</PakningsinfoResept>"
    )


def _cv(tag: str, code: Coded | None) -> str:
    if code is None:
        return ""
    return f'<{tag} V="{esc(code.code)}" S="{esc(code.system)}" DN="{esc(code.display)}"/>'


def _leaf(tag: str, value: str) -> str:
    return f"<{tag}>{esc(value)}</{tag}>" if value else ""


def _truth(value: bool) -> str:
    return "true" if value else "false"
