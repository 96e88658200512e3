"""A dispense as a pharmacy's system posts it (JSON), or as its own M10 tells it, with every field checked at once."""

import json
import re
from codecs import BOM_UTF8
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.alias_generators import to_camel

from converter.conversion.m10_to_ed.printable import printable
from converter.conversion.m10_to_ed.reported import MOST_NUMBER, beside_report, reported
from converter.model.ed import Entered, EnteredPharmacy
from converter.model.finding import Finding, Problem, finding
from converter.model.party import PersonName
from converter.model.substitution import Substituted
from converter.model.zone import YEARS
from converter.validation.gate import Gate

MAX_JSON = 20_000
ANSWER = "/dispense/substituted"
STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})")
"""RFC 3339, to the minute at least: no number of seconds, no day alone, no time without a zone."""


def stamp_of(value: object) -> object:
    """A time as text with its zone.

    Raises:
        ValueError: it is anything else.
    """
    if not isinstance(value, datetime) and not (isinstance(value, str) and STAMP.fullmatch(value)):
        raise ValueError
    return value


NEEDED = ("number", "varenr", "packages", "dispensedAt")
"""Fields that an M10 beside the dispense may say instead."""


class Wrong(Enum):
    """What is wrong with a field, in Norwegian and English."""

    MISSING = ("mangler", "is missing")
    UNKNOWN = ("finnes ikke i en utlevering", "is no field of a dispense")
    TWICE = ("er der to ganger", "is there twice")
    VALUE = ("har en verdi som ikke kan brukes", "has a value that cannot be used")


KINDS = {"missing": Wrong.MISSING, "extra_forbidden": Wrong.UNKNOWN}
"""By the types of Pydantic's errors; all others are of values."""
USUAL = (
    'Antall er tekst med punktum ("1.5"), tidspunkt har tidssone. Feltene står i /openapi.json.',
    'A number is text with a point ("1.5"), a time has a zone. The fields are in /openapi.json.',
)
HINTS = {"substituted": (f"Svarene er {', '.join(Substituted)}.", f"The answers are {', '.join(Substituted)}.")}
"""What a field may say; of all others the usual."""


def invalid(name: str, why: Wrong) -> Finding:
    """`dispense-fields-invalid` at a field: what is wrong with it, and what it may be."""
    said, hint = why.value, HINTS.get(name, USUAL)
    words = {"why_no": said[0], "why_en": said[1], "hint_no": hint[0], "hint_en": hint[1]}
    return finding("dispense-fields-invalid", f"/dispense/{name}", **words)


Words = Annotated[str, AfterValidator(printable)]
Said = Annotated[str, AfterValidator(printable), StringConstraints(min_length=1)]
Own = Annotated[str, AfterValidator(printable), StringConstraints(max_length=MOST_NUMBER)]
LEGACY = {True: Substituted.OTHER, False: None}
"""Before there were words it was a mark, for another substance, strength or form; without it nothing was said."""


def answer_of(value: object) -> object:
    """One of the words; a mark of before as what it said."""
    return LEGACY[value] if isinstance(value, bool) else value


Answered = Annotated[Substituted | None, BeforeValidator(answer_of)]
Moment = Annotated[AwareDatetime, BeforeValidator(stamp_of)]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}([.][0-9]{1,3})?$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, frozen=True, strict=False)


class PharmacyShape(_Shape):
    """The pharmacy that dispensed; organisation number (nine digits) or HER-id."""

    name: Words = ""
    organisation_number: Words = ""
    her_id: Words = ""
    street: Words = ""
    postal_code: Words = ""
    city: Words = ""
    telephone: Words = ""


class PharmacistShape(_Shape):
    """The pharmacist who answers for it."""

    given_name: Said
    family_name: Said
    hpr_number: Said


class EnteredShape(_Shape):
    """A dispense. Beside an M10, which has them, number, varenr, packages, batch and dispensedAt may be left out."""

    pharmacist: PharmacistShape
    pharmacy: PharmacyShape = PharmacyShape()
    number: Own = Field("", description="The pharmacy's own number of the dispense; one number, one eD.")
    varenr: Words = ""
    packages: Number | None = None
    dispensed_at: Moment | None = Field(None, description="With time zone.")
    batch: Words = ""
    substituted: Answered | None = Field(
        None, description="`none`: the very medicine prescribed. `true` is read as `other`, `false` as no answer."
    )


def read_entered(data: bytes, m10: bytes | None, gate: Gate, answer: str = "") -> Entered:
    """The dispense that JSON, and an M10 where there is one, tell together.

    Args:
        data: the JSON.
        m10: a Norwegian dispensing report; what the JSON says as well goes first.
        gate: for the M10.
        answer: whether it was substituted, where it is said beside the JSON; empty where it is not.

    Raises:
        Problem: `dispense-encoding`, or `dispense-fields-invalid` at each field that is missing, malformed or there
            twice; `dispense-substitution-twice`; what is wrong with the M10.
    """
    shape = _shape(_utf8(data if len(data) <= MAX_JSON else b""), beside=m10 is not None)
    known = None if m10 is None else reported(m10, gate)
    number = shape.number or (known.number if known else "")
    varenr = shape.varenr or (known.varenr if known else "")
    packages = Decimal(shape.packages) if shape.packages else (known.packages if known else None)
    at = shape.dispensed_at or (known.dispensed_at if known else None)
    if not number or not varenr or packages is None or at is None:
        said = {"number": number, "varenr": varenr, "packages": packages is not None, "dispensedAt": at}
        raise Problem([invalid(name, Wrong.MISSING) for name, value in said.items() if not value])
    if at.year not in YEARS:
        raise Problem([invalid("dispensedAt", Wrong.VALUE)])
    place, person = shape.pharmacy, shape.pharmacist
    entered = Entered(
        number=number,
        varenr=varenr,
        packages=packages,
        dispensed_at=at,
        pharmacist=PersonName(person.family_name, (person.given_name,)),
        hpr_number=person.hpr_number,
        pharmacy=EnteredPharmacy(
            place.name,
            place.organisation_number,
            place.her_id,
            place.street,
            place.postal_code,
            place.city,
            place.telephone,
        ),
        batch=shape.batch or (known.batch if known else ""),
        substituted=_answer(shape.substituted, answer, known),
        day_only=shape.dispensed_at is None,
    )
    return entered if known is None else beside_report(entered, known)


def _answer(posted: Substituted | None, beside: str, known: Entered | None) -> Substituted | None:
    """The answer on substitution, which JSON, a field beside it and an M10 may all give: they must give one."""
    if beside and beside not in set(Substituted):
        raise Problem([invalid("substituted", Wrong.VALUE)])
    said = [posted, Substituted(beside) if beside else None, None if known is None else known.substituted]
    answers = {one for one in said if one is not None}
    if len(answers) > 1:
        raise Problem([finding("dispense-substitution-twice", ANSWER)])
    return answers.pop() if answers else None


def _utf8(data: bytes) -> bytes:
    """JSON in UTF-8, without the mark that some systems put before it (RFC 8259, 8.1: it may be ignored)."""
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        raise Problem([finding("dispense-encoding", "/dispense", encoding=encoding[: len("utf-16")].upper())])
    return data.removeprefix(BOM_UTF8)


def _shape(data: bytes, *, beside: bool) -> EnteredShape:
    """The fields; every one that is wrong or missing is told at once. Beside an M10 its fields may be missing."""
    wrong = [(place, Wrong.TWICE) for place in _twice(data)]
    try:
        shape = EnteredShape.model_validate_json(data)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        wrong += [(e["loc"], KINDS.get(e["type"], Wrong.VALUE)) for e in faults]
        wrong += [] if beside else [((name,), Wrong.MISSING) for name in _missing(data)]
    else:
        if not wrong:
            return shape
    told: dict[str, Wrong] = {}
    for place, why in wrong:
        told.setdefault("/".join(str(step) for step in place if str(step).isalnum()), why)
    raise Problem([invalid(place, why) for place, why in told.items()])


def _missing(data: bytes) -> list[str]:
    """The fields that a dispense without an M10 must have, and that are not there or empty."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return []
    return [name for name in NEEDED if not whole.get(name)] if isinstance(whole, dict) else []


class _Pairs(tuple[tuple[str, object], ...]):
    """An object of JSON with all that it says: a key may be there twice, and then nobody knows which is meant."""

    def twice(self) -> list[str]:
        """The keys that are there again."""
        keys = [key for key, _ in self]
        return [key for position, key in enumerate(keys) if key in keys[:position]]


def _twice(data: bytes) -> list[tuple[int | str, ...]]:
    """The places of keys that are there twice. What is deeper than a field's own fields is refused in any case."""
    try:
        whole = json.loads(data, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return []  # no JSON: told by whoever reads it
    if not isinstance(whole, _Pairs):
        return []
    inner = [(name, part) for name, part in whole if isinstance(part, _Pairs)]
    return [(key,) for key in whole.twice()] + [(name, key) for name, part in inner for key in part.twice()]
