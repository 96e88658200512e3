"""Read-back of an eD by itself: what the gate says, what cannot be read, and which field says something else."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from converter.formats.cda.ed import CdaEd, read_back
from converter.formats.cda.ed_writer import summary, write_ed
from converter.model.coded import Identifier
from converter.model.ed import Ed
from converter.model.finding import Finding, finding
from converter.model.party import PersonName
from converter.model.substitution import Substituted
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.meant import dispensed

OTHER = Identifier("1.2.3", "other")
UNCHECKED = CdaEd(lambda _: [], loaded().foreign.names)


def found(meant: Ed, document: bytes | None = None, format_of: CdaEd = UNCHECKED) -> list[tuple[str, str]]:
    """The defects of a document, the usual one where none is given."""
    findings = read_back(write_ed(dispensed()) if document is None else document, meant, format_of)
    return [(f.code, f.path) for f in findings]


def test_what_says_what_was_meant_has_no_defect() -> None:
    """By the gate too; and its bytes are those that the format hands out, with their media type."""
    assert found(dispensed(), format_of=loaded().ed) == []  # type: ignore[arg-type]
    written = loaded().ed.write(dispensed())
    assert (written.document, written.read_back()) == (write_ed(dispensed()), [])
    assert loaded().ed.media_type == "application/xml"


def changed(name: str) -> Ed:
    """What was meant, but for one field."""
    meant = dispensed()
    patient, pharmacy, day = meant.patient, meant.pharmacy, timedelta(days=1)
    return {
        "id": replace(meant, document_id=OTHER),
        "order": replace(meant, order=replace(meant.order, extension="other")),
        "patient": replace(meant, patient=replace(patient, ids=(*patient.ids, OTHER))),
        "name": replace(meant, patient=replace(patient, name=PersonName("Annen", ("Ida",)))),
        "born": replace(meant, patient=replace(patient, birth_date=date(1990, 1, 1))),
        "at": replace(meant, dispensed_at=meant.dispensed_at + day),
        "made": replace(meant, made_at=meant.made_at + day),
        "packages": replace(meant, packages=Decimal(7)),
        "product": replace(meant, dispensed=replace(meant.dispensed, name="Annet")),
        "batch": replace(meant, batch="B"),
        "substituted": replace(meant, substituted=Substituted.BRAND),
        "pharmacy": replace(meant, pharmacy=replace(pharmacy, name="Annet")),
    }[name]


@pytest.mark.parametrize(
    "name",
    ["id", "order", "patient", "name", "born", "at", "made", "packages", "product", "batch", "substituted", "pharmacy"],
)
def test_each_field_that_says_something_else_is_named(name: str) -> None:
    """It alone."""
    assert found(changed(name)) == [("read-back-differs", f"/{name}")]


def test_what_the_gate_finds_is_told_as_it_is() -> None:
    """Nothing is read of a document that it refuses."""
    fault: Finding = finding("written-document-invalid", "/x", expected_no="", expected_en="")
    refusing = replace(UNCHECKED, check=lambda _: [fault])
    assert read_back(write_ed(dispensed()), changed("batch"), refusing) == [fault]


@pytest.mark.parametrize("document", [b"<x", b"<x/>", foreign()], ids=["no XML", "no document", "an eP"])
def test_what_is_no_ed_differs(document: bytes) -> None:
    """Said as a defect of ours, not of whoever dispensed."""
    codes = {code for code, _ in found(dispensed(), document)}
    assert codes == {"read-back-differs"}


def test_what_another_countrys_reader_would_remark_on_differs() -> None:
    """A fault of form is none that we may send."""
    document = write_ed(dispensed()).replace(b' displayName="Pharmacists"', b"")
    assert {code for code, _ in found(dispensed(), document)} == {"read-back-differs"}


def test_the_words_name_the_product_where_the_package_has_no_name() -> None:
    """The package's name where it has one."""
    meant = dispensed()
    assert summary(meant) == "Dispensed: 2 x Fiktivprofen tab 400 mg, 30 stykk, batch A123"
    layers = tuple(replace(layer, name="") for layer in meant.dispensed.layers)
    unnamed = replace(meant, dispensed=replace(meant.dispensed, layers=layers), batch="")
    assert summary(unnamed) == "Dispensed: 2 x Fiktivprofen"


def test_a_patient_of_whom_less_is_known_is_written_with_less() -> None:
    """No name and no day of birth are nothing in their place."""
    meant = dispensed()
    document = write_ed(replace(meant, patient=replace(meant.patient, name=None, birth_date=None)))
    patient = document.partition(b"<patient>")[2].partition(b"</patient>")[0]
    assert patient == b'<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1" displayName="Female"/>'
