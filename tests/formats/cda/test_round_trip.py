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
from converter.model.wording import Wording
from tests.builders.exchange import exchanges, steady
from tests.builders.loaded import loaded


@steady(120)
@given(exchanges)
def test_a_prescription_is_read_as_it_was_written(prescription: Exchange) -> None:
    """Field by field and digit by digit, and the lines of the narrative; in the same bytes each time; and no
    prescription of the model ends as a defect.

    One property, as making the prescriptions is what takes the time.
    """
    lines = rows(prescription, Wording())
    document = write_ep(prescription, lines)
    read = read_ep(parse(document))
    for field in fields(Exchange):
        assert getattr(read.prescription, field.name) == getattr(prescription, field.name), field.name
    assert digits(read.prescription) == digits(prescription)
    assert read.texts == texts(lines)
    assert read.words == all_words(lines)
    again = replace(prescription)
    assert write_ep(again, rows(again, Wording())) == document
    assert read_back(document, prescription, lines, loaded().eu.check) == []


def digits(prescription: Exchange) -> list[str]:
    """Its amounts as written: 1.50 stays 1.50, and equality alone would not see a digit lost."""
    amounts = (prescription.packages, *(layer.content.value for layer in prescription.product.layers))
    return [format(amount, "f") for amount in amounts]


@steady(25)
@given(exchanges)
def test_another_clock_changes_the_times_of_the_document_only(prescription: Exchange) -> None:
    """`effectiveTime` and the authenticator's time, nothing else."""
    later = replace(prescription, made_at=prescription.made_at + timedelta(days=1, seconds=1))
    stamps = [p.made_at.strftime("%Y%m%d%H%M%S%z").encode() for p in (prescription, later)]
    one, other = (write_ep(p, rows(p, Wording())) for p in (prescription, later))
    times = (b"<effectiveTime value=", b'<legalAuthenticator><time value="')
    for before in times:
        head = before if before.endswith(b'"') else before + b'"'
        assert one.count(head + stamps[0]) == 1
        one = one.replace(head + stamps[0], head + stamps[1], 1)
    assert one == other
