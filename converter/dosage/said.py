"""What a mouth says of a clause, part by part, so that nothing of it is left out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from converter.model.meaning import Clause

SIGNS = ",:;"
GLYPHS = {Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}


class UnsaidError(ValueError):
    """A meaning that a language has no sentence for: nothing of it is said."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words, and the fields that they say. A text that begins with a sign stands close to what is before."""

    text: str
    fields: tuple[str, ...]


Parts = tuple[Part, ...]
NONE: Parts = ()


def part(text: str, *fields: str) -> Parts:
    """One part."""
    return (Part(text, fields),)


def run(parts: Iterable[Part]) -> str:
    """The parts in a row. A comma keeps two numbers apart, and a word that would stand twice: `massage in, in the`."""
    text = ""
    for each in parts:
        if text and each.text and each.text[0] not in SIGNS:
            beside = (is_number(text[-1]) and is_number(each.text[0])) or text.split()[-1] == each.text.split()[0]
            text += ", " if beside else " "
        text += each.text
    return text


def is_number(sign: str) -> bool:
    """Whether a number begins or ends with this."""
    return sign.isdigit() or sign in GLYPHS.values()


def check_said(clause: Clause, parts: Iterable[Part]) -> None:
    """Raises UnsaidError where a field of the clause has no words, or has them twice."""
    fields = [field for each in parts if each.text for field in each.fields]
    missing = [field for field in clause.said() if field not in fields]
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if missing or twice:
        raise UnsaidError(f"not said: {', '.join(missing)}; said twice: {', '.join(twice)}")


def alone(clause: Clause, body: Parts, after: Parts) -> str:
    """A clause that is all: its sentence, and those behind it. Raises UnsaidError where a field is not said once."""
    check_said(clause, (*body, *after))
    return " ".join(sentence(text) for text in (run(body), *(each.text for each in after)))


def with_glyph(value: Decimal, plain: Callable[[Decimal], str]) -> str:
    """A number of pieces, `1½`; another part as `plain` writes it."""
    whole, rest = divmod(value, 1)
    return f"{whole if whole else ''}{GLYPHS[rest]}" if rest in GLYPHS else plain(value)


def listed(words: Sequence[str], last: str) -> str:
    """`a, b and c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
