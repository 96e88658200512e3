"""The bytes of a FEST file: zips that are refused, and bounds that are kept while reading."""

import zipfile
from pathlib import Path

import pytest

from converter.formats.norway import fest_source
from converter.formats.norway.fest import read_fest
from converter.formats.norway.fest_errors import FestCode, FestError
from converter.formats.norway.fest_records import FestHead, FestItem
from converter.formats.norway.fest_source import open_source
from tests.formats import fest_files as make


def read(path: Path) -> list[FestHead | FestItem]:
    with open_source(path) as source:
        return list(read_fest(source))


def refusal(path: Path) -> FestError:
    with pytest.raises(FestError) as caught:
        read(path)
    return caught.value


def zip_bytes(tmp_path: Path) -> bytes:
    return make.save_zip(tmp_path, {"fest.xml": make.fest().encode()}).read_bytes()


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({}, FestCode.ZIP_CONTENT),
        ({"a.txt": b"x"}, FestCode.ZIP_CONTENT),
        ({"a.xml": b"<a/>", "b.xml": b"<b/>"}, FestCode.ZIP_CONTENT),
        ({"a.xml": b"not xml"}, FestCode.NOT_XML),
        ({"a.xml": b"<a>" + b" " * 5_000_000}, FestCode.ZIP_BOMB),
    ],
)
def test_refused_zips(tmp_path: Path, members: dict[str, bytes], code: FestCode) -> None:
    assert refusal(make.save_zip(tmp_path, members)).code == code


@pytest.mark.parametrize("keep", [10, 200, -30])
def test_truncated_zip(tmp_path: Path, keep: int) -> None:
    assert refusal(make.save(tmp_path, zip_bytes(tmp_path)[:keep], "cut.zip")).code == FestCode.ZIP_BROKEN


def test_corrupt_zip_member(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(tmp_path))
    for at in range(60, 160):
        data[at] ^= 0xFF
    assert refusal(make.save(tmp_path, bytes(data), "bad.zip")).code in (FestCode.ZIP_BROKEN, FestCode.NOT_UTF8)


def claim(path: Path, size: int) -> Path:
    """Rewrites the uncompressed size that a zip of one member claims."""
    data = bytearray(path.read_bytes())
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = size.to_bytes(4, "little")
    data[22:26] = size.to_bytes(4, "little")
    path.write_bytes(bytes(data))
    return path


def test_zip_that_claims_too_much(tmp_path: Path) -> None:
    path = claim(make.save_zip(tmp_path, {"fest.xml": make.fest().encode()}), 1_100_000_000)
    assert refusal(path).code == FestCode.TOO_LARGE


def test_zip_that_claims_less_than_it_holds(tmp_path: Path) -> None:
    path = claim(make.save_zip(tmp_path, {"fest.xml": make.fest().encode()}), 500)
    assert refusal(path).code == FestCode.ZIP_BROKEN


def test_encrypted_zip(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(tmp_path))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal(make.save(tmp_path, bytes(data), "locked.zip")).code == FestCode.ZIP_KIND


def test_unknown_compression(tmp_path: Path) -> None:
    path = tmp_path / "lzma.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("fest.xml", make.fest())
    assert refusal(path).code == FestCode.ZIP_KIND


def test_size_is_checked_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make.save(tmp_path, make.fest(packages="".join(make.package(f"{n:06}") for n in range(300))))
    monkeypatch.setattr(fest_source, "MAX_BYTES", 150_000)
    assert path.stat().st_size > 150_000
    with pytest.raises(FestError) as at_once:
        read(path)
    assert at_once.value.code == FestCode.TOO_LARGE
    with path.open("rb") as stream:
        source = fest_source.FestSource(stream, "fest.xml", 10, 100_000, FestCode.TOO_LARGE)
        with pytest.raises(FestError) as later:
            list(read_fest(source))
    assert later.value.code == FestCode.TOO_LARGE


def test_unknown_content_may_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fest_source, "MAX_ENTRY_BYTES", 100_000)
    entries = make.save(tmp_path, make.fest(packages="".join(make.package(f"{n:06}") for n in range(400))))
    assert len(read(entries)) == 404
    junk = make.save(tmp_path, make.fest(packages="<x>y</x>" * 40_000))
    assert refusal(junk).code == FestCode.ENTRY_TOO_LARGE
