"""Where a dose goes: a dosage of another place than the form's is not said; `take` is for what is swallowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m1_to_ep.dosage_place import (
    ACTS,
    ROUTES,
    SITES,
    Place,
    contradicts,
    names_elsewhere,
    places_of,
    used,
)
from converter.conversion.m1_to_ep.dosage_plausible import IMPLAUSIBLE
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE
from converter.model.coded import Coded, Null
from converter.model.dosage import Dosage
from converter.model.meaning import Clause, Meaning
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, remarks
from tests.builders.messages import m1
from tests.conversion.m1_to_ep.test_dosage import MIXTURE, said, short

FORMS = tuple(loaded().tables.value_set("eHDSIDoseForm").terms.values())
ML = {"unit": "ml", "unit_name": "milliliter", "size": "5"}


def form(term: str) -> Coded:
    """A form of this English term."""
    return Coded("1", "1.2", term)


@pytest.mark.parametrize(
    ("term", "places"),
    [
        ("Film-coated tablet", {Place.ORAL}),
        ("Oral drops, solution", {Place.ORAL}),
        ("Eye drops, solution", {Place.EYE}),
        ("Ear/eye drops, solution", {Place.EAR, Place.EYE}),
        ("Nasal spray, solution", {Place.NOSE}),
        ("Effervescent vaginal tablet", {Place.VAGINA}),
        ("Suppository", {Place.RECTUM}),
        ("Inhalation powder, hard capsule", {Place.INHALED}),
        ("Solution for injection in pre-filled pen", {Place.INJECTED}),
        ("Implantation tablet", {Place.INJECTED}),
        ("Tablet for cutaneous solution", {Place.SKIN}),
        ("Ointment", {Place.SKIN}),
        ("Tablet + vaginal tablet", set()),
        ("Intrauterine gel", set()),
        ("Solution for skin-prick test", set()),
        ("", set()),
    ],
)
def test_a_form_goes_where_its_words_say(term: str, places: set[Place]) -> None:
    """Several forms, and a place that no dosage names, say nothing."""
    assert places_of(form(term)) == places


@pytest.mark.parametrize("term", FORMS)
def test_only_what_is_swallowed_is_taken(term: str) -> None:
    """Every form of the value set."""
    found = used("Take 1 tablet once daily.", form(term))
    assert found.startswith("Take") is (
        places_of(form(term)) == {Place.ORAL} or any(w in term.casefold() for w in ("lozenge", "pastille", "chewing"))
    )


@pytest.mark.parametrize(
    ("taken", "use"),
    [
        ("Take 0.5 ml weekly.", "Use 0.5 ml weekly."),
        ("Take ½ to 1 tablet daily.", "Use ½ to 1 tablet daily."),
        ("Take half a tablet daily.", "Use half a tablet daily."),
        ("Take a quarter of a tablet daily.", "Use a quarter of a tablet daily."),
        ("Take up to 3 doses in 24 hours.", "Use up to 3 doses in 24 hours."),
        ("Take 1 ml daily for 1 week, then take 2 ml daily.", "Use 1 ml daily for 1 week, then use 2 ml daily."),
        ("Take 1 ml. Take with food.", "Use 1 ml. Take with food."),
        ("Take 1 ml. Take 30 minutes before a meal.", "Use 1 ml. Take 30 minutes before a meal."),
        ("Apply 1 patch.", "Apply 1 patch."),
    ],
)
def test_the_verb_of_a_dose_alone_is_another(taken: str, use: str) -> None:
    """Advice stays as it is in its table."""
    assert used(taken, form("Eye drops, solution")) == use
    assert used(taken, None) == use
    assert used(taken, form("Oral solution")) == taken


@steady(200)
@given(st.sampled_from(FORMS), st.sampled_from(sorted({**ROUTES, **ACTS, **SITES})))
def test_a_form_of_no_known_place_contradicts_nothing(term: str, key: str) -> None:
    """And one that has the place that is said does not either."""
    table = next(t for t in (ROUTES, ACTS, SITES) if key in t)
    clauses = (Clause(route=key), Clause(act=key), Clause(site=key))
    meaning = Meaning((next(c for c, t in zip(clauses, (ROUTES, ACTS, SITES), strict=True) if t is table),))
    places = places_of(form(term))
    assert contradicts(meaning, form(term)) is bool(places and not places & table[key])
    assert not contradicts(meaning, None)
    assert not contradicts(meaning, Null("UNK"))
    assert not contradicts(Meaning((Clause(),)), form(term))


def test_every_key_is_one_of_the_vocabulary() -> None:
    """Each is a row; each route and act has its places."""
    for kind, table in (("routes", ROUTES), ("acts", ACTS), ("sites", SITES)):
        assert all(loaded().vocabulary.find(kind, key) is not None for key in table)


def test_words_of_a_table_may_name_another_part_of_the_body() -> None:
    """As whole words."""
    assert names_elsewhere("1 drop in each eye", form("Ear drops, solution"))
    assert not names_elsewhere("1 drop in each eye", form("Ear/eye drops, solution"))
    assert not names_elsewhere("1 tablet every year", form("Tablet"))
    assert not names_elsewhere("1 drop in each eye", None)


EYE = {**MIXTURE, **ML, "form": "720", "form_name": "Øyedråper, oppløsning", "name": "Ukjent øyedr"}


@pytest.mark.parametrize(
    "knobs",
    [
        {"dosage": "1 tablett i skjeden daglig"},
        {"dosage": "1 tablett rektalt daglig"},
        {"dosage": "Tynt lag 2 ganger daglig"},
        short("205", "1 tablett morgen og 1 tablett kveld i hvert nesebor"),
        {"dosage": "1 ml subkutant daglig", **MIXTURE},
        {"dosage": "1 dråpe i hvert øre 2 ganger daglig", **EYE},
    ],
    ids=lambda knobs: knobs["dosage"],
)
def test_a_dosage_of_another_place_leaves_as_text(knobs: dict[str, str]) -> None:
    """Beside `Oral use` a tablet is not inserted; ear drops are no eye drops."""
    outcome = convert(m1(**knobs))
    assert said(outcome) == Dosage(knobs["dosage"], english=IMPLAUSIBLE)
    assert "dosage-implausible" in remarks(outcome)


def test_what_fits_is_said() -> None:
    """In the eye, into the eye drops' own place; by mouth."""
    outcome = convert(m1(dosage="1 dråpe i hvert øye 2 ganger daglig", **EYE))
    assert "each eye" in said(outcome).english
    assert said(convert(m1(dosage="1 dråpe 2 ganger daglig", **EYE))).english == f"Use 1 drop twice daily. {BY_RULE}"
    assert said(convert(m1(dosage="1 tablett gjennom munnen daglig"))).english.startswith("Take 1 tablet")
