"""Settings, from the environment (`CONVERTER_...`) or the command line, read once at start. Listed in docs/settings.md.

A value that cannot be used stops the start, and so does a name that is none of ours: a misspelt setting would be left
out in silence. An empty value is none, but for the exchange record's: who sets those means to keep a record.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AnyHttpUrl, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "CONVERTER_"
PACKAGE = Path(__file__).resolve().parent
SWITCH = {**dict.fromkeys(("1", "true", "yes", "on"), True), **dict.fromkeys(("0", "false", "no", "off"), False)}
ENDPOINT = re.compile(r"(https://[^/\\\s@]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?)(/\S*)?")
FEST_MAX_AGE = 31
"""FEST comes out twice a month (DMP): a register older than this, in days, has missed an edition."""
RECORD = "sqlite:///converter-record.db"
"""In the folder that the service is started in."""
DATABASE = re.compile(r"sqlite([+]pysqlite)?:///(?!:memory:|file:)[^\s?]+|postgresql([+]psycopg)?://\S+")
"""With no driver but ours. A record in memory would keep nothing, and SQLite takes nothing behind a question mark."""
RECORD_DAYS = 365
DAYS = re.compile(r"[1-9][0-9]{0,4}")
NEVER_EMPTY = frozenset({"record", "record_key"})
OTHERS = re.compile(
    r"TEST_\w+|REFERENCE"
    r"|([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)"
)
"""Names behind the prefix that are no settings: of the tests, and what Kubernetes gives every container beside a
service called `converter`, or `converter-` and more, as `converter-db`:
https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables"""
LINKED_NAME, LINKED_VALUE = re.compile(r"([A-Z0-9_]+_)?PORT"), re.compile(r"(tcp|udp|sctp)://.*")
"""Kubernetes gives that name too, with such a value; with a plain number it is somebody's mistake."""

UNMADE = "default_factory_not_called"
"""What pydantic says of a default that hangs on another setting's faulty value."""
OWN_NORWAY = Path("schemas", "norway", "driver.xsd")
OWN_EU = Path("schemas", "eu", "cda.xsd")


def find_home() -> Path:
    """The folder that holds `mappings/` and `schemas/`: the repository, or the copy inside an installed package."""
    repository = PACKAGE.parent
    return repository if (repository / "mappings").is_dir() else PACKAGE / "data"


Refusal = tuple[str, str, str]
"""A setting, and what is wrong with it in Norwegian and English."""


class SettingError(Exception):
    """Settings that cannot be used: names each and what its value must be, never the value."""

    def __init__(self, setting: str, norwegian: str, english: str, *more: Refusal) -> None:
        told = ((setting, norwegian, english), *more)
        super().__init__("\n".join(f"{name}: {no} / {en}" for name, no, en in told))


@dataclass(frozen=True, slots=True)
class Must:
    """What a value must be, in words that follow 'the value is not'."""

    norwegian: str
    english: str


def _folder(value: object) -> Path:
    path = Path(str(value).strip())
    if not _holds(path / "mappings", Path.is_dir):
        raise ValueError
    return path


def _file(value: object) -> Path:
    path = Path(str(value).strip())
    if not _holds(path, Path.is_file):
        raise ValueError
    return path


def _holds(path: Path, test: Callable[[Path], bool]) -> bool:
    """Whether a path passes; one that the system does not look at (too long, no access) does not."""
    try:
        return test(path)
    except OSError:
        return False


def _switch(value: object) -> bool:
    if (text := str(value).strip().lower()) not in SWITCH:
        raise ValueError
    return SWITCH[text]


def _days(value: object) -> int:
    return int(_shaped(value, DAYS))


def _endpoint(value: object) -> str:
    text = _shaped(value, ENDPOINT)
    try:
        port = AnyHttpUrl(text).port  # 0 to 65535; and it knows what a host may be
    except ValidationError:
        raise ValueError from None
    if not port:
        raise ValueError
    return text


def _database(value: object) -> str:
    return _shaped(value, DATABASE)


def _words(value: object) -> str:
    return _shaped(value, re.compile(r".+", re.DOTALL))


def _shaped(value: object, shape: re.Pattern[str]) -> str:
    text = str(value).strip()
    if not shape.fullmatch(text):
        raise ValueError
    return text


Folder = Annotated[Path, BeforeValidator(_folder), Must("en mappe med mappings/ i", "a folder with mappings/ in it")]
THERE = Must("en fil som finnes", "a file that is there")
File = Annotated[Path, BeforeValidator(_file), THERE]
FileOrNone = Annotated[Path | None, BeforeValidator(_file), THERE]
Switch = Annotated[
    bool,
    BeforeValidator(_switch),
    Must("1, true, yes, on, 0, false, no eller off", "1, true, yes, on, 0, false, no or off"),
]
Days = Annotated[
    int,
    BeforeValidator(_days),
    Must(
        "et helt antall dager fra 1 til 99999, uten nuller foran",
        "a whole number of days from 1 to 99999, without leading zeros",
    ),
]
Endpoint = Annotated[
    str,
    BeforeValidator(_endpoint),
    Must(
        "en https-adresse, eller en http-adresse på denne maskinen",
        "an https address, or an http address of this machine",
    ),
]
Database = Annotated[
    str,
    BeforeValidator(_database),
    Must(
        "en adresse som sqlite:///fil.db eller postgresql://bruker@vert/database",
        "an address such as sqlite:///file.db or postgresql://user@host/database",
    ),
]
Key = Annotated[
    str,
    BeforeValidator(_words),
    Must("en nøkkel fra «converter record key»", "a key from 'converter record key'"),
]
Language = Annotated[
    str, BeforeValidator(_words), Must("en kode i eHDSILanguage, som en-GB", "a code of eHDSILanguage, such as en-GB")
]


class Settings(BaseSettings):
    """What a run is configured with. Immutable; made by `read_settings` alone. No secret is in its `repr`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", validate_default=False, hide_input_in_errors=True
    )

    home: Folder = Field(default_factory=find_home, description="folder with `mappings/` and `schemas/`")
    fest: FileOrNone = Field(
        None, description="medicines register made by `converter fest build`; not set: the demo extract"
    )
    language: Language = Field("en-GB", description="language of the eP's narrative")
    schemas_norway: File = Field(
        default_factory=lambda values: values["home"] / OWN_NORWAY,
        description="head of another schema set for Norwegian messages, such as the official one",
    )
    schemas_eu: File = Field(
        default_factory=lambda values: values["home"] / OWN_EU,
        description="head of another schema set for EU documents",
    )
    allow_at: Switch = Field(
        False, description="whether callers of the service may choose the moment of conversion; never in production"
    )
    production: Switch = Field(
        False,
        description="whether patients are real: identity numbers of test persons and hospitals' own are then refused",
    )
    fest_max_age: Days = Field(FEST_MAX_AGE, description="days after which the medicines register counts as old")
    record: Database = Field(RECORD, repr=False, description="address of the exchange record's database")
    record_key: Key = Field(
        "", repr=False, description="the exchange record's key or keys, with commas; not set: nothing is kept"
    )
    record_days: Days = Field(
        RECORD_DAYS,
        description="days that a prescription is kept after its last day, or after the last that came of it",
    )
    pages: Switch = Field(True, description="whether the service has pages for people")
    ed_endpoint: Endpoint = Field(
        "", description="where the pharmacist's page sends an eD (POST); not set: it can be downloaded only"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What `read_settings` hands over, and nothing behind its back."""
        return (init_settings,)

    def with_options(self, fest: Path | None = None, allow_at: bool = False) -> "Settings":
        """These settings, with what the command line says; None and False leave what is set.

        Neither is held against the rules above: `open_register` refuses a register that cannot be used, and names it.
        """
        return self.model_copy(update={"fest": fest or self.fest, "allow_at": allow_at or self.allow_at})


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from environment variables; the defaults need none.

    Raises:
        SettingError: a value cannot be used, or a name with our prefix is no setting; tells all of them.
    """
    env = os.environ if environment is None else environment
    wrong = [_unknown(name) for name, value in sorted(env.items()) if _is_stray(name, value)]
    source = EnvSettingsSource(Settings)
    source.env_vars = {
        variable(field).lower(): value
        for field in Settings.model_fields
        if (value := env.get(variable(field))) is not None and (value.strip() or field in NEVER_EMPTY)
    }
    try:
        settings = Settings(**source())
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        wrong += [_refused(str(fault["loc"][0])) for fault in faults if fault["type"] != UNMADE]
        raise SettingError(*wrong[0], *wrong[1:]) from None
    if wrong:
        raise SettingError(*wrong[0], *wrong[1:])
    return settings


def must(field: str) -> Must:
    """What the value of a field must be."""
    (words,) = (m for m in Settings.model_fields[field].metadata if isinstance(m, Must))
    return words


def variable(field: str) -> str:
    """The environment variable of a field."""
    return PREFIX + field.upper()


def _is_stray(name: str, value: str) -> bool:
    """Whether a name looks like a setting and is none; letters of the other case are a mistake too."""
    if not name.upper().startswith(PREFIX) or name in map(variable, Settings.model_fields):
        return False
    rest = name.removeprefix(PREFIX)
    return not (OTHERS.fullmatch(rest) or (LINKED_NAME.fullmatch(rest) and LINKED_VALUE.fullmatch(value)))


def _unknown(name: str) -> Refusal:
    return (
        name,
        "det er ingen slik innstilling: se docs/settings.md.",
        "There is no such setting: see docs/settings.md.",
    )


def _refused(field: str) -> Refusal:
    words = must(field)
    return variable(field), f"verdien er ikke {words.norwegian}.", f"The value is not {words.english}."
