"""The names of a person in a document of another country: all of them, the legal one first.

Source: HL7 EntityNameUse and EntityNamePartQualifier, as CDA R2 has them. `C` is the name on a licence or record, only
where it is another than the legal one.
"""

from datetime import date

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.model.foreign_person import KnownName
from converter.model.party import PersonName

NAME, FAMILY, GIVEN, PREFIX, SUFFIX = (H + t for t in ("name", "family", "given", "prefix", "suffix"))
VALID, HIGH = H + "validTime", H + "high"
BIRTH = "BR"
OF_FAMILY = frozenset({"VV", "NB"})
"""Prefixes that are a part of the family name: voorvoegsel (`van der`), nobility (`von`)."""
FIRST = {"L": 0, "OR": 0, "": 1, "C": 2, "ASGN": 3, "I": 3, "R": 4, "P": 5, "A": 5, "OLD": 6}
"""Which name is gone by: the legal one, else one of which nothing is said; `OR` and `OLD` are ISO 21090's."""
LAST = 6
LETTERS = {"IDE": 2, "SYL": 1}
"""A name in signs is shown after the same name in letters (`ABC`)."""


def names_of(person: etree._Element, reading: Reading, made: date | None = None) -> tuple[KnownName, ...]:
    """All names, the one that is gone by first; what is null is left out.

    Args:
        person: with `name` elements.
        reading: reads texts.
        made: the day of the document, by which a name is former; without it none is.
    """
    found: list[KnownName] = []
    for element in person.iterchildren(NAME):
        if element.get("nullFlavor") is None:
            found += _names(element, reading, made)
    return tuple(sorted(dict.fromkeys(found), key=rank))


def rank(name: KnownName) -> tuple[bool, int, int]:
    """Where a name stands: former ones last, then by what it is, then by its letters."""
    uses = [use for use in name.uses if use in FIRST]
    kind = min((FIRST[use] for use in uses), default=LAST if _other(name.uses) else FIRST[""])
    if BIRTH in name.uses:
        kind = LAST
    return name.former, kind, max((LETTERS.get(use, 0) for use in name.uses), default=0)


def _other(uses: tuple[str, ...]) -> bool:
    return any(use not in {"ABC", "IDE", "SYL"} for use in uses)


def _names(element: etree._Element, reading: Reading, made: date | None) -> list[KnownName]:
    """A name, and the family name at birth, where it stands beside another."""
    uses = tuple(element.get("use", "").split())
    until = _until(element, reading)
    former = until is not None and made is not None and until < made
    families = _parts(element, FAMILY, reading)
    own = [text for text, qualifiers in families if BIRTH not in qualifiers]
    born = [text for text, qualifiers in families if BIRTH in qualifiers]
    before = [t for t, q in _parts(element, PREFIX, reading) if q & OF_FAMILY]
    titles = [t for t, q in _parts(element, PREFIX, reading) if not q & OF_FAMILY]
    family = " ".join([*before, *(own or born)])
    given = tuple(text for text, _ in _parts(element, GIVEN, reading))
    after = [text for text, _ in _parts(element, SUFFIX, reading)]
    if family or given:
        whole = " ".join(filter(None, [*titles, *given, family, *after]))
        name = PersonName(family, given) if family and given else None
        found = [KnownName(whole, name, uses, until, former)]
    else:
        whole = _loose(element, reading)
        found = [KnownName(whole, None, uses, until, former)] if whole else []
    if own and born:
        found.append(KnownName(" ".join(born), None, (BIRTH,)))
    return found


def _parts(element: etree._Element, tag: str, reading: Reading) -> list[tuple[str, set[str]]]:
    parts = [(reading.text(part), set(part.get("qualifier", "").split())) for part in element.iterchildren(tag)]
    return [(text, qualifiers) for text, qualifiers in parts if text]


def _loose(element: etree._Element, reading: Reading) -> str:
    """A name that is not told in parts, as it stands."""
    return (
        ""
        if any(child.tag == VALID for child in element) and not (element.text or "").strip()
        else reading.text(element)
    )


def _until(element: etree._Element, reading: Reading) -> date | None:
    valid = next(element.iterchildren(VALID), None)
    moment = None if valid is None else reading.moment(next(valid.iterchildren(HIGH), None))
    return None if moment is None else moment.day
