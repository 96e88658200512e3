"""Metrics: what is counted, what answers, and nothing of a request in any label."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from converter.conversion.answer import Decision
from converter.dosage.speech import OUTCOMES
from converter.examples import example
from converter.formats.xml import MAX_BYTES
from converter.model.catalogue import CATALOGUE
from converter.service import edge
from converter.service.metrics import OTHER_CODE, Metrics
from converter.service.problem import STATUS
from converter.service.refusals import REFUSALS
from converter.service.run import SHARED_FOLDER, shared_metrics
from tests.service.conftest import NOW

ROUTES = {"/v1/m1-to-ep", "/health/live", "/health/ready", "/metrics", "other"}


def read(text):
    """Every sample by name and labels."""
    return {
        (s.name, *sorted(s.labels.items())): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }


def scrape(service):
    answer = service.ask("GET", "/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return read(answer.text)


def of(samples, name):
    """The samples of one name: labels' values (one alone as it is), and value."""
    found = {tuple(v for _, v in labels): value for (n, *labels), value in samples.items() if n == name}
    return {key[0] if len(key) == 1 else key: value for key, value in found.items()}


def test_counts_requests_conversions_and_findings(service, tablets):
    service.convert(tablets)
    service.convert(tablets)
    service.convert(example("m1-locked"))
    service.convert(example("m1-unmapped-form"))
    service.convert(b"<", "acces=open")
    service.ask("GET", "/v1/m1-to-ep")
    service.ask("GET", "/health/live")
    service.ask("GET", "/nowhere")
    samples = scrape(service)
    assert of(samples, "converter_requests_total") == {
        ("/v1/m1-to-ep", "200"): 2,
        ("/v1/m1-to-ep", "422"): 2,
        ("/v1/m1-to-ep", "400"): 1,
        ("/v1/m1-to-ep", "405"): 1,
        ("/health/live", "200"): 1,
        ("other", "404"): 1,
    }
    # The call of another method and the stray address are no calls of a conversion.
    assert of(samples, "converter_conversions_total") == {"converted": 2, "excluded": 1, "rejected": 2, "defect": 0}
    findings = of(samples, "converter_findings_total")
    assert findings == findings | {"identifiers-pending": 4, "excluded-locked": 1, "dose-form-unmapped": 1}
    assert findings == findings | {"query-unknown": 1, "method-not-allowed": 1, "not-found": 1}
    assert of(samples, "converter_request_seconds_count") == {"/v1/m1-to-ep": 6, "/health/live": 1, "other": 1}
    assert samples[("converter_input_bytes_count",)] == 5
    sizes = 2 * len(tablets) + len(example("m1-locked")) + len(example("m1-unmapped-form"))
    assert samples[("converter_input_bytes_sum",)] == sizes  # the refused query's body was not read


def test_a_scrape_is_counted_too(service):
    scrape(service)
    assert of(scrape(service), "converter_requests_total") == {("/metrics", "200"): 1}


def test_a_defect_is_counted(service, tablets, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr("converter.service.m1_to_ep._answer", fails)
    assert service.convert(tablets).status_code == 500
    samples = scrape(service)
    assert of(samples, "converter_conversions_total") == dict.fromkeys(Decision, 0) | {"defect": 1}
    assert of(samples, "converter_requests_total") == {("/v1/m1-to-ep", "500"): 1}


def test_says_what_answers(service, converter):
    samples = scrape(service)
    versions = converter.versions
    assert samples["converter_info", ("software", versions.build), ("tables", versions.tables)] == 1
    assert {name: samples[(f"converter_{name}",)] for name in ("register_age_days", "register_max_age_days")} == {
        "register_age_days": 22,
        "register_max_age_days": 31,
    }
    assert samples[("converter_register_demo",)] == 1
    assert samples[("converter_register_refused",)] == 0
    assert samples[("converter_draft_rows",)] == converter.draft_rows


def test_the_age_is_of_the_moment_of_the_scrape(make_service):
    days = iter(range(0, 100, 10))
    service = make_service(clock=lambda: NOW + timedelta(next(days)))
    assert [scrape(service)[("converter_register_age_days",)] for _ in range(3)] == [22, 32, 42]


def test_applications_count_each_for_themselves_and_nothing_in_the_global_registry(make_service, tablets):
    first, second = make_service(), make_service()
    first.convert(tablets)
    assert of(scrape(second), "converter_requests_total") == {}
    assert not [m.name for m in REGISTRY.collect() if m.name.startswith("converter")]


SECRETS = ["hemmelig", "14836809816"]


def test_no_label_holds_anything_of_a_request(make_service, tablets, converter):
    service = make_service(allow_at=True)
    secret = SECRETS[0].encode()
    headers = {"Content-Type": "hemmelig/14836809816", "Accept": "hemmelig/x", "X-Hemmelig": "14836809816"}
    for body in (tablets, tablets.replace(b'V="53"', b'V="14836809816"'), secret, tablets + b" " * MAX_BYTES):
        for query in ("", "at=hemmelig", "hemmelig=14836809816", "status=hemmelig", "access=hemmelig"):
            service.convert(body, query)
            service.convert(body, query, **{k.replace("-", "_"): v for k, v in headers.items()})
    for method, path in (
        ("POST", "/v1/m1-to-ep/14836809816"),
        ("GET", "/hemmelig?hemmelig=1"),
        ("HEMMELIG", "/v1/m1-to-ep"),
        ("GET", "/metrics?hemmelig=14836809816"),
        ("GET", "/metrics/hemmelig"),
    ):
        service.ask(method, path, headers=headers)
    text = service.ask("GET", "/metrics").text
    assert not [s for s in SECRETS if s in text]
    codes = CATALOGUE.keys() | REFUSALS.keys() | converter.rule_codes() | {OTHER_CODE}
    allowed = {
        "route": ROUTES,
        "status": {str(s) for s in (*STATUS.values(), 200, 500, edge.CLIENT_GONE)},
        "decision": {*Decision, edge.NO_DECISION},
        "code": codes,
        "outcome": set(OUTCOMES),
        "software": {converter.versions.build},
        "tables": {converter.versions.tables},
    }
    for _, *labels in read(text):
        for name, value in labels:
            assert name == "le" or value in allowed[name]


def test_a_code_that_no_list_has_is_not_shown(converter):
    metrics = Metrics(converter, lambda: NOW)
    metrics.request("other", 200, 0.1, ["14836809816", "not-xml"])
    assert of(read(metrics.text().decode()), "converter_findings_total") == {OTHER_CODE: 1, "not-xml": 1}


def test_a_client_that_went_away_is_counted_without_a_decision(converter):
    metrics = Metrics(converter, lambda: NOW)
    metrics.conversion((edge.NO_DECISION,), 10)
    assert of(read(metrics.text().decode()), "converter_conversions_total")["none"] == 1


def test_every_metric_is_described(service):
    page = service.ask("GET", "/metrics").text
    assert len(re.findall(r"^# HELP converter_\w+ .+\.$", page, re.MULTILINE)) == page.count("# TYPE")


def test_the_documentation_has_every_metric(service, pytestconfig):
    text = (pytestconfig.rootpath / "docs" / "http.md").read_text("utf-8")
    names = set(re.findall(r"^# TYPE (\w+)", service.ask("GET", "/metrics").text, re.MULTILINE))
    assert names
    assert not {n for n in names if f"| `{n}` |" not in text}


def test_methods(service):
    head = service.ask("HEAD", "/metrics")
    assert (head.status_code, head.content) == (200, b"")
    assert service.ask("POST", "/metrics").status_code == 405


WORKER = """
from datetime import UTC, datetime
from pathlib import Path
import os, sys
from converter.conversion.converter import load_converter
from converter.service.metrics import Metrics
from converter.settings import read_settings

folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
metrics = Metrics(load_converter(read_settings({})), lambda: datetime(2026, 11, 23, tzinfo=UTC), folder)
metrics.request("/v1/m1-to-ep", 200, 0.004, ["identifiers-pending"])
metrics.conversion(("converted",), 4000)
sys.stdout.buffer.write(metrics.text())
"""


def test_workers_count_together(pytestconfig):
    with shared_metrics() as folder:
        assert os.environ[SHARED_FOLDER] == str(folder)
        assert not folder.stat().st_mode & 0o077
        texts = [
            subprocess.run(
                [sys.executable, "-W", "error", "-c", WORKER],
                env=dict(os.environ),
                cwd=pytestconfig.rootpath,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
                timeout=60,
            ).stdout
            for _ in range(2)
        ]
    assert SHARED_FOLDER not in os.environ
    assert not folder.exists()
    both = read(texts[1])
    assert of(both, "converter_requests_total") == {("/v1/m1-to-ep", "200"): 2}
    assert of(both, "converter_conversions_total") == {"converted": 2, "excluded": 0, "rejected": 0, "defect": 0}
    assert both[("converter_input_bytes_sum",)] == 8000
    assert both[("converter_register_age_days",)] == 21  # asked when scraped, not added up
    assert not [labels for _, *labels in both if "pid" in dict(labels)]


def test_a_setting_of_the_operator_is_put_back(monkeypatch):
    monkeypatch.setenv(SHARED_FOLDER, "/of/the/operator")
    with shared_metrics() as folder:
        assert os.environ[SHARED_FOLDER] == str(folder)
    assert os.environ[SHARED_FOLDER] == "/of/the/operator"


@pytest.mark.parametrize(("demo", "shown"), [(True, 1), (False, 0)])
def test_the_demo_register_is_told(make_service, converter, demo, shown):
    class Register:
        version = replace(converter.register.version, demo=demo)

        def snapshot(self):
            return self

    service = make_service(converter=replace(converter, register=Register()))
    assert scrape(service)[("converter_register_demo",)] == shown
