"""Registers of several days, and time that passes when it is told to."""

from pathlib import Path

from converter.enrichment.fest_database import build_database
from converter.enrichment.fest_register import FestRegister
from converter.enrichment.live_register import LiveRegister
from tests.formats import fest_files as make

EVERY = 10.0


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def edition(folder: Path, day: int) -> Path:
    """A register of a day in November 2026 that knows the package 9909<day>."""
    head = f"<HentetDato>2026-11-{day:02}T03:00:00Z</HentetDato>"
    path = folder / f"edition-{day}.sqlite"
    build_database(make.save(folder, make.fest(packages=make.package(f"9909{day:02}"), head=head)), path)
    return path


def day_of(register: LiveRegister | FestRegister) -> int:
    """The day of the edition that answers, where version and content agree."""
    day = register.version.retrieved.day
    assert register.find(f"9909{day:02}") is not None
    return day
