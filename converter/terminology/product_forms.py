"""Holds the forms that brand or substance decides (table dose-form-by-product), and says how its keys are written."""

import re
from collections.abc import Mapping
from unicodedata import category, normalize

from converter.sources.problems import Place, ProblemList
from converter.terminology.code_table import CodeTable, Row
from converter.terminology.joins import BY_PRODUCT, FORM_LIST
from converter.terminology.lists import Lists

INGREDIENTS, SUBSTANCE = "eHDSIActiveIngredient", 7
LEAST_LETTERS = 3
"""Of a brand: fewer would be the beginning of anything."""
TABLET, LYOPHILISATE, NONE = "10223000", "10224000", ""
PINNED: Mapping[str, str] = {
    "48": TABLET,
    "48 a04aa01": TABLET,
    "48 a04aa01 zofran": LYOPHILISATE,
    "48 a07da03 imodium": LYOPHILISATE,
    "48 h01ba02": NONE,
    "48 h01ba02 desmopressin ferring": LYOPHILISATE,
    "48 h01ba02 minirin": LYOPHILISATE,
    "48 n02cc04": TABLET,
    "48 n02cc04 maxalt": LYOPHILISATE,
    "48 n02cd06": LYOPHILISATE,
    "48 n05ah03 zyprexa": TABLET,
    "48 n07bc01 espranor": LYOPHILISATE,
    "48 r06ax22 kestine": LYOPHILISATE,
    "48 r06ax27": TABLET,
    "48 v01aa02": LYOPHILISATE,
    "48 v01aa03": LYOPHILISATE,
    "48 v01aa05": LYOPHILISATE,
}
"""The forms that a label or a register was read for, the default, and desmopressin, of which neither form is sure: one
of the two for the other has the right Norwegian word, so that nothing else would speak against it."""
WORD = re.compile(r"[^\W_]+")


def brand_words(brand: str) -> tuple[str, ...]:
    """The words of a brand as keys have them: letters and digits alone, in lower case.

    A sign of a trade mark or a hyphen is none of them, nor is one that nobody sees: `Maxalt®`, `Maxalt-Rapitab`.
    """
    plain = "".join(" " if category(sign) == "So" else sign for sign in brand if category(sign) != "Cf")
    return tuple(WORD.findall(normalize("NFKC", plain).casefold()))


def check_product_forms(
    tables: Mapping[str, CodeTable], words: Mapping[str, Mapping[str, set[str]]], lists: Lists, problems: ProblemList
) -> None:
    """Adds a problem for each row whose key or term is not of the lists, or whose form has another Norwegian word.

    Args:
        tables: all code tables.
        words: concepts by their Norwegian words, by value set.
        lists: list 7448 and the ATC codes.
        problems: is added to.
    """
    table, listed = tables.get(BY_PRODUCT), lists.code_lists.get(FORM_LIST)
    ingredients = lists.value_sets.get(INGREDIENTS)
    if table is None or listed is None or ingredients is None:
        return
    for row in table:
        place = Place(row.file, row.line)
        form, _, product = row.code.partition(" ")
        word = listed.terms.get(form)
        if word is None:
            problems.add("row-not-in-list", place, found=form, list=FORM_LIST, wanted="")
            continue
        if _key_holds(row, word, product, ingredients.terms, place, problems):
            _check_form(row, word, words.get(table.target, {}), place, problems)
    for key in sorted(PINNED.keys() - table.rows.keys()):
        problems.add("row-pinned", Place(table.file), found=key, wanted=PINNED[key] or "none")


def _key_holds(
    row: Row, form: str, product: str, ingredients: Mapping[str, str], place: Place, problems: ProblemList
) -> bool:
    """Whether code, substance and brand of the key are those of the term, which names them: `rizatriptan, Maxalt`."""
    if not product:
        if row.term != form:
            problems.add("row-term", place, found=row.term, list=FORM_LIST, wanted=form)
        return row.term == form
    atc, _, brand = product.partition(" ")
    substance = ingredients.get(atc.upper(), "")
    if len(atc) != SUBSTANCE or not substance:
        problems.add("row-not-in-list", place, found=atc, list=INGREDIENTS, wanted="")
        return False
    name = row.term.removeprefix(substance).removeprefix(", ") if row.term.startswith(substance) else None
    said = None if name is None else " ".join(brand_words(name))
    wanted = f"{substance}, ..." if brand else substance
    if name is None or (bool(name) != bool(brand)) or said != brand:
        key = row.code if name is None or not said else f"{row.code.split()[0]} {atc} {said}"
        problems.add("product-key", place, found=row.code, term=row.term, key=key, wanted=wanted)
        return False
    short = bool(brand) and sum(map(str.isalpha, brand)) < LEAST_LETTERS
    if short or (brand and brand == " ".join(brand_words(substance))):
        problems.add("product-brand", place, found=brand, least=LEAST_LETTERS)
        return False
    return True


def _check_form(row: Row, word: str, codes: Mapping[str, set[str]], place: Place, problems: ProblemList) -> None:
    """The form has the Norwegian word of the list's: of Smeltetablett, a tablet or a lyophilisate."""
    found = "" if row.target is None else row.target.code
    wanted = PINNED.get(row.code)
    if wanted is not None and found != wanted:
        problems.add("row-pinned", place, found=row.code, wanted=wanted or "none")
    meant = codes.get(word.casefold(), set())
    if found and found not in meant:
        problems.add("product-form", place, found=found, word=word, wanted=" / ".join(sorted(meant)) or "-")
