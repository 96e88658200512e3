"""A dispense as a pharmacy's system posts it (JSON), or as its own M10 tells it, with every field checked at once."""

import json
from codecs import BOM_UTF8
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from converter.formats.cda.foreign import mended
from converter.formats.norway.m10_reader import read_m10
from converter.formats.signs import take_signs
from converter.formats.xml import parse, path_of
from converter.model.ed import Entered, EnteredPharmacy
from converter.model.finding import Problem, finding
from converter.model.party import PersonName
from converter.model.signs import GARBLED, SIGNS
from converter.model.zone import OSLO, YEARS
from converter.validation.gate import Gate

NOON = time(12)
MAX_JSON = 20_000
MOST_WORDS = 200
MOST_PLACES = 10
MOST_NUMBER = 64
"""Letters of the pharmacy's own number: as many as an identifier of CDA holds in the EU (dossier, section 3)."""


def printable(text: str) -> str:
    """Text with one blank for each run of white space.

    Raises:
        ValueError: it has characters that nobody can read, or that XML cannot hold, or too many; or its encoding was
            confused: who reads it would mend it to something else.
    """
    words = " ".join(text.split())
    unreadable = not words.isprintable() or SIGNS.search(words) or GARBLED.search(words)
    if len(words) > MOST_WORDS or unreadable or mended(words) != words:
        raise ValueError
    return words


Words = Annotated[str, AfterValidator(printable)]
Said = Annotated[str, AfterValidator(printable), StringConstraints(min_length=1)]
Own = Annotated[str, AfterValidator(printable), StringConstraints(max_length=MOST_NUMBER)]
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
    dispensed_at: AwareDatetime | None = Field(None, description="With time zone.")
    batch: Words = ""
    substituted: bool = False


def read_entered(data: bytes, m10: bytes | None, gate: Gate) -> Entered:
    """The dispense that JSON, and an M10 where there is one, tell together.

    Args:
        data: the JSON.
        m10: a Norwegian dispensing report; what the JSON says as well goes first.
        gate: for the M10.

    Raises:
        Problem: `dispense-encoding`, or `dispense-fields-invalid` at each field that is missing, malformed or there
            twice; what is wrong with the M10.
    """
    shape = _shape(_utf8(data if len(data) <= MAX_JSON else b""))
    known = None if m10 is None else _of_m10(m10, gate)
    number = shape.number or (known.number if known else "")
    varenr = shape.varenr or (known.varenr if known else "")
    packages = Decimal(shape.packages) if shape.packages else (known.packages if known else None)
    at = shape.dispensed_at or (known.dispensed_at if known else None)
    if not number or not varenr or packages is None or at is None:
        said = {"number": number, "varenr": varenr, "packages": packages is not None, "dispensedAt": at}
        missing = [name for name, value in said.items() if not value]
        raise Problem([finding("dispense-fields-invalid", f"/dispense/{name}") for name in missing])
    if at.year not in YEARS:
        raise Problem([finding("dispense-fields-invalid", "/dispense/dispensedAt")])
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
        substituted=shape.substituted,
        day_only=shape.dispensed_at is None,
    )
    return entered if known is None else _with_pharmacy(entered, known.pharmacy)


def _utf8(data: bytes) -> bytes:
    """JSON in UTF-8, without the mark that some systems put before it (RFC 8259, 8.1: it may be ignored)."""
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        raise Problem([finding("dispense-encoding", "/dispense", encoding=encoding[: len("utf-16")].upper())])
    return data.removeprefix(BOM_UTF8)


def _shape(data: bytes) -> EnteredShape:
    wrong = _twice(data)
    try:
        shape = EnteredShape.model_validate_json(data)
    except ValidationError as error:
        wrong += [e["loc"] for e in error.errors(include_input=False, include_url=False)]
    else:
        if not wrong:
            return shape
    places = ["/".join(str(step) for step in place if str(step).isalnum()) for place in wrong]
    raise Problem([finding("dispense-fields-invalid", f"/dispense/{p}") for p in dict.fromkeys(places)])


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


def _with_pharmacy(entered: Entered, known: EnteredPharmacy) -> Entered:
    """The M10's pharmacy where the JSON names none."""
    own = entered.pharmacy
    numbered = own.number or own.her_id
    merged = replace(own, name=own.name or known.name, her_id=own.her_id if numbered else known.her_id)
    return replace(entered, pharmacy=merged)


def _of_m10(data: bytes, gate: Gate) -> Entered:
    root = parse(data)
    if faults := gate.check(root):
        raise Problem(faults)
    signs = take_signs(root)
    if wrong := (*signs.codes, *signs.turning):
        raise Problem([finding("text-controls", path_of(element)) for element in wrong[:MOST_PLACES]])
    report = read_m10(root)
    if report.annuls:
        raise Problem([finding("m10-annuls", "/MsgHead/Document")])
    try:
        pharmacy, batch = printable(report.pharmacy), printable(report.batch)
    except ValueError:
        raise Problem([finding("m10-unreadable", "/MsgHead/Document")]) from None
    return Entered(
        number=report.message_id,
        varenr=report.package.varenr,
        packages=report.packages,
        dispensed_at=datetime.combine(report.dispensed_on, NOON, OSLO),
        pharmacist=PersonName("", ()),
        hpr_number="",
        pharmacy=EnteredPharmacy(pharmacy, her_id=report.pharmacy_her_id),
        batch=batch,
    )
