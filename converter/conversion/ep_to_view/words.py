"""EU concepts and amounts in Norwegian words; where a table has none, the English, marked as such."""

from dataclasses import dataclass

from converter.conversion.ep_to_view.substance_agreement import another_display
from converter.conversion.ep_to_view.units import eu_unit
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity, Ratio, norwegian_number

DOCUMENT = "/ClinicalDocument"
NORWEGIAN, ENGLISH, FOREIGN = "nb", "en", ""
SETS = {
    "active-ingredient": "eHDSIActiveIngredient",
    "dose-form": "eHDSIDoseForm",
    "route": "eHDSIRouteofAdministration",
    "package": "eHDSIPackage",
    "professional-role": "eHDSIHealthcareProfessionalRole",
    "substitution": "eHDSISubstitutionCode",
    "timing-event": "eHDSITimingEvent",
    "gender": "eHDSIAdministrativeGender",
}
"""The value set of each table of Norwegian terms."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a concept.

    Attributes:
        text: in the language named; empty where nothing is said.
        language: `nb`, `en` where no Norwegian term exists, or empty where the words are the document's own.
        code: the EU code; empty where it has none.
        original: the document's own words, where they are others.
    """

    text: str
    language: str = NORWEGIAN
    code: str = ""
    original: str = ""


NOTHING = Shown("")
NO_UNIT = "enhet ikke oppgitt"


def shown(concept: Coded | Null | None, table: str, notes: Notes) -> Shown:
    """A concept in Norwegian, else in the value set's English, else in the document's own words.

    Args:
        concept: as read; its outermost code is the EU's.
        table: of Norwegian terms, such as `dose-form`.
        notes: the tables; a draft row that is used is noted.
    """
    if not isinstance(concept, Coded):
        return NOTHING
    known = notes.tables.value_set(SETS[table])
    english = known.terms.get(concept.code) if concept.system == known.system or not concept.system else None
    own = concept.originals[-1].display if concept.originals else concept.display
    if english is None:
        words = [w for w in (concept.display, concept.words) if w] or [concept.code]
        return Shown(words[0], FOREIGN, concept.code, " / ".join(w for w in words[1:] if w != words[0]))
    norwegian = _term(table, concept.code, notes)[0]
    text, language = (norwegian, NORWEGIAN) if norwegian else (english, ENGLISH)
    said = [own, *([concept.words] if concept.words else [])]
    if another_display(Coded(concept.code, known.system, concept.display), notes.tables):
        said.insert(0, concept.display)  # the code stands, and what contradicts it is shown beside it
    others = [w for w in dict.fromkeys(said) if w.casefold() not in {text.casefold(), english.casefold()}]
    return Shown(text, language, concept.code, " / ".join(others))


MEASURED, PRESENTED = "unit", "quantity-unit"
UNIT_SETS = {MEASURED: "eHDSIUnit", PRESENTED: "eHDSIQuantityUnit"}
"""The value set of each table of units."""
PIECES = ("stk", "stk")
"""What unit `1` without a word counts: one, several."""


def unit(quantity: Quantity, notes: Notes) -> str:
    """The unit of an amount in Norwegian; what nobody has a word for is shown as it stands.

    Args:
        quantity: with its unit, and the word that stands beside unit `1`.
        notes: the tables; a draft row that is used is noted.
    """
    several = quantity.value > 1
    if quantity.unit == "1":
        return quantity.text or PIECES[several]
    table, code = _of_unit(quantity.unit, notes)
    if table == PRESENTED:
        return _term(table, code, notes)[several].lower() or quantity.unit[1:-1]
    return _term(table, code, notes)[several] or quantity.unit


def terms_of_unit(written: str, notes: Notes) -> tuple[str, str]:
    """What a unit is called in Norwegian, and in the value set's English; empty where it is called nothing.

    Args:
        written: as documents write it: `mg`, `{Tablet}`.
        notes: the tables; a draft row that is used is noted.
    """
    table, code = _of_unit(written, notes)
    return _term(table, code, notes)[0], notes.tables.value_set(UNIT_SETS[table]).terms.get(code, "")


def _of_unit(written: str, notes: Notes) -> tuple[str, str]:
    """The table of a unit and its code there; that of a unit of presentation is found by its English term."""
    written = eu_unit(written, notes) or written
    if not (written.startswith("{") and written.endswith("}")):
        return MEASURED, written
    terms = notes.tables.value_set(UNIT_SETS[PRESENTED]).terms
    return PRESENTED, next((c for c, t in terms.items() if t.casefold() == written[1:-1].casefold()), "")


def _term(table: str, code: str, notes: Notes) -> tuple[str, str]:
    """The word for one, and for several; empty where there is none."""
    terms = notes.tables.norwegian[table]
    row = notes.worded(terms.rows.get(code), terms, DOCUMENT)
    return ("", "") if row is None else (row.norwegian, row.several or row.norwegian)


def amount(quantity: Quantity, notes: Notes) -> str:
    """`30 tabletter`, `2,5 ml`."""
    return f"{norwegian_number(quantity.value)} {unit(quantity, notes)}"


def strength(ratio: Ratio, notes: Notes) -> str:
    """`400 mg per tablett`, `50 mikrogram per 1 ml`: the denominator's number only where it is not one."""
    bare = ratio.numerator.unit == "1" and not ratio.numerator.text
    above = f"{norwegian_number(ratio.numerator.value)} ({NO_UNIT})" if bare else amount(ratio.numerator, notes)
    per = unit(ratio.denominator, notes)
    if ratio.denominator.unit == "1" and not ratio.denominator.text and ratio.denominator.value == 1:
        return above
    return f"{above} per {per}" if ratio.denominator.value == 1 else f"{above} per {amount(ratio.denominator, notes)}"
