"""What each table that the converter uses joins: pinned here, for a head that says otherwise would switch checks off.

A table from a free text is held against fewer sources than one from a list, so a head may not choose what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from converter.terminology.heads import TablePlace
from converter.terminology.shapes import SourceHead, TargetHead

COUNTRIES, LONG_FORMS, PACKAGE_WORDS = "country-9043", "dose-form-long", "package-unit-words"
STRENGTH_WORDS = "strength-unit-words"
BY_PRODUCT, FORM_LIST = "dose-form-by-product", "7448"
PACKAGE_TYPES, BY_PACKAGE = "package-type-7449", "piece-by-package-type"
UNIT_SPELLINGS = "unit-spelling"
OIDS = "OID"


@dataclass(frozen=True, slots=True)
class Join:
    """What a code table joins.

    Attributes:
        source: number of the Norwegian list, name of the value set, or name of the free text.
        target: name of the value set, number of the Norwegian list, or OID.
        braces: name of the value set whose terms may stand in braces; empty for none.
        complete: whether each code of the source has a row.
    """

    source: str
    target: str
    braces: str = ""
    complete: str = "yes"


def _units(source: str, complete: str = "yes") -> Join:
    return Join(source, "eHDSIUnit", "eHDSIQuantityUnit", complete)


JOINS: Mapping[str, Join] = {
    COUNTRIES: Join("eHDSICountry", "eHDSICountry"),
    "container-by-form": _units("eHDSIDoseForm", "no"),
    "dose-by-form": _units("eHDSIDoseForm", "no"),
    "dose-form-7448": Join("7448", "eHDSIDoseForm"),
    BY_PRODUCT: Join("form of 7448, ATC code and start of the brand", "eHDSIDoseForm", complete="no"),
    LONG_FORMS: Join("FEST LegemiddelformLang", "eHDSIDoseForm", complete="no"),
    "gender-3101": Join("3101", "eHDSIAdministrativeGender"),
    "identifier-8116": Join("8116", OIDS),
    "identifier-9051": Join("9051", OIDS),
    PACKAGE_TYPES: Join("7449", "eHDSIPackage"),
    PACKAGE_WORDS: _units("eD package quantity, originalText", "no"),
    "piece-by-form": _units("eHDSIDoseForm", "no"),
    BY_PACKAGE: _units("type of package (7449) of one stk", "no"),
    "profession-9060": Join("9060", "eHDSIHealthcareProfessionalRole"),
    "quantity-unit-7452": Join("eHDSIQuantityUnit", "7452"),
    "route-7477": Join("7477", "eHDSIRouteofAdministration"),
    "specialty-7426": Join("7426", "eHDSIHealthcareProfessionalRole"),
    STRENGTH_WORDS: _units("strength in words, manufacturedMaterial/desc", "no"),
    "substitution-1101": Join("1101", "eHDSISubstitutionCode"),
    "telecom-9061": Join("9061", "eHDSITelecomAddress"),
    "unit-7452": _units("7452"),
    "unit-7480": _units("7480"),
    "unit-7484": _units("7484"),
    "unit-9088": _units("9088"),
    "unit-9090": _units("9090"),
    "unit-ehdsi-7452": Join("eHDSIUnit", "7452", complete="no"),
    "unit-of-effect": _units("unit of strength (9090), ATC code", "no"),
    UNIT_SPELLINGS: _units("eP quantity, unit", "no"),
}
"""By name of the table; a table that is not here is not used, and may join what it likes."""

SOURCES: Mapping[str, str] = {
    "dose-words-7480": "7480",
    "effect-9090": "9090",
    "element-9090": "9090",
    "form-words-7448": "7448",
    "strength-words": "form (7448), ATC code, start of the brand, strength",
    "time-of-day-8325": "8325",
    "unit-words-7452": "7452",
    "use-9101": "9101",
    "short-dose-7478": "7478",
    "package-english": "eHDSIPackage",
    "piece-english": "eHDSIQuantityUnit",
    "role-english": "eHDSIHealthcareProfessionalRole",
    "unit-english": "eHDSIUnit",
    "active-ingredient": "eHDSIActiveIngredient",
    "dose-form": "eHDSIDoseForm",
    "gender": "eHDSIAdministrativeGender",
    "package": "eHDSIPackage",
    "professional-role": "eHDSIHealthcareProfessionalRole",
    "quantity-unit": "eHDSIQuantityUnit",
    "route": "eHDSIRouteofAdministration",
    "substitution": "eHDSISubstitutionCode",
    "timing-event": "eHDSITimingEvent",
    "unit": "eHDSIUnit",
}
"""What texts, short doses and Norwegian terms are the words of, by name of the file."""
REVIEWED = frozenset({"effect-9090", "element-9090", "form-words-7448", "strength-words"})
"""Texts whose rows are pinned: a new one is a change of the code."""
ENGLISH = frozenset({"package-english", "piece-english", "role-english", "unit-english"})
"""Texts that say an EU term in plainer English: each has the words of the term."""
PARTIAL = REVIEWED | ENGLISH
"""Texts about some codes of their list only: of the rest there is nothing to say."""


def check_source(name: str, head: SourceHead, where: TablePlace) -> None:
    """Adds a problem when the source of texts, short doses or Norwegian terms is not the pinned one."""
    wanted = SOURCES.get(name)
    if wanted is not None:
        _same(_source(head), wanted, "source", where)


def check_join(name: str, source: SourceHead, target: TargetHead, complete: str, where: TablePlace) -> None:
    """Adds a problem for each part of a code table's head that is not the pinned one."""
    wanted = JOINS.get(name)
    if wanted is None:
        return
    _same(_source(source), wanted.source, "source", where)
    _same(target.value_set or target.code_list or target.list, wanted.target, "target", where)
    _same(target.braces, wanted.braces, "target", where)
    _same(complete, wanted.complete, "complete", where)


def _source(head: SourceHead) -> str:
    return head.list or head.value_set or head.text


def _same(found: str, wanted: str, part: str, where: TablePlace) -> None:
    if found != wanted:
        where.add("head-pinned", part, found=found, wanted=wanted or "-", table=where.file)
