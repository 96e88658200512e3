"""Whatever an eD says: its M10 has no amount that may be another, and no number that the eD has not."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.m10 import M10
from tests.builders.back import back, handed_out
from tests.builders.exchange import steady
from tests.builders.loaded import details_of
from tests.builders.messages import m1

MESSAGE = m1(quantity="6", repeats="3")
SUPPLY = '<supply classCode="SPLY" moodCode="EVN"'
QUANTITY = '<quantity value="{}" unit="1"/>'
HAPPENED: tuple[dict[str, str], ...] = ({}, {"negationInd": "false"})
DID_NOT: tuple[dict[str, str], ...] = ({"nullFlavor": "NI"}, {"negationInd": "true"}, {"negationInd": "1"})
STATUSES = ("", "completed", "active", "cancelled", "aborted", "nullified", "held")
OVER = frozenset({"", "completed", "active"})
INNER = ("{Tablet}", "{Tablet}", "{Capsule}", "1", "mL", "g", "{Vial}", "{Blister}", "[drp]", "tbl")
OUTER = ("1", "1", "1", "{Tablet}", "{Blister}", "{Capsule}", "mL", "{Vial}")
NAMES = ("Fiktivprofen", "Ibum", "Ibum 2400 mg Pak", "Ibum Forte", "NovoTest 30", "Ибум")
WORDS = ("{} mg", "{}mg", "{} MG", "{} mikrogrammaa", "{} ug", "{} mg/ml", "{} %", "sterk", "")
NUMBERS = ("400", "200", "0.5", "0,5", "1.000", "1,000", "2.50", "12")
CODED = ("mg", "ug", "g", "mcg", "MG", "%", "1", "[IU]")
PER = ("{Tablet}", "1", "mL", "{Actuation}")
FORMS = (None, ("10220000", "Coated tablet"), ("10210000", "Capsule, hard"), ("x", "Hornet"))
CODES = (None, ("M01AE02", "naproxen"), ("N02AA05", "oxycodone"), ("V03AX03", "cobicistat"))
NUMBER = re.compile(r"[0-9]+(?:,[0-9]+)?")


@dataclass
class Case:
    """An eD made by chance, and what it says."""

    layers: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    strength: str = ""
    coded: tuple[str, str, str, str] | None = None
    happened: bool = True
    ed: bytes = b""
    packages: str = "1"


def made(chance: Random) -> Case:
    """An eD of any of these parts."""
    case = Case(packages=chance.choice(("1", "2", "0.5", "3")))
    case.layers = [(str(chance.choice((1, 5, 10, 28, 30))), chance.choice(INNER))]
    case.layers += [
        (str(chance.choice((1, 2, 3, 30, 60))), chance.choice(OUTER)) for _ in range(chance.choice((0, 0, 1, 2)))
    ]
    number = chance.choice(NUMBERS)
    case.strength = chance.choice(WORDS).format(number)
    name = chance.choice(NAMES)
    case.numbers = [*NUMBER.findall(name), *[n.replace(".", ",") for n in (number,)]]
    ingredients: str | None = chance.choice((None, ""))
    case.coded = ("400", "mg", "1", "{Tablet}") if ingredients is None else None
    if chance.random() < 0.6:
        value, below = chance.choice(("400", "200", "0.5", "1.000", "800", "1000")), chance.choice(("1", "2"))
        case.coded = (value, chance.choice(CODED), below, chance.choice(PER))
        ingredients = (
            f'<pharm:ingredient classCode="ACTI"><pharm:quantity>'
            f'<numerator xsi:type="PQ" value="{value}" unit="{case.coded[1]}"/>'
            f'<denominator xsi:type="PQ" value="{below}" unit="{case.coded[3]}"/></pharm:quantity>'
            '<pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND"><pharm:name>Ibuprofen</pharm:name>'
            "</pharm:ingredientSubstance></pharm:ingredient>"
        )
    acts = chance.choice((*HAPPENED * 6, *DID_NOT))
    status = chance.choice((*STATUSES, *[""] * 12))
    mood = chance.choice((*["EVN"] * 9, "RQO"))
    case.happened = acts in HAPPENED and status in OVER and mood == "EVN"
    said = "".join(f' {k}="{v}"' for k, v in acts.items())
    quantity = QUANTITY.format(case.packages)
    raw = {SUPPLY: f"{SUPPLY.replace('EVN', mood)}{said}"}
    if status:
        raw[quantity] = f'<statusCode code="{status}"/>{quantity}'
    case.ed = handed_out(
        MESSAGE,
        packages=case.packages,
        layers=tuple(case.layers),
        name=name,
        strength=case.strength,
        form=chance.choice(FORMS),
        atc=chance.choice(CODES),
        ingredients=ingredients,
        lot=chance.choice(("", "LOT 7")),
        substituted=chance.random() < 0.2,
        raw=raw,
    )
    return case


def total_is_open(layers: list[tuple[str, str]]) -> bool:
    """Whether an outer layer is in the unit of what is inside: pieces, volumes and containers, told apart by hand."""
    kinds = {"{Tablet}": "piece", "{Capsule}": "piece", "1": "piece", "mL": "volume", "{Vial}": "{Vial}"}
    kinds |= {"{Blister}": "{Blister}"}
    inner, held = kinds.get(layers[0][1], layers[0][1]), int(layers[0][0])
    for value, unit in layers[1:]:
        kind = kinds.get(unit, unit)
        containers = unit == "1" or (unit in {"{Blister}", "{Vial}"} and inner != kind)
        if not containers and not (kind == inner and held == 1):
            return True
        held *= int(value)
    return False


def checked(case: Case) -> Answer[Dispensed]:
    """What becomes of an eD, held against what it says."""
    outcome = back(case.ed, MESSAGE)
    assert outcome.decision in {Decision.CONVERTED, Decision.REJECTED}
    if not case.happened:
        assert outcome.document is None
    if outcome.document is None:
        return outcome
    report = read_m10(parse(outcome.document))
    used = details_of(outcome).consumption
    assert used is not None
    if total_is_open(case.layers):
        assert used.now is None
        assert report.package.sizes == ()
        assert "uklart hvor mye i alt" in report.remark
        assert not report.finished
    elif report.package.sizes:
        (size,) = report.package.sizes
        assert _product(size.size.replace(",", ".").split("x")) == _product([v for v, _ in case.layers])
    if used.now is not None:
        assert used.now == Fraction(case.packages) * _product([v for v, _ in case.layers])
    _same_numbers(case, report)
    return outcome


def _same_numbers(case: Case, report: M10) -> None:
    """The numbers of NavnFormStyrke are the eD's; none is of a strength that cannot be read."""
    said = {Decimal(n.replace(",", ".")) for n in case.numbers}
    if case.coded is not None:
        value, below = Decimal(case.coded[0]), Decimal(case.coded[2])
        said |= {value, value / below, below}
    name = report.package.name_form_strength
    assert {Decimal(n.replace(",", ".")) for n in NUMBER.findall(name)} <= said
    assert "1.000" not in name
    assert not re.search(r"[0-9] (?:Tablet|Capsule|tablets)\b", report.remark)
    if case.coded is not None and case.coded[1] in {"mcg", "MG", "%", "1"}:
        numbers = set(NUMBER.findall(name)) - {"2400", "30"}
        assert report.package.varenr != "999999" or not numbers


def _product(numbers: list[str]) -> Fraction:
    result = Fraction(1)
    for number in numbers:
        result *= Fraction(number)
    return result


@steady(150)
@given(st.integers(0, 2**32))
def test_an_m10_says_what_the_ed_says_and_no_more(seed: int) -> None:
    """Amounts, numbers and what happened, by chance."""
    checked(made(Random(seed)))
