"""Generated M1s with one contradiction each, among names, forms, strengths and amounts: none leaves untold.

A small count in the suite; the whole count once:
`PROPERTY_EXAMPLES=20000 python -m pytest -q -n 0 tests/conversion/m1_to_ep/test_one_contradiction.py`
"""

import os
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from tests.builders.exchange import steady
from tests.builders.loaded import convert, remarks, stops
from tests.builders.messages import m1
from tests.conversion.m1_to_ep.test_dosage import dose, phase

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "150"))
UNKNOWN = "000012"
"""A varenr that no register has."""
FORMS = {
    "53": ("Tablett", ("tab", "tablett")),
    "25": ("Depottablett", ("depottab", "depottablett")),
    "28": ("Enterotablett", ("enterotab",)),
    "891": ("Kapsel, hard", ("kaps, hard",)),
    "842": ("Mikstur, oppløsning", ("mikst, oppl",)),
    "34": ("Krem", ("krem",)),
    "112": ("Stikkpille", ("stikkpille",)),
}
"""Forms of list 7448 that are other things, with their words in names."""
MEASURED = {"842": ("ml", "milliliter"), "34": ("g", "gram")}
BRANDS = ("Marevan", "Paracet", "Annetprofen", "Selo-Zok", "Ukjentol 30")
SUBSTANCES = ("Paracetamol", "Warfarin", "Metformin", "Amlodipin", "Morfin")
NUMBERS = st.integers(1, 2000).map(str) | st.sampled_from(["0,5", "2,5", "12,5"])
UNFIT = {
    "53": ("ml", "kapsel", "dråpe", "stikkpille"),
    "891": ("tablett", "ml"),
    "842": ("tablett", "kapsel", "stikkpille"),
}


@st.composite
def contradicting(draw: st.DrawFn) -> tuple[str, Mapping[str, Any]]:
    """The kind of a contradiction, and the message's knobs."""
    kind = draw(st.sampled_from(["brand", "substance", "form word", "strength", "split", "many", "dose", "day"]))
    form = draw(st.sampled_from(sorted(FORMS)))
    known = draw(st.booleans())
    term, words = FORMS[form]
    unit, unit_name = MEASURED.get(form, ("stk", "stykk"))
    plain = {"form": form, "form_name": term, "varenr": UNKNOWN, "unit": unit, "unit_name": unit_name}
    name = f"Fiktivprofen {draw(st.sampled_from(words))} {draw(NUMBERS)} mg"
    if kind == "brand":
        return kind, {**plain, "name": name, "brand": draw(st.sampled_from(BRANDS))}
    if kind == "substance":
        word = draw(st.sampled_from(SUBSTANCES))
        return kind, {**plain, "name": name.replace("Fiktivprofen", word), "brand": word}
    if kind == "form word":
        other = draw(st.sampled_from([w for code in FORMS if code != form for w in FORMS[code][1]]))
        knobs = {"varenr": "990003", "form": "53", "form_name": "Tablett"} if known else plain
        return kind, {**knobs, "name": f"Fiktivprofen {other} {draw(NUMBERS)} mg"}
    if kind == "strength":
        number = draw(NUMBERS.filter(lambda n: n != "400"))
        said = draw(st.sampled_from([f"{number} mg", "400 mikrog", "400 g", "400 mg/30 mg", "400 IE"]))
        return kind, {"name": f"Fiktivprofen tab {said}"}
    if kind == "split":
        return kind, {"quantity": draw(st.sampled_from(["0.25", "0.333", "1.01", "2.75", "0.15"]))}
    if kind == "many":
        return kind, {"quantity": str(draw(st.integers(51, 999_999)))}
    if kind == "dose":
        form = draw(st.sampled_from(sorted(UNFIT)))
        unit, unit_name = MEASURED.get(form, ("stk", "stykk"))
        knobs = {"form": form, "form_name": FORMS[form][0], "varenr": UNKNOWN, "unit": unit, "unit_name": unit_name}
        structure = phase(dose(str(draw(st.integers(1, 3))), unit=draw(st.sampled_from(UNFIT[form]))))
        return kind, {
            **knobs,
            "name": f"Fiktivprofen {FORMS[form][1][0]} 400 mg",
            "dosage": None,
            "raw_dosing": structure,
        }
    return kind, {"dosage": f"{draw(st.integers(2, 4))} tabletter 4 ganger daglig", "size": "5", "varenr": UNKNOWN}


TOLD = {
    "brand": {"brand-contradicts-name", "brand-differs-from-name"},
    "substance": {"name-contradicts-atc"},
    "form word": {"name-form-contradicts", "name-form-differs", "register-contradicts", "name-differs-from-register"},
    "strength": {"register-contradicts"},
    "split": {"quantity-splits-piece"},
    "many": {"remark-implausibly-many"},
    "dose": {"dose-unit-unfit"},
    "day": {"amount-under-a-day"},
}
"""What each contradiction is told by."""


@steady(EXAMPLES)
@given(contradicting())
def test_no_contradiction_leaves_untold(one: tuple[str, Mapping[str, Any]]) -> None:
    """Refused or told by its own finding; no defect."""
    kind, knobs = one
    outcome = convert(m1(**knobs))
    assert outcome.decision is not Decision.DEFECT
    assert TOLD[kind] & (stops(outcome) | remarks(outcome)), (kind, knobs)


@steady(EXAMPLES)
@given(st.sampled_from(sorted(FORMS)), NUMBERS, st.data())
def test_what_does_not_contradict_itself_is_told_of_nothing(form: str, number: str, data: st.DataObject) -> None:
    """The control: the same messages without the contradiction convert, and none of the findings is there."""
    term, words = FORMS[form]
    unit, unit_name = MEASURED.get(form, ("stk", "stykk"))
    name = f"Fiktivprofen {data.draw(st.sampled_from(words))} {number} mg"
    knobs = {"form": form, "form_name": term, "varenr": UNKNOWN, "unit": unit, "unit_name": unit_name, "name": name}
    outcome = convert(m1(**knobs, dosage="Som avtalt"))
    assert outcome.decision is Decision.CONVERTED
    assert not (stops(outcome) | remarks(outcome)) & {code for codes in TOLD.values() for code in codes}
