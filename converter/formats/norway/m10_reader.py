"""Reads an M10 Utleveringsrapport (2013-10-08) of a medicine: our own for the read-back, and a Norwegian pharmacy's."""

from datetime import datetime

from lxml import etree

from converter.formats.norway.m1 import read_package_size
from converter.formats.norway.m1_versions import FORSKRIVNING_V25, M1_V25
from converter.formats.norway.m10_writer import M10_NS, UTLEVERING
from converter.formats.norway.msghead import MH, Envelope, open_envelope, read_person, read_sender
from converter.formats.xml import code_of, day, kids, number, path_of, text, truth
from converter.model.coded import Coded
from converter.model.conversation import Conversation
from converter.model.finding import Finding, Problem, finding
from converter.model.m10 import M10, ReportedPackage
from converter.model.national import NationalOrganisation, NationalPerson

U, D, M, F = f"{{{UTLEVERING}}}", f"{{{M10_NS}}}", f"{{{M1_V25}}}", f"{{{FORSKRIVNING_V25}}}"
FK = "{http://www.kith.no/xmlstds/felleskomponent1}"
MESSAGE_M10 = "ERM10"
OTHER_ITEM = "V"
GROUPS = "2.16.578.1.12.4.1.1.7421"
NOBODY = NationalPerson("", "", "", ())


def read_m10(root: etree._Element) -> M10:
    """Reads an M10 that has passed the schema gate.

    Raises:
        Problem: `not-an-m10`, or `m10-unreadable` where it reports no medicine in a package.
    """
    envelope = open_envelope(root)
    reports = [p for p in envelope.payloads if p.tag == D + "Utleveringsrapport"]
    if envelope.type_code != MESSAGE_M10 or len(reports) != 1:
        raise Problem([finding("not-an-m10", "/MsgHead/MsgInfo/Type")])
    return _report(root, envelope, reports[0])


def _report(root: etree._Element, envelope: Envelope, element: etree._Element) -> M10:
    info = kids(next(root.iterchildren(MH + "MsgInfo")))
    head = kids(element)
    dispense = kids(head[U + "Utlevering"])
    medicine = dispense.get(M + "ReseptDokLegemiddel")
    lines = {} if medicine is None else kids(medicine)
    prescribed = {} if F + "Forskrivning" not in lines else kids(lines[F + "Forskrivning"])
    package = prescribed.get(F + "Legemiddelpakning")
    packages = number(text(lines.get(M + "Antall")))
    if medicine is None or package is None or packages is None:
        raise Problem([finding("m10-unreadable", path_of(head[U + "Utlevering"]))])
    annulled = text(dispense.get(U + "AnnulleringsId")) if truth(dispense[U + "Annullering"]) else ""
    if truth(dispense[U + "Annullering"]) and not annulled:
        raise Problem([finding("m10-unreadable", path_of(dispense[U + "Annullering"]))])
    faults: list[Finding] = []
    report = M10(
        message_id=envelope.message_id,
        generated_at=datetime.fromisoformat(text(info[MH + "GenDate"])),
        sender=read_sender(envelope.sender)[0],
        receiver=_receiver(info),
        patient=NOBODY if envelope.patient is None else read_person(envelope.patient),
        prescription_id=text(dispense[U + "ReseptId"]),
        dispensed_on=day(text(dispense[U + "Utleveringsdato"])),
        packages=packages,
        package=_package(package, faults),
        pharmacy_her_id=text(kids(kids(dispense[U + "Utleverer"])[U + "HerId"]).get(FK + "Id")),
        pharmacy=text(kids(dispense[U + "Utleverer"])[U + "Navn"]),
        employee=text(head[D + "AnsattId"]),
        reservation=truth(head[D + "ReservasjonRapportFastlege"]),
        finished=code_of(dispense.get(U + "Avsluttet")) == "1",
        annuls=annulled,
        batch=text(dispense.get(U + "Batchnr")),
        remark=text(lines.get(M + "Merknad")),
        changes=tuple(
            [
                text(kids(i).get(U + "Begrunnelse"))
                for i in head[U + "Utlevering"].iterchildren(U + "Intervensjon")
                if code_of(kids(i).get(U + "EndringsType")) == OTHER_ITEM
            ]
        ),
        conversation=_conversation(info.get(MH + "ConversationRef")),
    )
    if faults:
        raise Problem(faults)
    return report


def _conversation(element: etree._Element | None) -> Conversation | None:
    if element is None:
        return None
    said = kids(element)
    return Conversation(text(said.get(MH + "RefToParent")), text(said.get(MH + "RefToConversation")))


def _receiver(info: dict[str, etree._Element]) -> NationalOrganisation:
    return read_sender(info[MH + "Receiver"])[0]


def _package(element: etree._Element, faults: list[Finding]) -> ReportedPackage:
    one = kids(element)
    group = one[F + "Reseptgruppe"]
    return ReportedPackage(
        name_form_strength=text(one.get(F + "NavnFormStyrke")),
        group=Coded(code_of(group), GROUPS, group.get("DN", "")),
        varenr=text(one.get(F + "Varenr")),
        atc=_coded(one.get(F + "Atc")),
        form=_coded(one.get(F + "LegemiddelformKort")),
        sizes=tuple([read_package_size(e, faults) for e in element.iterchildren(F + "PakningsinfoResept")]),
    )


def _coded(element: etree._Element | None) -> Coded | None:
    if element is None or not code_of(element):
        return None
    return Coded(code_of(element), element.get("S", "").strip(), element.get("DN", "").strip())
