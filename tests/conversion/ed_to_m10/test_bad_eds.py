"""What is refused of an eD, and by which name: whatever is unclear of whose, what, how much, when and by whom."""

from collections.abc import Callable
from functools import partial

import pytest
from lxml import etree

from converter.conversion.answer import Decision
from converter.conversion.ed_to_m10.known import nothing_known
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.formats.cda import foreign
from converter.formats.xml import path_of
from converter.model.finding import Severity
from tests.builders.back import LATER, back, ep_of, handed_out, reasons, refused, report_of, told
from tests.builders.loaded import documented, loaded, words_of
from tests.builders.messages import MARKERS, m1
from tests.builders.pharmacy import DOCUMENT_ROOT, hand_out
from tests.conversion.ed_to_m10.test_chain import STRONGER

QUANTITY = '<quantity value="1" unit="1"/>'

DANISH = ("2.16.578.1.34.9999.2", "469854419288102")

FAULTY: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "no order": (lambda: handed_out(order=None), {"ed-prescription-missing"}),
    "two orders": (
        lambda: handed_out(raw_order='<id root="2.16.578.1.34.9999.2" extension="another"/>'),
        {"ed-prescription-several"},
    ),
    "an order of another country": (
        lambda: handed_out(order=("1.2.208.176.7.2.2", "469854419288102")),
        {"ed-prescription-foreign"},
    ),
    "an order that is no ReseptId": (
        lambda: handed_out(order=DANISH, item=DANISH),
        {"ed-prescription-malformed"},
    ),
    "an order without a number": (lambda: handed_out(order=("2.16.578.1.34.9999.2", "")), {"ed-prescription-foreign"}),
    "an item of another prescription": (
        lambda: handed_out(item=("2.16.578.1.34.9999.2", "7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9ff")),
        {"ed-item-differs"},
    ),
    **{
        f"quantity {value}": (partial(handed_out, packages=value), {"ed-quantity-unusable"})
        for value in (
            "0",
            "-1",
            "1e400",
            "NaN",
            "INF",
            "",
            "1,5",
            "0.0001",
            "1e-400",
            "٣",
            "1_0",
            "one",
            "1000000000000",
        )
    },
    "quantity in millilitres": (lambda: handed_out(unit="mL"), {"ed-quantity-unusable"}),
    "quantity in tablets": (lambda: handed_out(unit="{Tablet}"), {"ed-quantity-unusable"}),
    "no quantity": (lambda: handed_out(raw={QUANTITY: ""}), {"ed-quantity-unusable"}),
    "two quantities": (lambda: handed_out(raw={QUANTITY: QUANTITY * 2}), {"ed-quantity-unusable"}),
    "no time": (lambda: handed_out(on="", made=""), {"ed-date-missing"}),
    "a time that is none": (lambda: handed_out(on="20261399", made="20261399"), {"ed-date-missing"}),
    "a month": (lambda: handed_out(on="202611", made="202611"), {"ed-date-missing"}),
    "a package of nothing": (lambda: handed_out(layers=(("0", "{Tablet}"),)), {"ed-package-amount-unusable"}),
    "a package of less": (lambda: handed_out(layers=(("-30", "{Tablet}"),)), {"ed-package-amount-unusable"}),
    "half a tablet in a package": (lambda: handed_out(layers=(("0.5", "{Tablet}"),)), {"ed-package-amount-unusable"}),
    "an endless package": (lambda: handed_out(layers=(("1e400", "{Tablet}"),)), {"ed-package-amount-unusable"}),
    "no name": (lambda: handed_out(name=""), {"ed-product-unnamed"}),
    "no package": (lambda: handed_out(raw_product=_bare(handed_out())), {"ed-package-missing"}),
    "no document id": (
        lambda: handed_out(raw={f'<id root="{DOCUMENT_ROOT}" extension="D-1"/>': '<id nullFlavor="NI"/>'}),
        {"ed-document-id-missing"},
    ),
    "no eD but an eP": (lambda: ep_of(m1()), {"ep-instead-of-ed"}),
    "an M1": (m1, {"not-an-ed"}),
    "no XML": (lambda: b"{}", {"not-xml"}),
    "nothing": (lambda: b"", {"not-xml"}),
    "a DOCTYPE": (lambda: b"<!DOCTYPE x>" + handed_out(), {"doctype-not-allowed"}),
    "UTF-16": (lambda: handed_out().decode().encode("utf-16"), {"encoding-not-utf8"}),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_unclear_is_refused_by_name(name: str) -> None:
    """No M10, a documented code, and no value of the eD in the words."""
    make, codes = FAULTY[name]
    outcome = back(make())
    assert refused(outcome) == codes
    assert {f.code for f in outcome.findings} <= documented()
    for found in outcome.findings:
        assert not [v for v in MARKERS if v in words_of(found) or v in found.path]
        assert found.severity is Severity.REMARK or found.openncp


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = handed_out(packages="-1", on="", made="", order=None, layers=(("0", "{Tablet}"),))
    assert refused(back(wrong)) == {
        "ed-quantity-unusable",
        "ed-date-missing",
        "ed-prescription-missing",
        "ed-package-amount-unusable",
    }


def test_half_a_package_is_told_and_counted() -> None:
    outcome = back(handed_out(packages="0.5"))
    assert "ed-packages-fractional" in told(outcome)
    assert not report_of(outcome).finished


def _bare(ed: bytes) -> str:
    """The product of an eD without its package."""
    text = ed.decode()
    start = text.index("<manufacturedProduct")
    product = text[start : text.index("</manufacturedProduct>") + len("</manufacturedProduct>")]
    first, last = product.index("<pharm:asContent"), product.rindex("</pharm:asContent>") + len("</pharm:asContent>")
    return product[:first] + product[last:]


def test_an_m1_of_another_prescription_is_refused() -> None:
    other = m1(message_id="aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2")
    assert refused(back(handed_out(), other)) == {"m1-of-another-prescription"}


@pytest.mark.parametrize("message", [b"", b"<x/>", b"%PDF"])
def test_an_m1_that_cannot_be_read_is_refused(message: bytes) -> None:
    outcome = back(handed_out(), message)
    assert outcome.decision is Decision.REJECTED


def test_what_may_not_leave_cannot_come_back() -> None:
    """Locked, or in group B: the prescription never left, whoever says so."""
    ed = handed_out()
    for knobs in ({"locked": "true"}, {"group": "B"}):
        assert refused(back(ed, m1(**knobs))) == {"dispensed-though-kept"}


def test_without_m1_and_record_nothing_is_known() -> None:
    """The group is never taken from a default."""
    outcome = ed_to_m10(handed_out(), loaded(), LATER, recall=nothing_known)
    assert refused(outcome) == {"dispensed-unknown-prescription"}
    assert [f.openncp for f in outcome.findings if f.severity is Severity.REJECT] == ["4105"]


def test_the_codes_are_those_of_dispensing() -> None:
    """OpenNCP's codes of eP become those of eD where such exist."""
    for name in FAULTY:
        outcome = back(FAULTY[name][0]())
        assert not [f.openncp for f in outcome.findings if "_EP_" in f.openncp]


def test_a_foreign_ed_never_reaches_the_writer_of_eps() -> None:
    """A product of an eD is written in Norwegian terms only."""
    document = back(hand_out(ep_of(m1()))).document or b""
    assert b"urn:hl7-org" not in document


def test_a_wide_document_costs_a_bounded_number_of_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path takes as long as its element has siblings: twenty thousand faults are told by a few."""
    made = []

    def counted(element: etree._Element, stop: etree._Element | None = None) -> str:
        made.append(element)
        return path_of(element, stop)

    monkeypatch.setattr(foreign, "path_of", counted)
    many = '<id root="x"/>' * 20_000
    own = f'<id root="{DOCUMENT_ROOT}" extension="D-1"/>'
    outcome = back(handed_out(raw={own: own + many}))
    assert outcome.decision is Decision.REJECTED
    assert len(made) < 500
    assert len(outcome.findings) < 200


def test_the_patient_of_another_name_or_birth_date_is_told() -> None:
    """The number is the same, and counts; a person must look."""
    ed = handed_out()
    assert "ed-name-differs" in told(back(ed.replace(b"<family>Kvistdalsen", b"<family>Nordmann")))
    assert "ed-name-differs" not in told(back(ed.replace(b"<family>Kvistdalsen", b"<family>KVISTDALSEN")))
    assert "ed-birth-date-differs" in told(
        back(ed.replace(b'birthTime value="19710509"', b'birthTime value="19330101"'))
    )


def test_a_norwegian_number_under_another_strength_or_form_is_not_believed() -> None:
    """Countries repeat the prescribed package's number whatever they hand out."""
    other = STRONGER.format("200", "mg")
    for knobs in (
        {"strength": "200 mg", "ingredients": other},
        {"form": ("10210000", "Capsule, hard")},
        {"layers": (("30", "mL"),), "package_code": ("2.16.578.1.34.9999.4", "990003")},
    ):
        outcome = back(handed_out(**{"package_code": ("2.16.578.1.34.9999.4", "990003"), **knobs}))
        assert report_of(outcome).package.varenr == "999999"
        assert "ed-package-number-not-trusted" in told(outcome)


def test_containers_are_no_pieces() -> None:
    """Ten blisters are not ten tablets: nothing is compared, and no stk is written."""
    outcome = back(handed_out(layers=(("10", "{Blister}"),)))
    assert {"dispensed-amount-unknown", "prescription-left-open"} <= told(outcome)
    assert [s.unit for s in report_of(outcome).package.sizes if s.unit] == []


def test_strengths_that_contradict_each_other_are_not_compared() -> None:
    words = back(handed_out(strength="200 mg"))
    assert {"ed-strength-contradicts", "dispensed-amount-unknown"} <= told(words)
    code = 'code="M01AE01" codeSystem="2.16.840.1.113883.6.73" displayName="ibuprofen"/><pharm:name>'
    other = back(handed_out(raw={code: code.replace("M01AE01", "N02BE01")}))
    assert {"ed-substance-contradicts", "dispensed-amount-unknown"} <= told(other)


@pytest.mark.parametrize("time", ["00010101000000+1400", "99991231235959-1200"])
def test_a_moment_at_the_end_of_the_calendar_is_no_failure(time: str) -> None:
    """Nor for the receipt of its refusal."""
    ed = handed_out(made=time, packages="0")
    outcome = back(ed)
    assert refused(outcome) == {"ed-quantity-unusable"}
    assert b"AppRec" in receipt_of(outcome, loaded(), LATER, ed)


def test_a_time_that_is_there_and_unreadable_is_not_replaced_by_the_author_s() -> None:
    spread = '<time><low value="20261120"/><high value="20261122"/></time>'
    one_day = '<time><low value="20261124080000+0100"/><high value="20261124090000+0100"/></time>'
    own = '<performer typeCode="PRF"><time value="20261124101500+0100"/>'
    assert refused(back(handed_out(raw={own: f'<performer typeCode="PRF">{spread}'}))) == {"ed-date-missing"}
    assert report_of(back(handed_out(raw={own: f'<performer typeCode="PRF">{one_day}'}))).dispensed_on.day == 24


def test_text_that_mending_makes_none_stays_as_it_was() -> None:
    """No character that XML lacks, and no line separator."""
    for garbled in ("Apteka ï¿¾", "Apteka â\u0080¨"):
        assert back(handed_out(pharmacy=garbled)).decision is Decision.CONVERTED


def test_a_substitution_that_is_denied_is_none() -> None:
    denied = handed_out(
        substituted=True,
        raw={'<act classCode="ACT" moodCode="EVN">': '<act classCode="ACT" moodCode="EVN" negationInd="true">'},
    )
    assert "dispensed-substituted" not in told(back(denied))


def test_packages_beyond_all_reason_are_a_slip_even_where_nothing_else_compares() -> None:
    """Another substance, whose amount says nothing: fifty times the number prescribed is told, more is refused."""
    knobs = {"atc": ("M01AE02", "naproxen"), "ingredients": ""}
    assert "dispensed-implausibly-much" in refused(back(handed_out(packages="51", **knobs)))
    assert back(handed_out(packages="50", **knobs)).decision is Decision.CONVERTED


SUPPLY = '<supply classCode="SPLY" moodCode="EVN"'
ITEM = '<substanceAdministration classCode="SBADM" moodCode="INT"'
NULLED = {
    "document": ("<ClinicalDocument ", '<ClinicalDocument nullFlavor="NI" '),
    "body": ("<structuredBody>", '<structuredBody nullFlavor="NI">'),
    "section": ("<component><section>", '<component><section nullFlavor="UNK">'),
    "entry": ('<entry typeCode="COMP">', '<entry typeCode="COMP" nullFlavor="NI">'),
    "supply": (SUPPLY, f'{SUPPLY} nullFlavor="NI"'),
    "product": ('<product typeCode="PRD">', '<product typeCode="PRD" nullFlavor="NI">'),
    "item": (ITEM, f'{ITEM} nullFlavor="NA"'),
}


@pytest.mark.parametrize("level", NULLED)
def test_what_is_not_said_to_have_happened_is_not_reported(level: str) -> None:
    """A null flavor on any level above the dispense, on it, or on what it is of."""
    old, new = NULLED[level]
    assert refused(back(handed_out(raw={old: new}))) == {"ed-act-null"}


@pytest.mark.parametrize("place", [SUPPLY, ITEM])
def test_what_is_denied_is_not_reported(place: str) -> None:
    """Nor taken back: only a DISCARD does that."""
    assert refused(back(handed_out(raw={place: f'{place} negationInd="true"'}))) == {"ed-act-negated"}
    assert back(handed_out(raw={place: f'{place} negationInd="false"'})).decision is Decision.CONVERTED


@pytest.mark.parametrize("code", ["cancelled", "aborted", "nullified", "suspended", "held", "new", "", "Completed"])
def test_a_dispense_that_is_not_completed_is_not_reported(code: str) -> None:
    """Nor is it a discard; a discard of one that was taken back is one."""
    status = {QUANTITY: f'<statusCode code="{code}"/>{QUANTITY}'}
    assert refused(back(handed_out(raw=status))) == {"ed-act-not-completed"}
    taken_back = back(handed_out(raw=status, discards=True)).decision is Decision.CONVERTED
    assert taken_back is (code in {"cancelled", "aborted", "nullified"})


@pytest.mark.parametrize("status", ['code="completed"', 'code="active"', 'nullFlavor="NI"'])
def test_a_dispense_that_says_nothing_else_has_happened(status: str) -> None:
    """Countries write active of it."""
    outcome = back(handed_out(raw={QUANTITY: f"<statusCode {status}/>{QUANTITY}"}))
    assert outcome.decision is Decision.CONVERTED


@pytest.mark.parametrize("mood", ["RQO", "INT", "PRMS", ""])
def test_a_dispense_that_is_an_order_is_none(mood: str) -> None:
    """Whatever else it says."""
    other = SUPPLY.replace("EVN", mood)
    assert refused(back(handed_out(raw={SUPPLY: other}))) == {"ed-not-an-event"}
    assert refused(back(handed_out(raw={SUPPLY: '<supply classCode="SPLY"'}))) == {"ed-not-an-event"}
    section = {"<component><section>": f'<component><section moodCode="{mood}">'}
    assert refused(back(handed_out(raw=section))) == {"ed-not-an-event"}


@pytest.mark.parametrize(
    ("old", "new"),
    [(ITEM, ITEM.replace("INT", "EVN")), (f"{ITEM}>", f'{ITEM}><statusCode code="aborted"/>')],
)
def test_an_item_that_is_no_order_is_told(old: str, new: str) -> None:
    """What was handed out was handed out."""
    outcome = back(handed_out(raw={old: new}))
    assert outcome.decision is Decision.CONVERTED
    assert "ed-item-not-an-order" in told(outcome)


OUTER = [
    ("60", "{Tablet}"),
    ("60", "{Capsule}"),
    ("30", "{Tablet}"),
    ("30", "{Tabletka}"),
    ("30", "{Unit}"),
    ("30", "{Dose}"),
]


@pytest.mark.parametrize("outer", OUTER)
def test_an_outer_layer_in_pieces_is_no_amount_and_not_too_much(outer: tuple[str, str]) -> None:
    """Sixty tablets around blisters of ten may be 60 or 600: left for a person, in words and without a size."""
    outcome = back(handed_out(layers=(("10", "{Tablet}"), outer)))
    assert reasons(outcome) == set()
    assert {"ed-package-ambiguous", "dispensed-amount-unknown", "prescription-left-open"} <= told(outcome)
    report = report_of(outcome)
    assert (report.package.sizes, report.finished) == ((), False)
    assert "utenpå 10 tabletter (uklart hvor mye i alt)" in report.remark
    assert report.package.varenr == "999999"


def test_an_outer_layer_in_millilitres_is_read_and_no_amount() -> None:
    """As what is inside it: 50 mL around ampoules of 5; in another measure it is refused as before."""
    outcome = back(handed_out(layers=(("5", "mL"), ("50", "mL"))))
    assert {"ed-package-ambiguous", "dispensed-amount-unknown"} <= told(outcome)
    assert refused(back(handed_out(layers=(("5", "mL"), ("50", "mg"))))) == {"ed-package-amount-unusable"}


def test_a_bare_one_against_a_package_of_thirty_is_told() -> None:
    """One tablet or one package: nothing is counted; one tablet that is said is counted."""
    outcome = back(handed_out(layers=(("1", "1"),)))
    assert {"ed-package-bare", "dispensed-amount-unknown", "prescription-left-open"} <= told(outcome)
    assert report_of(outcome).package.sizes == ()
    assert "1 stk (uklart om det er én enhet eller én pakning)" in report_of(outcome).remark
    said = back(handed_out(layers=(("1", "{Tablet}"),)))
    assert not {"ed-package-bare", "dispensed-amount-unknown"} & told(said)
