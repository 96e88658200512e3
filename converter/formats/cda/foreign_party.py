"""Patient and pharmacy of a document that another country wrote."""

from datetime import date

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_names import names_of
from converter.model.dispensation import Pharmacy, Recipient
from converter.model.party import PersonName

ID, NAME, ADDR = H + "id", H + "name", H + "addr"
CITY, COUNTRY = H + "city", H + "country"
UNCLEAR = "ed-patient-unclear"
COUNTRY_LETTERS = 2


def read_recipient(root: etree._Element, reading: Reading) -> Recipient | None:
    """The patient (recordTarget); None, and the reason noted, where it is not clear whom the document is about."""
    role = reading.way(root, H + "recordTarget", H + "patientRole", unclear=UNCLEAR)
    person = reading.only(role, H + "patient", UNCLEAR)
    if role is None or person is None:
        reading.note(UNCLEAR, "/ClinicalDocument/recordTarget")
        return None
    ids = tuple([i for e in role.iterchildren(ID) if (i := reading.identifier(e)) is not None and i.extension])
    if not ids:
        reading.note("ed-patient-unidentified", role)
    made = reading.moment(next(root.iterchildren(H + "effectiveTime"), None))
    born = reading.moment(reading.only(person, H + "birthTime", UNCLEAR))
    return Recipient(
        ids=ids,
        name=read_name(person, reading, None if made is None else made.day),
        birth_date=None if born is None else born.day,
        gender=reading.coded(reading.only(person, H + "administrativeGenderCode", UNCLEAR)),
    )


def read_name(person: etree._Element, reading: Reading, made: date | None = None) -> PersonName | None:
    """The name that is gone by; None where it is not told in family and given: no other is taken in its stead.

    Args:
        person: with `name` elements.
        reading: reads texts.
        made: the day of the document, by which a name is former.
    """
    return next((known.name for known in names_of(person, reading, made)), None)


def read_pharmacy(supply: etree._Element, root: etree._Element, reading: Reading) -> Pharmacy | None:
    """Who dispensed: the performer's organisation, else the author's; None, and the reason noted, without either."""
    unclear = "ed-pharmacy-unclear"
    performer = reading.way(supply, H + "performer", H + "assignedEntity", unclear=unclear)
    author = next(root.iterchildren(H + "author"), None)
    writer = None if author is None else reading.only(author, H + "assignedAuthor", unclear)
    for entity in (performer, writer):
        organisation = reading.only(entity, H + "representedOrganization", unclear)
        if entity is None or organisation is None:
            continue
        found = _pharmacy(organisation, entity, reading)
        if found.id is not None or found.name:
            if not found.name:
                reading.note("ed-pharmacy-unnamed", organisation)
            return found
    reading.note("ed-pharmacy-missing", supply if performer is None else performer)
    return None


def _pharmacy(organisation: etree._Element, person: etree._Element, reading: Reading) -> Pharmacy:
    """The organisation; its place from its own address, the country else from the person's."""
    own = next(organisation.iterchildren(ADDR), None)
    persons = next(person.iterchildren(ADDR), None)
    country = _country(own, reading) or _country(persons, reading)
    ids = [i for e in organisation.iterchildren(ID) if (i := reading.identifier(e)) is not None]
    name = next((t for e in organisation.iterchildren(NAME) if (t := reading.text(e))), "")
    return Pharmacy(ids[0] if ids else None, name, _part(own, CITY, reading), country)


def _part(address: etree._Element | None, tag: str, reading: Reading) -> str:
    return "" if address is None else reading.text(next(address.iterchildren(tag), None))


def _country(address: etree._Element | None, reading: Reading) -> str:
    """A country code of two letters; anything else is told and left out."""
    country = _part(address, COUNTRY, reading)
    if address is None or not country:
        return ""
    if len(country) != COUNTRY_LETTERS or not country.isascii() or not country.isalpha():
        reading.note("ed-country-unknown", address)
        return ""
    return country.upper()
