"""Files of a folder: which there are, what is in each, and when a message was made."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from converter.conversion.answer import Decision
from converter.coverage.messages import NOT_READ, files_below, of_file
from converter.examples import NAMES, example
from converter.formats.norway.msghead import MSGHEAD, generated_at
from converter.formats.xml import MAX_BYTES
from tests.builders.loaded import loaded
from tests.builders.messages import AT, m1


def test_files_come_in_order_from_every_depth(tmp_path: Path) -> None:
    """Hidden ones too; a link to a folder is not followed, so a circle ends."""
    for name in ("b", "a/2", "a/b/c/d/e/f", ".hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert files_below(tmp_path) == sorted([".hidden", "a/2", "a/b/c/d/e/f", "b"])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not-xml"),
        (b"<a/>", "not-a-msghead"),
        (m1()[:-20], "not-xml"),
        (m1(type_code="ERM10"), "message-type-not-supported"),
        (b"\xff\xfe<", "encoding-not-utf8"),
        (b" " * (MAX_BYTES + 1), "too-large"),
        (example("ep-finnish"), "not-a-msghead"),
    ],
)
def test_what_is_no_m1_has_a_code(data: bytes, why: str, tmp_path: Path) -> None:
    """And no outcome, so that it is in no share."""
    (tmp_path / "file").write_bytes(data)
    found = of_file(tmp_path / "file", loaded(), AT)
    assert (found.outcomes, found.other) == ((), why)


def test_an_m1_that_breaks_its_schema_is_one_all_the_same(tmp_path: Path) -> None:
    """It counts as rejected."""
    (tmp_path / "file").write_bytes(m1(quantity="many"))
    found = of_file(tmp_path / "file", loaded(), AT)
    assert [o.decision for o in found.outcomes] == [Decision.REJECTED]
    assert "schema-fault" in found.outcomes[0].codes


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe, a link that leads nowhere."""

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")
    assert {of_file(tmp_path / name, loaded(), AT).other for name in files_below(tmp_path)} == {NOT_READ}


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_counted_or_told(name: str, tmp_path: Path) -> None:
    """Never both, never neither."""
    (tmp_path / "file").write_bytes(example(name))
    found = of_file(tmp_path / "file", loaded(), AT)
    assert bool(found.outcomes) != bool(found.other)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2026-11-01T10:00:00+01:00", datetime(2026, 11, 1, 9, tzinfo=UTC)),
        (" 2026-07-01T10:00:00\n", datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("2026-07-01T10:00:00Z", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_message_says_when_it_was_made(said: str, moment: datetime | None) -> None:
    """By Norway's clock where it has no zone; nothing that is none."""
    root = etree.fromstring(f'<MsgHead xmlns="{MSGHEAD}"><MsgInfo><GenDate>{said}</GenDate></MsgInfo></MsgHead>')
    assert generated_at(root) == moment


def test_a_message_may_not_say_it() -> None:
    """Then there is none."""
    assert generated_at(etree.fromstring("<M1List/>")) is None
