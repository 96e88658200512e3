"""ATC codes as their levels: A, A10, A10B, A10BA, A10BA02; ATCvet has a Q before all of it (WHO, structure of ATC)."""

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


def down_to_third(code: str) -> tuple[str, ...]:
    """The code at the last level that it reaches, then at those above it, the third the last: N02AA01, N02AA, N02A."""
    own, *above = levels(code)[::-1] or ("",)
    return (own, *(a for a in above if len(a.removeprefix(VETERINARY)) >= THIRD)) if own else ()
