"""What was handed out, in Norwegian words by the tables that are there: strength, dose form and amounts.

What no table has a word for stays as the document says it, and is marked as its own words.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from converter.conversion.ep_to_view.words import DOCUMENT, NORWEGIAN, shown, terms_of_unit, unit
from converter.conversion.medicine.comparison import contradicts, name_contradicts, strength_unread
from converter.conversion.medicine.strength_said import may_be_thousands, readings_of, words_of_strength
from converter.conversion.session import Notes
from converter.model.coded import Coded, Quantity, Ratio, norwegian_number
from converter.model.layers import is_ambiguous
from converter.model.measure import PIECE, scale_of
from converter.model.product import PackageLayer, Part, Product

ONE = "1"
WAY_BACK = "unit-ehdsi-7452"
MICROGRAM = re.compile(r"(?<=[0-9])(\s*)(?:ug|mcg|\u00b5g|\u03bcg)(?![^\W\d_])")
UNITS_OF_IE = re.compile(r"(?<=[0-9])(\s*)(?:IU|iu)(?![^\W\d_])")
AFTER_NUMBER = re.compile(
    r"(?:mg|g|kg|ng|mcg|ug|[\u00b5\u03bc]g|mikrog|ml|dl|l|iu|ie|i\.?e\.?|i\.?u\.?|mmol|mol|meq|mbq|%|e|u|units?|enheter|"
    r"micrograms?|milligrams?|grams?)(?:/.*)?[.,;)]*",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]+")
UNITS = frozenset(
    {
        *(
            "kg",
            "g",
            "mg",
            "mikrog",
            "ng",
            "l",
            "dl",
            "ml",
            "mmol",
            "mol",
            "mekv",
            "ie",
            "mill",
            "e",
            "mbq",
            "gbq",
            "bq",
        ),
        *("stk", "dose", "doser", "per", "time", "timer", "t", "døgn", "cm", "og"),
    }
)
"""What stands beside the numbers of a Norwegian strength (list 7452, FEST)."""
POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Said:
    """A strength as an M10 says it.

    Attributes:
        name: for NavnFormStyrke; empty where no strength is sure.
        words: for Merknad; empty where there is none to say.
        doubts: sentences for Merknad, of what contradicts itself or cannot be read.
        sure: whether a strength in the product's own name may stand.
    """

    name: str
    words: str
    doubts: tuple[str, ...] = ()
    sure: bool = True


def strength_said(product: Product, notes: Notes) -> Said:
    """The strength: in codes where it is coded, in words where it is in words.

    Args:
        product: as handed out, units in words resolved.
        notes: tables; a draft row that is used is noted.
    """
    text = product.strength_text
    coded = coded_strength(product, notes)
    own = f", i ord «{text}»" if text else ""
    if contradicts(product):
        words = own or f", i navnet «{product.name}»"
        return Said("", "", (f"Styrken er motstridende: i koder {coded}{words}",), sure=False)
    if strength_unread(product):
        return Said("", "", (f"Styrken i koder kan ikke leses: {coded}{own}",), sure=False)
    differs = ("Navnet sier en annen styrke enn den som er oppgitt",) if name_contradicts(product) else ()
    if coded and not any(i.counts_element for i in product.ingredients):
        beside = own if _bare(norwegian(words_of_strength(product))) != _bare(coded) else ""
        return Said(_for_name(coded), f"{coded}{f' ({beside[2:]})' if beside else ''}", differs)
    if may_be_thousands(text):
        return Said("", "", (*differs, f"Styrken er oppgitt som «{text}»"), sure=False)
    said = norwegian(words_of_strength(product))
    return Said(_for_name(said), said, differs)


def _for_name(strength: str) -> str:
    """A strength that is nothing but numbers and units that Norway writes; empty where it holds any other word."""
    words = {word.casefold() for word in LETTERS.findall(strength)}
    return strength if words <= UNITS else ""


def coded_strength(product: Product, notes: Notes) -> str:
    """`3 mg + 0,03 mg`, `50 mg/ml`: every coded strength, in order; empty where there is none."""
    return " + ".join(_ratio(i.strength, notes) for i in product.ingredients)


def _ratio(ratio: Ratio, notes: Notes) -> str:
    above, below = ratio.numerator, ratio.denominator
    scale = scale_of(below.unit)
    if scale is not None and scale[0] == PIECE and not below.text:
        exact = Fraction(above.value) / Fraction(below.value)
        shared = Decimal(exact.numerator) / Decimal(exact.denominator)
        if Fraction(shared) == exact:
            return amount_said(Quantity(shared, above.unit, above.text), notes)
        return f"{amount_said(above, notes)}/{norwegian_number(below.value)} stk"
    per = _unit(Quantity(below.value, below.unit, below.text), notes)
    return f"{amount_said(above, notes)}/{per if below.value == 1 else f'{norwegian_number(below.value)} {per}'}"


def norwegian(text: str) -> str:
    """Words of a strength with decimal commas, and with micrograms and international units as Norway calls them."""
    if not readings_of(text):
        return text
    micro = MICROGRAM.sub(lambda found: f"{found[1]}mikrog", text)
    return POINT.sub(",", UNITS_OF_IE.sub(lambda found: f"{found[1]}IE", micro))


def _bare(text: str) -> str:
    return "".join(text.casefold().split())


def holds_strength(name: str, strength: str) -> bool:
    """Whether a name says a strength already, as a number of its own: `2400 mg` is not `400 mg`."""
    spaced = r"\s*".join(map(re.escape, strength.replace(".", ",").split()))
    return re.search(rf"(?<![\w.,]){spaced}(?![\w/])", name.replace(".", ","), re.IGNORECASE) is not None


def without_strength(name: str) -> str:
    """A name without its numbers and what they count; empty where nothing else is in it."""
    kept: list[str] = []
    counted = False
    for word in name.split():
        if word[0].isdigit() or (counted and (AFTER_NUMBER.fullmatch(word) or not any(c.isalnum() for c in word))):
            counted = True
            continue
        counted = False
        kept.append(word)
    return " ".join(kept).rstrip(" ,;/+-(")


def form_said(product: Product, form: Coded | None, notes: Notes) -> str:
    """The dose form: by list 7448 where it has it, else by the Norwegian term of the EU's, else in its own words."""
    if form is not None:
        return form.display.lower()
    return _term_said(product.form, notes) if isinstance(product.form, Coded) else ""


def _term_said(form: Coded, notes: Notes) -> str:
    term = shown(form, "dose-form", notes)
    if term.language == NORWEGIAN:
        return term.text.lower()
    return f"legemiddelform oppgitt som «{form.display or term.text}»"


def form_in_name(product: Product, form: Coded | None, notes: Notes) -> str:
    """The dose form in a name: its short form, else the Norwegian term; empty where there is neither."""
    if form is not None:
        return notes.tables.code_list("7448").short.get(form.code, "")
    term = shown(product.form, "dose-form", notes)
    return term.text.lower() if term.language == NORWEGIAN else ""


def package_said(product: Product, notes: Notes, *, unsaid: bool) -> str:
    """`3 x 10 tabletter`; of a combination pack its parts, each with name, form and strength.

    Args:
        product: as handed out, units in words resolved.
        notes: tables.
        unsaid: whether the bare 1 of the package may be one piece or one package.
    """
    if product.parts:
        return " + ".join(_part_said(part, notes) for part in product.parts)
    said = _layers_said(product.layers, notes) if product.layers else ""
    return f"{said} (uklart om det er én enhet eller én pakning)" if unsaid else said


def _part_said(part: Part, notes: Notes) -> str:
    """`Canesten krem (krem, klotrimazol 10 mg/g, 20 g)`."""
    several = len(part.ingredients) > 1
    strengths = [f"{i.name if several else ''} {_ratio(i.strength, notes)}".strip() for i in part.ingredients]
    form = "" if part.form is None else _term_said(part.form, notes)
    said = ", ".join(w for w in (form, " + ".join(strengths), _layers_said(part.layers, notes)) if w)
    return f"{part.name} ({said})" if part.name else said


def _layers_said(layers: tuple[PackageLayer, ...], notes: Notes) -> str:
    if is_ambiguous(layers):
        nested = " utenpå ".join(amount_said(layer.content, notes) for layer in reversed(layers))
        return f"{nested} (uklart hvor mye i alt)"
    inner = layers[0].content
    numbers = [norwegian_number(layer.content.value) for layer in reversed(layers)]
    several = max([layer.content.value for layer in layers])
    return f"{' x '.join(numbers)} {_unit(Quantity(several, inner.unit, inner.text), notes)}"


def amount_said(quantity: Quantity, notes: Notes) -> str:
    """`30 tabletter`, `2,5 ml`; a unit that no table knows is marked as the document's."""
    return f"{norwegian_number(quantity.value)} {_unit(quantity, notes)}"


def _unit(quantity: Quantity, notes: Notes) -> str:
    """A unit as FEST writes it (list 7452), else the Norwegian term of the EU's, else marked as the document's."""
    if quantity.unit == ONE and not quantity.text:
        return "stk"
    if quantity.unit != ONE and not quantity.unit.startswith("{"):
        listed = notes.translate(WAY_BACK, quantity.unit, DOCUMENT)
        if listed is not None:
            return listed.code
    if quantity.unit != ONE and terms_of_unit(quantity.unit, notes)[0]:
        return unit(quantity, notes)
    return f"(enhet oppgitt som «{quantity.text or quantity.unit.strip('{}')}»)"
