"""The bytes of a FEST file, plain or zipped: bounded, hashed and checked to be UTF-8 while they are read."""

import codecs
import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from converter.formats.norway.fest_errors import FestCode, FestError

MAX_BYTES = 1_000_000_000
MAX_RATIO = 200
MAX_ENTRY_BYTES = 64_000_000
"""The largest entries of a real file are code lists (ICD-10, a few MB)."""
_PROLOG_BYTES = 65_536
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class FestSource:
    """A reader for the XML parser (`read`), which counts and checks what passes.

    Attributes:
        total: bytes to come, as file or zip claims.
        done: bytes read so far.
    """

    def __init__(self, stream: IO[bytes], name: str, total: int, limit: int, over: FestCode) -> None:
        self.total = total
        self.done = 0
        self.on_read: Callable[[int], object] | None = None
        self._stream = stream
        self._name = name
        self._limit = limit
        self._over = over
        self._mark = 0
        self._digest = hashlib.sha256()
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._ahead = self._take(_PROLOG_BYTES)
        _check_prolog(self._ahead, name)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; empty at the end."""
        if self._ahead:
            size = len(self._ahead) if size < 0 else size
            data, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            data = self._take(size)
        if self.done - self._mark > MAX_ENTRY_BYTES:
            raise FestError(FestCode.ENTRY_TOO_LARGE, self._name)
        if self.on_read is not None:
            self.on_read(len(data))
        return data

    def mark(self) -> None:
        """Says that what was read so far has been dealt with."""
        self._mark = self.done

    @property
    def head(self) -> bytes:
        """The first bytes (64 KB), while nothing has been read."""
        return self._ahead

    @property
    def sha256(self) -> str:
        """The digest of the XML read so far, in hexadecimal."""
        return self._digest.hexdigest()

    def _take(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise FestError(FestCode.ZIP_BROKEN, self._name) from error
        except OSError as error:
            raise FestError(FestCode.UNREADABLE, self._name) from error
        self.done += len(data)
        if self.done > self._limit:
            raise FestError(self._over, self._name)
        try:
            self._utf8.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise FestError(FestCode.NOT_UTF8, self._name) from error
        self._digest.update(data)
        return data


@contextmanager
def open_source(path: Path) -> Iterator[FestSource]:
    """Opens a FEST file, XML or a zip with exactly one `.xml` in it.

    Raises:
        FestError: unreadable, not XML or zip, another encoding, a DOCTYPE, or out of bounds.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise FestError(FestCode.UNREADABLE, path.name) from error
    with stream:
        try:
            size = path.stat().st_size
            head = stream.read(2)
            stream.seek(0)
        except OSError as error:
            raise FestError(FestCode.UNREADABLE, path.name) from error
        if head == b"PK":
            with _zip_member(stream, path.name) as source:
                yield source
            return
        if size > MAX_BYTES:
            raise FestError(FestCode.TOO_LARGE, path.name)
        yield FestSource(stream, path.name, size, MAX_BYTES, FestCode.TOO_LARGE)


@contextmanager
def _zip_member(stream: IO[bytes], name: str) -> Iterator[FestSource]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FestError(FestCode.ZIP_BROKEN, name) from error
    with archive:
        found = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".xml")]
        if len(found) != 1:
            raise FestError(FestCode.ZIP_CONTENT, name)
        entry = found[0]
        if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FestError(FestCode.ZIP_KIND, name)
        allowed = entry.compress_size * MAX_RATIO
        if entry.file_size > MAX_BYTES:
            raise FestError(FestCode.TOO_LARGE, name)
        if entry.file_size > allowed:
            raise FestError(FestCode.ZIP_BOMB, name)
        try:
            member = archive.open(entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise FestError(FestCode.ZIP_BROKEN, name) from error
        limit, over = min((MAX_BYTES, FestCode.TOO_LARGE), (allowed, FestCode.ZIP_BOMB))
        with member:
            yield FestSource(member, name, entry.file_size, limit, over)


def _check_prolog(head: bytes, name: str) -> None:
    """Refuses a DOCTYPE and another declared encoding before the parser sees a byte."""
    at = 3 if head.startswith(codecs.BOM_UTF8) else 0
    if head[at:].lstrip()[:1] != b"<":
        raise FestError(FestCode.NOT_XML, name)
    encoding = _ENCODING.match(head, at)
    if encoding and encoding[1].lower() != b"utf-8":
        raise FestError(FestCode.NOT_UTF8, name)
    while at < len(head):
        at += len(head[at:]) - len(head[at:].lstrip())
        if head.startswith(b"<!--", at):
            end = head.find(b"-->", at + 4)
        elif head.startswith(b"<?", at):
            end = head.find(b"?>", at + 2) - 1
        elif head.startswith(b"<!", at):
            raise FestError(FestCode.DOCTYPE, name)
        else:
            return
        if end < 0:
            break
        at = end + 3
    raise FestError(FestCode.MALFORMED, name)
