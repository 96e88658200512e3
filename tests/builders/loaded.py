"""The converter as it ships, loaded once for all tests, and what tests ask of an outcome."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TypeVar

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.model.catalogue import CATALOGUE
from converter.model.finding import Finding, Severity
from converter.rules.m1_to_ep import M1_TO_EP, CallerSays
from converter.rules.rule import Effect
from converter.settings import read_settings
from tests.builders.messages import AT

STOPS = (Severity.REJECT, Severity.EXCLUDE, Severity.DEFECT)


D = TypeVar("D")


@cache
def loaded() -> Converter:
    """Shipped tables, rules and schemas, and the demo register; no setting of the environment."""
    return load_converter(read_settings({}))


def ruled(code: str, effect: Effect) -> Converter:
    """The same with another effect of one rule of m1-to-ep, as its maintainers may give it."""
    rules = loaded().rules[M1_TO_EP.name]
    changed = tuple([r.model_copy(update={"effect": effect}) if r.id == code else r for r in rules])
    return replace(loaded(), rules={**loaded().rules, M1_TO_EP.name: changed})


def convert(
    data: bytes, at: datetime = AT, status: str = "", access: str = "", multidose: str = ""
) -> Answer[Prescribed]:
    """Converts at a moment when the builder's default message is valid."""
    return m1_to_ep(data, loaded(), at, Asked(CallerSays(status, access, multidose)))


def details_of(answer: Answer[D]) -> D:
    """The details of an answer that has some."""
    assert answer.details is not None, [f.code for f in answer.findings]
    return answer.details


def stops(outcome: Answer[Prescribed]) -> set[str]:
    """The codes that stop a conversion."""
    return {f.code for f in outcome.findings if f.severity in STOPS}


def remarks(outcome: Answer[Prescribed]) -> set[str]:
    """The codes that only inform."""
    return {f.code for f in outcome.findings if f.severity is Severity.REMARK}


def documented() -> set[str]:
    """Every code that a finding may have: the catalogue's and the rules'."""
    return {*CATALOGUE, *loaded().rule_codes()}


def words_of(finding: Finding) -> str:
    """Everything that a finding says."""
    return "\n".join(
        (finding.code, finding.path, finding.text_no, finding.text_en, finding.hint_no, finding.hint_en, finding.basis)
    )


def leaks(outcome: Answer[Prescribed], values: Iterable[str]) -> list[str]:
    """Which of the message's values some finding repeats."""
    said = "\n".join(words_of(f) for f in outcome.findings).casefold()
    return [v for v in values if v.casefold() in said]


def assert_sound(outcome: Answer[Prescribed], values: Iterable[str]) -> None:
    """What holds for every outcome: documented, no defect, nothing leaked, a document exactly when converted."""
    undocumented = {f.code for f in outcome.findings} - documented()
    assert not undocumented
    assert outcome.decision is not Decision.DEFECT, [(f.code, f.path) for f in outcome.findings]
    assert leaks(outcome, values) == []
    assert (outcome.document is None) == (outcome.decision is not Decision.CONVERTED)
    assert outcome.decision is Decision.CONVERTED or stops(outcome)
