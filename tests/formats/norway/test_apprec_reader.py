"""Receipts of Reseptformidleren: what is read, and what is refused."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

from converter.formats.norway.apprec_reader import AppRec, read_apprec
from converter.formats.xml import parse
from converter.model.finding import Problem
from converter.model.zone import OSLO
from tests.builders.receipts import apprec

ABOUT = "8ee55fbb-1036-5618-a7fe-7f0cbea72894"
CET = timezone(timedelta(hours=1))


def refused(data: bytes) -> list[tuple[str, str]]:
    """Why it is not read."""
    with pytest.raises(Problem) as problem:
        read_apprec(parse(data))
    return [(f.code, f.path) for f in problem.value.findings]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_receipt_is_read(version: str) -> None:
    read = read_apprec(parse(apprec(ABOUT, "2", "1", "264", version=version)))
    assert read == AppRec(datetime(2026, 11, 25, 12, 0, 10, tzinfo=CET), "2", ("1", "264"), "ERM10", ABOUT)


def test_the_receipts_of_these_tests_are_of_the_official_shape(shared: Path) -> None:
    """Of 1.0, which Reseptformidleren answers with."""
    folder = shared / "reference" / "xsd-norway" / "applikasjonskvittering"
    schema = etree.XMLSchema(etree.parse(folder / "AppRec-v1-2004-11-21.xsd"))
    for status, codes in (("1", ()), ("2", ("1", "264")), ("3", ("313",))):
        document = etree.fromstring(apprec(ABOUT, status, *codes))
        assert schema.validate(document), schema.error_log


def test_a_time_without_zone_is_norways_and_one_that_is_none_is_absent() -> None:
    bare = read_apprec(parse(apprec(ABOUT, made="2026-11-25T12:00:10")))
    assert bare.made_at == datetime(2026, 11, 25, 12, 0, 10, tzinfo=OSLO)
    for made in ("", "yesterday", "0001-01-01T00:00:00"):
        assert read_apprec(parse(apprec(ABOUT, made=made))).made_at is None


def test_a_code_of_another_list_is_no_code() -> None:
    assert read_apprec(parse(apprec(ABOUT, "2", "65", system="2.16.578.1.12.4.1.1.8221"))).codes == ("",)
    assert read_apprec(parse(apprec(ABOUT, "2", "65", system=""))).codes == ("65",)


STATUS, ORIGINAL = ("apprec-unreadable", "/AppRec/Status"), ("apprec-unreadable", "/AppRec/OriginalMsgId")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<AppRec/>", [("not-an-apprec", "")]),
        (b'<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>', [("not-an-apprec", "")]),
        (b'<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21"/>', [STATUS, ORIGINAL]),
        (apprec(ABOUT, "4"), [STATUS]),
        (apprec(ABOUT, ""), [STATUS]),
        (apprec(""), [ORIGINAL]),
        (apprec(ABOUT).replace(b"<Status", b'<Status V="2"/><Status'), [STATUS]),
        (apprec(ABOUT).replace(b"<OriginalMsgId>", b"<OriginalMsgId/><OriginalMsgId>"), [ORIGINAL]),
    ],
)
def test_what_does_not_say_about_what_or_how_it_ended_is_refused(data: bytes, why: list[tuple[str, str]]) -> None:
    assert refused(data) == why
