"""The FEST reader: what it reads, and what it refuses."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from converter.formats.norway import fest
from converter.formats.norway.fest import read_fest
from converter.formats.norway.fest_errors import TEXTS, FestCode, FestError
from converter.formats.norway.fest_records import FestHead, FestItem, FestStrength
from converter.formats.norway.fest_source import open_source
from converter.model.medicine import RegisterQuantity
from tests.formats import fest_files as make


def read(path: Path) -> list[FestHead | FestItem]:
    with open_source(path) as source:
        return list(read_fest(source))


def refusal(path: Path) -> FestError:
    with pytest.raises(FestError) as caught:
        read(path)
    return caught.value


def read_strength(tmp_path: Path, xml: str) -> FestStrength:
    (found,) = [
        item.content
        for item in read(make.save(tmp_path, make.fest(substances=xml)))
        if isinstance(item, FestItem) and isinstance(item.content, FestStrength)
    ]
    return found


def test_reads_xml_and_zip_alike(tmp_path: Path) -> None:
    text = make.fest()
    plain = read(make.save(tmp_path, text))
    zipped = read(make.save_zip(tmp_path, {"fest251.xml": text.encode(), "readme.txt": b"-"}))
    assert plain == zipped
    assert len(plain) == 5


def test_reads_what_other_prefixes_and_a_bom_say(tmp_path: Path) -> None:
    text = make.fest().replace("xmlns:fs=", "xmlns:x=").replace("<fs:", "<x:").replace("</fs:", "</x:")
    path = make.save(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert read(path) == read(make.save(tmp_path, make.fest(), "other.xml"))


def test_comment_inside_a_value_does_not_cut_it(tmp_path: Path) -> None:
    text = make.fest().replace("Paracetamol</fs:Navn>", "Para<!-- x -->cetamol<?y z?></fs:Navn>")
    assert read(make.save(tmp_path, text)) == read(make.save(tmp_path, make.fest(), "other.xml"))


def test_head_without_a_zone_is_norwegian_time(tmp_path: Path) -> None:
    head = read(make.save(tmp_path, make.fest()))[0]
    assert isinstance(head, FestHead)
    assert head.retrieved == datetime(2026, 11, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "2026-W01-1", "2026-02-30T00:00:00", "2026-11-01", "9999"]
)
def test_moments_that_are_none(tmp_path: Path, text: str) -> None:
    assert refusal(make.save(tmp_path, make.fest(packages=make.package(changed=text)))).code == FestCode.VALUE_INVALID


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    found = read_strength(
        tmp_path, make.strength(amount='<fs:Styrke V="0.10" U="mg"/><fs:StyrkeNevner V="1E2" U="ml"/>')
    )
    assert found.strength == RegisterQuantity(Decimal("0.10"), "mg")
    assert found.strength is not None
    assert str(found.strength.value) == "0.10"
    assert found.denominator is not None
    assert found.denominator.value == 100
    assert found.usable


@pytest.mark.parametrize("value", ["INF", "-INF", "NaN", "1_000", "١", "0", "-5", "1e999", "0x10", "5,5", "Infinity"])
def test_strengths_that_are_no_usable_number(tmp_path: Path, value: str) -> None:
    for amount in (
        f'<fs:Styrke V="{value}" U="mg"/>',
        f'<fs:Styrke V="1" U="mg"/><fs:StyrkeNevner V="{value}" U="ml"/>',
    ):
        assert not read_strength(tmp_path, make.strength(amount=amount)).usable


def test_interval_has_its_upper_end_in_the_unit_of_the_strength(tmp_path: Path) -> None:
    found = read_strength(tmp_path, make.strength(operator="I", more="<fs:StyrkeOvreVerdi>600.0</fs:StyrkeOvreVerdi>"))
    assert (found.operator, found.upper, found.usable) == ("I", RegisterQuantity(Decimal("600.0"), "mg"), True)


@pytest.mark.parametrize(
    "more", ["", "<fs:StyrkeOvreVerdi>INF</fs:StyrkeOvreVerdi>", "<fs:StyrkeOvreVerdi>5</fs:StyrkeOvreVerdi>"]
)
def test_interval_without_an_end_above_its_start_is_not_usable(tmp_path: Path, more: str) -> None:
    assert not read_strength(tmp_path, make.strength(operator="I", more=more)).usable


def test_strength_that_is_not_stated(tmp_path: Path) -> None:
    for amount in ('<fs:Styrke V="0" U="(ikke angitt)"/>', '<fs:Styrke U="mg"/>'):
        found = read_strength(tmp_path, make.strength(amount=amount))
        assert found.usable
        assert found.strength is None


def test_equal_is_no_operator_and_a_missing_one_is_not_equal(tmp_path: Path) -> None:
    assert read_strength(tmp_path, make.strength(operator="L")).operator == ""
    assert read_strength(tmp_path, make.strength(operator="S")).operator == "S"
    assert not read_strength(tmp_path, make.strength(operator="")).usable


ROOT = make.fest()
REFUSED = {
    "not xml": (b"varenr;navn\n", FestCode.NOT_XML),
    "empty": (b"", FestCode.NOT_XML),
    "truncated": (ROOT[: len(ROOT) * 2 // 3].encode(), FestCode.MALFORMED),
    "truncated in the prolog": (b'<?xml version="1.0" enc', FestCode.MALFORMED),
    "mismatched tags": (ROOT.replace("</KatVirkestoff>", "</KatDiagnose>").encode(), FestCode.MALFORMED),
    "rest after the root": ((ROOT + "<FEST/>").encode(), FestCode.MALFORMED),
    "latin-1 declared": (
        make.fest(prolog='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1"),
        FestCode.NOT_UTF8,
    ),
    "latin-1 undeclared": (ROOT.replace("Paracetamol", "Østriol").encode("latin-1"), FestCode.NOT_UTF8),
    "utf-16": (ROOT.encode("utf-16"), FestCode.NOT_UTF8),
    "doctype": (make.fest(prolog="<!DOCTYPE FEST>").encode(), FestCode.DOCTYPE),
    "doctype after a comment": (
        make.fest(prolog="<?xml version='1.0'?><!-- a --><!DOCTYPE FEST []>").encode(),
        FestCode.DOCTYPE,
    ),
    "entity bomb": (
        make.fest(
            prolog='<!DOCTYPE FEST [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
            + "]>"
        )
        .replace("Paracetamol", "&j;")
        .encode(),
        FestCode.DOCTYPE,
    ),
    "external entity": (
        make.fest(prolog='<!DOCTYPE FEST [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
        .replace("Paracetamol", "&x;")
        .encode(),
        FestCode.DOCTYPE,
    ),
    "unknown entity": (ROOT.replace("Paracetamol", "&x;").encode(), FestCode.MALFORMED),
    "older m30": (make.fest(namespace=make.M30.replace("2014-12-01", "2013-10-08")).encode(), FestCode.OTHER_VERSION),
    "another message": (b"<MsgHead/>", FestCode.WRONG_ROOT),
    "no namespace": (make.fest(namespace="").encode(), FestCode.WRONG_ROOT),
    "no HentetDato": (make.fest(head="").encode(), FestCode.ELEMENT_MISSING),
    "HentetDato is no time": (make.fest(head="<HentetDato>i dag</HentetDato>").encode(), FestCode.VALUE_INVALID),
    "package without varenr": (make.fest(packages=make.package("")).encode(), FestCode.ELEMENT_MISSING),
    "package without a group": (
        make.fest(packages=make.package().replace('<fs:Reseptgruppe V="C" DN=""/>', "")).encode(),
        FestCode.ELEMENT_MISSING,
    ),
    "unknown status": (make.fest(packages=make.package(status="X")).encode(), FestCode.VALUE_INVALID),
    "entry in another catalogue": (make.fest(packages=make.brand()).encode(), FestCode.STRUCTURE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    data, code = REFUSED[name]
    error = refusal(make.save(tmp_path, data))
    assert error.code == code
    assert error.norwegian != error.english
    assert "Paracetamol" not in str(error)


def test_another_version_is_named(tmp_path: Path) -> None:
    text = make.fest(namespace=make.M30.replace("2014-12-01", "2013-10-08"))
    assert refusal(make.save(tmp_path, text)).path == "M30 2013-10-08"


def test_parser_messages_are_not_passed_on(tmp_path: Path) -> None:
    text = make.fest().replace("</fs:Navn>", "</fs:Hemmelig>")
    error = refusal(make.save(tmp_path, text))
    assert error.code == FestCode.MALFORMED
    assert "Hemmelig" not in str(error)
    assert error.__cause__ is None


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xml").code == FestCode.UNREADABLE


def test_entries_are_freed_when_they_have_been_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    read_entry = fest._entry

    def spy(element: etree._Element, path: str) -> FestItem:
        kept.append(sum(1 + len(sibling) for sibling in element.itersiblings(preceding=True)))
        return read_entry(element, path)

    monkeypatch.setattr(fest, "_entry", spy)
    read(make.save(tmp_path, make.fest(packages="".join(make.package(f"{n:06}") for n in range(50)))))
    assert len(kept) == 53
    assert max(kept) == 1  # the one before, emptied


def test_every_code_has_both_texts() -> None:
    assert set(TEXTS) == set(FestCode)
    assert all(norwegian and english and norwegian != english for norwegian, english in TEXTS.values())
