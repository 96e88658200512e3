"""Register records, and names that agree with them or do not: in every way that names are written."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from converter.model.medicine import Medicine, RegisterQuantity, SubstanceStrength
from tests.builders.medicines import content, known, listed, substance

SUBSTANCES = ("Ibuprofen", "Paracetamol", "Kodein", "Amlodipin")
UNITS = ("mg", "g", "mikrog", "IE", "mill IE", "mg Fe", "mmol")
SMALLER = {"g": ("mg", 1000), "mg": ("mikrog", 1000), "mill IE": ("IE", 1_000_000)}
OTHER_UNIT = {"mg": "mikrog", "g": "mg", "mikrog": "mg", "IE": "E", "mill IE": "IE", "mg Fe": "mmol", "mmol": "mg"}
FORMS = {
    "": ("53", "tab", "stk"),
    "ml": ("842", "mikst, oppl", "ml"),
    "g": ("34", "krem", "g"),
    "dose": ("833", "nesespray", "dose"),
}
"""What a strength is per: form of list 7448, its word, unit of the package."""
VALUES = st.decimals(Decimal("0.01"), Decimal(900_000), places=2, allow_nan=False, allow_infinity=False)
NUMBERS = (
    VALUES | st.integers(1, 2_000_000).map(Decimal) | st.sampled_from([Decimal("0.5"), Decimal(20_000), Decimal(400)])
)


@dataclass(frozen=True)
class Recorded:
    """A record, a name that says its strengths, and one that says another."""

    record: Medicine
    agreeing: str
    contradicting: str


def written(draw: st.DrawFn, value: Decimal) -> str:
    """A number as names write it: decimal comma or point, zeros behind it, thousands apart by a blank."""
    text = format(value.normalize(), "f")
    whole, _, rest = text.partition(".")
    if len(whole) > 3 and draw(st.booleans()):
        groups = [whole[max(0, i - 3) : i] for i in range(len(whole), 0, -3)]
        whole = draw(st.sampled_from([" ", "\u00a0"])).join(reversed(groups))
    if not rest:
        return whole
    if len(rest) < 2 and draw(st.booleans()):
        rest += "0"
    return f"{whole}{draw(st.sampled_from(',.')) if len(rest) != 3 else ','}{rest}"


def said(draw: st.DrawFn, value: Decimal, unit: str) -> str:
    """A strength as names write it, in its unit or a smaller one."""
    if unit in SMALLER and draw(st.booleans()):
        smaller, times = SMALLER[unit]
        return f"{written(draw, value * times)} {smaller}"
    plain = unit.removesuffix(" Fe") if draw(st.booleans()) else unit
    return f"{written(draw, value)} {plain}"


@st.composite
def recorded(draw: st.DrawFn) -> Recorded:
    """A register's record of one to three substances."""
    below = draw(st.sampled_from(sorted(FORMS)))
    form, word, unit = FORMS[below]
    number = draw(st.integers(1, 3))
    amounts = [(draw(NUMBERS), draw(st.sampled_from(UNITS))) for _ in range(number)]
    per = None if not below else RegisterQuantity(Decimal(1), below)
    substances = tuple(
        SubstanceStrength(SUBSTANCES[n], SUBSTANCES[n], RegisterQuantity(v, u), per) for n, (v, u) in enumerate(amounts)
    )
    per_words = f"/{below}" if below and (below != "dose" or draw(st.booleans())) else ""
    head = f"Fiktivprofen {word} "
    ways = [said(draw, v, u) + (per_words if below != "dose" else "") for v, u in amounts]
    ways = list(draw(st.permutations(ways))) if below != "g" else ways
    agreeing = head + "/".join(ways) + (per_words if below == "dose" else "")
    return Recorded(
        record=known(
            name_form_strength=agreeing,
            form=listed(form, "7448"),
            contents=(content("30", unit),),
            substances=substances,
        ),
        agreeing=agreeing,
        contradicting=head + "/".join(_other(draw, amounts, per_words)),
    )


def _other(draw: st.DrawFn, amounts: list[tuple[Decimal, str]], per: str) -> list[str]:
    """The strengths of a name, one of which is another: number, unit, or how many."""
    kind = draw(st.sampled_from(["ten", "tenth", "more", "unit", "one more"]))
    at = draw(st.integers(0, len(amounts) - 1))
    changed = list(amounts)
    value, unit = changed[at]
    if kind == "unit":
        changed[at] = (value, OTHER_UNIT[unit])
    elif kind == "one more":
        changed.append((value + 1, unit))
    else:
        changed[at] = ({"ten": value * 10, "tenth": value / 10, "more": value + 1}[kind], unit)
    return [f"{format(v.normalize(), 'f').replace('.', ',')} {u}{per}" for v, u in changed]


__all__ = ["Recorded", "recorded", "substance"]
