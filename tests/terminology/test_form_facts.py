"""What is known of dose forms: the same more exactly, routes that exclude each other, and edits refused."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from converter.sources.problems import ProblemList
from converter.terminology.form_facts import FORMS, ROUTES, WORDS, form_key, read_forms
from converter.terminology.form_shapes import FormFile, FormRow
from converter.terminology.form_term_words import LASTING, release_wanted
from converter.terminology.home import read_home
from converter.terminology.lists import read_lists
from converter.terminology.tables import Tables
from tests.builders.exchange import steady

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"
TABLET, COATED, DEPOT, ENTERO, MELTING = "10219000", "10221000", "10226000", "10225000", "10223000"
INJECTION, PEN, SOLUTION, EYE, EAR = "22010", "50060200", "10105000", "16040", "10705000"
EFFERVESCENT, CHEWED, SYRUP, HARD = "10222000", "10228000", "10117000", "10210000"
PRESSURISED, NEBULISED = "11107000", "11101000"
CAPSULE, SOFT, DEPOT_CAPSULE, CREAM = "12100", "10211000", "10218000", "10502000"


TABLET_ROW = "term: Tablet, release: Conventional, basic: Tablet, state: solid, sites: [Oral]"
DEPOT_ROW = "term: Prolonged-release tablet, release: Prolonged,"
ORAL_USE = "term: Oral use, sites: [Oral"


def shaped_rows() -> tuple[FormRow, ...]:
    """The rows of forms, as they ship."""
    root = yaml.safe_load((MAPPINGS.parent / FORMS).read_text(encoding="utf-8"))
    return FormFile.model_validate(root).rows


@pytest.mark.parametrize(
    ("exact", "plain", "wanted"),
    [
        (COATED, TABLET, True),
        (TABLET, TABLET, True),
        (SOFT, CAPSULE, True),
        (PEN, INJECTION, True),
        ("10604000", EYE, True),
        (TABLET, DEPOT, False),
        (DEPOT, TABLET, False),
        (ENTERO, TABLET, False),
        (MELTING, TABLET, False),
        (DEPOT_CAPSULE, CAPSULE, False),
        (SOLUTION, INJECTION, False),
        ("10210000", TABLET, False),
        ("10110000", TABLET, False),
        ("10110000", SOLUTION, True),
        (EAR, EYE, False),
        ("nowhere", TABLET, False),
        (TABLET, "nowhere", False),
        (EFFERVESCENT, TABLET, False),
        (EFFERVESCENT, SYRUP, False),
        (EFFERVESCENT, CHEWED, False),
        (CHEWED, EFFERVESCENT, False),
        (PRESSURISED, NEBULISED, False),
        (PRESSURISED, "21010", False),  # nebuliser liquid
        (NEBULISED, "21010", True),
        (HARD, SOFT, False),
        (HARD, CAPSULE, True),
        ("10106000", "50038000", True),  # oral suspension of oral/rectal suspension
        ("50038000", "10106000", False),
        ("10118000", SYRUP, True),  # powder for syrup
        ("10110000", SYRUP, False),
        ("10110000", "10106000", False),  # powder for oral solution, not suspension
    ],
)
def test_a_form_that_is_the_same_more_exactly(exact: str, plain: str, wanted: bool, shipped: Tables) -> None:
    """Same release, site and method; a patient-friendly term by what EDQM puts under it."""
    assert shipped.forms.only_more_exact(exact, plain) is wanted


def test_more_exact_is_an_order(shipped: Tables) -> None:
    """Of all forms of the value set no two are more exact than each other; each says itself."""
    facts, forms = shipped.forms, sorted(shipped.value_set("eHDSIDoseForm"))
    above = {one: {two for two in forms if facts.only_more_exact(one, two)} for one in forms}
    assert all(one in above[one] for one in forms)
    assert [(one, two) for one in forms for two in above[one] if one < two and one in above[two]] == []
    assert sum(map(len, above.values())) > len(forms) + 500


@pytest.mark.parametrize(
    ("form", "route", "wanted"),
    [
        (TABLET, "20053000", False),
        (CREAM, "20003000", False),
        (CREAM, "20001000", True),
        (TABLET, "20045000", True),
        (PEN, "20066000", False),
        (PEN, "20053000", True),
        (EAR, "20051000", True),
        (TABLET, "nowhere", False),
        ("nowhere", "20053000", False),
    ],
)
def test_a_form_and_a_route_that_exclude_each_other(form: str, route: str, wanted: bool, shipped: Tables) -> None:
    """What is not known excludes nothing."""
    assert shipped.forms.exclude(form, route) is wanted


def test_every_form_of_the_value_set_has_a_row(shipped: Tables) -> None:
    """And nearly all of them a site."""
    forms = shipped.value_set("eHDSIDoseForm")
    assert set(forms) == set(shipped.forms.forms)
    assert sum(bool(f.sites) for f in shipped.forms.forms.values()) > 610


def test_words_of_forms() -> None:
    """Commas, case and blanks are no difference."""
    assert form_key("Inj,  oppl") == form_key("inj oppl")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (FORMS, '{code: "10219000", term: Tablet,', '{code: "10219000", term: Tablett,', "row-term"),
        (FORMS, '{code: "10219000", term: Tablet,', '{code: "10219999", term: Tablet,', "row-not-in-list"),
        (FORMS, '{code: "10219000", term: Tablet,', '{code: "10221000", term: Film-coated tablet,', "row-duplicate"),
        (FORMS, "release: Prolonged", "release: Slow", "shape-word"),
        (FORMS, 'of: "11201000"', 'of: "11209999"', "row-not-in-list"),
        (FORMS, 'friendly: ["12200"]', 'friendly: ["12299"]', "row-not-in-list"),
        (ROUTES, "term: Oral use", "term: By mouth", "row-term"),
        (ROUTES, "sites: [Nasal, Oculonasal]", "sites: [Nose]", "shape-word"),
    ],
)
def test_an_edit_that_goes_astray_is_refused(file: str, old: str, new: str, code: str) -> None:
    """With its place."""
    problems = ProblemList()
    home = read_home(MAPPINGS, problems)
    assert old in home.files[file]
    home.files[file] = home.files[file].replace(old, new, 1)
    read_forms(home, read_lists(home, problems), problems)
    assert code in {p.code for p in problems}
    assert all(p.file == file and p.line for p in problems)


def test_a_row_that_is_gone_is_missed() -> None:
    """Every form of the value set."""
    problems = ProblemList()
    home = read_home(MAPPINGS, problems)
    lines = home.files[FORMS].splitlines()
    home.files[FORMS] = "\n".join(line for line in lines if 'code: "10502000"' not in line)
    read_forms(home, read_lists(home, problems), problems)
    assert [p.code for p in problems] == ["list-incomplete"]


def problems_of(file: str, old: str, new: str) -> list[str]:
    """The codes of what is told of one edit."""
    problems = ProblemList()
    home = read_home(MAPPINGS, problems)
    assert old in home.files[file]
    home.files[file] = home.files[file].replace(old, new, 1)
    read_forms(home, read_lists(home, problems), problems)
    return [p.code for p in problems]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            FORMS,
            "term: Prolonged-release tablet, release: Prolonged",
            "term: Prolonged-release tablet, release: Conventional",
        ),
        (FORMS, "term: Tablet, release: Conventional", "term: Tablet, release: Prolonged"),
        (FORMS, "term: Gastro-resistant tablet, release: Delayed", "term: Gastro-resistant tablet, release: Modified"),
        (FORMS, TABLET_ROW, TABLET_ROW.replace("[Oral]", "[Rectal]")),
        (FORMS, TABLET_ROW, TABLET_ROW.replace("[Oral]", "[Oral, Rectal]")),
        (FORMS, "sites: [Ocular]", "sites: [Auricular]"),
        (FORMS, "sites: [Rectal]", "sites: [Vaginal]"),
        (FORMS, "sites: [Nasal]", "sites: [Oral]"),
        (FORMS, 'of: "11213000"', 'of: "10219000"'),
        (ROUTES, ORAL_USE, "term: Oral use, sites: [Rectal"),
        (ROUTES, ORAL_USE, f"{ORAL_USE}, Rectal"),
        (ROUTES, "term: Intravenous use, sites: [Parenteral]", "term: Intravenous use, sites: [Oral]"),
    ],
)
def test_attributes_are_what_the_terms_say(file: str, old: str, new: str) -> None:
    """A release or a site that contradicts EDQM's own term is told, once."""
    assert problems_of(file, old, new) == ["form-attribute"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (FORMS, '{code: "10219000", term: Tablet,', '{code: "10219999", term: Tablet,', "row-not-in-list"),
        (FORMS, '{code: "11201000"', '{code: "11201999"', "row-not-in-list"),
        (FORMS, '{code: "12200"', '{code: "12299"', "row-not-in-list"),
        (WORDS, 'word: stikkpiller, codes: ["112"]', 'word: stikkpiller, codes: ["9999"]', "row-not-in-list"),
        (WORDS, "word: stikkpiller,", "word: Stikkpiller,", "row-case"),
        (WORDS, "word: tabletter,", "word: supp,", "row-duplicate"),
    ],
)
def test_one_problem_is_one_message(file: str, old: str, new: str, told: str) -> None:
    """A code that is mistyped is told where it stands, not also where it is missed or referred to."""
    assert problems_of(file, old, new) == [told]


FACTS = {r.code: r for r in shaped_rows()}


@steady(200)
@given(st.sampled_from(sorted(FACTS)), st.sampled_from(["Prolonged", "Delayed", "Modified"]))
def test_no_release_that_the_term_does_not_say(code: str, release: str) -> None:
    """But for what stays in the body."""
    row = FACTS[code]
    if row.release and release != row.release and not set(row.term.casefold().split()) & LASTING:
        assert release_wanted(row.term, release) in {row.release, "Conventional"}
        assert release_wanted(row.term, row.release) == ""
