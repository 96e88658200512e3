"""What FEST's demo extract says of its packages, and what an eP must say of them: read with lxml, by tables of our own.

Nothing is shared with the converter.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import prod
from pathlib import Path

from lxml import etree

from tests.enrichment.demo_messages import FS, text

DEMO = Path(__file__).parents[2] / "mappings" / "fest" / "demo-m30.xml"

FORMS = {
    "Brusetablett": "10222000",
    "Depotkapsel, hard": "10215000",
    "Depottablett": "10226000",
    "Dråper, oppløsning": "10101000",
    "Gel": "10503000",
    "Granulat i dosepose": "50029550",
    "Granulat til mikstur, suspensjon": "10113000",
    "Infusjonsvæske, oppløsning": "11210000",
    "Inhalasjonsaerosol, suspensjon": "11107000",
    "Inhalasjonspulver": "11109000",
    "Injeksjonsvæske, oppløsning": "11201000",
    "Injeksjonsvæske, oppløsning i ferdigfylt penn": "50060200",
    "Injeksjonsvæske, oppløsning i ferdigfylt sprøyte": "50060300",
    "Injeksjonsvæske, suspensjon i ferdigfylt sprøyte": "50063300",
    "Kapsel, hard": "10210000",
    "Krem": "10502000",
    "Mikstur, oppløsning": "10105000",
    "Nesespray, oppløsning": "10808000",
    "Pulver til injeksjonsvæske, oppløsning": "11205000",
    "Rektalvæske, oppløsning": "11005000",
    "Salve": "10504000",
    "Smeltetablett": "10223000",
    "Stikkpille": "11013000",
    "Sublingvaltablett": "10318000",
    "Sugetablett": "10321000",
    "Tablett": "10219000",
    "Tablett, filmdrasjert": "10221000",
    "Tyggetablett": "10228000",
    "Vagitorie": "10909000",
    "Øyedråper, oppløsning": "10604000",
}
"""The EDQM term of each form that converts, by FEST's long form text, or else its short one."""

TABLETS = (
    *("Brusetablett", "Depottablett", "Smeltetablett", "Sublingvaltablett", "Tablett", "Tablett, filmdrasjert"),
    "Tyggetablett",
)
PIECES = dict.fromkeys(TABLETS, "{Tablet}") | {
    "Depotkapsel, hard": "{Capsule}",
    "Granulat i dosepose": "{Sachet}",
    "Kapsel, hard": "{Capsule}",
    "Pulver til injeksjonsvæske, oppløsning": "{Vial}",
    "Stikkpille": "{Suppository}",
    "Sugetablett": "{Lozenge}",
    "Vagitorie": "{Pessary}",
}
"""What one piece (stk) of a form is; powders are in vials here."""
DOSES = {"Inhalasjonsaerosol, suspensjon": "{Actuation}", "Inhalasjonspulver": "{Actuation}"}
AMOUNTS = {"ml": "mL", "g": "g", "sprøyte": "{Syringe}"}
STRENGTHS = {
    "mg": "mg",
    "g": "g",
    "mikrog": "ug",
    "IE": "[IU]",
    "mill IE": "10*6.[IU]",
    "E": "1",
    "IE anti-Xa": "[IU]",
} | {f"{unit} {element}": unit for unit, element in (("mg", "Fe"), ("mg", "Ca"), ("mg", "K"), ("mmol", "Li"))}
"""Units that say the same, those of an element with it as the substance, those of effect with their words. Plain per
cent carries no number; anti-Xa is of a heparin here."""
BY_WEIGHT = "% w/w"
"""1 % is 10 mg in a gram."""

Strength = tuple[Decimal, str, Decimal, str]


@dataclass(frozen=True)
class Facts:
    """What the extract says of a package, and what an eP must say of it."""

    varenr: str
    atc: str
    national_form: str
    form: str
    total: Decimal
    unit: str
    strengths: tuple[Strength, ...]


@cache
def extract() -> etree._Element:
    return etree.parse(str(DEMO), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


@cache
def by_id(name: str) -> dict[str, etree._Element]:
    return {text(element, "Id"): element for element in extract().iter(FS + name)}


@cache
def packages() -> dict[str, etree._Element]:
    return {text(element, "Varenr"): element for element in extract().iter(f"{FS}Legemiddelpakning")}


def attribute(parent: etree._Element, name: str, which: str = "V") -> str:
    element = parent.find(FS + name)
    assert element is not None, name
    return element.get(which) or ""


def piece_or_amount(unit: str, form: str, text_only: str) -> str:
    """A unit of content or of a denominator in EU terms."""
    if unit == "stk":
        return PIECES.get(form, text_only)
    return (DOSES if unit in ("dose", "doser") else AMOUNTS).get(form if unit in ("dose", "doser") else unit, text_only)


def strength_of(reference: etree._Element, form: str) -> Strength | None:
    """The strength that a brand refers to, where it is one number in units that the EU has."""
    if reference.tag != f"{FS}SortertVirkestoffMedStyrke":
        return None
    found = by_id("VirkestoffMedStyrke")[text(reference, "RefVirkestoffMedStyrke")]
    value, unit = attribute(found, "Styrke"), STRENGTHS.get(attribute(found, "Styrke", "U"))
    if attribute(found, "Styrke", "U") == BY_WEIGHT:
        return (Decimal(value) * 10, "mg", Decimal(1), "g")
    if not value or unit is None or attribute(found, "Styrkeoperator") != "L":
        return None
    below = found.find(f"{FS}StyrkeNevner")
    per = Decimal(1) if below is None else Decimal(below.get("V") or "")
    counted = below is not None and below.get("U") == "klyster"
    per_unit = "1" if counted else piece_or_amount("stk" if below is None else below.get("U") or "", form, "")
    return (Decimal(value), unit, per, per_unit) if per_unit else None


def facts(varenr: str) -> Facts:
    package = packages()[varenr]
    (info,) = package.iterchildren(f"{FS}Pakningsinfo")
    brand = by_id("LegemiddelMerkevare")[text(info, "RefLegemiddelMerkevare")]
    form = brand.findtext(f"{FS}LegemiddelformLang") or attribute(package, "LegemiddelformKort", "DN")
    vial = attribute(info, "EnhetPakning") == "E" and attribute(info, "Pakningstype") == "37"  # 50 E in one vial
    numbers = [info.findtext(FS + name) for name in ("Multippel", "Antall", *(() if vial else ("Mengde",)))]
    references = sorted(
        brand.iterchildren(f"{FS}SortertVirkestoffMedStyrke", f"{FS}SortertVirkestoffUtenStyrke"),
        key=lambda reference: int(text(reference, "Sortering")),
    )
    strengths = [strength_of(reference, form) for reference in references]
    return Facts(
        varenr=varenr,
        atc=attribute(package, "Atc"),
        national_form=attribute(package, "LegemiddelformKort"),
        form=FORMS[form],
        total=prod((Decimal(number) for number in numbers if number), start=Decimal(1)),
        unit="{Vial}" if vial else piece_or_amount(attribute(info, "EnhetPakning"), form, "1"),
        strengths=tuple(s for s in strengths if s is not None) if None not in strengths else (),
    )
