"""The persons of a foreign prescription in Norwegian: names, numbers, who stands by the patient."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from converter.conversion.ep_to_view.substance_agreement import another_display
from converter.conversion.ep_to_view.words import FOREIGN, NORWEGIAN, NOTHING, Shown, shown
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null
from converter.model.foreign_person import ForeignPerson, KnownName, PersonId, Related
from converter.model.foreign_prescription import DocumentKind, ForeignPrescription
from converter.model.party import PersonName

PATIENT = "/ClinicalDocument/recordTarget"
AUTHOR = "/ClinicalDocument/author"
USES: Mapping[str, str] = {
    "L": "offisielt navn",
    "OR": "navn i folkeregister",
    "C": "navn i lisens eller register",
    "ASGN": "tildelt navn",
    "I": "navn i urfolks tradisjon",
    "R": "religiøst navn",
    "P": "pseudonym",
    "A": "kunstnernavn",
    "OLD": "tidligere navn",
    "BR": "fødenavn",
    "CL": "tiltalenavn",
    "IN": "initial",
    "SRCH": "søkenavn",
    "PHON": "skrevet etter lyd",
    "SNDX": "søkenøkkel",
    "ABC": "skrevet med bokstaver",
    "IDE": "skrevet med ordtegn",
    "SYL": "skrevet med stavelsestegn",
}
"""HL7 EntityNameUse and NameRepresentationUse (CDA R2), `OR` and `OLD` of ISO 21090, and part qualifiers."""
TO_COME = "navn som ikke gjelder ennå"
FORMER, OTHER_NAME, UNTOLD_NAME = "tidligere navn", "annet navn", "navn, hva slags er ikke oppgitt"
NUMBERS: Mapping[str, str] = {
    "2.16.578.1.12.4.1.4.1": "norsk fødselsnummer",
    "2.16.578.1.12.4.1.4.2": "norsk D-nummer",
    "1.2.752.129.2.1.3.1": "svensk personnummer",
    "1.2.752.129.2.1.3.3": "svensk samordningsnummer",
    "1.2.208.176.1.2": "dansk CPR-nummer",
    "1.2.246.21": "finsk personnummer",
    "1.3.6.1.4.1.28284.6.2.2.1": "estisk personnummer",
    "2.16.840.1.113883.2.4.6.3": "nederlandsk BSN",
    "2.16.840.1.113883.3.4424.1.1.616": "polsk PESEL",
    "2.16.840.1.113883.2.9.4.3.2": "italiensk codice fiscale",
}
"""Roots that their countries publish (HL7 OID registry); a number of another root is shown with its root alone."""
KINDS: Mapping[str, str] = {
    "GUARD": "verge",
    "NOK": "nærmeste pårørende",
    "ECON": "kontaktperson i nødstilfelle",
    "CON": "kontaktperson",
    "PRS": "person med tilknytning",
    "CAREGIVER": "omsorgsperson",
    "AGNT": "fullmektig",
}
"""HL7 RoleClass of those who stand by a patient."""
NULLS: Mapping[str, str] = {
    "UNK": "ukjent",
    "ASKU": "spurt om, ikke kjent",
    "NASK": "ikke spurt om",
    "NAV": "ikke tilgjengelig nå",
    "MSK": "finnes, men er skjermet",
    "OTH": "annet",
    "NA": "ikke aktuelt",
}
"""HL7 NullFlavor: why something is not said; NI says no more than that."""
MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
          "desember")  # fmt: skip
OF_NO_NAME = frozenset({"CL", "IN"})
"""Parts that are shown beside the name and are no other one."""
MORE_AUTHORS = ("flere rekvirenter enn de som er vist", "more prescribers than are shown")
UNREAD: Mapping[str, tuple[str, str]] = {
    "birthTime": ("en fødselsdato til", "another birth date"),
    "administrativeGenderCode": ("et kjønn til", "another sex"),
    "deceasedInd": ("om pasienten er død", "whether the patient has died"),
    "deceasedTime": ("når pasienten døde", "when the patient died"),
    "multipleBirthInd": ("om pasienten er tvilling", "whether the patient is a twin"),
    "id": ("et nummer uten at det er sagt hvem som har gitt det; det er vist", "a number of no issuer; it is shown"),
    "null": (
        "noe som er oppgitt som ukjent, og likevel har et innhold",
        "something null that has content",
    ),
    "more": ("flere navn, numre eller personer enn de som er vist", "more names, numbers or persons than are shown"),
    "multipleBirthOrderNumber": ("nummer av tvillinger", "the order of twins"),
}
OLDEST = date(1900, 1, 1)
"""Nobody alive was born before it (the oldest person on record reached 122 years)."""
UNKNOWN = ("noe som ikke er kjent", "something that is not known")


@dataclass(frozen=True, slots=True)
class NameView:
    """Another name; `kind` says what it is, `until` the last day that it was valid on, absent where not said."""

    text: str
    kind: str
    until: date | None


@dataclass(frozen=True, slots=True)
class IdView:
    """A number; `kind` is its Norwegian word and `issuer` who gave it, empty where not known."""

    value: str
    root: str
    issuer: str
    kind: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Someone who stands by the patient, and as what: `verge`, and the relation where the document says one."""

    name: str
    kind: str
    relation: str
    telecoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatientView:
    """The patient.

    Attributes:
        other_names: what is said beside `name`, which is the legal one where the document says so.
        birth: `februar 1980` where the day is not said; else empty.
    """

    name: str
    other_names: tuple[NameView, ...]
    ids: tuple[IdView, ...]
    birth_date: date | None
    birth: str
    gender: Shown
    guardians: tuple[RelatedView, ...]
    contacts: tuple[RelatedView, ...]


def patient_view(prescription: ForeignPrescription, today: date, notes: Notes) -> PatientView | None:
    """The patient in Norwegian; what must be looked at is noted. No birth is after `today`, nor after the writing."""
    patient, person = prescription.patient, prescription.person
    if patient is None:
        return None
    _tell(person, patient.birth_date, prescription.written_on or today, notes)
    first = next(iter(person.names), None)
    ids = person.ids or tuple([PersonId(i) for i in patient.ids])
    return PatientView(
        name=whole_name(patient.name) if first is None else first.text,
        other_names=tuple([NameView(n.text, _kind(n), n.until) for n in person.names if n is not first]),
        ids=tuple([IdView(i.id.extension, i.id.root, i.issuer, NUMBERS.get(i.id.root, "")) for i in ids]),
        birth_date=patient.birth_date,
        birth="" if patient.birth_date is not None else _partial(person.birth),
        gender=_gender(patient.gender, person, notes),
        guardians=tuple([_related(one) for one in person.guardians]),
        contacts=tuple([_related(one) for one in person.contacts]),
    )


def tell_authors(prescription: ForeignPrescription, notes: Notes) -> None:
    """Notes that several wrote it, for who of them prescribed is not guessed; or nobody who is named."""
    named = any(author.name is not None for author in prescription.authors)
    if not named and prescription.kind is not DocumentKind.PDF:  # of a page the page says so
        notes.add("view-prescriber-unnamed", AUTHOR)
    if prescription.authors_cut:
        what_no, what_en = MORE_AUTHORS
        notes.add("view-part-unread", AUTHOR, what_no=what_no, what_en=what_en)
    if len(prescription.authors) > 1:
        notes.add("view-authors-several", AUTHOR)


def own_words(concept: Coded | Null) -> str:
    """A concept of no list that is known here, in the document's own words, else its code."""
    if not isinstance(concept, Coded):
        return ""
    return " / ".join(dict.fromkeys(filter(None, (concept.display, concept.words)))) or concept.code


def tell_display(concept: Coded | Null, path: str, notes: Notes) -> None:
    """Notes that a code of a person has the word of another concept beside it."""
    if isinstance(concept, Coded):
        words = [replace(concept, display=said) for said in (concept.display, concept.words)]
        if any(another_display(one, notes.tables) for one in words):
            notes.add("view-display-contradicts", path)


def whole_name(name: PersonName | None) -> str:
    """Given names and family name; empty where there is none."""
    return "" if name is None else " ".join((*name.given, name.family))


def _tell(person: ForeignPerson, born: date | None, last: date, notes: Notes) -> None:
    if person.several:
        notes.add("view-patients-several", PATIENT)
    if len({name.text for name in person.names if not set(name.uses) & OF_NO_NAME}) > 1:
        notes.add("view-names-unclear" if person.names_unclear else "view-names-several", PATIENT)
    if born is None:
        notes.add("view-birth-date-unclear", PATIENT)
    elif born < OLDEST or born > last:
        notes.add("view-birth-date-doubtful", PATIENT)
    if person.guardians:
        notes.add("view-guardian", PATIENT)
    for unread in person.unread:
        norwegian, english = UNREAD.get(unread.what, UNKNOWN)
        notes.add("view-person-unread", unread.path, expected_no=norwegian, expected_en=english)


def _kind(name: KnownName) -> str:
    """`tidligere navn, kunstnernavn`: all that is said of what it is."""
    words = [USES.get(use, OTHER_NAME) for use in name.uses]
    when = [FORMER] if name.former else [TO_COME] if name.to_come else []
    return ", ".join(dict.fromkeys([*when, *words] or [UNTOLD_NAME]))


def _partial(birth: str) -> str:
    year, _, month = birth.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def _gender(gender: Coded | Null, person: ForeignPerson, notes: Notes) -> Shown:
    if isinstance(gender, Coded):
        tell_display(gender, PATIENT, notes)
        return shown(gender, "gender", notes)
    why = NULLS.get(person.gender_null, "")
    if why:
        return Shown(why, NORWEGIAN, original=person.gender_words)
    return Shown(person.gender_words, FOREIGN) if person.gender_words else NOTHING


def _related(one: Related) -> RelatedView:
    relation = own_words(one.relation)
    return RelatedView(one.name, KINDS.get(one.kind, one.kind), relation, one.telecoms)
