"""Which tests are run against a mutant, and how pytest is started for them."""

import importlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOMS = ("converter/conversion", "converter/rules", "converter/terminology", "converter/formats")
"""What is mutated where no paths are named."""

TESTS = tuple(
    f"tests/{room}"
    for room in (
        "rules",
        "terminology",
        "formats",
        "model",
        "validation",
        "fields",
        "conversion",
        "golden",
        "enrichment",
    )
)
LEFT_OUT = (
    "test_reference.py",  # the official checks, a process of their own each
    "test_the_messages_pass_the_official_check",
    "test_each_m10_passes_the_reference_check",
    "test_many_threads_while_the_file_is_replaced",
    "test_an_editor_reads_the_files_as_the_converter_does",
    "test_whatever_is_entered_is_read_back",
    "test_a_wide_document_costs_a_bounded_number_of_paths",
    "test_round_trip.py",
)
"""Slow and broad: parts of test ids that are not run; what only these would catch is not caught early enough."""

LOADED = ("tests/builders/loaded.py", "loaded")
"""What is called once before the first test, so that no process loads it again: the shipped tables and the register."""

TOO_LONG = 2.0
"""Seconds after which a test is not run against mutants."""


def is_left_out(test: str) -> bool:
    """Whether a test is not run against mutants."""
    return any(part in test for part in LEFT_OUT)


def prepare() -> None:
    """Makes the tests of random input the same every time, and ends them at the first failure."""
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutation", derandomize=True, database=None, deadline=None, phases=phases)
    settings.load_profile("mutation")


def run_pytest(root: Path, tests: Sequence[str], plugin: object) -> int:
    """Collects the tests and hands them to the plugin's `pytest_runtestloop`."""
    os.chdir(root)
    existing = [t for t in tests if (root / t.split("::")[0]).exists()]
    if not existing:
        raise SystemExit("none of the tests exists")
    os.environ.pop("PYTEST_ADDOPTS", None)
    options = ["-p", "no:cacheprovider", "-p", "no:xdist", "--capture=sys", "-qq", "--no-header", "--no-summary"]
    return int(pytest.main([*options, *existing], plugins=[plugin]))


def load(root: Path) -> None:
    """Loads what all tests share, where the project has it."""
    file, name = LOADED
    if (root / file).exists():
        getattr(importlib.import_module(file.removesuffix(".py").replace("/", ".")), name)()


def run_item(item: pytest.Item, following: pytest.Item | None) -> None:
    """Runs one test with everything that pytest does around it."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
