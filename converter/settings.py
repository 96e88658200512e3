"""Settings, from the environment (`CONVERTER_...`) or the command line. Read once at start."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ON = frozenset({"1", "true", "yes", "on"})
OFF = frozenset({"0", "false", "no", "off"})
ENDPOINT = re.compile(r"(https://[^/\s@]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?)(/\S*)?")
FEST_MAX_AGE = 31
"""FEST comes out twice a month (DMP): a register older than this, in days, has missed an edition."""
RECORD = "sqlite:///converter-record.db"
"""In the folder that the service is started in."""
RECORD_DAYS = 365
DAYS = re.compile(r"[1-9][0-9]{0,4}")

OWN_NORWAY = Path("schemas", "norway", "driver.xsd")
OWN_EU = Path("schemas", "eu", "cda.xsd")


def find_home() -> Path:
    """The folder that holds `mappings/` and `schemas/`: the repository, or the copy inside an installed package."""
    repository = PACKAGE.parent
    return repository if (repository / "mappings").is_dir() else PACKAGE / "data"


class SettingError(Exception):
    """A setting whose value cannot be used; names the setting and what its value must be, never the value."""

    def __init__(self, setting: str, norwegian: str, english: str) -> None:
        super().__init__(f"{setting}: {norwegian} / {english}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is configured with.

    Attributes:
        home: folder with `mappings/` and `schemas/`.
        fest: medicines register made by `converter fest build`; None is the demo extract.
        language: language of the eP's narrative.
        schemas_norway: head of the schema set for Norwegian messages.
        schemas_eu: head of the schema set for EU documents.
        allow_at: whether callers of the service may choose the moment of conversion; never in production.
        fest_max_age: days after which the medicines register counts as old.
        record: address of the exchange record's database.
        record_key: its key or keys; empty, and nothing is kept.
        record_days: how long a prescription is kept after its last day, or after the last that came of it.
        pages: whether the service has pages for people.
        ed_endpoint: where the pharmacist's page sends an eD (POST); empty, and it can be downloaded only.
    """

    home: Path
    fest: Path | None
    language: str
    schemas_norway: Path
    schemas_eu: Path
    allow_at: bool = False
    fest_max_age: int = FEST_MAX_AGE
    record: str = field(default=RECORD, repr=False)
    record_key: str = field(default="", repr=False)
    record_days: int = RECORD_DAYS
    pages: bool = True
    ed_endpoint: str = ""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from environment variables; the defaults need none.

    `CONVERTER_HOME`, `CONVERTER_FEST`, `CONVERTER_LANGUAGE`, `CONVERTER_SCHEMAS_NORWAY`, `CONVERTER_SCHEMAS_EU`,
    `CONVERTER_ALLOW_AT` (1, true, yes or on; anything else is off), `CONVERTER_FEST_MAX_AGE` (days),
    `CONVERTER_RECORD`, `CONVERTER_RECORD_KEY`, `CONVERTER_RECORD_DAYS`, `CONVERTER_PAGES` (0, false, no
    or off; else on), `CONVERTER_ED_ENDPOINT` (https, or http to this machine).

    Raises:
        SettingError: a number or an address that is none.
    """
    env = os.environ if environment is None else environment
    home = Path(env["CONVERTER_HOME"]) if env.get("CONVERTER_HOME") else find_home()
    return Settings(
        home=home,
        fest=Path(env["CONVERTER_FEST"]) if env.get("CONVERTER_FEST") else None,
        language=env.get("CONVERTER_LANGUAGE") or "en-GB",
        schemas_norway=Path(env.get("CONVERTER_SCHEMAS_NORWAY") or home / OWN_NORWAY),
        schemas_eu=Path(env.get("CONVERTER_SCHEMAS_EU") or home / OWN_EU),
        allow_at=env.get("CONVERTER_ALLOW_AT", "").strip().lower() in ON,
        fest_max_age=_days(env, "CONVERTER_FEST_MAX_AGE", FEST_MAX_AGE),
        record=env.get("CONVERTER_RECORD") or RECORD,
        record_key=env.get("CONVERTER_RECORD_KEY", "").strip(),
        record_days=_days(env, "CONVERTER_RECORD_DAYS", RECORD_DAYS),
        pages=env.get("CONVERTER_PAGES", "").strip().lower() not in OFF,
        ed_endpoint=_endpoint(env, "CONVERTER_ED_ENDPOINT"),
    )


def _endpoint(env: Mapping[str, str], setting: str) -> str:
    text = env.get(setting, "").strip()
    if text and not ENDPOINT.fullmatch(text):
        raise SettingError(
            setting,
            "verdien er ikke en https-adresse, eller en http-adresse på denne maskinen.",
            "The value is no https address, nor an http address of this machine.",
        )
    return text


def _days(env: Mapping[str, str], setting: str, default: int) -> int:
    text = env.get(setting, "").strip()
    if not text:
        return default
    if not DAYS.fullmatch(text):
        raise SettingError(
            setting,
            "verdien er ikke et helt antall dager fra 1 til 99999, uten nuller foran.",
            "The value is not a whole number of days from 1 to 99999, without leading zeros.",
        )
    return int(text)
