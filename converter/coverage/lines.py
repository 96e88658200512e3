"""The numbers as lines for people, the same on a terminal and on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from converter.conversion.answer import Decision
from converter.coverage.counted import Coverage
from converter.coverage.tally import LOST, Count, Reason, Step
from converter.coverage.words import Lang, ReasonWords, grouped, label, said, share

MOST = 10
"""Reasons shown of each kind; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A count with its words, and its shares in per cent: of all, or of the converted for what these have.

    `used` and `used_share` are empty where no use is known.
    """

    what: str
    number: str
    share: str
    used: str = ""
    used_share: str = ""


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason with its words."""

    code: str
    text: str
    number: str
    used: str
    examples: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """The first reasons of one kind, and how many more there are."""

    title: str
    lines: tuple[ReasonLine, ...]
    more: str


def decision_lines(coverage: Coverage, lang: Lang) -> tuple[Line, ...]:
    """All, and what became of them; these add up."""
    counts = [("all", coverage.whole), *((one.value, coverage.decisions[one]) for one in ORDER)]
    return tuple(_line(label(key, lang), count, coverage.whole, coverage) for key, count in counts)


ORDER = (Decision.EXCLUDED, Decision.REJECTED, Decision.DEFECT, Decision.CONVERTED)


def has_lines(coverage: Coverage, lang: Lang) -> tuple[Line, ...]:
    """Of the converted, how many have and how many lack each thing."""
    found = []
    for has, count in coverage.has.items():
        what = label(has.value, lang)
        found.append(_line(label("with", lang, what=what), count, coverage.converted, coverage))
        lacking = coverage.converted - count
        found.append(_line(label("without", lang, what=what), lacking, coverage.converted, coverage))
    return tuple(found)


def step_label(step: Step, lang: Lang) -> str:
    """What a step of the funnel is called; those after conversion add to the one before."""
    words = label(step.value, lang)
    return words if step in {Step.ALL, Step.NOT_EXCLUDED, Step.CONVERTED} else f"+ {words}"


def funnel_lines(coverage: Coverage, lang: Lang) -> tuple[Line, ...]:
    """The steps of the funnel, with shares of all."""
    return tuple(
        _line(step_label(step, lang), count, coverage.whole, coverage) for step, count in coverage.funnel.items()
    )


def reason_lines(coverage: Coverage, words: ReasonWords, lang: Lang) -> Iterator[Reasons]:
    """The first reasons of each kind that has any."""
    for lost in LOST:
        found = [r for r in coverage.reasons if r.lost == lost]
        if not found:
            continue
        title = label(lost, lang) if lost in DECISIONS else label("without", lang, what=label(lost, lang))
        more = label("more", lang, n=len(found) - MOST) if len(found) > MOST else ""
        yield Reasons(title, tuple(_reason(r, coverage, words, lang) for r in found[:MOST]), more)


DECISIONS = frozenset(Decision)


def source_lines(coverage: Coverage, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Where the prescriptions come from, and what of it was not counted: what, and a number or words."""
    found: list[tuple[str, str]] = []
    if coverage.folder is not None:
        found.append((label("files", lang), grouped(coverage.folder.files)))
        for code, number in coverage.folder.others.items():
            found.append((f"{label('no-m1', lang)} ({code})", grouped(number)))
    register = coverage.register
    if register is not None:
        found.append((label("withdrawn", lang), grouped(register.withdrawn)))
        found.append((label("outgoing", lang), grouped(register.outgoing)))
        if register.use is not None:
            found.append((label("use-sum", lang), grouped(register.use.used)))
            found.append((label("unknown", lang), grouped(len(register.use.unknown))))
            found.append((label("not-in-use", lang), grouped(len(register.use.not_in_use))))
            found.append((label("bad-lines", lang), grouped(len(register.use.bad))))
    return tuple(found)


def versions_line(coverage: Coverage, lang: Lang) -> str:
    """What converted."""
    versions = coverage.versions
    return label("versions", lang, software=versions.build, tables=versions.tables[:12], fest=versions.fest)


def _line(what: str, count: Count, whole: Count, coverage: Coverage) -> Line:
    line = Line(what, grouped(count.number), share(count.number, whole.number))
    if not coverage.weighted:
        return line
    return Line(what, line.number, line.share, grouped(count.used), share(count.used, whole.used))


def _reason(reason: Reason, coverage: Coverage, words: ReasonWords, lang: Lang) -> ReasonLine:
    return ReasonLine(
        code=reason.code,
        text=said(reason.code, words, lang),
        number=grouped(reason.count.number),
        used=grouped(reason.count.used) if coverage.weighted else "",
        examples=", ".join(reason.examples),
    )
