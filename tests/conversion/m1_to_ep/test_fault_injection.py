"""Read-back by fault injection: a writer that drops, swaps, rounds or repeats is caught, and nothing leaves.

The writer is wrapped, so that the bytes are altered between writing and read-back as a faulty writer would alter them.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda import ep as ep_format
from converter.formats.cda import ep_writer
from converter.formats.cda.narrative import NarrativeRow
from converter.model.finding import Severity
from converter.model.prescription import Exchange
from tests.builders.loaded import convert, leaks
from tests.builders.messages import MARKERS, m1

MESSAGE = m1(
    middle="Tuvslått",
    varenr="990029",
    size="3 x 2,5",
    unit="ml",
    unit_name="ml",
    form="720",
    form_name="Øyedråper, oppløsning",
    atc="S01EE01",
    atc_name="Latanoprost",
    name="Fiktivprost øyedr, oppl 50 mikrog/ml",
    brand="Fiktivprost",
    quantity="2.5",
    substitution="1",
    remark="Ring rekvirenten ved tvil",
    earliest="2026-11-02",
    use="1",
    no_combination="true",
    dosage="1 dråpe hver 2. døgn i 61 dager",
    raw_dosing='<Dosering><Starttidspunkt V="2026-11-03"/><Sluttidspunkt V="2027-01-03"/><DoseFastTidspunkt>'
    '<Mengde V="1" U="dråpe"/><Intervall V="2" U="Døgn"/><GisEksakt>false</GisEksakt></DoseFastTidspunkt></Dosering>',
)
"""Says something in every field of the exchange model."""


def _change(pattern: str, to: str, count: int = 1) -> Callable[[bytes], bytes]:
    """A writer's slip: what the pattern finds becomes something else, at its first place or at all of them."""
    compiled = re.compile(pattern.encode(), re.DOTALL)
    return lambda document: compiled.sub(to.encode(), document, count=count)


def _swap(one: str, other: str) -> Callable[[bytes], bytes]:
    """Two parts that change places."""
    pattern = re.compile(f"({one})(.*?)({other})".encode(), re.DOTALL)
    return lambda document: pattern.sub(rb"\3\2\1", document, count=1)


ID = r'<patientRole><id root="[^"]*" extension="'
NUMERATOR, DENOMINATOR = '<numerator xsi:type="PQ" value="', '<denominator xsi:type="PQ" value="'
SLIPS: dict[str, Callable[[bytes], bytes]] = {
    "document id": _change(r"\.L3", ".L1"),
    "document time": _change(r'<effectiveTime value="20261123120000', '<effectiveTime value="20261123120001'),
    "language": _change('languageCode code="en-GB"', 'languageCode code="en-US"'),
    "patient's number": _change(f'({ID})[0-9]{{11}}"', r'\g<1>00000000000"'),
    "patient's number dropped": _change(r' extension="[0-9]{11}"', ""),
    "patient's number in another register": _change(r'(<patientRole><id root="[^"]*)"', r'\1.1"'),
    "patient's family name": _change("<family>Kvistdalsen", "<family>Kvistdalen"),
    "patient's names swapped": _swap("<given>Ingebj[^<]*</given>", "<given>Tuv[^<]*</given>"),
    "patient's middle name dropped": _change("<given>Tuv[^<]*</given>", ""),
    "birth date": _change('<birthTime value="19710509"', '<birthTime value="19710905"'),
    "birth date rounded": _change('<birthTime value="19710509"', '<birthTime value="197105"'),
    "gender": _change('administrativeGenderCode code="F"', 'administrativeGenderCode code="M"'),
    "gender unknown": _change("<administrativeGenderCode [^>]*>", '<administrativeGenderCode nullFlavor="UNK">'),
    "patient's street": _change("<streetAddressLine>Rogne[^<]*", "<streetAddressLine>Liaveien 2"),
    "patient's address dropped": _change("<addr>.*?</addr>", '<addr nullFlavor="NI"/>'),
    "patient's telephone": _change('value="tel:.4799000000"', 'value="tel:+4799000001"'),
    "prescriber's number": _change('extension="999900017"', 'extension="999900018"', 0),
    "prescriber's number, once": _change('extension="999900017"', 'extension="999900018"'),
    "prescriber's name, once": _change("<family>Bj[^<]*mo</family>", "<family>Lie</family>"),
    "prescriber's role": _change('functionCode code="221"', 'functionCode code="222"'),
    "prescriber's national role": _change(r'(functionCode.*?<translation code=")LE', r"\1TL"),
    "organisation": _change("<name>Lia legesenter", "<name>Li legesenter"),
    "organisation's number": _change('extension="313000117"', 'extension="313000118"'),
    "written on": _change('<time value="20261101"', '<time value="20261111"'),
    "contact point, once": _change("<name>National contact point", "<name>Local contact point"),
    "prescription id": _change(r'(<section>.*?extension="7e0c1f7)a', r"\1b"),
    "item id": _change(r'(<entry.*?extension="7e0c1f7)a', r"\1b"),
    "related document": _change(r'(<parentDocument><id .*?extension="7e0c1f7)a', r"\1b"),
    "medicine's name": _change("(<manufacturedMaterial.*?<name>)Fiktivprost", r"\1Fiktivfrost"),
    "strength in words": _change("<pharm:desc>[^<]*</pharm:desc>", ""),
    "dose form": _change(r'(<pharm:formCode code=")[0-9]+', r"\g<1>10219000"),
    "dose form's national code": _change(r'(<pharm:formCode.*?<translation code=")720"', r'\g<1>721"'),
    "ATC": _change('code="S01EE01"', 'code="S01EE02"', 0),
    "ATC dropped": _change("<pharm:asSpecializedKind.*?</pharm:asSpecializedKind>", ""),
    "strength's numerator": _change(f'{NUMERATOR}50"', f'{NUMERATOR}5"'),
    "strength's numerator dropped": _change("<numerator [^>]*/>", '<numerator xsi:type="PQ" nullFlavor="UNK"/>'),
    "strength's unit": _change(f'({NUMERATOR}50" unit=")[^"]*', r"\1mg"),
    "strength's denominator": _change(f'{DENOMINATOR}1"', f'{DENOMINATOR}2"'),
    "strength's denominator unit": _change(f'({DENOMINATOR}1" unit=")[^"]*', r"\1L"),
    "the ingredient dropped": _change("<pharm:ingredient .*?</pharm:ingredient>", ""),
    "the ingredient's name": _change("(<pharm:ingredientSubstance.*?<pharm:name>)Latan", r"\1Bimat"),
    "the ingredient's code": _change(
        "(<pharm:ingredientSubstance[^>]*>)<pharm:code .*?/>", r'\1<pharm:code nullFlavor="NI"/>'
    ),
    "container": _change(
        r"(<pharm:containerPackagedProduct[^>]*>)<pharm:formCode.*?</pharm:formCode>",
        r'\1<pharm:formCode nullFlavor="UNK"/>',
    ),
    "package content": _change('<pharm:quantity value="2.5"', '<pharm:quantity value="25"'),
    "package content's unit": _change('(<pharm:quantity value="2.5" unit=")[^"]*', r"\1L"),
    "outer layer": _change('<pharm:quantity value="3"', '<pharm:quantity value="30"'),
    "layers swapped": _swap('value="2.5"', 'value="3"'),
    "varenr": _change('code="990029"', 'code="990028"'),
    "varenr dropped": _change('<pharm:code code="990029"[^>]*/>', ""),
    "package description": _change("(containerPackagedProduct.*?<pharm:name>)[^<]*", r"\1pakning"),
    "packages": _change('<quantity value="2.5"', '<quantity value="25"'),
    "packages rounded": _change('<quantity value="2.5"', '<quantity value="3"'),
    "packages dropped": _change('<quantity value="2.5" unit="1"/>', ""),
    "valid from": _change('<low value="20261102"', '<low value="20261103"'),
    "valid until": _change('<high value="20271101"', '<high value="20271201"'),
    "valid until dropped": _change('<high value="20271101"/>', ""),
    "treatment starts": _change('<low value="20261103"', '<low value="20261104"'),
    "treatment ends dropped": _change('<high value="20270102"/>', ""),
    "dose": _change('<doseQuantity><low value="1"', '<doseQuantity><low value="10"'),
    "most of a dose": _change('(<doseQuantity>.*?<high value=")1"', r'\g<1>2"'),
    "unit of a dose": _change("{Drop}", "mL", count=0),
    "dose dropped": _change("<doseQuantity>.*?</doseQuantity>", ""),
    "interval": _change('<period value="2"', '<period value="1"'),
    "unit of the interval": _change('<period value="2" unit="d"', '<period value="2" unit="h"'),
    "interval of one's own choosing": _change(
        'xsi:type="PIVL_TS" operator="A"', 'xsi:type="PIVL_TS" operator="A" institutionSpecified="true"'
    ),
    "English of the dosage": _change("1 drop every 2 days", "2 drops every day"),
    "route": _change(r'(<routeCode code=")[0-9]+', r"\g<1>20053000"),
    "route dropped": _change("<routeCode .*?</routeCode>", ""),
    "substitution": _change('(code="SUBST".*?<value [^>]*code=")N', r"\1G"),
    "substitution dropped": _change(
        '<entryRelationship typeCode="SUBJ" inversionInd="true"><observation.*?</entryRelationship>', ""
    ),
    "note in words": _change("Ring rekvirenten ved tvil", "Ring ved tvil"),
    "note dropped": _change("<tr><th>Prescriber's note to the pharmacy</th>.*?</tr>", ""),
    "note's English dropped": _change('(<content ID="dispenser-note">)[^<]*', r"\1"),
    "note that nothing refers to": _change(
        '<entryRelationship typeCode="SUBJ" inversionInd="true"><act (?:(?!<act ).)*?FINSTRUCT.*?</entryRelationship>',
        "",
    ),
    "note referred to in another order": _swap('"#dispenser-note"', '"#dispenser-note-original"'),
    "note on another topic": _change("dispenser-note", "dispenser-treatment", count=0),
    "dosage in words": _change("1 dråpe hver", "2 dråper hver"),
    "dosage refers to another row": _change('"#dosage-original"', '"#indication-original"'),
    "indication": _change("Skuldervondt etter fall", "Skuldervondt"),
    "kind of use": _change('(<content ID="use">)[^<]*', r"\1As needed, always"),
    "combination dropped": _change("<tr><th>Combination</th>.*?</tr>", ""),
    "a line of the narrative dropped": _change("<tr><th>Strength</th>.*?</tr>", ""),
    "a line's label": _change("<th>Strength</th>", "<th>Weakness</th>"),
    "two lines swapped": _swap("<tr><th>Strength</th>.*?</tr>", "<tr><th>Dose form</th>.*?</tr>"),
    "total in the narrative": _change('(<content ID="total">)[0-9.]+', r"\g<1>90"),
    "validity in the narrative": _change('(<content ID="validity">[^<]*)2027', r"\g<1>2028"),
    "a line too many": _change("<tbody>", '<tbody><tr><th>a</th><td><content ID="a">b</content></td><td></td></tr>'),
    "escape forgotten": _change("Skuldervondt etter fall", "Skuldervondt &amp; etter fall"),
    "document cut short": lambda document: document[:-20],
    "document empty": lambda document: b"",
    "document in another encoding": lambda document: document.decode().encode("utf-16"),
    "another prescription's document": lambda document: convert(m1()).document or b"",
}


COMBINATION = m1(
    varenr="990049",
    size="28",
    atc="C09DX01",
    atc_name="Valsartan, amlodipin og hydroklortiazid",
    name="Fiktivtriple tab 5 mg/160 mg/12,5 mg",
    brand="Fiktivtriple",
)
"""A medicine of three substances."""
COMBINATION_SLIPS: dict[str, Callable[[bytes], bytes]] = {
    "strengths swapped": _swap(f'{NUMERATOR}5"', f'{NUMERATOR}160"'),
    "strength rounded": _change(f'{NUMERATOR}12.5"', f'{NUMERATOR}13"'),
    "an ingredient dropped": _change("<pharm:ingredient .*?</pharm:ingredient>", ""),
    "an ingredient twice": _change("(<pharm:ingredient .*?</pharm:ingredient>)", r"\1\1"),
    "ingredients in another order": _swap(
        "<pharm:ingredient (?:(?!<pharm:ingredient ).)*?Amlo.*?</pharm:ingredient>",
        "<pharm:ingredient (?:(?!<pharm:ingredient ).)*?Hydro.*?</pharm:ingredient>",
    ),
}


def with_slip(
    monkeypatch: pytest.MonkeyPatch, slip: Callable[[bytes], bytes], message: bytes = MESSAGE
) -> Answer[Prescribed]:
    """Converts with a writer whose bytes the slip alters."""
    written: list[bytes] = []

    def faulty(ep: Exchange, lines: tuple[NarrativeRow, ...]) -> bytes:
        good = ep_writer.write_ep(ep, lines)
        with monkeypatch.context() as inner:
            inner.setattr(ep_format, "write_ep", ep_writer.write_ep)
            written[:] = [good, slip(good)]
        return written[1]

    monkeypatch.setattr(ep_format, "write_ep", faulty)
    outcome = convert(message)
    assert len(written) == 2, "the message converts, so that the writer is asked"
    assert written[0] != written[1], "the slip finds its place"
    return outcome


def assert_caught(outcome: Answer[Prescribed]) -> None:
    """A defect of ours: no document, and findings that quote nothing."""
    assert outcome.decision is Decision.DEFECT
    assert outcome.document is None
    assert {f.code for f in outcome.findings if f.severity is Severity.DEFECT} <= {
        "read-back-differs",
        "written-document-invalid",
    }
    assert leaks(outcome, MARKERS) == []


@pytest.mark.parametrize("name", SLIPS, ids=lambda n: n.replace(" ", "-"))
def test_a_slip_of_the_writer_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is dropped, swapped, rounded or changed."""
    assert_caught(with_slip(monkeypatch, SLIPS[name]))


@pytest.mark.parametrize("name", COMBINATION_SLIPS, ids=lambda n: n.replace(" ", "-"))
def test_a_slip_among_several_substances_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each substance keeps its own strength."""
    assert_caught(with_slip(monkeypatch, COMBINATION_SLIPS[name], COMBINATION))


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("rounds packages", lambda ep: replace(ep, packages=ep.packages.quantize(Decimal(1)))),
        ("loses the route", lambda ep: replace(ep, route=None)),
        (
            "loses national codes",
            lambda ep: replace(ep, product=replace(ep.product, form=replace(ep.product.form, originals=()))),
        ),
        ("loses the outer layer", lambda ep: replace(ep, product=replace(ep.product, layers=ep.product.layers[1:]))),
        (
            "swaps prescriber's and patient's names",
            lambda ep: replace(ep, patient=replace(ep.patient, name=ep.prescriber.name)),
        ),
    ],
)
def test_a_writer_that_takes_the_wrong_value_is_caught(
    name: str, slip: Callable[[Exchange], Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document is whole and valid, and yet says something else."""
    monkeypatch.setattr(ep_format, "write_ep", lambda ep, lines: ep_writer.write_ep(slip(ep), lines))
    assert_caught(convert(MESSAGE))


@pytest.mark.parametrize("message", [MESSAGE, COMBINATION], ids=["one-substance", "three-substances"])
def test_the_message_converts_when_the_writer_is_sound(message: bytes) -> None:
    """The control: without a slip there is a document and no defect."""
    outcome = convert(message)
    assert outcome.decision is Decision.CONVERTED
    assert outcome.document
