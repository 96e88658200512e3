"""What every route answers, and the one boundary that each of them answers through."""

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Generic, Never, TypeVar

from converter.conversion.converter import Converter, Versions
from converter.conversion.session import NOBODY, Session, open_session
from converter.model.draft_rows import drafts_as_one
from converter.model.finding import Finding, Problem, Severity, finding
from converter.model.signs import holds_signs
from converter.rules.m1_to_ep import CallerSays

D = TypeVar("D", covariant=True)
T = TypeVar("T")


class Decision(StrEnum):
    """What became of the input."""

    CONVERTED = "converted"
    EXCLUDED = "excluded"
    REJECTED = "rejected"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True)
class Made(Generic[D]):
    """What a route makes of one input: findings, and the document and details that it has where nothing forbids it.

    `shown` tells that the answer is for reading: it is given whatever the findings say, short of a defect. `text` tells
    that the document is one: in any other, what nobody sees is not looked for by its bytes.
    """

    findings: Sequence[Finding]
    document: bytes | None = None
    details: D | None = None
    shown: bool = False
    text: bool = True


@dataclass(frozen=True, slots=True)
class Answer(Generic[D]):
    """The answer to one input.

    Attributes:
        decision: what became of it.
        findings: all of them, those of the register's age last.
        versions: what made it.
        document: the eP, M10 or eD; there exactly when `decision` is converted, and never of ep-to-view.
        details: what the route tells beside its document, or the view; absent where the input could not be read.
    """

    decision: Decision
    findings: tuple[Finding, ...]
    versions: Versions
    document: bytes | None = None
    details: D | None = None


class Held(StrEnum):
    """What a message held."""

    ONE = "one"
    LIST = "list"
    UNREAD = "unread"
    """Nothing that could be read: the one answer says why."""


@dataclass(frozen=True, slots=True)
class Answers(Generic[D]):
    """The answers to the prescriptions of one message, in its order; never empty."""

    answers: tuple[Answer[D], ...]
    versions: Versions
    held: Held = Held.ONE


def answered(
    converter: Converter, at: datetime, make: Callable[[Session], Made[D]], caller: CallerSays = NOBODY
) -> Answer[D]:
    """The answer to one input.

    Args:
        converter: tables, rules, schemas, and the register: as it answers now it is used to the end.
        at: the moment of conversion, with time zone.
        make: the route's own work; may raise Problem.
        caller: what the caller says.

    Returns:
        The answer. Never raises for input of any kind; a failure of ours is a `defect`.
    """

    def find(_: Session) -> tuple[Held, tuple[None]]:
        return Held.ONE, (None,)

    return answered_each(converter, at, find, lambda session, _: make(session), caller).answers[0]


def answered_each(
    converter: Converter,
    at: datetime,
    find: Callable[[Session], tuple[Held, Sequence[T]]],
    make: Callable[[Session, T], Made[D]],
    caller: CallerSays = NOBODY,
) -> Answers[D]:
    """The answers to the prescriptions that `find` finds in one message, each through the boundary by itself.

    Args:
        converter, at, caller: as for `answered`; one register, clock and caller for the whole message.
        find: what the message holds; may raise Problem.
        make: the route's own work on one of them, with findings of its own; may raise Problem.
    """
    versions: Versions = converter.versions
    age: tuple[Finding, ...] = ()
    try:
        session = open_session(converter, at, caller)
        versions, age = session.versions, session.age
        held, items = find(session)
    except Exception as failure:  # the boundary: whatever fails, nothing leaves and nothing of the message is told
        return Answers((settled(Made(_reasons(failure)), age, versions),), versions, Held.UNREAD)
    return Answers(tuple([settled(_made(make, session.anew(), item), age, versions) for item in items]), versions, held)


def _made(make: Callable[[Session, T], Made[D]], session: Session, item: T) -> Made[D]:
    try:
        return make(session, item)
    except Exception as failure:  # the boundary, for each prescription of its own: the others are still answered
        return Made(_reasons(failure))


def settled(made: Made[D], age: Iterable[Finding], versions: Versions) -> Answer[D]:
    """The answer that findings allow; nothing leaves that holds what nobody sees, by whatever route."""
    unseen = made.document is not None and made.text and holds_signs(made.document)
    findings = (*drafts_as_one(made.findings), *age, *([finding("document-holds-signs")] if unseen else ()))
    decision = decide(findings)
    if made.shown and decision is not Decision.DEFECT:
        decision = Decision.CONVERTED
    document = made.document if decision is Decision.CONVERTED else None
    return Answer(decision, findings, versions, document, made.details)


def decide(findings: Iterable[Finding]) -> Decision:
    """The decision that findings lead to: a defect of ours first, then exclusion, then rejection."""
    found = {f.severity for f in findings}
    if Severity.DEFECT in found:
        return Decision.DEFECT
    if Severity.EXCLUDE in found:
        return Decision.EXCLUDED
    return Decision.REJECTED if Severity.REJECT in found else Decision.CONVERTED


def refused(findings: Sequence[Finding], versions: Versions) -> Answer[Never]:
    """The answer without anything, to what a door refuses by itself."""
    return settled(Made(findings), (), versions)


def _reasons(failure: Exception) -> Sequence[Finding]:
    """A Problem's findings; anything else is a defect of ours."""
    if isinstance(failure, Problem):
        return failure.findings
    return (finding("unexpected-failure", where_failed(failure)),)


def where_failed(failure: Exception) -> str:
    """The kind of a failure and the line of code that raised it; its text is left out, for it may quote the message."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(failure).__name__ + place
