"""Substances and strengths of FEST (Forskrivning 2014-12-01: Virkestoff, VirkestoffMedStyrke)."""

from lxml import etree

from converter.formats.norway.fest_records import FestStrength, FestSubstance
from converter.formats.norway.fest_values import FS, Children, code_of, number_of, quantity_of, text_of, texts_of
from converter.model.medicine import RegisterQuantity

NOT_STATED = "(ikke angitt)"
EQUAL, INTERVAL = "L", "I"


def read_substance(element: etree._Element, children: Children, _path: str) -> FestSubstance:
    """A Virkestoff; its name may be missing, which is for the caller to judge."""
    return FestSubstance(
        name=text_of(children, f"{FS}Navn"),
        name_english=text_of(children, f"{FS}NavnEngelsk"),
        related=texts_of(element, f"{FS}RefVirkestoff"),
    )


def read_strength(_element: etree._Element, children: Children, _path: str) -> FestStrength:
    """A VirkestoffMedStyrke. StyrkeOvreVerdi has no unit of its own: it is in the unit of Styrke."""
    strength = quantity_of(children, f"{FS}Styrke")
    denominator = quantity_of(children, f"{FS}StyrkeNevner")
    operator = code_of(children, f"{FS}Styrkeoperator", "7445")
    interval = operator is not None and operator.code == INTERVAL
    upper_value = number_of(text_of(children, f"{FS}StyrkeOvreVerdi")) if interval else None
    upper = RegisterQuantity(upper_value, strength.unit) if strength and upper_value else None
    stated = children.get(f"{FS}Styrke")
    not_stated = stated is not None and (not stated.get("V") or (stated.get("U") or "").strip() == NOT_STATED)
    if not_stated:
        strength = denominator = upper = None
    alternative = quantity_of(children, f"{FS}AlternativStyrke")
    alternative_denominator = quantity_of(children, f"{FS}AlternativStyrkeNevner")
    if alternative_denominator is None and f"{FS}AlternativStyrkeNevner" in children:
        alternative = None
    return FestStrength(
        substance=text_of(children, f"{FS}RefVirkestoff"),
        usable=not_stated
        or (
            strength is not None
            and operator is not None
            and (denominator is not None or f"{FS}StyrkeNevner" not in children)
            and (not interval or (upper is not None and upper.value > strength.value))
        ),
        strength=strength,
        denominator=denominator,
        operator="" if operator is None or operator.code == EQUAL else operator.code,
        upper=upper,
        alternative=alternative,
        alternative_denominator=alternative_denominator if alternative else None,
        atc=code_of(children, f"{FS}AtcKombipreparat", "7180"),
    )
