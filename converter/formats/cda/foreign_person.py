"""The patient of a document that another country wrote, for showing: names, numbers, who stands by them."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_names import names_of, rank
from converter.formats.cda.strict import is_null
from converter.model.coded import Coded, Identifier
from converter.model.foreign_person import ForeignPerson, PersonId, Related
from converter.model.unread import Unread

TARGET, ROLE, PATIENT = H + "recordTarget", H + "patientRole", H + "patient"
ID, CODE, TELECOM = H + "id", H + "code", H + "telecom"
BIRTH, GENDER, GUARDIAN = H + "birthTime", H + "administrativeGenderCode", H + "guardian"
PARTICIPANT, ENTITY = H + "participant", H + "associatedEntity"
PERSON, ORGANISATION = H + "associatedPerson", H + "scopingOrganization"
PARTIAL = re.compile(r"(1[89]|2[0-9])[0-9]{2}(0[1-9]|1[0-2])?")
"""A TS to the year or the month."""
OF_ROLE = frozenset(
    H + t for t in ("realmCode", "typeId", "templateId", "id", "addr", "telecom", "patient", "providerOrganization")
)
OF_PATIENT = frozenset(
    H + t
    for t in (
        "realmCode",
        "typeId",
        "templateId",
        "id",
        "name",
        "administrativeGenderCode",
        "birthTime",
        "maritalStatusCode",
        "religiousAffiliationCode",
        "raceCode",
        "ethnicGroupCode",
        "guardian",
        "birthplace",
        "languageCommunication",
    )
)
"""What a patient may hold that is read, or that no pharmacist needs (POCD_MT000040.Patient)."""
BY_THEM = frozenset({"NOK", "ECON", "CON", "PRS", "CAREGIVER", "AGNT", "GUARD"})
"""HL7 RoleClass of those who stand by a patient; others (a payer, a provider) do not."""
SAYING = ("value", "extension", "code", "displayName")
MAX_SHOWN = 20


def read_person(root: etree._Element, reading: Reading, made: date | None) -> ForeignPerson:
    """The patient (recordTarget), as far as shown. Where there are several, they are one too many.

    Args:
        root: the document.
        reading: reads texts and names places.
        made: the day of the document.
    """
    targets = list(root.iterchildren(TARGET))
    roles = [role for target in targets for role in target.iterchildren(ROLE)]
    persons = [person for role in roles for person in role.iterchildren(PATIENT)]
    if not roles or not persons:
        return ForeignPerson(several=len(targets) > 1)
    role, person = roles[0], persons[0]
    names = names_of(person, reading, made)
    alike = {name.text for name in names if rank(name) == rank(names[0])} if names else set()
    ids = (*_ids(role, reading), *_ids(person, reading))
    guardians = tuple([g for e in person.iterchildren(GUARDIAN) for g in _guardian(e, reading)])
    contacts = tuple([c for e in root.iterchildren(PARTICIPANT) for c in _contacts(e, reading)])
    unread = [Unread(what, reading.path(e)) for what, e in islice(_unread(targets[0], role, person), MAX_SHOWN)]
    if max(map(len, (names, ids, guardians, contacts))) > MAX_SHOWN:
        unread.append(Unread("more", reading.path(person)))
    return ForeignPerson(
        names=names[:MAX_SHOWN],
        names_unclear=len(alike) > 1,
        ids=ids[:MAX_SHOWN],
        birth=_birth(person),
        gender_null=_null(person),
        gender_words=_gender_words(person, reading),
        guardians=guardians[:MAX_SHOWN],
        contacts=contacts[:MAX_SHOWN],
        unread=tuple(unread),
        several=max(len(targets), len(roles), len(persons)) > 1,
    )


def is_partial(birth: etree._Element | None) -> bool:
    """Whether a time of birth says the year, or year and month, and no day."""
    return birth is not None and PARTIAL.fullmatch(birth.get("value", "").strip()) is not None


def _ids(element: etree._Element, reading: Reading) -> Iterator[PersonId]:
    for own in element.iterchildren(ID):
        found = reading.identifier(own)
        issuer = " ".join(own.get("assigningAuthorityName", "").split())
        if found is not None:
            yield PersonId(Identifier(found.root, found.extension), issuer)
        elif extension := own.get("extension", "").strip():  # of no issuer, or null: shown as it stands
            yield PersonId(Identifier(own.get("root", "").strip(), extension), issuer)


def _birth(person: etree._Element) -> str:
    birth = next(person.iterchildren(BIRTH), None)
    if birth is None or not is_partial(birth):
        return ""
    value = birth.get("value", "").strip()
    return f"{value[:4]}-{value[4:]}".rstrip("-")


def _null(person: etree._Element) -> str:
    gender = next(person.iterchildren(GENDER), None)
    return "" if gender is None or gender.get("code") else gender.get("nullFlavor", "").strip()


def _gender_words(person: etree._Element, reading: Reading) -> str:
    said = reading.coded_or_words(next(person.iterchildren(GENDER), None))
    return (said.words or ("" if said.code else said.display)) if isinstance(said, Coded) else ""


def _holds(element: etree._Element) -> bool:
    """Whether what is null holds a value all the same: another attribute than what kind it is, or words."""
    said = any(inner.get(name, "").strip() for inner in element.iter(etree.Element) for name in SAYING)
    return said or bool("".join(map(str, element.itertext())).strip())


def _name(element: etree._Element | None, reading: Reading) -> str:
    if element is None:
        return ""
    names = names_of(element, reading)
    return names[0].text if names else ""


def _telecoms(element: etree._Element) -> tuple[str, ...]:
    given = [t.get("value", "").strip() for t in element.iterchildren(TELECOM) if t.get("nullFlavor") is None]
    return tuple(dict.fromkeys(filter(None, given)))


def _guardian(element: etree._Element, reading: Reading) -> Iterator[Related]:
    if is_null(element):
        return
    one = next(element.iterchildren(H + "guardianPerson", H + "guardianOrganization"), None)
    relation = reading.coded_or_words(next(element.iterchildren(CODE), None))
    yield Related(_name(one, reading), "GUARD", relation, _telecoms(element))


def _contacts(participant: etree._Element, reading: Reading) -> Iterator[Related]:
    for entity in participant.iterchildren(ENTITY):
        kind = entity.get("classCode", "").strip()
        person = next(entity.iterchildren(PERSON), None)
        name = _name(person, reading) or _name(next(entity.iterchildren(ORGANISATION), None), reading)
        if kind in BY_THEM and (name or _telecoms(entity)):
            yield Related(name, kind, reading.coded_or_words(next(entity.iterchildren(CODE), None)), _telecoms(entity))


def _unread(
    target: etree._Element, role: etree._Element, person: etree._Element
) -> Iterator[tuple[str, etree._Element]]:
    """What is said twice, by no element that CDA has here, of no issuer, or null and something at once."""
    for own in (*role.iterchildren(ID), *person.iterchildren(ID)):
        if own.get("extension", "").strip() and not own.get("root", "").strip():
            yield "id", own
    for element in target.iter(etree.Element):
        if element.get("nullFlavor") is not None and not is_null(element) and _holds(element):
            yield "null", element
    for tag in (BIRTH, GENDER):
        twice = [child for child in person.iterchildren(tag) if not is_null(child)]
        if len(twice) > 1:
            yield etree.QName(tag).localname, twice[1]
    for parent, known in ((role, OF_ROLE), (person, OF_PATIENT)):
        for child in parent.iterchildren(etree.Element):
            if child.tag not in known and not is_null(child):
                yield etree.QName(child).localname, child
