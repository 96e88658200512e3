"""The id of an eD: the pharmacy's number of the dispense is the pharmacy's alone."""

import json
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m10_to_ed.discard import discard_of
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.reported import MOST_NUMBER
from converter.examples import entered_example
from converter.formats.xml import parse
from converter.model.coded import Identifier
from converter.model.ed import EnteredPharmacy
from converter.model.finding import Problem
from tests.builders.exchange import CHARACTERS, steady
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.norwegian import PHARMACY, ed_of, entered

ENH, HER = "2.16.578.1.12.4.1.4.101", "2.16.578.1.12.4.1.2"


def id_of(ed: bytes) -> tuple[str, str]:
    """Root and extension of a document's id."""
    found = parse(ed).find("{*}id")
    assert found is not None
    return found.get("root", ""), found.get("extension", "")


def test_two_pharmacies_number_their_dispenses_alike() -> None:
    """As in the reported case: number 1001 of two pharmacies is two eDs."""
    other = replace(PHARMACY, number="313000333")
    ids = {id_of(ed_of(foreign(), entered(number="1001", pharmacy=p))) for p in (PHARMACY, other)}
    assert len(ids) == 2
    assert {root for root, _ in ids} == {loaded().identifiers.document_root}


def test_the_cases_have_ids_of_their_own_now(shared: Path) -> None:
    """The pharmacies of the two documents, which had one id."""
    made, before = set(), set()
    for case in ("eD-pharmacy1-number-1001", "eD-pharmacy2-number-1001-same-id"):
        root = parse((shared / "cases" / "inbound" / f"{case}.xml").read_bytes())
        place = root.find("{*}author/{*}assignedAuthor/{*}representedOrganization/{*}id")
        assert place is not None
        before.add((root.find("{*}id").get("root"), root.find("{*}id").get("extension")))  # type: ignore[union-attr]
        made.add(loaded().identifiers.ed(Identifier(place.get("root", ""), place.get("extension", "")), "1001"))
    assert (len(before), len(made)) == (1, 2)


def test_the_organisation_number_goes_before_the_her_id() -> None:
    """A pharmacy that gives both has one id; one that has a HER-id only is found by it, under another root."""
    both, her = replace(PHARMACY, her_id="12"), EnteredPharmacy("Apotek", her_id="12")
    ids = [id_of(ed_of(foreign(), entered(pharmacy=p)))[1] for p in (PHARMACY, both, her)]
    assert ids[0] == ids[1] != ids[2]
    ed = loaded().identifiers.ed
    assert ids == [ed(i, "U-1").extension for i in (*2 * [Identifier(ENH, "313000125")], Identifier(HER, "12"))]


def test_the_id_is_fixed() -> None:
    """It follows from pharmacy and number alone, and is never another: discards name it."""
    assert id_of(ed_of(foreign(), entered()))[1] == "dcf9bbc0-58bd-5984-bbf5-60ace4ebfede"
    ed = ed_of(foreign(), entered())
    assert id_of(discard_of(ed, loaded())) == id_of(ed)


numbers = st.tuples(st.sampled_from([ENH, HER]), st.from_regex(r"[1-9][0-9]{0,8}", fullmatch=True))
texts = st.text(CHARACTERS, min_size=1, max_size=12)


@steady(300)
@given(numbers, texts, numbers, texts)
def test_no_two_dispenses_share_an_id(one: tuple[str, str], first: str, other: tuple[str, str], second: str) -> None:
    """Unless pharmacy and number are the same, a letter in two spellings of Unicode for one."""
    ed = loaded().identifiers.ed
    same = (one, normalize("NFC", first)) == (other, normalize("NFC", second))
    left, right = ed(Identifier(*one), first), ed(Identifier(*other), second)
    assert (left == right) == same
    assert UUID(left.extension).version == 5


@pytest.mark.parametrize(("number", "told"), [("x" * MOST_NUMBER, []), ("x" * (MOST_NUMBER + 1), ["/dispense/number"])])
def test_a_number_has_at_most_64_letters(number: str, told: list[str]) -> None:
    """More is refused at its field; nothing is cut."""
    posted = json.dumps({**json.loads(entered_example()), "number": number}).encode()
    if not told:
        assert read_entered(posted, None, loaded().norway).number == number
        return
    with pytest.raises(Problem) as caught:
        read_entered(posted, None, loaded().norway)
    assert [(f.code, f.path) for f in caught.value.findings] == [("dispense-fields-invalid", path) for path in told]


def test_the_case_of_65_letters(shared: Path) -> None:
    """As it was reported."""
    with pytest.raises(Problem) as caught:
        read_entered((shared / "cases" / "inbound" / "out-number-65.json").read_bytes(), None, loaded().norway)
    assert [f.path for f in caught.value.findings] == ["/dispense/number"]
