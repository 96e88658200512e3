"""Medicines as values: what was signed, what a register knows, products in EU terms, and notes to put findings in."""

from dataclasses import replace
from decimal import Decimal

from converter.conversion.session import Notes, Session
from converter.model.coded import Coded, Null, Quantity, Ratio
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.national import Kind, PackageSize, PrescribedMedicine
from converter.model.product import Ingredient, PackageLayer, Product
from converter.rules.m1_to_ep import CallerSays
from converter.terminology.code_table import Row
from tests.builders.loaded import loaded
from tests.builders.messages import AT

LISTS = "2.16.578.1.12.4.1.1."
EDQM = "0.4.0.127.0.16.1.1.2.1"
ATC = "2.16.840.1.113883.6.73"
TABLET, ORAL_SOLUTION = Coded("10219000", EDQM, "Tablet"), Coded("10105000", EDQM, "Oral solution")
IBUPROFEN = Coded("M01AE01", ATC, "ibuprofen")


def notes() -> Notes:
    """Notes with the tables that ship, and nothing noted."""
    return Notes(loaded().tables)


def notes_with(table: str, code: str, **changes: object) -> Notes:
    """Notes with one row of one table changed, or put in: an approved equivalent unless something else is said."""
    tables = loaded().tables
    old = tables.table(table)
    row = Row(code, "", None, "equivalent", "approved", "", old.file, 1)
    row = replace(old.row(code) or row, **changes)  # type: ignore[arg-type]
    changed = replace(old, rows={**old.rows, code: row})
    return Notes(replace(tables, tables={**tables.tables, table: changed}))


class Register:
    """A register that knows these packages of one ATC code each, and nothing else."""

    def __init__(self, **packages: tuple[Medicine, ...]) -> None:
        self.packages = packages

    def find_by_atc(self, code: str) -> tuple[Medicine, ...]:
        """Those of the code."""
        return self.packages.get(code, ())

    def group_of_atc(self, code: str) -> str:
        """The group of all of them where it is A or B; empty else."""
        groups = {m.group for m in self.find_by_atc(code)}
        return min(groups) if groups and groups <= {"A", "B"} else ""


def session(register: Register, noted: Notes | None = None) -> Session:
    """A conversion with this register."""
    return Session(loaded(), register, AT, CallerSays(), noted or notes())  # type: ignore[arg-type]


def codes(found: Notes) -> list[str]:
    """The codes of what was noted, in order."""
    return [f.code for f in found.findings]


def listed(code: str, number: str, display: str = "") -> Coded:
    """A code of a Norwegian list."""
    return Coded(code, LISTS + number, display)


def size(text: str, unit: str | None = "stk", brand: str = "Fiktivprofen") -> PackageSize:
    """A PakningsinfoResept."""
    return PackageSize(brand, text, None if unit is None else listed(unit, "7452"))


def signed(**changes: object) -> PrescribedMedicine:
    """A package as it was signed: tablets of ibuprofen."""
    given: dict[str, object] = {
        "kind": Kind.PACKAGE,
        "name_form_strength": "Fiktivprofen tab 400 mg",
        "brand_name": "Fiktivprofen",
        "varenr": "990003",
        "atc": listed("M01AE01", "7180", "Ibuprofen"),
        "form": listed("53", "7448", "Tablett"),
        "sizes": (size("30"),),
    }
    return PrescribedMedicine(**{**given, **changes})  # type: ignore[arg-type]


def content(amount: str, unit: str = "stk", container: str = "1", **more: object) -> PackageContent:
    """A register's content of a package; container `1` is FEST's `(ikke angitt)`."""
    return PackageContent(
        amount,
        listed(unit, "7452"),
        listed(container, "7449"),
        Decimal(amount),
        **more,  # type: ignore[arg-type]
    )


def substance(value: str = "400", unit: str = "mg", name: str = "Ibuprofen", **more: object) -> SubstanceStrength:
    """A register's substance with its strength."""
    given: dict[str, object] = {"name": name, "name_english": name, "strength": RegisterQuantity(Decimal(value), unit)}
    return SubstanceStrength(**{**given, **more})  # type: ignore[arg-type]


def known(**changes: object) -> Medicine:
    """The register's record of the same package."""
    given: dict[str, object] = {
        "varenr": "990003",
        "name_form_strength": "Fiktivprofen tab 400 mg",
        "group": "C",
        "brand_group": "C",
        "brand_name": "Fiktivprofen",
        "atc": listed("M01AE01", "7180", "Ibuprofen"),
        "form": listed("53", "7448", "Tablett"),
        "contents": (content("30"),),
        "substances": (substance(),),
    }
    return Medicine(**{**given, **changes})  # type: ignore[arg-type]


def ratio(value: str = "400", unit: str = "mg", per: str = "1", of: str = "{Tablet}") -> Ratio:
    """A strength."""
    return Ratio(Quantity(Decimal(value), unit), Quantity(Decimal(per), of))


def layer(value: str, unit: str = "{Tablet}", text: str = "") -> PackageLayer:
    """A layer of a package of unknown container."""
    return PackageLayer(Quantity(Decimal(value), unit, text), Null.UNK)


def product(**changes: object) -> Product:
    """A product in EU terms: thirty tablets of ibuprofen 400 mg."""
    given: dict[str, object] = {
        "name": "Fiktivprofen",
        "strength_text": "400 mg",
        "form": TABLET,
        "layers": (layer("30"),),
        "atc": IBUPROFEN,
        "ingredients": (Ingredient("ibuprofen", ratio(), IBUPROFEN),),
    }
    return Product(**{**given, **changes})  # type: ignore[arg-type]
