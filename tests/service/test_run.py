"""Starting: what is broken is told before anything listens."""

import errno
import pickle
import socket
from functools import partial
from pathlib import Path

import pytest

from converter.cli import main
from converter.service import run as run_module
from converter.service.listener import bind_for
from converter.service.run import build, run
from converter.settings import read_settings


@pytest.fixture
def listening(monkeypatch):
    """Records attempts to listen instead of listening."""
    asked = []

    def listener(workers, host, port):
        asked.append((host, port))
        raise OSError(errno.EADDRNOTAVAIL, "no network in tests")

    monkeypatch.setattr(run_module, "bind_for", listener)
    return asked


@pytest.mark.parametrize("workers", ["1", "2"])
def test_broken_tables_are_told_before_it_listens(tmp_path, monkeypatch, capsys, listening, workers):
    home = tmp_path / "home"
    (home / "mappings").mkdir(parents=True)
    monkeypatch.setenv("CONVERTER_HOME", str(home))
    assert main(["serve", "--workers", workers]) == 5
    told = capsys.readouterr().err
    assert "mappings" in told
    assert "Traceback" not in told
    assert listening == []


def test_a_missing_register_is_told_before_it_listens(capsys, listening):
    assert main(["serve", "--fest", "/nowhere/fest.db"]) == 5
    assert "register-missing" in capsys.readouterr().err
    assert listening == []


def test_it_listens_where_it_is_told_to_once_all_is_loaded(listening, capsys):
    assert main(["serve", "--host", "127.0.0.9", "--port", "1", "--allow-at"]) == 2
    assert listening == [("127.0.0.9", 1)]
    assert "no network in tests" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["0", "-1", "two", "65"])
def test_a_number_of_workers_that_makes_no_sense(workers, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["serve", "--workers", workers])
    assert stopped.value.code == 2


@pytest.mark.parametrize("days", ["0", "soon", "-3"])
def test_a_number_of_days_that_makes_no_sense(days, monkeypatch, capsys, listening):
    monkeypatch.setenv("CONVERTER_FEST_MAX_AGE", days)
    assert main(["serve"]) == 5
    assert capsys.readouterr().err.startswith("CONVERTER_FEST_MAX_AGE: ")
    assert listening == []


def test_an_address_that_is_taken_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="Address already in use"):
            run("127.0.0.1", taken.getsockname()[1], 1, read_settings({}))


def test_a_worker_can_be_given_its_settings():
    settings = read_settings({}).with_options(allow_at=True)
    factory = pickle.loads(pickle.dumps(partial(build, settings, Path("metrics"))))
    assert factory().openapi_url == "/openapi.json"


@pytest.mark.parametrize(("value", "allowed"), [("1", True), ("on", True), ("", False), ("0", False), ("NO ", False)])
def test_the_setting_that_lets_callers_choose_the_clock(value, allowed):
    assert read_settings({"CONVERTER_ALLOW_AT": value}).allow_at is allowed
    assert read_settings({}).allow_at is False


def test_an_answer_does_not_wait_for_an_acknowledgement():
    with bind_for(1, "127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # else asyncio leaves TCP_NODELAY off: 40 ms an answer


def test_each_worker_gets_a_socket_of_its_own_on_the_same_port():
    with bind_for(2, "127.0.0.1", 0) as listener, pickle.loads(pickle.dumps(listener)) as worker_s:
        assert worker_s.fileno() != listener.fileno()
        assert worker_s.getsockname() == listener.getsockname()
        worker_s.listen()
        with socket.create_connection(listener.getsockname(), timeout=5):
            worker_s.accept()[0].close()


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1), (2, 2)])
def test_two_services_cannot_have_the_same_address(first, second):
    with bind_for(first, "127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(OSError, match="Address already in use"):
            bind_for(second, *taken.getsockname())
