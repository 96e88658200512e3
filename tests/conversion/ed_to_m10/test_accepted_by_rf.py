"""Every code by which Reseptformidleren refuses an M10 for what it says, and why ours does not meet it.

List 7419, as far as the message itself decides: what is of the sender, its certificate, the download before it or the
state of the prescription is not the document's. 65 is the same MsgId again, which is meant (test_receipts).
Open is whether 162 and 163 (no name of the patient) and 219 (no address of the sender) are asked of an M10 at all.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from lxml import etree

from converter.conversion.answer import Answer
from converter.conversion.ed_to_m10.asked import Asked
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.model.conversation import Conversation
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import loaded
from tests.builders.messages import m1
from tests.builders.numbers import number_for

MH = "{http://www.kith.no/xmlstds/msghead/2006-05-24}"
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PARENT, WHOLE = "11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"
D_NUMBER = number_for(date(1980, 2, 29), d_number=True)
FOUR = m1(quantity="4")
OF_D_NUMBER = m1(patient_ids=((D_NUMBER, "DNR"),), birth_date="1980-02-29")
CASES: dict[str, tuple[bytes, dict[str, object]]] = {
    "all of it": (m1(), {}),
    "a part": (FOUR, {"packages": "2"}),
    "taken back": (FOUR, {"discards": True}),
    "with a batch": (FOUR, {"lot": " B-2 "}),
    "another product": (FOUR, {"name": "Paracet", "atc": ("N02BE01", "paracetamol")}),
    "no name of the pharmacy": (FOUR, {"raw": {"<name>Apteka Pod Białym Orłem</name>": ""}}),
    "no name of the patient": (FOUR, {"raw": {"<family>Kvistdalsen</family>": ""}}),
    "long texts": (FOUR, {"name": "Ibuprofen " * 60, "pharmacy": "Apteka " * 90}),
    "a D-number": (OF_D_NUMBER, {}),
    "a D-number without sex": (
        OF_D_NUMBER,
        {"raw": {'<administrativeGenderCode code="F"': "<administrativeGenderCode"}},
    ),
    "a unit without a code": (FOUR, {"layers": (("30", "{Film}"),)}),
}


def made(case: str, asked: Asked) -> Answer[Dispensed]:
    """What becomes of a case."""
    message, knobs = CASES[case]
    return ed_to_m10(handed_out(message, **knobs), loaded(), LATER, message, asked=asked)


@cache
def m10(case: str) -> etree._Element:
    """The M10 of a case, in a conversation."""
    outcome = made(case, Asked(conversation=Conversation(PARENT, WHOLE)))
    assert outcome.document is not None, [f.code for f in outcome.findings]
    return etree.fromstring(outcome.document)


def all_of(root: etree._Element, name: str) -> list[etree._Element]:
    """The elements of a name."""
    return list(root.iter(f"{{*}}{name}"))


def one(root: etree._Element, name: str) -> str:
    """The text of the one element of a name."""
    (found,) = all_of(root, name)
    return found.text or ""


def codes_of(root: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Elements that hold a code, and whether they are CV, which have a system."""
    for element in root.iter(etree.Element):
        if element.get("V") is not None and etree.QName(element).localname not in {"TeleAddress", "GenDate"}:
            yield element, element.get("S") is not None


def patient(root: etree._Element) -> etree._Element:
    """The patient."""
    (found,) = all_of(root, "Patient")
    return found


def types(root: etree._Element) -> list[str]:
    """The kinds of the patient's numbers."""
    return [e.get("V", "") for e in patient(root).iter(f"{MH}TypeId")]


def has(root: etree._Element, name: str) -> bool:
    """Whether the patient has an element."""
    return patient(root).find(f"{MH}{name}") is not None


def lengths(name: str, most: int) -> Callable[[etree._Element], bool]:
    """Whether texts of a name are no longer."""
    return lambda root: all(len(e.text or "") <= most for e in all_of(root, name))


def within_five_minutes(root: etree._Element) -> bool:
    """GenDate against the clock of the answer."""
    return abs(datetime.fromisoformat(one(root, "GenDate")) - LATER) < timedelta(minutes=5)


def medicine(root: etree._Element) -> list[str]:
    """What is in Forskrivning."""
    (written,) = all_of(root, "Forskrivning")
    return [etree.QName(e).localname for e in written if etree.QName(e).localname.startswith("Legemiddel")]


UNITS = {row.code for row in loaded().tables.table("unit-7452")} | {
    row.code for row in loaded().tables.table("quantity-unit-7452")
}


def known_units(root: etree._Element) -> bool:
    """Units of packages are of the list."""
    return all(e.get("V") in UNITS for e in all_of(root, "EnhetPakning"))


def whole_idents(root: etree._Element) -> bool:
    """Each has a number and says of which kind."""
    wanted = (f"{MH}Id", f"{MH}TypeId")
    return all(e.find(tag) is not None for e in all_of(root, "Ident") for tag in wanted)


def each_ident_once(root: etree._Element) -> bool:
    """No organisation has a number twice."""
    numbers = [[e.findtext(f"{MH}Id") for e in o.iterchildren(f"{MH}Ident")] for o in all_of(root, "Organisation")]
    return all(len(own) == len(set(own)) for own in numbers)


def none_empty(root: etree._Element) -> bool:
    """Each element has something in it."""
    return all(len(e) or e.attrib or (e.text or "").strip() for e in root.iter(etree.Element))


def whole_cvs(root: etree._Element) -> bool:
    """Code, system and name."""
    return all(e.get("V") and e.get("S") and e.get("DN") for e, is_cv in codes_of(root) if is_cv)


HOLDS: dict[int, tuple[str, Callable[[etree._Element], bool]]] = {
    3: ("the prescription's own id", lambda r: bool(UUID.fullmatch(one(r, "ReseptId")))),
    5: ("a national number, always", lambda r: types(r) in (["FNR"], ["DNR"])),
    45: ("derived from the eD's id", lambda r: bool(one(r, "MsgId"))),
    60: ("a national number, always", lambda r: types(r) in (["FNR"], ["DNR"])),
    66: ("none of ours cancels", lambda r: all_of(r, "Kanselleringskode") == []),
    67: ("none of ours cancels", lambda r: all_of(r, "Kanselleringskode") == []),
    68: ("a setting that must be there", lambda r: bool(one(r, "HerId") or all_of(r, "HerId")[0].findtext("{*}Id"))),
    111: ("no birth date beside an identity number", lambda r: types(r) == ["DNR"] or not has(r, "DateOfBirth")),
    112: ("the birth date of a D-number is in it", lambda r: types(r) == ["FNR"] or has(r, "DateOfBirth")),
    113: ("a national number, always", lambda r: types(r) != []),
    115: ("compared with the prescription's", lambda r: len(types(r)) == 1),
    124: ("none of ours cancels", lambda r: all_of(r, "Kanselleringskode") == []),
    132: ("of list 7452 by reviewed rows, or left out", known_units),
    170: ("of list 3101", lambda r: all(e.get("V") in {"0", "1", "2", "9"} for e in all_of(r, "Sex"))),
    182: ("cut at 200 characters", lengths("NavnFormStyrke", 200)),
    194: ("cut at 200 characters", lengths("Navn", 200)),
    201: ("the setting, or a Norwegian package's", lengths("Varenr", 7)),
    215: ("a national number, always", lambda r: types(r) != []),
    216: ("Id and TypeId, always", whole_idents),
    217: ("one of each kind", each_ident_once),
    218: ("a setting that must be there", lambda r: all(e.text for e in all_of(r, "OrganisationName"))),
    220: ("every CS has V and DN", lambda r: all(e.get("V") and e.get("DN") for e, cv in codes_of(r) if not cv)),
    225: ("no element is empty", none_empty),
    226: ("RefToParent is what the request says", lambda r: one(r, "RefToParent") == PARENT),
    230: ("1 or 2", lambda r: all(e.get("V") in {"1", "2"} for e in all_of(r, "Avsluttet"))),
    238: ("every CV has V, S and DN", whole_cvs),
    257: ("a national number, always", lambda r: types(r) != []),
    260: ("a national number, always", lambda r: types(r) != []),
    261: ("the sex beside a D-number, 0 where it is not said", lambda r: types(r) == ["FNR"] or has(r, "Sex")),
    264: ("a foreign product is a package", lambda r: medicine(r) == ["Legemiddelpakning"]),
    265: ("zero packages are refused when read", lambda r: float(one(r, "Antall")) > 0),
    271: ("the patient is compared with the prescription's", lambda r: len(types(r)) == 1),
    272: ("the prescription's own id", lambda r: bool(UUID.fullmatch(one(r, "ReseptId")))),
    275: ("one national number", lambda r: len(types(r)) == 1),
    276: ("zero packages are refused when read", lambda r: float(one(r, "Antall")) > 0),
    283: ("FNR or DNR", lambda r: set(types(r)) <= {"FNR", "DNR"}),
    302: ("RefToConversation is what the request says", lambda r: one(r, "RefToConversation") == WHOLE),
    303: ("ERM10", lambda r: all_of(r, "Type")[0].get("V") == "ERM10"),
    313: ("stamped when it is handed out", within_five_minutes),
    314: ("a UUID in lower case", lambda r: bool(UUID.fullmatch(one(r, "MsgId")))),
    356: ("the medicine is always there", lambda r: len(all_of(r, "ReseptDokLegemiddel")) == 1),
}  # fmt: skip
"""By code: why it is not met, and what holds of every M10 for that."""


@pytest.mark.parametrize("code", HOLDS)
def test_reseptformidleren_has_no_cause_for(code: int) -> None:
    """In any case: whole, in part, taken back, with and without what an eD may lack."""
    why, holds = HOLDS[code]
    assert [case for case in CASES if not holds(m10(case))] == [], why


@pytest.mark.parametrize("case", CASES)
def test_an_m10_is_utf_8_and_says_so(case: str) -> None:
    """25: no other encoding is supported."""
    document = made(case, Asked()).document
    assert document is not None
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    document.decode("utf-8")


def test_the_names_of_codes_are_all_looked_at() -> None:
    """Each has a row for what is done when it comes all the same."""
    assert {str(code) for code in HOLDS} <= loaded().policy.receipts.keys()


@pytest.mark.parametrize("quantity", ["0", "-1"])
def test_no_packages_give_no_m10(quantity: str) -> None:
    """265, 276."""
    assert ed_to_m10(handed_out(FOUR, packages=quantity), loaded(), LATER, FOUR).document is None
