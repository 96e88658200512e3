"""The table of codes and statuses is whole, and problems have the shape of RFC 9457."""

from pathlib import Path

import pytest
import yaml

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Versions
from converter.model.catalogue import CATALOGUE
from converter.model.finding import Finding, Severity, finding
from converter.service.problem import HEADERS, STATUS, TITLES, problem, status_of
from converter.service.refusals import REFUSALS, refusal

VERSIONS = Versions("1", "t", "f", False, ())
RULES = Path(__file__).parents[2] / "mappings" / "rules"


def test_every_code_that_rejects_has_a_status():
    rejecting = {code for code, entry in CATALOGUE.items() if entry.severity == "reject"}
    assert rejecting | REFUSALS.keys() == STATUS.keys()
    assert set(STATUS.values()) == {400, 404, 405, 406, 409, 413, 415, 422, 503}
    assert {code for code in CATALOGUE if STATUS.get(code) == 400} == {
        "not-xml",
        "encoding-not-utf8",
        "doctype-not-allowed",
        "comment-in-value",
        "dispensed-of-several",
        "patient-id-malformed",
    }
    assert {code for code in CATALOGUE if STATUS.get(code) == 413} == {"too-large", "too-many-elements"}


def test_every_other_code_needs_none():
    assert {entry.severity for code, entry in CATALOGUE.items() if code not in STATUS} <= {"remark", "defect"}


def test_no_code_is_used_twice():
    rules = {row["id"] for file in RULES.glob("*.yaml") for row in yaml.safe_load(file.read_text("utf-8"))["rows"]}
    assert rules
    assert not REFUSALS.keys() & CATALOGUE.keys()
    assert not REFUSALS.keys() & rules
    assert HEADERS.keys() <= STATUS.keys()


def test_every_status_has_its_titles():
    assert {status for decision, status in TITLES if decision is Decision.REJECTED} == set(STATUS.values())
    assert all(no and en and no != en for no, en in TITLES.values())


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_says_what_and_what_to_do_in_both_languages(code):
    said = refusal(code)
    assert all((said.text_no, said.text_en, said.hint_no, said.hint_en, said.openncp))
    assert problem(Answer(Decision.REJECTED, (said,), VERSIONS)).status_code == STATUS[code]


def test_what_kept_the_message_from_being_read_decides_the_status():
    outcome: Answer[None] = Answer(Decision.REJECTED, (finding("dosage-missing"), finding("not-xml")), VERSIONS)
    assert status_of(outcome) == 400


def test_a_code_that_the_table_does_not_know_is_content():
    rule = Finding("new-code", Severity.REJECT, "", "no", "en")
    assert status_of(Answer(Decision.REJECTED, (rule,), VERSIONS)) == 422


def test_an_exclusion_beside_a_rejection_is_told_first():
    rule = Finding("excluded-locked", Severity.EXCLUDE, "", "no", "en")
    outcome: Answer[None] = Answer(Decision.EXCLUDED, (finding("not-xml"), rule), VERSIONS)
    assert status_of(outcome) == 422
    assert b":excluded-locked" in bytes(problem(outcome).body)


def test_the_documentation_has_every_code_of_the_service():
    text = (RULES.parents[1] / "docs" / "http.md").read_text("utf-8")
    for code in REFUSALS:
        assert f"| `{code}` | {STATUS[code]} |" in text
