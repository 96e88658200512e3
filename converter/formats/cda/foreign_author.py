"""Who wrote a document of another country: all persons of it, its section and its item, each once.

Two authors are one where nothing tells them apart: not their names, their numbers, nor where they work.
"""

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_names import names_of
from converter.formats.cda.foreign_section import prescription_section
from converter.model.coded import Identifier
from converter.model.foreign_prescription import ForeignPrescriber
from converter.model.party import Address, PersonName, Telecom

BOTH = 2
UNCLEAR = "ed-structure-unclear"
AUTHOR, ID, CODE = H + "author", H + "id", H + "code"
ASSIGNED, PERSON, DEVICE = H + "assignedAuthor", H + "assignedPerson", H + "assignedAuthoringDevice"


def read_authors(root: etree._Element, reading: Reading) -> tuple[ForeignPrescriber, ...]:
    """All who wrote it, of the document, its section or its item; of a program nothing where a person did.

    Args:
        root: the document.
        reading: collects what is wrong.
    """
    section = prescription_section(root, Reading())
    inner = () if section is None else section.iterfind(f".//{AUTHOR}")
    found: list[ForeignPrescriber] = []
    programs: list[ForeignPrescriber] = []
    for author in (*root.iterchildren(AUTHOR), *inner):
        if author.get("nullFlavor") is not None and "".join(map(str, author.itertext())).strip():
            reading.note(UNCLEAR, author)  # nobody, and somebody
        read = None if author.get("nullFlavor") is not None else read_author(author, reading)
        if read is None or (read.name is None and not read.ids and not read.organisation):
            continue
        kept = programs if read.name is None and next(author.iter(DEVICE), None) is not None else found
        same = next((n for n, one in enumerate(kept) if _alike(one, read)), None)
        if same is None:
            kept.append(read)
        elif kept[same].name is None:
            kept[same] = read
    return tuple(found or programs)


def _alike(one: ForeignPrescriber, other: ForeignPrescriber) -> bool:
    """Whether two may be one: nothing that both say differs, and something is the same."""
    names = [n.casefold() for n in (one.whole_name, other.whole_name) if n]
    places = [" ".join(o.casefold().split()) for o in (one.organisation, other.organisation) if o]
    here, there = _numbers(one), _numbers(other)
    same_place = bool(here & there) or (len(places) == BOTH and len(set(places)) == 1)
    other_place = _differ(here, there) or (len(set(places)) > 1 and not here & there)
    if len(set(names)) > 1 or _differ(set(one.ids), set(other.ids)) or other_place:
        return False
    return len(names) == BOTH or bool(set(one.ids) & set(other.ids)) or same_place


def _numbers(author: ForeignPrescriber) -> set[Identifier]:
    return set() if author.organisation_id is None else {author.organisation_id}


def _differ(ours: set[Identifier], theirs: set[Identifier]) -> bool:
    """Whether two have numbers of one issuer, and none in common."""
    return not ours & theirs and bool({i.root for i in ours} & {i.root for i in theirs})


def read_author(author: etree._Element, reading: Reading) -> ForeignPrescriber | None:
    """An author; None where nothing is said of one."""
    assigned = next(author.iterchildren(H + "assignedAuthor"), None)
    if assigned is None:
        return None
    person = next(assigned.iterchildren(H + "assignedPerson"), None)
    organisation = next(assigned.iterchildren(H + "representedOrganization"), None)
    address = None if organisation is None else next(organisation.iterchildren(H + "addr"), None)
    own = next(assigned.iterchildren(H + "addr"), None)
    sources = [e for e in (organisation, assigned) if e is not None]
    telecoms = [
        Telecom(t.get("value", "").strip(), t.get("use", ""))
        for s in sources
        for t in s.iterchildren(H + "telecom")
        if t.get("nullFlavor") is None and t.get("value")
    ]
    said = [a for a in (address, own) if a is not None]
    country = next((c for a in said if (c := country_of(next(a.iterchildren(H + "country"), None), reading))), "")
    names = () if person is None else names_of(person, reading)
    ids = [i for e in assigned.iterchildren(ID) if (i := reading.identifier(e)) is not None and i.extension]
    return ForeignPrescriber(
        name=next((n.name or PersonName(n.text, ()) for n in names), None),
        role=reading.coded_or_words(next(author.iterchildren(H + "functionCode"), None)),
        specialty=reading.coded_or_words(next(assigned.iterchildren(CODE), None)),
        organisation="" if organisation is None else reading.text(next(organisation.iterchildren(H + "name"), None)),
        organisation_id=None if organisation is None else reading.identifier(next(organisation.iterchildren(ID), None)),
        address=next((found for a in said if (found := _address(a, reading)) is not None), None),
        telecoms=tuple(dict.fromkeys(telecoms)),
        country=country,
        ids=tuple(ids),
        whole_name=names[0].text if names else "",
        other_names=tuple([n.text for n in names[1:]]),
    )


def country_of(element: etree._Element | None, reading: Reading) -> str:
    """The country of an address, where it is a code of two letters; else empty."""
    written = reading.text(element).upper()
    return written if len(written) == len("NO") and written.isascii() and written.isalpha() else ""


def _address(element: etree._Element, reading: Reading) -> Address | None:
    def part(tag: str) -> str:
        return ", ".join(t for e in element.iterchildren(H + tag) if (t := reading.text(e)))

    found = Address(part("streetAddressLine"), part("city"), part("postalCode"), part("country"))
    return found if found.street or found.city or found.postal_code else None
