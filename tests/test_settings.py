"""Settings: what each may be, what stops the start, and that no value is ever told."""

import os
import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from converter.settings import NEVER_EMPTY, Must, SettingError, Settings, find_home, must, read_settings, variable
from tests.builders.records import KEY

SECRET = "postgresql://chemist:Sesam123@db.example/record"
BAD = {
    "HOME": ["/nowhere", "pyproject.toml", "/", "h" * 300, "\0"],
    "FEST": ["/nowhere/fest.db", "/", "f" * 300, "\0"],
    "SCHEMAS_NORWAY": ["/nowhere/driver.xsd", "/", "s" * 300],
    "SCHEMAS_EU": ["/nowhere/cda.xsd", "/", "s" * 300],
    "ALLOW_AT": ["ja", "maybe", "2", "tru", "[true]", "None"],
    "PAGES": ["nei", "maybe", "2", "of", "-1", "0.0"],
    "FEST_MAX_AGE": ["0", "-1", "+5", "1.5", "31d", "1e2", "031", "1_0", "١٤", "100000", "9" * 5000, "true"],
    "RECORD_DAYS": ["0", "-1", "1.5", "a year", "0365"],
    "RECORD": [
        *("", "  ", "mysql://u@h/d", "record.db", "sqlite:", "oracle:///x", "sqlite://host/x.db"),
        *("sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true", "sqlite:///file:x", "sqlite:///x.db?foo=1"),
        *("postgresql+foo://u@h/d", "postgresql+psycopg2://u@h/d", "sqlite+aiosqlite:///x.db"),
    ],
    "RECORD_KEY": ["", "  "],
    "ED_ENDPOINT": [
        *("http://elsewhere.example/", "ftp://x", "https://", "https://a b/", "https://user@host/", "x"),
        *(
            "https://[",
            "https://x:99999999/",
            "http://localhost:99999",
            "https://x:0/",
            "https://x:y/",
            "https://:443/",
        ),
        *("https://?x", "https://%/", "https://a[b]/", "https://a\\b/"),
    ],
}
"""Each setting's values that cannot be used; the language's are in eHDSILanguage, which is read with the tables."""


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_a_value_that_cannot_be_used_stops_the_start(name: str, value: str) -> None:
    """By name, in both languages, with what it must be; never the value."""
    with pytest.raises(SettingError) as told:
        read_settings({f"CONVERTER_{name}": value})
    words = must(name.lower())
    assert str(told.value) == (
        f"CONVERTER_{name}: verdien er ikke {words.norwegian}. / The value is not {words.english}."
    )
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_all_faults_are_told_at_once() -> None:
    """So that nobody mends them one start at a time; values not among them."""
    names = ("CONVERTER_PAGES", "CONVERTER_RECORD_DAYS", "CONVERTER_PGAES", "CONVERTER_HOME")
    wrong = dict.fromkeys(names, "Sesam")
    with pytest.raises(SettingError) as told:
        read_settings(wrong)
    assert {line.partition(":")[0] for line in str(told.value).splitlines()} == set(wrong)
    assert "Sesam" not in str(told.value)


@pytest.mark.parametrize("name", ["CONVERTER_HOME", "CONVERTER_FEST", "CONVERTER_SCHEMAS_EU"])
def test_a_path_that_may_not_be_looked_at_is_told_with_all_others(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be entered; whoever runs the tests may be root, so the system's answer is made up."""
    stat = Path.stat

    def barred(path: Path, **given: bool) -> os.stat_result:
        if path.is_relative_to("/barred"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **given)

    monkeypatch.setattr(Path, "stat", barred)
    with pytest.raises(SettingError) as told:
        read_settings({name: "/barred/place", "CONVERTER_PAGES": "nei"})
    assert {line.partition(":")[0] for line in str(told.value).splitlines()} == {name, "CONVERTER_PAGES"}
    assert "barred" not in str(told.value)


@pytest.mark.parametrize("field", sorted(set(Settings.model_fields) - NEVER_EMPTY))
def test_an_empty_value_is_none(field: str) -> None:
    """As a compose file leaves it; but not of the exchange record."""
    for empty in ("", "  "):
        assert read_settings({variable(field): empty}) == read_settings({})


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("HOME", f" {find_home()} ", find_home()),
        ("FEST", __file__, Path(__file__)),
        ("LANGUAGE", " nb-NO", "nb-NO"),
        ("SCHEMAS_NORWAY", __file__, Path(__file__)),
        ("SCHEMAS_EU", __file__, Path(__file__)),
        ("ALLOW_AT", " On", True),
        ("PAGES", "NO", False),
        ("FEST_MAX_AGE", " 14 ", 14),
        ("RECORD", SECRET, SECRET),
        ("RECORD", "sqlite:////srv/record.db", "sqlite:////srv/record.db"),
        ("RECORD", "postgresql+psycopg://u@h/d?sslmode=require", "postgresql+psycopg://u@h/d?sslmode=require"),
        ("RECORD_KEY", f"{KEY}\n", KEY),
        ("RECORD_DAYS", "99999", 99999),
        ("ED_ENDPOINT", "https://ncp.example/ed", "https://ncp.example/ed"),
        ("ED_ENDPOINT", "http://[::1]:8080/", "http://[::1]:8080/"),
        ("ED_ENDPOINT", "http://localhost", "http://localhost"),
        ("ED_ENDPOINT", "https://10.0.0.11:65535/ed?x=1", "https://10.0.0.11:65535/ed?x=1"),
    ],
)
def test_what_a_setting_may_be(name: str, value: str, meant: object) -> None:
    """Blanks around it are no part of it; all other settings keep their defaults."""
    changed = {**read_settings({}).model_dump(), name.lower(): meant}
    assert read_settings({f"CONVERTER_{name}": value}).model_dump() == changed


def test_schemas_are_those_of_the_home(tmp_path: Path) -> None:
    """Unless they are set."""
    (tmp_path / "mappings").mkdir()
    settings = read_settings({"CONVERTER_HOME": str(tmp_path), "CONVERTER_SCHEMAS_EU": __file__})
    assert settings.schemas_norway == tmp_path / "schemas" / "norway" / "driver.xsd"
    assert settings.schemas_eu == Path(__file__)


@pytest.mark.parametrize(
    "name",
    [
        *("CONVERTER_PAGE", "CONVERTER_RECORDKEY", "CONVERTER_", "converter_pages", "Converter_Record"),
        *(
            "CONVERTER_PORT",
            "CONVERTER_DB_PORT",
            "CONVERTER_DB_HOST",
            "CONVERTER_DB_SERVICE",
            "CONVERTER_SERVICE_HOSTS",
        ),
        *("CONVERTER_PORT_TCP", "CONVERTER_PORT_80_HTTP", "CONVERTER_PORT_80_TCP_KEY", "converter_db_service_host"),
    ],
)
def test_a_name_that_is_no_setting_stops_the_start(name: str) -> None:
    """A misspelt one would be left out in silence: a record's key, for instance."""
    with pytest.raises(SettingError) as told:
        read_settings({name: "8080"})
    assert str(told.value).startswith(f"{name}: det er ingen slik innstilling")
    assert "8080" not in str(told.value)


def test_names_of_others_are_left_alone() -> None:
    """Those of the tests, and what Kubernetes sets beside services called `converter` and `converter-...`."""
    others = {
        "CONVERTER_TEST_POSTGRES": "x",
        "CONVERTER_REFERENCE": "x",
        "CONVERTER_SERVICE_HOST": "10.0.0.11",
        "CONVERTER_SERVICE_PORT": "8080",
        "CONVERTER_SERVICE_PORT_HTTP": "8080",
        "CONVERTER_PORT": "tcp://10.0.0.11:8080",
        "CONVERTER_PORT_8080_TCP_ADDR": "10.0.0.11",
        "CONVERTER_DB_SERVICE_HOST": "10.0.0.12",
        "CONVERTER_DB_SERVICE_PORT": "5432",
        "CONVERTER_DB_SERVICE_PORT_POSTGRES": "5432",
        "CONVERTER_DB_PORT": "tcp://10.0.0.12:5432",
        "CONVERTER_DB_PORT_5432_TCP": "tcp://10.0.0.12:5432",
        "CONVERTER_DB_PORT_5432_TCP_PROTO": "tcp",
        "CONVERTER_DB_PORT_5432_TCP_PORT": "5432",
        "CONVERTER_DB_PORT_5432_TCP_ADDR": "10.0.0.12",
        "CONVERTER_RECORD_KEY_2_PORT_53_UDP_ADDR": "10.0.0.13",
        "PATH": "x",
    }
    assert read_settings(others) == read_settings({})


def test_nothing_is_read_behind_the_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is handed over is all that is read: no variable beside it, no file in the folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CONVERTER_RECORD_DAYS=7\n")
    monkeypatch.setenv("CONVERTER_RECORD_DAYS", "8")
    assert read_settings({}).record_days == 365
    assert read_settings().record_days == 8


def test_no_secret_is_shown() -> None:
    """Neither key nor address, in whatever way settings are printed."""
    settings = read_settings({"CONVERTER_RECORD": SECRET, "CONVERTER_RECORD_KEY": KEY})
    for shown in (repr(settings), str(settings), f"{settings}", repr([settings]), repr(settings.with_options())):
        assert KEY not in shown
        assert "Sesam123" not in shown
        assert "record_days=365" in shown


def test_settings_do_not_change() -> None:
    """They are what was read, and a worker gets the same."""
    settings = read_settings({"CONVERTER_RECORD_KEY": KEY})
    with pytest.raises(ValidationError):
        settings.pages = False  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_the_command_line_goes_first() -> None:
    """A register and the callers' clock; what is not given stays."""
    set_so = read_settings({"CONVERTER_FEST": __file__, "CONVERTER_ALLOW_AT": "1"})
    assert set_so.with_options() == set_so
    given = read_settings({}).with_options(fest=Path("other.db"), allow_at=True)
    assert (given.fest, given.allow_at) == (Path("other.db"), True)
    assert set_so.with_options(fest=Path("other.db")).allow_at is True


def test_every_setting_says_what_it_is_and_must_be() -> None:
    """For docs/settings.md and for whoever sets it wrong."""
    for name, field in Settings.model_fields.items():
        assert field.description
        assert isinstance(must(name), Must)
