"""Input that is hard to answer well: hidden encodings, many faults at once, one value of several that decides."""

import re

import pytest

from converter.conversion.answer import Decision
from converter.conversion.medicine.package import read_size
from converter.formats.cda import ep as ep_format
from converter.formats.cda import ep_writer
from tests.builders.loaded import assert_sound, convert, leaks, remarks, stops
from tests.builders.m1_parts import document
from tests.builders.messages import FAMILY, MARKERS, NUMBER, download, m1, m94

GOOD = m1()


def _wide(encoding: str, doctype: str = "") -> bytes:
    text = GOOD.decode().replace(' encoding="UTF-8"?>', f"?>{doctype}").encode("ascii", "xmlcharrefreplace").decode()
    return text.encode(encoding)


def test_a_varenr_with_a_blank_is_no_defect_of_ours() -> None:
    assert_sound(convert(m1(varenr="99 0003")), MARKERS)


def test_a_package_unit_without_code_is_no_defect_of_ours() -> None:
    assert_sound(convert(m1(unit="", varenr="000001")), MARKERS)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_wide_encoding_without_byte_order_mark_is_refused(encoding: str) -> None:
    assert stops(convert(_wide(encoding))) == {"encoding-not-utf8"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_doctype_in_a_wide_encoding_is_refused(encoding: str) -> None:
    data = _wide(encoding, '<!DOCTYPE MsgHead [<!ENTITY x "y">]>').replace(
        "Skuldervondt".encode(encoding), "Skulder&x;".encode(encoding)
    )
    assert convert(data).decision is Decision.REJECTED


def test_a_comment_in_a_value_does_not_tell_the_names_of_unknown_elements() -> None:
    outcome = convert(GOOD.replace(b"<Antall>1</Antall>", f"<{FAMILY}>1<!-- -->2</{FAMILY}>".encode()))
    assert leaks(outcome, MARKERS) == []


def test_many_comments_in_values_give_few_findings() -> None:
    assert len(convert(b"<r>" + b"<a>x<!----></a>" * 500 + b"</r>").findings) <= 11


def test_many_codes_of_the_wrong_list_give_few_findings() -> None:
    unit = '<EnhetPakning V="stk" S="2.16.578.1.12.4.1.1.7480"/>'
    size = f"<PakningsinfoResept><Varenavn>a</Varenavn><Pakningsstr>1</Pakningsstr>{unit}</PakningsinfoResept>"
    assert len(convert(m1(raw_size=size * 500)).findings) <= 11


def test_a_long_oid_that_is_none_is_refused() -> None:
    """A pattern that backtracks would need 2^200 steps to explain this refusal."""
    convert(m1(quantity="x"))  # the explaining schema is loaded
    assert stops(convert(m1(atc_list="1" * 200 + ".y"))) == {"schema-fault"}


def test_many_schema_faults_give_few_findings() -> None:
    convert(m1(quantity="x"))
    assert "schema-faults-more" in stops(convert(m1(patient_ids=(("1", "FNR"),) * 2000, patient_id_list="1.x")))


def test_a_package_size_of_many_numbers_is_no_defect_of_ours() -> None:
    outcome = convert(m1(size="999999999x" * 30 + "2"))
    assert_sound(outcome, MARKERS)
    assert outcome.decision is Decision.REJECTED


def test_a_package_of_six_layers_is_refused_whatever_the_register_says() -> None:
    assert stops(convert(m1(size="2x2x2x2x2x2"))) == {"package-too-many-layers"}


def test_a_patient_with_two_numbers_is_refused() -> None:
    assert convert(m1(patient_ids=((NUMBER, "FNR"), ("01010112345", "FNR")))).decision is not Decision.CONVERTED


def test_an_m94_with_a_second_status_that_forbids_is_not_converted() -> None:
    assert convert(m94(GOOD, status="E", raw=document(download("T")))).decision is not Decision.CONVERTED


def test_an_empty_varenr_is_not_known_to_the_register() -> None:
    assert "remark-varenr-unknown" in remarks(convert(m1(varenr=" ")))


def test_two_numbers_with_a_blank_between_are_not_one() -> None:
    assert read_size("10 5") is None


def test_goods_are_excluded_for_what_they_are() -> None:
    assert stops(convert(m1(kind="goods"))) == {"excluded-not-a-medicine"}


def test_text_beside_the_narrative_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        ep_format,
        "write_ep",
        lambda ep, lines: re.sub(b"</table>", b"</table>5 tabletter", ep_writer.write_ep(ep, lines)),
    )
    assert convert(GOOD).decision is Decision.DEFECT


def test_two_byte_order_marks_are_refused() -> None:
    assert stops(convert(b"\xef\xbb\xbf" * 2 + GOOD)) == {"not-xml"}
