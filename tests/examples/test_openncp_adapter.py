"""The worked adapter of OpenNCP, compiled for the Java that OpenNCP 7.1 runs on, against a running service."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import httpx
import pytest
import uvicorn

from converter.record.record import ExchangeRecord
from converter.service.app import create_app
from converter.service.listener import bind_for
from converter.service.log import Log
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import loaded
from tests.builders.messages import BORN, m1, m96
from tests.builders.numbers import number_for
from tests.builders.pharmacy import DOCUMENT_ROOT
from tests.builders.records import opened

EXAMPLE = Path(__file__).parents[2] / "examples" / "openncp-adapter"
JAVA_RELEASE = "11"
"""What OpenNCP 7.1 and 9.0 run on; 9.1 has 17."""
COMPILED = ("--release", JAVA_RELEASE, "-encoding", "UTF-8", "-Xlint:all", "-Werror")
SECONDS = 60
QUICK = "-XX:TieredStopAtLevel=1"
"""Of a JVM that runs for seconds."""
OF_OPENNCP = ("-Duser.timezone=UTC", "-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=1", "-Dhttp.nonProxyHosts=")
"""Another zone than Norway's, and a proxy that is not for us."""
FNR = "2.16.578.1.12.4.1.4.1"
A, B, LOCKED, BROKEN = (f"{number_for(BORN.replace(year=year))}^^^&{FNR}&ISO" for year in (1971, 1980, 1985, 1990))
FIRST, SECOND, HIDDEN, OF_B, UNKNOWN = (f"7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9{n:02x}" for n in range(5))
ED, ED_OF_NOTHING = "D-1", "D-2"


def of(patient: str, prescription: str, **more: object) -> bytes:
    """A prescription of a patient, who is given as CX."""
    number = patient.partition("^")[0]
    return m1(message_id=prescription, patient_ids=((number, "FNR"),), substitution="1", **more)


def listed(*prescriptions: tuple[str, bytes]) -> bytes:
    """An M9.6 in which all may be dispensed."""
    return m96(*[data for _, data in prescriptions], entries=tuple((name, "E") for name, _ in prescriptions))


def write_inputs(folder: Path) -> None:
    """What the Java checks read."""
    files = {
        "a": listed((FIRST, of(A, FIRST)), (HIDDEN, of(A, HIDDEN, locked="true")), (SECOND, of(A, SECOND))),
        "b": listed((OF_B, of(B, OF_B))),
        "locked": listed((HIDDEN, of(LOCKED, HIDDEN, locked="true"))),
        "broken": b"<M96/>",
        "ed": handed_out(of(A, FIRST), number=ED),
        "discard": handed_out(of(A, FIRST), number=ED, discards=True),
        "ed-unknown": handed_out(of(A, UNKNOWN), number=ED_OF_NOTHING),
        "ed-hidden": handed_out(of(A, HIDDEN), number=ED_OF_NOTHING),
        "discard-unknown": handed_out(of(A, FIRST), number=ED_OF_NOTHING, discards=True),
    }
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)


def write_facts(folder: Path, address: str) -> None:
    """Who and what they are, and the list as the service gives it."""
    ids = {}
    for who, patient in (("a", A), ("b", B)):
        asked = {"patientId": patient, "message": (folder / f"{who}.xml").read_text(), "access": "open"}
        answer = httpx.post(f"{address}/v1/prescriptions/list", json=asked, timeout=SECONDS)
        assert answer.status_code == 200, answer.text
        (folder / "list.json").write_bytes(answer.content) if who == "a" else None
        ids[who] = [pair["level3"]["id"] for pair in json.loads(answer.content)["abroad"]]
    assert [len(found) for found in ids.values()] == [2, 1]
    facts = {
        "a": A,
        "b": B,
        "locked": LOCKED,
        "broken": BROKEN,
        "a.ids": " ".join(ids["a"]),
        "b.ids": " ".join(ids["b"]),
        "a.first": FIRST,
        "a.hidden": HIDDEN,
        "unknown": UNKNOWN,
        "written": "2026-11-01",
        "ed.id": f"{DOCUMENT_ROOT}^{ED}",
        "ed-unknown.id": f"{DOCUMENT_ROOT}^{ED_OF_NOTHING}",
    }
    (folder / "facts.properties").write_text("".join(f"{name}={value}\n" for name, value in facts.items()))


@contextmanager
def served(record: ExchangeRecord) -> Iterator[str]:
    """The service with a record, on an address of this machine."""
    app = create_app(loaded(), lambda: LATER, record=record, log=Log(out=StringIO()))
    listener = bind_for(1, "127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, http="h11", ws="none", log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def run(*command: object) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=SECONDS, check=False)


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled adapter and its checks; none of it is in the tree."""
    javac = shutil.which("javac")
    if javac is None or shutil.which("java") is None:
        pytest.skip("needs a JDK (javac, java), 17 or newer")
    folder = tmp_path_factory.mktemp("classes")
    sources = sorted(EXAMPLE.rglob("*.java"))
    done = run(javac, f"-J{QUICK}", *COMPILED, "-d", folder, *sources)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def test_the_adapter_against_a_running_service(classes: Path, tmp_path: Path) -> None:
    """List, fetch, not found, dispensation, discard, fifty at once, and what goes abroad of each refusal."""
    write_inputs(tmp_path)
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record, served(record) as address:
        write_facts(tmp_path, address)
        done = run("java", QUICK, *OF_OPENNCP, "-cp", classes, "eresept.adapter.Checks", address, tmp_path)
    assert done.returncode == 0, done.stdout
    said = done.stdout.splitlines()
    assert len(said) > 10
    assert all(line.startswith("ok ") for line in said)
    assert not [word for word in (A.partition("^")[0], FIRST, "secret") if word in done.stderr]
