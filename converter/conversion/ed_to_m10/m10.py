"""Builds the M10 of a dispensation abroad, or the annulment of one."""

from uuid import uuid5

from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.reported_package import Reported
from converter.conversion.identifiers import NAMESPACE, Correspondent
from converter.conversion.medicine.comparison import Agreement, Comparison
from converter.conversion.session import Session
from converter.model.coded import Coded, Identifier
from converter.model.dispensation import Dispensation, Pharmacy, Recipient
from converter.model.identity_number import read_identity_number
from converter.model.known import PrescriptionFacts
from converter.model.m10 import M10
from converter.model.national import NationalOrganisation, NationalPerson, NationalTelecom, TypedId

D_NUMBER = "DNR"
UNNAMED = "Apotek uten navn"
PATIENT = "/ClinicalDocument/recordTarget/patientRole/id"


def report_id(document: Identifier) -> str:
    """MsgId of the M10 about an eD: always the same for the same eD."""
    return str(uuid5(NAMESPACE, f"m10|{document.root}^{document.extension}"))


def annulment_id(document: Identifier) -> str:
    """MsgId of the M10 that annuls it."""
    return str(uuid5(NAMESPACE, f"m10-annul|{document.root}^{document.extension}"))


def build_m10(
    dispensation: Dispensation,
    reported: Reported,
    facts: PrescriptionFacts,
    comparison: Comparison,
    session: Session,
) -> M10 | None:
    """The M10, not finished; None, and the reason noted, where the patient cannot be named."""
    converter = session.converter
    identifiers = converter.identifiers.report
    patient = national_patient(dispensation.patient, session)
    if patient is None:
        return None
    document = dispensation.document_id
    return M10(
        message_id=annulment_id(document) if dispensation.discards else report_id(document),
        generated_at=session.moment,
        sender=_organisation(identifiers.sender, converter.identifiers.contact_point.telecoms[0].value),
        receiver=_organisation(identifiers.receiver),
        patient=patient,
        prescription_id=facts.prescription_id,
        dispensed_on=dispensation.dispensed_on,
        packages=dispensation.packages,
        package=reported.package,
        pharmacy_her_id=identifiers.pharmacy_her_id,
        pharmacy=_pharmacy(dispensation.pharmacy),
        employee=identifiers.pharmacist_id,
        reservation=identifiers.reservation,
        finished=False,
        annuls=report_id(document) if dispensation.discards else "",
        batch=dispensation.batch,
        remark=reported.words,
        changes=_changes(dispensation.pharmacy, comparison),
    )


def national_patient(person: Recipient, session: Session) -> NationalPerson | None:
    """The patient by the one national number given, in the names that the eD gives back.

    A D-number needs birth date and sex beside it, an identity number must not have them (dossier, section 2.1).
    """
    converter, notes = session.converter, session.notes
    own = {(converter.person_types[i.root], i.extension) for i in person.ids if i.root in converter.person_types}
    if len(own) != 1:
        notes.add("ed-patient-not-norwegian", PATIENT)
        return None
    kind, number = own.pop()
    given = () if person.name is None else person.name.given
    born, sex = None, ""
    known = read_identity_number(number, session.today)
    if known is not None and person.birth_date is not None and not known.may_be_born(person.birth_date):
        notes.add("ed-birth-date-differs", PATIENT)
    if kind == D_NUMBER:
        born = known.birth_date if known and known.century_sure else person.birth_date
        sex = _sex(person, converter)
    return NationalPerson(
        family="" if person.name is None else person.name.family,
        middle=" ".join(given[1:]),
        given=given[0] if given else "",
        ids=(TypedId(number, kind),),
        birth_date=born,
        sex=sex,
    )


def _sex(person: Recipient, converter: Converter) -> str:
    """The code of list 3101; `0` (not known) where the eD does not say it in one."""
    code = person.gender.code if isinstance(person.gender, Coded) else ""
    rows = converter.tables.table("gender-3101")
    return next((row.code for row in rows if row.target is not None and row.target.code == code), "0")


def _organisation(end: Correspondent, telephone: str = "") -> NationalOrganisation:
    return NationalOrganisation(
        name=end.name,
        ids=(TypedId(end.organisation_number, "ENH"), TypedId(end.her_id, "HER")),
        telecoms=(NationalTelecom(telephone, "HP"),) if telephone else (),
    )


def _pharmacy(pharmacy: Pharmacy) -> str:
    """Name, place and country: `Apteka Pod Orłem, Gdańsk, PL`."""
    name = pharmacy.name or UNNAMED
    if not pharmacy.name and pharmacy.id is not None:
        name = f"{UNNAMED} ({pharmacy.id.extension or pharmacy.id.root})"
    return ", ".join(part for part in (name, pharmacy.city, pharmacy.country) if part)


def _changes(pharmacy: Pharmacy, comparison: Comparison) -> tuple[str, ...]:
    """One reason for all that differs in more than the package; a generic substitution is none (dossier, section 4)."""
    differing = {
        "annet virkestoff": comparison.atc,
        "annen styrke": comparison.strength,
        "annen legemiddelform": comparison.form,
    }
    words = [word for word, agreement in differing.items() if agreement is Agreement.OTHER]
    where = f" ({pharmacy.country})" if pharmacy.country else ""
    return (f"Utlevert i utlandet{where}: {' og '.join(words)} enn forskrevet",) if words else ()
