"""The funnel as a picture: a bar for each step, as wide as its share, with a slope down to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from converter.coverage.lines import step_label
from converter.coverage.tally import Step
from converter.coverage.words import Lang, grouped, share

WIDTH, TALL, PITCH = 340, 20, 52
"""Units of the picture: all of a bar, its height, and from one step to the next; its words stand above it."""
LEAST = 2
"""What is not nothing is seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A step: its words, its number and share, the corners of its bar, and of the slope to the next ('' at the end)."""

    label: str
    number: str
    share: str
    top: int
    left: str
    width: str
    slope: str


def bars_of(steps: Mapping[Step, int], lang: Lang) -> tuple[Bar, ...]:
    """The bars of a funnel's numbers, from the top."""
    whole = steps[Step.ALL]
    widths = [_width(number, whole) for number in steps.values()]
    found = []
    for position, (step, number) in enumerate(steps.items()):
        top, width = position * PITCH + PITCH - TALL, widths[position]
        below = widths[position + 1] if position + 1 < len(widths) else None
        found.append(
            Bar(
                label=step_label(step, lang),
                number=grouped(number),
                share=share(number, whole),
                top=top,
                left=_plain(Fraction(WIDTH - width, 2)),
                width=_plain(width),
                slope="" if below is None else _slope(width, below, top + TALL),
            )
        )
    return tuple(found)


def _width(number: int, whole: int) -> Fraction:
    if number == 0 or whole == 0:
        return Fraction(0)
    return max(Fraction(LEAST), Fraction(WIDTH * number, whole))


def _slope(above: Fraction, below: Fraction, top: int) -> str:
    """The corners between two bars, as an SVG polygon."""
    upper, lower = Fraction(WIDTH - above, 2), Fraction(WIDTH - below, 2)
    bottom = top + PITCH - TALL
    corners = ((upper, top), (upper + above, top), (lower + below, bottom), (lower, bottom))
    return " ".join(f"{_plain(x)},{y}" for x, y in corners)


def _plain(length: Fraction) -> str:
    """A length to a tenth."""
    return f"{float(length):.1f}"
