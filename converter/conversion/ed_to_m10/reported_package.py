"""What was handed out, as an M10 says it: in Norwegian codes where they are exact, and in words where they are not."""

from dataclasses import dataclass, replace
from decimal import Decimal

from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.consumption import unsaid_content
from converter.conversion.ed_to_m10.contradicted import Contradicted
from converter.conversion.ed_to_m10.group import PATH, Strict, group_of, strict_of
from converter.conversion.ed_to_m10.lengths import DOUBT, NAME, NUMBER, REMARK, WORDS, cut
from converter.conversion.ed_to_m10.norwegian_words import (
    Said,
    form_in_name,
    form_said,
    holds_strength,
    package_said,
    strength_said,
    without_strength,
)
from converter.conversion.medicine.amounts import amount_of, has_ambiguous_layers
from converter.conversion.medicine.comparison import Agreement, compare
from converter.conversion.medicine.name_strength import contradicted
from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes, Session
from converter.model.coded import Coded, Null, Quantity, plain
from converter.model.dispensation import Dispensation
from converter.model.known import PrescriptionFacts
from converter.model.m10 import ReportedPackage
from converter.model.medicine import VARENR, Medicine
from converter.model.national import PackageSize
from converter.model.product import PackageLayer, Product

GS1 = "1.3.160"
"""GTIN; one of 14 digits that begins with 0 is an EAN of 13."""
GTIN_DIGITS = 14
NOTHING = Contradicted()
UNNAMED = "Legemiddel"
"""Where a name is nothing but a strength that contradicts itself."""
ATC_LIST = "2.16.578.1.12.4.1.1.7180"
ONE_PACKAGE = 1


@dataclass(frozen=True, slots=True)
class Reported:
    """The package as reported, and the words for Merknad; `own` tells a Norwegian package by its varenr."""

    package: ReportedPackage
    words: str
    own: bool


def reported_package(
    dispensation: Dispensation,
    product: Product,
    facts: PrescriptionFacts,
    session: Session,
    doubts: tuple[str, ...] = (),
    found: Contradicted = NOTHING,
    strict: Strict | None = None,
) -> Reported:
    """The package of an M10.

    Args:
        dispensation: the eD.
        product: its product with units resolved.
        facts: what is known of the prescription.
        session: tables and identifiers, and the register, asked for a package that claims to be Norwegian.
        doubts: sentences for Merknad, of what else whoever reads the report must know.
        found: what contradicts itself: nothing of it is claimed.
        strict: what is of group A or B; asked here where it was not asked before.
    """
    converter, notes = session.converter, session.notes
    if found.form:
        product = replace(product, form=Null.UNK)
    atc = None if found.substance else _atc(product, notes)
    form = None if found.form else _form(product, facts, converter, notes)
    own = None if found.substance or found.form else _own_package(product, session)
    listed = notes.tables.code_list("7421")
    code, of_group = group_of(dispensation, own, facts, strict or strict_of(dispensation, facts, session), session)
    group = listed.find(code) or Coded(code, listed.oid, code)
    if own is None:
        notes.add("ed-package-foreign", PATH)
    strength = strength_said(product, notes)
    name = _name(product, form, strength, notes) if own is None else own.name_form_strength
    unsaid = unsaid_content(product, facts.product)
    package = ReportedPackage(
        name_form_strength=name,
        group=group,
        varenr=converter.identifiers.report.varenr if own is None else own.varenr,
        atc=atc,
        form=form if own is None or own.form is None else own.form,
        sizes=() if unsaid else _sizes(product, _brand(product, strength), notes),
    )
    doubts = (*of_group, *found.doubts, *strength.doubts, *doubts)
    said = (
        product.name,
        strength.words,
        form_said(product, form, notes),
        package_said(product, notes, unsaid=unsaid),
    )
    return Reported(package, _words(dispensation, product, said, doubts, notes), own is not None)


def _atc(product: Product, notes: Notes) -> Coded | None:
    """The ATC code under the EU value set's own term; RF accepts an English one (official M10)."""
    concept = None if product.atc is None else notes.tables.value_set("eHDSIActiveIngredient").find(product.atc.code)
    if concept is None:
        notes.add("ed-atc-not-eu", PATH)
        return None
    return Coded(concept.code, ATC_LIST, concept.display)


def _form(product: Product, facts: PrescriptionFacts, converter: Converter, notes: Notes) -> Coded | None:
    """The dose form in list 7448: the prescription's own where the EU form is the same, else the only one that is."""
    known = notes.tables.value_set("eHDSIDoseForm")
    if not isinstance(product.form, Coded) or product.form.system != known.system or product.form.code not in known:
        notes.add("ed-form-not-eu", PATH)
        return None
    candidates = converter.forms.get(product.form.code, ())
    prescribed = facts.product.form if facts.product is not None else None
    if facts.form is not None and isinstance(prescribed, Coded) and prescribed.code == product.form.code:
        return notes.tables.code_list("7448").find(facts.form.code)
    if len(candidates) != 1:
        notes.add("ed-form-not-norwegian", PATH)
        return None
    return candidates[0]


def _own_package(product: Product, session: Session) -> Medicine | None:
    """The register's record of a package that carries a varenr, or an article number in FEST, where the eD fits it.

    Some countries repeat the prescribed package's number whatever was handed out (dossier, section 11).
    """
    code = next((layer.code for layer in reversed(product.layers) if layer.code is not None), None)
    if code is None:
        return None
    if code.system == GS1:
        # The same article number is of the same package; what is not in FEST is simply foreign.
        number = code.code.removeprefix("0") if len(code.code) == GTIN_DIGITS else code.code
        found = [m for m in session.register.find_by_ean(number) if _fits(product, m, session)]
        return found[0] if len(found) == 1 else None
    if code.system != session.converter.identifiers.varenr_root:
        return None
    own = session.register.find(code.code) if VARENR.fullmatch(code.code) else None
    if own is None or not _fits(product, own, session):
        session.notes.add("ed-package-number-not-trusted", PATH)
        return None
    return own


def _fits(product: Product, found: Medicine, session: Session) -> bool:
    """Whether name, substance, strength, form and content of the eD are those of the register's package."""
    if found.replaced_by or len(found.contents) != ONE_PACKAGE:
        return False
    if " ".join(product.name.casefold().split()) != " ".join(found.brand_name.casefold().split()):
        return False
    aside = session.notes.aside()
    own = product_of(found, session.converter.identifiers.varenr_root, aside)
    session.notes.take_drafts(aside, PATH)
    if own is None or contradicted(aside):
        return False
    same = compare(product, own)
    held, holds = amount_of(Decimal(1), product), amount_of(Decimal(1), own)
    agree = {same.atc, same.strength, same.form} == {Agreement.SAME}
    return agree and held is not None and held == holds


def _brand(product: Product, strength: Said) -> str:
    """The name; without the strength in it where that is none that is sure."""
    return product.name if strength.sure else without_strength(product.name) or UNNAMED


def _name(product: Product, form: Coded | None, strength: Said, notes: Notes) -> str:
    """Name, form and strength, as FEST orders them; nothing twice. Of what is too long the name is cut.

    Part of a strength would be another one: what leaves no room for a name stands in Merknad only, which is told.
    """
    brand = _brand(product, strength)
    added = "" if holds_strength(brand, strength.name) else strength.name
    kind = cut(form_in_name(product, form, notes), NAME // 2, notes, PATH)
    if len(f"{kind} {added}") > NAME // 2:
        notes.add("ed-text-cut", PATH, most=NAME)
        added = ""
    rest = " ".join(part for part in (kind, added) if part)
    return " ".join(part for part in (cut(brand, NAME - len(rest) - 1, notes, PATH), rest) if part)


def _sizes(product: Product, brand: str, notes: Notes) -> tuple[PackageSize, ...]:
    """A size for the package, or for each part of a combination pack; none where a unit has no code in 7452.

    Nor where a layer is ambiguous, which is told with the amount.
    """
    if has_ambiguous_layers(product):
        return ()
    held = [(p.name or brand, p.layers) for p in product.parts] or [(brand, product.layers)]
    sizes = [_size(name, layers, notes) for name, layers in held]
    found = tuple(s for s in sizes if s is not None)
    if len(found) < len(sizes):
        notes.add("ed-unit-not-norwegian", PATH)
        return ()
    return found


def _size(name: str, layers: tuple[PackageLayer, ...], notes: Notes) -> PackageSize | None:
    """Pakningsstr has the outermost number first; layers of one say nothing and are left out."""
    unit = _unit(layers[0].content, notes)
    if unit is None:
        return None
    outer = [layer.content.value for layer in reversed(layers[1:]) if layer.content.value != 1]
    numbers = [*outer, layers[0].content.value]
    return PackageSize(
        cut(name, NAME, notes, PATH), "x".join(plain(n.normalize()).replace(".", ",") for n in numbers), unit
    )


def _unit(content: Quantity, notes: Notes) -> Coded | None:
    if content.text:
        return None
    if not content.unit.startswith("{"):
        return notes.translate("unit-ehdsi-7452", content.unit, PATH)
    terms = notes.tables.value_set("eHDSIQuantityUnit").terms
    code = next((code for code, term in terms.items() if term == content.unit[1:-1]), "")
    return notes.translate("quantity-unit-7452", code, PATH)


def _words(
    dispensation: Dispensation, product: Product, said: tuple[str, ...], doubts: tuple[str, ...], notes: Notes
) -> str:
    """Doubts first, then the foreign facts in Norwegian: country, product, package and their identifiers.

    The document's own words are cut first, so that every doubt stands, and something of each fact.
    """
    country = cut(dispensation.pharmacy.country, NUMBER, notes, PATH)
    what = ", ".join(cut(w, WORDS, notes, PATH) for w in said if w)
    sentences = [cut(doubt, DOUBT, notes, PATH) for doubt in doubts]
    sentences.append(f"Utlevert i utlandet{f' ({country})' if country else ''}: {what}")
    package = next((layer for layer in reversed(product.layers) if layer.code or layer.name), None)
    if package is not None and package.name and package.name != product.name:
        sentences.append(f"Pakning: {cut(package.name, DOUBT, notes, PATH)}")
    if package is not None and package.code is not None:
        sentences.append(f"Pakningskode: {package.code.code} ({package.code.system})")
    if dispensation.product_code is not None:
        sentences.append(f"Produktkode: {dispensation.product_code.code} ({dispensation.product_code.system})")
    return cut(". ".join(sentences), REMARK, notes, PATH)
