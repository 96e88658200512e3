"""The page of a prescription: what the readable part of its structured document says, and whose it is."""

from collections.abc import Iterable
from dataclasses import replace

from converter.formats.cda import narrative
from converter.formats.cda.narrative import NarrativeRow
from converter.formats.pdf import labels
from converter.formats.pdf.face import plain_text
from converter.formats.pdf.sheet import Block, Line, Sheet
from converter.model.coded import Coded, Identifier, Null, norwegian_number
from converter.model.party import Address, Organisation, Patient, Professional, Telecom
from converter.model.prescription import Exchange
from converter.model.product import PackageLayer
from converter.model.wording import Wording

Words = tuple[str, str]


def sheet_of(ep: Exchange, words: Wording) -> Sheet:
    """The page. It says what the structured document says and no more: what that withholds is not in `ep`."""
    rows = narrative.rows(ep, words)
    lines: dict[str, list[Line]] = {block: [] for block in labels.BLOCKS}
    for row in sorted((r for r in rows if r.id != labels.PRESCRIBER), key=_place):
        block, line = _line(row, ep, words)
        lines[block].append(line)
        if row.id == "package":
            lines[block] += _varenr(ep)
    return Sheet(
        number=plain_text(ep.prescription_id.extension or ep.prescription_id.root),
        on=ep.written_on,
        persons=(
            _block(labels.PERSONS[0], _patient(ep.patient)),
            _block(labels.PERSONS[1], _prescriber(ep.prescriber, words)),
        ),
        blocks=tuple([_block(title, lines[block]) for block, title in labels.BLOCKS.items() if lines[block]]),
        closing=_shown(_contact_point(ep.contact_point)),
    )


def _block(title: Words, lines: Iterable[Line]) -> Block:
    return Block(*title, tuple(map(_shown, lines)))


def _shown(line: Line) -> Line:
    """A line as the page shows it."""
    return replace(line, norwegian=plain_text(line.norwegian), english=plain_text(line.english))


def _contact_point(organisation: Organisation) -> Line:
    return _neutral(
        "contact-point", labels.CONTACT_POINT, _joined([organisation.name, *_contacts(organisation.telecoms)])
    )


def _place(row: NarrativeRow) -> int:
    """Where a line stands on the page; lines of parts keep their order behind the package."""
    listed = list(labels.ROWS)
    return listed.index("package") if row.id.startswith(labels.PART) else listed.index(row.id)


def _line(row: NarrativeRow, ep: Exchange, words: Wording) -> tuple[str, Line]:
    """A line and the block that it stands in."""
    if row.id.startswith(labels.PART):
        number = row.id.removeprefix(labels.PART)
        part = ep.product.parts[int(number) - 1]
        form = _term(part.form)
        norwegian = _joined([form, row.original, *_containers(part.layers)])
        return labels.MEDICINE, Line(row.id, f"{labels.PART_LABEL} {number}", row.label, norwegian, row.english)
    block, label = labels.ROWS[row.id]
    return block, Line(row.id, label, row.label, _norwegian(row, ep, words), row.english)


def _norwegian(row: NarrativeRow, ep: Exchange, words: Wording) -> str:
    """The Norwegian of a line; empty where there are only English words."""
    match row.id:
        case narrative.MEDICINE | "written":
            return row.english
        case "atc":
            return _joined([ep.product.atc.code, row.original], " ") if ep.product.atc and row.original else ""
        case "package":
            said = labels.COMBINATION.format(parts=len(ep.product.parts)) if ep.product.parts else ""
            return _joined([said, row.original, *_containers(ep.product.layers)])
        case "packages":
            return f"{norwegian_number(ep.packages)} ({labels.ONE_DISPENSE})"
        case "total":
            amount = narrative.norwegian_amount(narrative.total_of(ep), words)
            return f"{amount} ({labels.ONE_DISPENSE})" if ep.product.by_amount else amount
        case "substitution":
            return labels.NOT_ALLOWED if row.english == narrative.NOT_ALLOWED else labels.ALLOWED
        case "validity":
            return f"fra {ep.valid_from.isoformat()} til {ep.valid_until.isoformat()}"
        case "period":
            start, end = ep.dosage.start, ep.dosage.end
            return _joined([f"fra {start}" if start else "", f"til {end}" if end else ""], " ")
    return row.original


def _containers(layers: Iterable[PackageLayer]) -> list[str]:
    """The Norwegian terms of the containers, each once."""
    return list(dict.fromkeys(_term(layer.container) for layer in layers))


def _varenr(ep: Exchange) -> list[Line]:
    code = ep.product.layers[-1].code
    return [] if code is None else [_neutral("varenr", labels.VARENR, code.code)]


def _patient(patient: Patient) -> Iterable[Line]:
    yield _neutral("patient", labels.FAMILY, patient.name.family)
    yield _neutral("patient", labels.GIVEN, " ".join(patient.name.given))
    yield from _numbers("patient", patient.ids)
    yield _neutral("patient", labels.BORN, patient.birth_date.isoformat())
    if isinstance(patient.gender, Null):
        yield Line("patient", *labels.SEX, *labels.UNKNOWN)
    else:
        yield Line("patient", *labels.SEX, _term(patient.gender), patient.gender.display)
    yield from _reached("patient", patient.address, patient.telecoms)


def _prescriber(person: Professional, words: Wording) -> Iterable[Line]:
    yield _neutral("prescriber", labels.FAMILY, person.name.family)
    yield _neutral("prescriber", labels.GIVEN, " ".join(person.name.given))
    yield from _numbers("prescriber", person.ids)
    yield Line("prescriber", *labels.ROLE, _term(person.role), words.role(person.role))
    yield from _reached("prescriber", person.address, person.telecoms)
    yield from _organisation(person.organisation)


def _organisation(organisation: Organisation) -> Iterable[Line]:
    yield _neutral("organisation", labels.ORGANISATION, organisation.name)
    yield from _numbers("organisation", (organisation.id,))
    yield from _reached("organisation", organisation.address, organisation.telecoms)


def _reached(of: str, address: Address | None, telecoms: tuple[Telecom, ...]) -> Iterable[Line]:
    if address is not None:
        city = _joined([address.postal_code, address.city], " ")
        yield _neutral(of, labels.ADDRESS, _joined([address.street, city, address.country]))
    if telecoms:
        yield _neutral(of, labels.CONTACT, _joined(_contacts(telecoms)))


def _contacts(telecoms: tuple[Telecom, ...]) -> list[str]:
    """Numbers and addresses without the scheme of their URI; that of a fax is told."""
    said = [t.value.partition(":") for t in telecoms]
    return [value if scheme != "fax" else f"{value} (fax)" for scheme, _, value in said]


def _numbers(of: str, numbers: tuple[Identifier, ...]) -> Iterable[Line]:
    for number in numbers:
        known = labels.NUMBERS.get(number.root)
        if known is not None and number.extension:
            yield _neutral(of, known, number.extension)
        else:
            yield _neutral(of, labels.OTHER_NUMBER, _joined([number.extension, number.root]))


def _term(concept: Coded | Null | None) -> str:
    """The Norwegian terms that a concept was translated from; empty where there are none."""
    return _joined(dict.fromkeys(o.display for o in concept.originals)) if isinstance(concept, Coded) else ""


def _neutral(of: str, label: Words, text: str) -> Line:
    """A line that reads the same in both languages; a name or an address is one line."""
    return Line(of, *label, " ".join(text.split("\n")))


def _joined(texts: Iterable[str], between: str = ", ") -> str:
    return between.join([t for t in texts if t])
