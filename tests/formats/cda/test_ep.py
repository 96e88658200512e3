"""Reading an eP of ours back: what the gate says, what the reader refuses, and which part says something else."""

from dataclasses import replace

import pytest

from converter.formats.cda.ep import CdaEp, read_back
from converter.formats.cda.ep_reader import read_ep
from converter.formats.cda.ep_writer import write_ep
from converter.formats.cda.narrative import rows
from converter.formats.xml import parse
from converter.model.finding import Problem, finding
from converter.model.prescription import Exchange
from converter.model.wording import Wording
from tests.builders.meant import prescribed

BY_AMOUNT = {"kind": "substance", "fest_id": "ID_FIKTIV-L-ibuprofen-tab-400", "amount": ("30", "stk")}
INSTRUCTS_PATIENT, INSTRUCTS_PHARMACY = b'<code code="PINSTRUCT"', b'<code code="FINSTRUCT"'


def ep(meant: Exchange | None = None) -> bytes:
    """An eP, that of the tests' message where none is given."""
    meant = meant or prescribed()
    return write_ep(meant, rows(meant, Wording()))


def slipped(old: bytes, new: bytes, document: bytes | None = None) -> bytes:
    """The document with a slip at the first such place."""
    document = document or ep()
    assert old in document
    return document.replace(old, new, 1)


def refusal(document: bytes) -> list[str]:
    """Why it cannot be read."""
    with pytest.raises(Problem) as caught:
        read_ep(parse(document))
    return [f.code for f in caught.value.findings]


def test_what_the_format_hands_out() -> None:
    """The bytes, their media type, and no defect."""
    format_ = CdaEp(lambda _: [])
    written = format_.write(prescribed())
    assert (written.document, written.read_back(), format_.media_type) == (ep(), [], "application/xml")


def test_what_the_gate_finds_is_told_as_it_is() -> None:
    """Nothing is read of a document that it refuses."""
    fault = finding("written-document-invalid", "/x", expected_no="", expected_en="")
    assert read_back(ep(), prescribed(), rows(prescribed(), Wording()), lambda _: [fault]) == [fault]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (slipped(b"<th>", b"<th>x"), "/narrative"),
        (slipped(b'<languageCode code="en-GB"', b'<languageCode code="en-US"'), "/language"),
        (
            slipped(b'<legalAuthenticator><time value="2', b'<legalAuthenticator><time value="1'),
            "/legalAuthenticator/time",
        ),
    ],
)
def test_what_says_something_else_is_named(document: bytes, path: str) -> None:
    """A word for people, a field, and what is said twice."""
    findings = read_back(document, prescribed(), rows(prescribed(), Wording()), lambda _: [])
    assert [(f.code, f.path) for f in findings] == [("read-back-differs", path)]


def test_what_is_no_ep_is_not_read() -> None:
    """Another root, though it names the template; another template."""
    root = slipped(b"<ClinicalDocument", b"<ClinicalPaper").replace(b"</ClinicalDocument>", b"</ClinicalPaper>")
    template = slipped(b'<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.1.1"/>', b"")
    assert [refusal(root), refusal(template)] == [["not-an-ep"], ["not-an-ep"]]


@pytest.mark.parametrize("bound", [b"low", b"high"])
def test_a_prescription_without_its_first_or_last_day_is_unreadable(bound: bytes) -> None:
    """Both are written, always."""
    head, mark, tail = ep().partition(b"<supply ")
    start = tail.index(b"<" + bound)
    tail = tail[:start] + tail[tail.index(b"/>", start) + 2 :]
    assert refusal(head + mark + tail) == ["ep-unreadable"]


def test_what_stands_behind_the_narrative_is_none_of_its_words() -> None:
    """Only what is inside."""
    assert read_ep(parse(slipped(b"</text>", b"</text>\n"))).words == read_ep(parse(ep())).words


def test_an_instruction_may_be_any_element_of_the_narrative() -> None:
    """By its identifier; one that is not there is unreadable."""
    start = ep().index(INSTRUCTS_PATIENT)
    begin = ep().index(b'<reference value="', start) + len(b'<reference value="')
    own = ep()[:begin] + b"#own" + ep()[ep().index(b'"', begin) :]
    assert refusal(own) == ["ep-unreadable"]
    named = own.replace(b"<text>", b'<text><paragraph ID="own">Egne ord</paragraph>', 1)
    assert read_ep(parse(named)).prescription.dosage.text == "Egne ord"


def test_an_amount_without_a_package_is_told_to_the_pharmacy_and_nothing_else_is() -> None:
    """The instruction is missed where it is gone, and one too many is found."""
    by_amount = ep(prescribed(**BY_AMOUNT))
    assert read_ep(parse(by_amount)).prescription.product.by_amount
    assert refusal(slipped(INSTRUCTS_PHARMACY, b'<code code="OTHER"', by_amount)) == ["ep-unreadable"]
    begin = ep().rindex(b"<entryRelationship", 0, ep().index(INSTRUCTS_PATIENT))
    relation = ep()[begin : ep().index(b"</entryRelationship>", begin) + len(b"</entryRelationship>")]
    both = slipped(relation, relation + relation.replace(INSTRUCTS_PATIENT, INSTRUCTS_PHARMACY))
    assert refusal(both) == ["ep-unreadable"]


def test_another_clock_is_another_document() -> None:
    """The moment is the prescription's own."""
    meant = prescribed()
    later = replace(meant, made_at=meant.made_at.replace(minute=1))
    findings = read_back(ep(later), meant, rows(meant, Wording()), lambda _: [])
    assert [f.path for f in findings] == ["/made_at"]
