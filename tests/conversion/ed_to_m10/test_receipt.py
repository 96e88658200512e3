"""The AppRec of a refused dispensation: who says it to whom, about which document, and why."""

from dataclasses import replace
from datetime import timedelta

from lxml import etree

from converter.conversion.answer import Answer
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.formats.xml import parse
from converter.model.finding import Severity
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import loaded
from tests.builders.pharmacy import PHARMACY

ED = handed_out(number="D-7")


def written(ed: bytes) -> tuple[Answer[Dispensed], etree._Element]:
    """The refusal of an eD without its prescription, and its AppRec."""
    answer = ed_to_m10(ed, loaded(), LATER)
    assert answer.document is None
    return answer, parse(receipt_of(answer, loaded(), LATER, ed))


def texts(root: etree._Element, path: str) -> list[str]:
    """The texts at a path of local names."""
    return [e.text or "" for e in root.iterfind("/".join(f"{{*}}{step}" for step in path.split("/")))]


def test_it_is_from_the_contact_point_to_the_pharmacy_about_its_document() -> None:
    """Sender and number from the identifiers, receiver by name, the original by kind, moment and id."""
    answer, root = written(ED)
    report = loaded().identifiers.report
    assert texts(root, "Sender/HCP/Inst/Name") == [report.sender.name]
    assert texts(root, "Sender/HCP/Inst/Id") == [report.sender.organisation_number]
    assert texts(root, "Receiver/HCP/Inst/Name") == [PHARMACY]
    assert loaded().versions.software in etree.tostring(root, encoding="unicode")
    details = answer.details
    assert details is not None
    known = details.identity.document_id
    assert texts(root, "OriginalMsgId/Id") == [f"{known.root}^{known.extension}"]
    assert texts(root, "OriginalMsgId/IssueDate") == ["2026-11-24T10:15:00+01:00"]
    kind = root.find("{*}OriginalMsgId/{*}MsgType")
    assert kind is not None
    assert (kind.get("V"), kind.get("DN")) == ("eD", "EU eDispensation")


def test_it_says_each_reason_and_no_remark() -> None:
    """Code, the list of codes, Norwegian, and OpenNCP's code with the English."""
    late = LATER + timedelta(days=90)  # the register is then old: a remark
    answer = ed_to_m10(ED, loaded(), late)
    root = parse(receipt_of(answer, loaded(), late, ED))
    reasons = [f for f in answer.findings if f.severity is not Severity.REMARK]
    assert len(reasons) < len(answer.findings)
    said = [(e.get("V"), e.get("S"), e.get("DN"), e.get("OT")) for e in root.iterfind("{*}Error")]
    codes = loaded().identifiers.report.error_codes
    assert said == [(f.code, codes, f.text_no, f"{f.openncp}: {f.text_en}") for f in reasons]


def test_what_cannot_be_read_is_answered_too() -> None:
    """Without a name and an id, of the moment itself."""
    _, root = written(b"<a/>")
    assert texts(root, "Receiver/HCP/Inst/Name") == ["ukjent"]
    assert texts(root, "OriginalMsgId/Id") == ["ukjent"]
    assert texts(root, "OriginalMsgId/IssueDate") == texts(root, "GenDate")


def test_its_id_follows_from_document_and_moment() -> None:
    """The same twice has one id; another document or moment has another."""
    answer, _ = written(ED)
    other = replace(answer, details=None)

    def identifier(ed: bytes, seconds: int) -> list[str]:
        return texts(parse(receipt_of(other, loaded(), LATER + timedelta(seconds=seconds), ed)), "Id")

    assert identifier(ED, 0) == identifier(ED, 0) != identifier(ED, 1)
    assert identifier(ED, 0) != identifier(handed_out(number="D-8"), 0)


def test_without_the_pharmacy_it_goes_to_the_document() -> None:
    """Where nothing of the eD was kept, its id names who sent it."""
    answer, _ = written(ED)
    root = parse(receipt_of(replace(answer, details=None), loaded(), LATER, ED))
    assert texts(root, "Receiver/HCP/Inst/Name") == texts(root, "OriginalMsgId/Id")
