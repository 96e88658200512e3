"""What is counted, and what answers, for Prometheus. Labels come from closed lists of ours, never from a request.

A scrape meets one worker. Where there are several, what each has counted lies in a folder that all share, and is added
up (the library's multiprocess mode). What answers is the same in all, and is asked when it is scraped.
"""

from collections.abc import Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from converter.conversion.answer import Decision
from converter.conversion.converter import Converter
from converter.dosage.speech import OUTCOMES
from converter.enrichment.medicines import age_in_days
from converter.formats.xml import MAX_BYTES
from converter.model.catalogue import CATALOGUE
from converter.service.health import problem_of
from converter.service.log import Clock
from converter.service.refusals import REFUSALS

FORMAT = CONTENT_TYPE_PLAIN_0_0_4
OTHER_CODE = OTHER_OUTCOME = "other"
SECONDS = (0.001, 0.002, 0.003, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
"""A conversion takes one or two thousandths; taking in a new register some hundredths."""
BYTES = (1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, MAX_BYTES)

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each: when it began


class Metrics:
    """The metrics of one application, in a registry of their own.

    Args:
        converter: what answers.
        clock: says now, for the age of the register.
        folder: where all workers keep what they count; None for a process that is alone. With a folder,
            PROMETHEUS_MULTIPROC_DIR must have named it when this process started.
    """

    def __init__(self, converter: Converter, clock: Clock, folder: Path | None = None) -> None:
        self._codes = CATALOGUE.keys() | REFUSALS.keys() | converter.rule_codes()
        self._folder = folder
        self._state = State(converter, clock)
        self._own = CollectorRegistry()
        self._own.register(self._state)
        self._requests = Counter(
            "converter_requests", "Requests by route and HTTP status.", ("route", "status"), registry=self._own
        )
        self._conversions = Counter(
            "converter_conversions",
            "Prescriptions by decision; a call that names none counts as one.",
            ("decision",),
            registry=self._own,
        )
        for decision in Decision:  # from zero, so that the first defect is seen to grow
            self._conversions.labels(decision.value)
        self._findings = Counter(
            "converter_findings", "Answers that a finding was in, by its code.", ("code",), registry=self._own
        )
        self._dosages = Counter(
            "converter_dosage_texts",
            "Dosage texts that were read, by what became of each: understood, or the code of why not.",
            ("outcome",),
            registry=self._own,
        )
        for outcome in OUTCOMES:  # from zero, so that a share of all can be told from the first one on
            self._dosages.labels(outcome)
        self._seconds = Histogram(
            "converter_request_seconds", "Duration by route.", ("route",), buckets=SECONDS, registry=self._own
        )
        self._bytes = Histogram(
            "converter_input_bytes", "Size of the messages as far as they were read.", buckets=BYTES, registry=self._own
        )

    def request(self, route: str, status: int, seconds: float, codes: Iterable[str]) -> None:
        """Counts a request that was answered.

        Args:
            route: the route's own pattern.
            status: HTTP status.
            seconds: duration.
            codes: of its findings, each once.
        """
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        for code in codes:
            self._findings.labels(code if code in self._codes else OTHER_CODE).inc()

    def conversion(self, decisions: tuple[str, ...], size: int) -> None:
        """Counts the prescriptions of a call by decision, also of one that was refused before its message was read."""
        for decision in decisions:
            self._conversions.labels(decision).inc()
        self._bytes.observe(size)

    def dosages(self, outcomes: Iterable[str]) -> None:
        """Counts dosage texts by what became of each (`converter.dosage.speech.OUTCOMES`); never a word of a text."""
        for outcome in outcomes:
            self._dosages.labels(outcome if outcome in OUTCOMES else OTHER_OUTCOME).inc()

    def text(self) -> bytes:
        """All of them, of all workers, in Prometheus' text format."""
        if self._folder is None:
            return generate_latest(self._own)
        together = CollectorRegistry()
        together.register(self._state)
        MultiProcessCollector(together, str(self._folder))  # type: ignore[no-untyped-call]
        return generate_latest(together)


class State(Collector):
    """What answers, as it is when it is asked: register, tables, software."""

    def __init__(self, converter: Converter, clock: Clock) -> None:
        self._converter = converter
        self._clock = clock

    def collect(self) -> Iterable[Metric]:
        """Nothing is kept: no value can be older than its scrape."""
        converter = self._converter
        register = converter.register.snapshot()
        versions = converter.versions_of(register)
        age = age_in_days(register.version, self._clock())
        drafts = converter.draft_rows
        refused = problem_of(converter.register) is not None
        about = {"software": versions.build, "tables": versions.tables}
        yield InfoMetricFamily("converter", "Software, and SHA-256 over tables, rules and identifiers.", about)
        yield _gauge("register_age_days", "Whole days since the register's content was fetched from FEST.", age)
        yield _gauge("register_max_age_days", "Days after which it counts as old.", converter.fest_max_age)
        yield _gauge("register_demo", "1 where the register is the demo extract.", versions.fest_is_demo)
        yield _gauge("register_refused", "1 where the register's file could not be taken into use.", refused)
        yield _gauge("draft_rows", "Rows of the tables that are yet to be reviewed.", drafts)


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"converter_{name}", text, value)
