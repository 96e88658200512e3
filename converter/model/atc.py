"""ATC codes as their levels: A, A10, A10B, A10BA, A10BA02; ATCvet has a Q before all of it (WHO, structure of ATC)."""

from collections.abc import Iterable

LEVELS = (1, 3, 4, 5, 7)
"""Letters and digits of a human code up to each level."""
VETERINARY = "Q"
THIRD = LEVELS[2]


def plain_atc(code: str) -> str:
    """The code as the lists write it, whatever case and blanks a message writes it with."""
    return "".join(code.split()).upper()


def levels(code: str) -> tuple[str, ...]:
    """The code at each level that it reaches, shortest first: `N02A` is of N, N02 and N02A; of ATCvet with its Q."""
    written = plain_atc(code)
    before = len(VETERINARY) if written.startswith(VETERINARY) else 0
    sizes = ((before,) if before else ()) + tuple(before + size for size in LEVELS)
    return tuple(written[:size] for size in sizes if size <= len(written))


INSULINS = "A10A"
OF_SPECIES = frozenset({"01", "02", "03", "30"})
"""Fifth level of the insulins of humans and animals, in international units; all others are analogues."""
ANALOGUES = ("aspart", "degludec", "detemir", "glargin", "glulisin", "icodec", "lispro")
"""Beginnings of what stands behind `insulin` in an analogue's name, in English and in Norwegian (INN)."""


def has_own_units(code: str, names: Iterable[str] = ()) -> bool:
    """Whether a medicine is an insulin whose unit is its own, and no international one, or may be such: an analogue.

    Source: EMA, EMEA/CHMP/BWP/124446/05; SmPC of Lantus, 4.2: its units are not the same as IU. A code above the fifth
    level does not tell.

    Args:
        code: ATC code; empty where there is none.
        names: of its substances.
    """
    plain = plain_atc(code)
    if plain.startswith(INSULINS) and plain[LEVELS[3] :] not in OF_SPECIES:
        return True
    insulins = [plain for name in names if "insulin" in (plain := name.casefold())]
    return any(word.removeprefix("insulin").startswith(ANALOGUES) for said in insulins for word in said.split())


def down_to_third(code: str) -> tuple[str, ...]:
    """The code at the last level that it reaches, then at those above it, the third the last: N02AA01, N02AA, N02A."""
    own, *above = levels(code)[::-1] or ("",)
    return (own, *(a for a in above if len(a.removeprefix(VETERINARY)) >= THIRD)) if own else ()
