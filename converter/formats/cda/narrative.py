"""The human-readable part: every fact a dispenser needs, in English, with the prescriber's own words beside it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from converter.formats.cda.names import ORIGINAL_LANGUAGE
from converter.formats.xml import esc
from converter.model.coded import Bilingual, Coded, Null, Quantity, for_people, norwegian_number
from converter.model.measure import DOSE, DROP, PIECE, scale_of
from converter.model.prescription import FORM, NOTE, OF_STRENGTH, SUBSTITUTION, TREATMENT, Exchange
from converter.model.product import SUBSTANCES_APART, Ingredient, Part, Product
from converter.model.strength_english import english_strength
from converter.model.wording import Wording

MEDICINE, DOSAGE, INDICATION, USE, NO_COMBINATION = "medicine", "dosage", "indication", "use", "no-combination"
BY_SUBSTANCE, DISPENSER = "by-substance", "dispenser"
TO_DISPENSER = {
    SUBSTITUTION: "To the dispenser, on substitution",
    FORM: "To the dispenser, on the dose form",
    OF_STRENGTH: "To the dispenser, on the strength",
    TREATMENT: "To the dispenser, on the treatment",
    NOTE: "Prescriber's note to the pharmacy",
}
"""Labels of words to the dispenser by their topic; the identifier of their row is that of `dispenser_id`."""
"""Identifiers of the rows that the structured part refers to or that are said nowhere else."""

SUBSTANCE = "substance"
STRENGTH = "strength"
STRENGTH_IN_REGISTER, PACKAGE_IN_REGISTER = "strength-in-register", "package-in-register"
SEE_ORIGINAL = "see original text (Norwegian)"
SEVERAL_STRENGTHS = "several strengths, see package"
"""Where a substance is in a package more than once: no single number is its strength."""
INTERNATIONAL = re.compile(r"[0-9]+(,[0-9]{1,2})? (mg|g|ml|mg/ml|mg/g|g/ml|%)")
"""A strength that reads the same in Norwegian and English but for the decimal comma; `1.000` may be a thousand."""
INTERNATIONAL_UNITS = "international units"
STRENGTH_WORDS = frozenset(
    {
        *("forte", "mite", "mitis", "minor", "major", "mini", "maxi", "junior", "baby", "barn", "voksen", "novum"),
        *("sterk", "svak", "dobbel", "dobbelt", "halv", "hel", "en", "én", "ett", "to", "tre", "fire", "fem", "ti"),
        *("tjue", "femti", "hundre", "tusen", "million", "millioner", "prosent", "mg", "mikrog", "g", "ie"),
    }
)
"""Words of a strength in Norwegian names, beside its numbers."""
OF_ALL = Quantity(Decimal(1), "1")
"""What a share is per: 70 % v/v is of all of it."""
_WORD = re.compile(r"[^\W\d_]+")
HEAD = ("Information", "English", "Original (Norwegian)")
PACKAGES_ARE_ONE_DISPENSE = "for one dispense"
NOT_ALLOWED = "not allowed"

COUNTED = {PIECE: "stykk", DOSE: "doser", DROP: "dråper"}
"""Norwegian words for what is counted."""


@dataclass(frozen=True, slots=True)
class NarrativeRow:
    """One line of the table: a label, the English text, and the Norwegian original."""

    id: str
    label: str
    english: str
    original: str = ""


def rows(ep: Exchange, words: Wording) -> tuple[NarrativeRow, ...]:
    """The lines for a prescription, in the order a dispenser reads them; lines with nothing to say are left out."""
    product = ep.product
    candidates = (
        NarrativeRow(MEDICINE, "Medicine", product.name),
        NarrativeRow(STRENGTH, "Strength", _strength(product, words), product.strength_text),
        _in_register(STRENGTH_IN_REGISTER, "Strength, in the Norwegian register", product.strength_in_register),
        NarrativeRow(
            BY_SUBSTANCE,
            "Prescribed by",
            "active substance: any product of it, of this strength and form, may be dispensed"
            if ep.by_substance
            else "",
            "virkestoff: ethvert legemiddel av det, med denne styrken og formen, kan utleveres"
            if ep.by_substance
            else "",
        ),
        _concept("form", "Dose form", None if isinstance(product.form, Null) else product.form),
        NarrativeRow(SUBSTANCE, "Active substance", _substances(product, words)),
        _concept("atc", "ATC", product.atc),
        *_packages(ep, words),
        _in_register(PACKAGE_IN_REGISTER, "Package, in the Norwegian register", product.package_in_register),
        _dispenser(ep, words),
        *(NarrativeRow(dispenser_id(w.topic), TO_DISPENSER[w.topic], w.english, w.original) for w in ep.to_dispenser),
        _concept("route", "Route of administration", ep.route),
        NarrativeRow(
            DOSAGE, "Dosage instruction", ep.dosage.english or (SEE_ORIGINAL if ep.dosage.text else ""), ep.dosage.text
        ),
        NarrativeRow("period", "Treatment period", _period(ep)),
        NarrativeRow(
            INDICATION,
            "Used for",
            (ep.indication_english or SEE_ORIGINAL) if ep.indication else "",
            ep.indication,
        ),
        NarrativeRow(USE, "Kind of use", ep.use.english if ep.use else "", ep.use.norwegian if ep.use else ""),
        NarrativeRow(
            NO_COMBINATION,
            "Combination",
            "not to be combined with other medicines" if ep.no_combination else "",
            "skal ikke kombineres med andre legemidler" if ep.no_combination else "",
        ),
        NarrativeRow("substitution", "Substitution", _substitution(ep.substitution)),
        NarrativeRow(
            "validity", "May be dispensed", f"from {ep.valid_from.isoformat()} to {ep.valid_until.isoformat()}"
        ),
        NarrativeRow("written", "Prescribed on", ep.written_on.isoformat()),
        NarrativeRow("prescriber", "Prescriber", _prescriber(ep, words)),
    )
    return tuple(row for row in candidates if row.english)


def texts(lines: tuple[NarrativeRow, ...]) -> dict[str, str]:
    """The texts that the narrative of these lines holds, by identifier."""
    found = {r.id: r.english for r in lines}
    found.update({original_id(r.id): r.original for r in lines if r.original})
    return found


def all_words(lines: tuple[NarrativeRow, ...]) -> str:
    """Everything that the narrative of these lines says, in order: what stands beside the table would show."""
    return "".join([*HEAD, *[r.label + r.english + r.original for r in lines]])


def write(lines: tuple[NarrativeRow, ...]) -> str:
    """The section's `text`: a table of label, English and Norwegian; each cell's content has an identifier."""
    body = "".join(
        f'<tr><th>{esc(r.label)}</th><td><content ID="{r.id}">{esc(r.english)}</content></td>'
        f"<td>{_original_cell(r)}</td></tr>"
        for r in lines
    )
    head = "".join(f"<th>{h}</th>" for h in HEAD)
    return f"<text><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></text>"


def original_id(row_id: str) -> str:
    """Identifier of the Norwegian text of a row."""
    return f"{row_id}-original"


def dispenser_id(topic: str) -> str:
    """Identifier of the English of words to the dispenser."""
    return f"{DISPENSER}-{topic}"


def to_dispenser(ep: Exchange) -> tuple[str, ...]:
    """Identifiers of the texts that the dispenser is instructed by: of words with an original, both."""
    own = (DISPENSER,) if ep.product.by_amount else ()
    said = [(dispenser_id(w.topic), original_id(dispenser_id(w.topic)) if w.original else "") for w in ep.to_dispenser]
    return (*own, *(i for pair in said for i in pair if i))


def _original_cell(row: NarrativeRow) -> str:
    if not row.original:
        return ""
    return f'<content ID="{original_id(row.id)}" language="{ORIGINAL_LANGUAGE}">{esc(row.original)}</content>'


def _in_register(row_id: str, label: str, said: Bilingual | None) -> NarrativeRow:
    return NarrativeRow(row_id, label, *(("", "") if said is None else (said.english, said.norwegian)))


def _original(concept: Coded) -> str:
    return concept.originals[0].display if concept.originals else ""


def _concept(row_id: str, label: str, concept: Coded | None) -> NarrativeRow:
    if concept is None:
        return NarrativeRow(row_id, label, "")
    english = f"{concept.code} {concept.display}" if row_id == "atc" else concept.display
    return NarrativeRow(row_id, label, english, _original(concept))


def _strength(product: Product, words: Wording) -> str:
    """Coded strengths where there are any, several each with its substance; a plain one as it stands; else a word that
    it stands beside."""
    if len(product.ingredients) > 1:
        return _substances(product, words)
    if product.ingredients:
        (one,) = product.ingredients
        return _named(one, words) if one.counts_element else _ratio(one, words)
    if product.several_strengths:
        return SEVERAL_STRENGTHS
    if product.substances and product.strength_in_register is None:
        # The register names what is in it, and its number is another, or of something unknown: 100 mg of what?
        return SEE_ORIGINAL if _says_strength(product.strength_text) else ""
    said = [c for c in (product.form, product.atc) if isinstance(c, Coded)]
    beside = [product.name, *[o.display for c in said for o in (c, *c.originals)]]
    english = english_strength(product.strength_text, beside)
    if english and not (INTERNATIONAL_UNITS in english and product.has_own_units):
        return english
    if INTERNATIONAL.fullmatch(product.strength_text):
        return product.strength_text.replace(",", ".")
    return SEE_ORIGINAL if _says_strength(product.strength_text) else ""


def _says_strength(text: str) -> bool:
    """Whether Norwegian words say anything of a strength: a number, or a word that stands for one."""
    return any(c.isnumeric() for c in text) or not STRENGTH_WORDS.isdisjoint(_WORD.findall(text.casefold()))


def _substances(product: Product, words: Wording) -> str:
    return SUBSTANCES_APART.join([_ingredient(i, words) for i in product.ingredients] or product.substances)


def _ingredient(ingredient: Ingredient, words: Wording) -> str:
    """A substance and its strength."""
    return _named(ingredient, words) if ingredient.counts_element else f"{ingredient.name} {_ratio(ingredient, words)}"


def _named(ingredient: Ingredient, words: Wording) -> str:
    """`100 mg iron (Fe) as ferrous sulfate per tablet`: the number beside what it counts, and nowhere else."""
    strength = ingredient.strength
    return f"{words.amount(strength.numerator)} {ingredient.name} {words.per(strength.denominator)}"


def _ratio(ingredient: Ingredient, words: Wording) -> str:
    amount, per = ingredient.strength.numerator, ingredient.strength.denominator
    if per == OF_ALL:
        return words.amount(amount)
    return f"{words.amount(amount)} {words.per(per)}"


def _packages(ep: Exchange, words: Wording) -> tuple[NarrativeRow, ...]:
    """Package, number and total; each part of a combination pack; the amount alone where no package is prescribed."""
    product = ep.product
    total = NarrativeRow("total", "Total amount", words.amount(total_of(ep)))
    if product.by_amount:
        return (replace(total, english=f"{total.english} ({PACKAGES_ARE_ONE_DISPENSE})"),)
    packages = NarrativeRow(
        "packages", "Packages to dispense", f"{for_people(ep.packages)} ({PACKAGES_ARE_ONE_DISPENSE})"
    )
    package = NarrativeRow("package", "Package", words.package(product.layers), product.layers[-1].name)
    if not product.parts:
        return package, packages, total
    held = [
        NarrativeRow(f"part-{n}", f"Part {n}", _part(part, words), part.layers[-1].name)
        for n, part in enumerate(product.parts, 1)
    ]
    return replace(package, english=f"combination pack of {len(held)} parts"), *held, packages


def _dispenser(ep: Exchange, words: Wording) -> NarrativeRow:
    """What the dispenser is free to choose where an amount is prescribed and no package of it."""
    if not ep.product.by_amount:
        return NarrativeRow(DISPENSER, "Instruction to the dispenser", "")
    amount = words.amount(total_of(ep))
    what = ("any product", "ethvert legemiddel") if ep.by_substance else ("this product", "dette legemidlet")
    return NarrativeRow(
        DISPENSER,
        "Instruction to the dispenser",
        f"{what[0]}, any pack size, up to {amount} in all",
        f"{what[1]}, enhver pakningsstørrelse, inntil {norwegian_amount(total_of(ep), words)} til sammen",
    )


def norwegian_amount(quantity: Quantity, words: Wording) -> str:
    """An amount for who reads Norwegian; units of measure are the same in both languages."""
    scale = scale_of(quantity.unit)
    counted = None if scale is None else COUNTED.get(scale[0])
    return words.amount(quantity) if counted is None else f"{norwegian_number(quantity.value)} {counted}"


def _part(part: Part, words: Wording) -> str:
    """`Fiktivtrimazol, Cream, 20 g in a tube; clotrimazole 10 mg per g`."""
    form = "" if part.form is None else f", {part.form.display}"
    strengths = SUBSTANCES_APART.join(_ingredient(i, words) for i in part.ingredients)
    return f"{part.name}{form}, {words.package(part.layers)}" + (f"{SUBSTANCES_APART}{strengths}" if strengths else "")


def total_of(ep: Exchange) -> Quantity:
    """What one dispense is, in the unit of the innermost layer."""
    inner = ep.product.layers[0].content
    return Quantity(ep.total_amount(), inner.unit, inner.text)


def _period(ep: Exchange) -> str:
    start, end = ep.dosage.start, ep.dosage.end
    return " ".join([*([f"from {start.isoformat()}"] if start else []), *([f"to {end.isoformat()}"] if end else [])])


def _substitution(concept: Coded | None) -> str:
    if concept is None:
        return ""
    return NOT_ALLOWED if concept.code == "N" else f"allowed ({concept.display})"


def _prescriber(ep: Exchange, words: Wording) -> str:
    person = ep.prescriber
    full_name = " ".join([*person.name.given, person.name.family])
    return f"{full_name}, {words.role(person.role)}, {person.organisation.name}"
