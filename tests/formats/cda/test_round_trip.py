"""What is written is what is read: for every prescription that the model allows."""

from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import given

from converter.formats.cda.ep import read_back
from converter.formats.cda.ep_reader import read_ep
from converter.formats.cda.ep_writer import write_ep
from converter.formats.cda.narrative import all_words, rows, texts
from converter.formats.xml import parse
from converter.model.prescription import Exchange
from tests.builders.exchange import exchanges, steady
from tests.builders.loaded import loaded


@steady(200)
@given(exchanges)
def test_a_prescription_is_read_as_it_was_written(prescription: Exchange) -> None:
    """Field by field, and the lines of the narrative."""
    lines = rows(prescription)
    read = read_ep(parse(write_ep(prescription, lines)))
    for field in fields(Exchange):
        assert getattr(read.prescription, field.name) == getattr(prescription, field.name), field.name
    assert read.texts == texts(lines)
    assert read.words == all_words(lines)


@steady(40)
@given(exchanges)
def test_digits_of_amounts_are_kept(prescription: Exchange) -> None:
    """1.50 stays 1.50: equality alone would not see a digit lost."""
    read = read_ep(parse(write_ep(prescription, rows(prescription)))).prescription
    assert format(read.packages, "f") == format(prescription.packages, "f")
    for one, other in zip(read.product.layers, prescription.product.layers, strict=True):
        assert format(one.content.value, "f") == format(other.content.value, "f")


@steady(100)
@given(exchanges)
def test_what_is_written_passes_our_schema_and_the_read_back(prescription: Exchange) -> None:
    """No prescription of the model ends as a defect."""
    lines = rows(prescription)
    assert read_back(write_ep(prescription, lines), prescription, lines, loaded().eu.check) == []


@steady(25)
@given(exchanges)
def test_the_same_prescription_gives_the_same_bytes(prescription: Exchange) -> None:
    """Writing depends on nothing else."""
    assert write_ep(prescription, rows(prescription)) == write_ep(replace(prescription), rows(replace(prescription)))


@steady(25)
@given(exchanges)
def test_another_clock_changes_the_times_of_the_document_only(prescription: Exchange) -> None:
    """`effectiveTime` and the authenticator's time, nothing else."""
    later = replace(prescription, made_at=prescription.made_at + timedelta(days=1, seconds=1))
    stamps = [p.made_at.strftime("%Y%m%d%H%M%S%z").encode() for p in (prescription, later)]
    one, other = (write_ep(p, rows(p)) for p in (prescription, later))
    times = (b"<effectiveTime value=", b'<legalAuthenticator><time value="')
    for before in times:
        head = before if before.endswith(b'"') else before + b'"'
        assert one.count(head + stamps[0]) == 1
        one = one.replace(head + stamps[0], head + stamps[1], 1)
    assert one == other
