"""The names of a person in a document of another country: all of them, the legal one first.

Source: HL7 EntityNameUse and EntityNamePartQualifier, as CDA R2 has them. `C` is the name on a licence or record, only
where it is another than the legal one.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.model.foreign_person import KnownName
from converter.model.party import PersonName

NAME, FAMILY, GIVEN, PREFIX, SUFFIX = (H + t for t in ("name", "family", "given", "prefix", "suffix"))
VALID, LOW, HIGH, DELIMITER = H + "validTime", H + "low", H + "high", H + "delimiter"
PARTS = frozenset({FAMILY, GIVEN, PREFIX, SUFFIX, VALID, DELIMITER})
NOT_OF_NAME, CALLED = frozenset({"BR", "IN"}), "CL"
"""Qualifiers of parts that are not of the name itself, at birth and an initial; and of what one is called, which is a
given name as others are (Finland says so which of them is used)."""
PART_ALONE = NOT_OF_NAME | {CALLED}
PARTIAL = re.compile(r"((?:1[89]|2[0-9])[0-9]{2})(0[1-9]|1[0-2])?")
LAST_MONTH = 12
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
        made: the day of the document, by which a name is former or still to come; without it none is.
    """
    found: list[KnownName] = []
    for element in person.iterchildren(NAME):
        if element.get("nullFlavor") is None:
            found += _names(element, reading, made)
    names = sorted(dict.fromkeys(found), key=rank)
    first = gone_by(names)
    return tuple(names if first is None else [first, *(n for n in names if n is not first)])


def gone_by(names: Sequence[KnownName]) -> KnownName | None:
    """The first of sorted names; of several that are as good, one that is told in family and given.

    A pseudonym that is told so is never taken for a legal name that is not.
    """
    alike = [name for name in names if rank(name) == rank(names[0])]
    return next((name for name in alike if name.name is not None), alike[0] if alike else None)


def rank(name: KnownName) -> tuple[bool, int, int]:
    """Where a name stands: former ones and those to come last, then by what it is, then by its letters."""
    uses = [use for use in name.uses if use in FIRST]
    kind = min((FIRST[use] for use in uses), default=LAST if _other(name.uses) else FIRST[""])
    if set(name.uses) & PART_ALONE:
        kind = LAST + 1
    return name.former or name.to_come, kind, max((LETTERS.get(use, 0) for use in name.uses), default=0)


def _other(uses: tuple[str, ...]) -> bool:
    return any(use not in {"ABC", "IDE", "SYL"} for use in uses)


def _names(element: etree._Element, reading: Reading, made: date | None) -> list[KnownName]:
    """A name, and behind it those parts that are not of it: at birth, to be called by, an initial."""
    uses = tuple(element.get("use", "").split())
    since, until = _valid(element, LOW, reading), _valid(element, HIGH, reading)
    former = until is not None and made is not None and until < made
    to_come = since is not None and made is not None and since > made
    own, apart = _own_parts(element, reading)
    before = [t for t, q in _parts(element, PREFIX, reading) if q & OF_FAMILY]
    titles = [t for t, q in _parts(element, PREFIX, reading) if not q & OF_FAMILY]
    families = _joined(element, own[FAMILY], reading)
    family = " ".join([*before, *families]) if families else ""
    given = tuple(_joined(element, own[GIVEN], reading))
    after = [text for text, _ in _parts(element, SUFFIX, reading)]
    if family or given:
        beside = _has_text_beside(element)
        whole = reading.text(element) if beside else " ".join(filter(None, [*titles, *given, family, *after]))
        name = PersonName(family, given) if family and given else None
        found = [KnownName(whole, name, uses, until, former, to_come)]
    else:
        whole = _loose(element, reading)
        found = [KnownName(whole, None, uses, until, former, to_come)] if whole else []
    called = [p for p in own[GIVEN] if CALLED in p.get("qualifier", "").split()]
    if called and len(own[GIVEN]) > len(called):
        apart = {CALLED: called, **apart}
    for qualifier, parts in apart.items():
        found.append(KnownName(" ".join(reading.text(p) for p in parts), None, (qualifier,)))
    return found


def _own_parts(
    element: etree._Element, reading: Reading
) -> tuple[dict[str, list[etree._Element]], dict[str, list[etree._Element]]]:
    """Family and given names, and by qualifier those that are not of the name where others are."""
    own: dict[str, list[etree._Element]] = {}
    apart: dict[str, list[etree._Element]] = {}
    for tag in (FAMILY, GIVEN):
        said = [part for part in element.iterchildren(tag) if reading.text(part)]
        plain = [part for part in said if not _apart(part)]
        own[tag] = plain or said
        for part in said if plain else ():
            if qualifier := _apart(part):
                apart.setdefault(qualifier, []).append(part)
    return own, apart


def _apart(part: etree._Element) -> str:
    return next((q for q in part.get("qualifier", "").split() if q in NOT_OF_NAME), "")


def _joined(element: etree._Element, parts: list[etree._Element], reading: Reading) -> list[str]:
    """The texts of parts; two with a delimiter between them as one, `Berg-Hansen`."""
    found: list[str] = []
    for part in parts:
        text, delimiter = reading.text(part), part.getprevious()
        if found and delimiter is not None and delimiter.tag == DELIMITER and delimiter.getprevious() in parts:
            sign = " ".join("".join(map(str, delimiter.itertext())).split())
            found[-1] += f" {sign} {text}" if sign[:1].isalnum() or not sign else f"{sign}{text}"
        else:
            found.append(text)
    return found


def _has_text_beside(element: etree._Element) -> bool:
    """Whether words of a name stand in no part of it, or in one that no schema has."""
    loose = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    others = (c for c in element.iterchildren(etree.Element) if c.tag not in PARTS)
    return bool(loose) or any("".join(map(str, c.itertext())).strip() for c in others)


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


def _valid(element: etree._Element, tag: str, reading: Reading) -> date | None:
    """A bound of when a name is valid; of a month or a year the day that leaves it valid longest."""
    valid = next(element.iterchildren(VALID), None)
    bound = None if valid is None else next(valid.iterchildren(tag), None)
    moment = reading.moment(bound)
    if moment is not None or bound is None:
        return None if moment is None else moment.day
    partial = PARTIAL.fullmatch(bound.get("value", "").strip())
    if partial is None:
        return None
    year, month = int(partial[1]), int(partial[2] or (LAST_MONTH if tag == HIGH else 1))
    return date(year, month, monthrange(year, month)[1] if tag == HIGH else 1)
