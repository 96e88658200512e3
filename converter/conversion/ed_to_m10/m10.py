"""Builds the M10 of a dispensation abroad, or the annulment of one."""

from unicodedata import name as unicode_name
from uuid import uuid5

from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.group import PATH as PRODUCT
from converter.conversion.ed_to_m10.lengths import NAME, NUMBER, REMARK, cut
from converter.conversion.ed_to_m10.reported_package import Reported
from converter.conversion.identifiers import NAMESPACE, Correspondent
from converter.conversion.medicine.comparison import Agreement, Comparison
from converter.conversion.session import Session
from converter.model.coded import Coded, Identifier
from converter.model.dispensation import Dispensation, Pharmacy, Recipient
from converter.model.identity_number import read_identity_number
from converter.model.known import Known
from converter.model.m10 import M10
from converter.model.national import NationalOrganisation, NationalPerson, NationalTelecom, TypedId
from converter.model.party import PersonName

D_NUMBER = "DNR"
UNNAMED = "Apotek uten navn"
RESERVED = "annet preparat enn forskrevet, enda rekvirenten har reservert seg mot bytte"
PERFORMER = "/ClinicalDocument/component/structuredBody/component/section/entry/supply/performer"
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
    known: Known,
    comparison: Comparison,
    session: Session,
    *,
    reserved: bool = False,
) -> M10 | None:
    """The M10, not finished; None, and the reason noted, where the patient cannot be named.

    Args:
        dispensation, reported: what was handed out.
        known: the prescription.
        comparison: how they compare.
        session: identifiers, and where what is found is noted.
        reserved: whether another product may have been handed out though the prescriber reserved against it.
    """
    converter = session.converter
    identifiers = converter.identifiers.report
    patient = national_patient(dispensation.patient, session, known)
    if patient is None:
        return None
    document = dispensation.document_id
    return M10(
        message_id=annulment_id(document) if dispensation.discards else report_id(document),
        generated_at=session.moment,
        sender=_organisation(identifiers.sender, converter.identifiers.contact_point.telecoms[0].value),
        receiver=_organisation(identifiers.receiver),
        patient=patient,
        prescription_id=known.facts.prescription_id,
        dispensed_on=dispensation.dispensed_on,
        packages=dispensation.packages,
        package=reported.package,
        pharmacy_her_id=identifiers.pharmacy_her_id,
        pharmacy=cut(_pharmacy(dispensation.pharmacy), NAME, session.notes, PERFORMER),
        employee=identifiers.pharmacist_id,
        reservation=identifiers.reservation,
        finished=False,
        annuls=report_id(document) if dispensation.discards else "",
        batch=cut(dispensation.batch, NUMBER, session.notes, PRODUCT),
        remark=reported.words,
        changes=tuple(
            cut(c, REMARK, session.notes, PERFORMER)
            for c in _changes(dispensation.pharmacy, comparison, reserved=reserved)
        ),
    )


def national_patient(person: Recipient, session: Session, known: Known | None = None) -> NationalPerson | None:
    """The patient by the one national number given, in the names that the eD gives back.

    Where those are not in Latin letters, and the M1 beside the eD is of the same person, in the prescription's.

    A D-number needs birth date and sex beside it, an identity number must not have them (dossier, section 2.1).
    """
    converter, notes = session.converter, session.notes
    own = {(converter.person_types[i.root], i.extension) for i in person.ids if i.root in converter.person_types}
    if len(own) != 1:
        notes.add("ed-patient-not-norwegian", PATIENT)
        return None
    kind, number = own.pop()
    name = _latin_name(person.name, known, session)
    given = () if name is None else name.given
    born, sex = None, ""
    read = read_identity_number(number, session.today)
    if read is not None and person.birth_date is not None and not read.may_be_born(person.birth_date):
        notes.add("ed-birth-date-differs", PATIENT)
    if kind == D_NUMBER:
        born = read.birth_date if read and read.century_sure else person.birth_date
        sex = _sex(person, converter)
    return NationalPerson(
        family="" if name is None else name.family,
        middle=" ".join(given[1:]),
        given=given[0] if given else "",
        ids=(TypedId(number, kind),),
        birth_date=born,
        sex=sex,
    )


def _latin_name(said: PersonName | None, known: Known | None, session: Session) -> PersonName | None:
    """The name that the eD gives; the prescription's where that has letters that Norway does not read."""
    if said is None or is_latin(" ".join((*said.given, said.family))):
        return said
    if known is not None and known.same_patient and known.name is not None:
        session.notes.add("ed-name-of-prescription", f"{PATIENT.removesuffix('/id')}/patient/name")
        return known.name
    session.notes.add("ed-name-not-latin", f"{PATIENT.removesuffix('/id')}/patient/name")
    return said


def is_latin(text: str) -> bool:
    """Whether every letter of a text is a Latin one (Unicode names of letters)."""
    return all(not c.isalpha() or "LATIN" in unicode_name(c, "") or c in "\u02bc\u02b9\u00aa\u00ba" for c in text)


def _sex(person: Recipient, converter: Converter) -> str:
    """The code of list 3101; `0` (not known) where the eD does not say it in one."""
    said = (person.gender.code, person.gender.system) if isinstance(person.gender, Coded) else ()
    rows = [(row.code, row.target) for row in converter.tables.table("gender-3101") if row.target is not None]
    return next((code for code, target in rows if (target.code, target.system) == said), "0")


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


def _changes(pharmacy: Pharmacy, comparison: Comparison, *, reserved: bool) -> tuple[str, ...]:
    """One reason for all that differs in more than the package; a generic substitution is none (dossier, section 4).

    Another product against the prescriber's reservation is one.
    """
    differing = {
        "annet virkestoff": comparison.atc,
        "annen styrke": comparison.strength,
        "annen legemiddelform": comparison.form,
    }
    words = [word for word, agreement in differing.items() if agreement is Agreement.OTHER]
    reasons = [f"{' og '.join(words)} enn forskrevet"] if words else []
    if reserved:
        reasons.append(RESERVED)
    where = f" ({pharmacy.country})" if pharmacy.country else ""
    return (f"Utlevert i utlandet{where}: {'; '.join(reasons)}",) if reasons else ()
