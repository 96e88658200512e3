"""Who prescribed and who the patient is: nobody left out, nobody taken for another, no pseudonym for a legal name."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.conversion.ep_to_view.view import Verdict, verdict
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown, stops
from tests.conversion.ep_to_view.test_persons import BIRTH, ID, NAME, patient, with_patient

SEVERAL, UNNAMED, UNDIVIDED = "view-authors-several", "view-prescriber-unnamed", "view-name-undivided"
AUTHOR = part_of("author")
PERSON = "".join(re.findall(r"<assignedPerson>.*?</assignedPerson>", AUTHOR, re.DOTALL))
PLACE = "Esimerkkil\u00e4n terveysasema (fictional)"
assert PERSON in AUTHOR
assert "LK-0001" in AUTHOR
assert PLACE in AUTHOR


def author(**swapped: str) -> str:
    """The author with another `name`, `id`, `place`, or no `person`."""
    found = AUTHOR if "person" not in swapped else AUTHOR.replace(PERSON, swapped["person"])
    found = found.replace("LK-0001", swapped.get("id", "LK-0001")).replace(PLACE, swapped.get("place", PLACE))
    return found.replace("Mallinen", swapped.get("name", "Mallinen"))


NO_NAME = "<assignedPerson><name/></assignedPerson>"
SECTION_END = "</table>\n          </text>"
OTHERS = {
    "another name": author(name="Toinen", id="LK-2"),
    "the same name, another number": author(id="LK-2"),
    "the same name, another clinic": author(id="LK-2", place="Other clinic"),
    "no name": author(person=NO_NAME, id="LK-2", place="Other clinic"),
    "no person": author(person="", id="LK-2", place="Other clinic"),
    "no person, the same clinic": author(person="", id="LK-2"),
}
SAME = {
    "the same": AUTHOR,
    "without a name": author(person=NO_NAME),
    "without a person": author(person=""),
    "a program": author(
        person="<assignedAuthoringDevice><softwareName>S</softwareName></assignedAuthoringDevice>", id="D"
    ),
}


@pytest.mark.parametrize("in_section", [False, True])
@pytest.mark.parametrize("name", OTHERS)
def test_a_second_author_is_told_and_shown(name: str, in_section: bool) -> None:
    """Of the document or of its section."""
    document = beside(OTHERS[name], in_section)
    assert SEVERAL in codes(document)
    assert len(shown(document).authors) == 2
    assert shown(document).prescriber is None


@pytest.mark.parametrize("in_section", [False, True])
@pytest.mark.parametrize("name", SAME)
def test_the_same_author_said_again_is_one(name: str, in_section: bool) -> None:
    """And a program is none."""
    document = beside(SAME[name], in_section)
    assert codes(document) == codes(foreign())
    assert [a.name for a in shown(document).authors] == ["Eero Mallinen"]


def beside(other: str, in_section: bool) -> bytes:
    """The prescription with another author."""
    if in_section:
        assert SECTION_END in foreign().decode()
        return foreign().decode().replace(SECTION_END, f"</table></text>{other}").encode()
    return foreign(author=AUTHOR + other)


NOBODY = {
    "no author": "",
    "a null one": AUTHOR.replace("<author>", '<author nullFlavor="UNK">'),
    "a program": author(person="<assignedAuthoringDevice><softwareName>S</softwareName></assignedAuthoringDevice>"),
    "an organisation": author(person=""),
    "a person without a name": author(person=NO_NAME),
    "a null name": author(person='<assignedPerson><name nullFlavor="UNK"/></assignedPerson>'),
    "a null name with content": author(
        person='<assignedPerson><name nullFlavor="UNK"><given>E</given><family>M</family></name></assignedPerson>'
    ),
}


@pytest.mark.parametrize("name", NOBODY)
def test_that_no_prescriber_is_named_is_told(name: str) -> None:
    """And looked at."""
    document = foreign(author=NOBODY[name])
    assert UNNAMED in codes(document)
    assert verdict(outcome_of(document)) is not Verdict.DISPENSABLE


def test_a_prescriber_s_title_and_other_names_are_shown() -> None:
    """A suffix may say that it is a veterinarian."""
    name = re.search(r"<name>\s*<given>Eero.*?</name>", AUTHOR, re.DOTALL)
    assert name
    more = "<prefix>Dr.</prefix><given>Eero</given><family>Mallinen</family><suffix>DVM</suffix>"
    second = "<name use='A'><given>Liisa</given><family>Muu</family></name>"
    (found,) = shown(foreign(author=AUTHOR.replace(name[0], f"<name>{more}</name>{second}"))).authors
    assert (found.name, found.other_names) == ("Dr. Eero Mallinen DVM", ("Liisa Muu",))


STAGE = '<name use="A"><given>Star</given><family>Light</family></name>'
WHOLE = {
    "one string": ('<name use="L">Aino Virallinen</name>', "Aino Virallinen"),
    "a family name alone": ('<name use="L"><family>Sukarno</family></name>', "Sukarno"),
    "a null family name": ('<name use="L"><given>Aino</given><family nullFlavor="UNK"/></name>', "Aino"),
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("first", [False, True])
def test_a_legal_name_that_is_not_divided_stands_first(name: str, first: bool) -> None:
    """No pseudonym is carried by an eD in its stead; that none can carry it is told."""
    legal, text = WHOLE[name]
    document = with_patient(NAME, legal + STAGE if first else STAGE + legal)
    found = patient(document)
    assert found.name == text
    assert [n.text for n in found.other_names] == ["Star Light"]
    assert UNDIVIDED in stops(document)
    assert "view-patient-unread" not in codes(document)
    carried = shown(document).prescription.patient
    assert carried is not None
    assert carried.name is None


USES = ["L", "", "C", "A", "P", "R", "OLD"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(USES), st.booleans()), min_size=1, max_size=5, unique_by=lambda n: n[0]))
def test_an_ed_carries_the_heading_or_nothing(names: list[tuple[str, bool]]) -> None:
    """Whichever names are divided."""
    written = "".join(
        f'<name use="{use}"><given>A</given><family>N{use}</family></name>'
        if divided
        else f'<name use="{use}">A N{use}</name>'
        for use, divided in names
    ).replace(' use=""', "")
    document = with_patient(NAME, written)
    carried = shown(document).prescription.patient
    assert carried is not None
    heading = patient(document).name
    assert carried.name is None or f"A {carried.name.family}" == heading
    uses = {use for use, _ in names}
    assert heading == next(f"A N{u}" for u in USES if u in uses) or not uses & {"L", "", "C"}


@pytest.mark.parametrize(
    ("given_", "name", "others"),
    [
        ('<given qualifier="BR">Anders</given><given>Anna</given>', "Anna E", [("Anders", "fødenavn")]),
        ('<given>Elisabeth</given><given qualifier="CL">Lisa</given>', "Elisabeth Lisa E", [("Lisa", "tiltalenavn")]),
        ('<given>Johannes</given><given qualifier="IN">J</given>', "Johannes E", [("J", "initial")]),
        ('<given qualifier="CL">Lisa</given>', "Lisa E", []),
        ("<given>Aino</given><middle>Maria</middle>", "Aino Maria E", []),
        ("Maria <given>Aino</given>", "Maria Aino E", []),
        ("<given>Aino</given><delimiter>-</delimiter><given>Maria</given>", "Aino-Maria E", []),
    ],
)
def test_each_part_of_a_name_is_shown_for_what_it_is(given_: str, name: str, others: list[tuple[str, str]]) -> None:
    """A name at birth and an initial are no given name."""
    found = patient(with_patient(NAME, f"<name>{given_}<family>E</family></name>"))
    assert found.name == name
    assert [(n.text, n.kind) for n in found.other_names] == others


@pytest.mark.parametrize(
    ("valid", "kind"),
    [
        ('<low value="20300101"/>', "navn som ikke gjelder ennå, offisielt navn"),
        ('<low value="2030"/>', "navn som ikke gjelder ennå, offisielt navn"),
        ('<high value="2019"/>', "tidligere navn, offisielt navn"),
        ('<high value="201902"/>', "tidligere navn, offisielt navn"),
    ],
)
def test_a_name_that_is_not_valid_stands_behind(valid: str, kind: str) -> None:
    """Former or still to come, to the day or not."""
    other = f'<name use="L"><given>A</given><family>B</family><validTime>{valid}</validTime></name>'
    found = patient(with_patient(NAME, other + NAME))
    assert found.name == "Aino Esimerkki"
    assert [n.kind for n in found.other_names] == [kind]
    still = other.replace("2019", "2026").replace("2030", "2020").replace("202602", "202612")
    assert patient(with_patient(NAME, still + NAME)).name == "A B"


@pytest.mark.parametrize(
    ("day", "doubtful"),
    [("20300101", True), ("18991231", True), ("20261115", True), ("20261101", False), ("19000101", False)],
)
def test_a_birth_date_that_cannot_be_right_is_told(day: str, doubtful: bool) -> None:
    """After the prescription was written, or before anybody who lives was born."""
    document = with_patient(BIRTH, f'<birthTime value="{day}"/>')
    assert ("view-birth-date-doubtful" in codes(document)) == doubtful
    assert patient(document).birth_date == date.fromisoformat(day)


@pytest.mark.parametrize("number", ['<id extension="12345"/>', '<id nullFlavor="UNK" root="1.2.3" extension="12345"/>'])
def test_a_number_without_issuer_is_shown_and_told(number: str) -> None:
    """As it stands."""
    document = with_patient(ID, ID + number)
    assert [i.value for i in patient(document).ids] == ["FI-TEST-0071", "12345"]
    assert "view-person-unread" in codes(document)


@pytest.mark.parametrize("place", ["<recordTarget>", "<patientRole", "<patient>", "<birthTime", "<given>"])
def test_what_is_null_and_has_content_is_told(place: str) -> None:
    """Which of both holds is not known."""
    assert place in part_of("patient")
    null = place.replace(">", ' nullFlavor="UNK">') if place.endswith(">") else f'{place} nullFlavor="UNK"'
    document = foreign(patient=part_of("patient").replace(place, null, 1))
    assert "view-person-unread" in codes(document)


MANY = {
    "names": (NAME, "".join(f'<name use="A"><given>A{n}</given><family>F</family></name>' for n in range(25)) + NAME),
    "numbers": (ID, "".join(f'<id root="1.2.3" extension="N{n}"/>' for n in range(25))),
    "guardians": (
        BIRTH,
        BIRTH + "".join(f"<guardian><guardianPerson><name>G{n}</name></guardianPerson></guardian>" for n in range(25)),
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_that_a_list_is_cut_is_told(name: str) -> None:
    """With what there is more of."""
    told = [f.text_no for f in outcome_of(with_patient(*MANY[name])).findings if f.code == "view-person-unread"]
    assert any("flere" in text for text in told)


def test_that_there_are_more_authors_is_told() -> None:
    """Twenty are shown."""
    document = foreign(author="".join(author(name=f"N{n}", id=f"L{n}") for n in range(25)))
    assert len(shown(document).authors) == 20
    assert "view-part-unread" in codes(document)
