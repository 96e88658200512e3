"""No generated prescription is dispensable with a substance unchecked, with a code of A or B, or without an order.

What is right is computed here from what was put in, and by no code of the converter. `CONVERTER_EXAMPLES=20000` makes
as many as were made once; `--hypothesis-show-statistics` counts the verdicts.
"""

import os
from dataclasses import dataclass, field

from hypothesis import event, given, settings
from hypothesis import strategies as st

from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.model.draft_rows import DRAFT
from tests.builders.foreign import foreign, outcome_of
from tests.builders.foreign_products import ATC, LOCAL, code, ingredient, kind, translation, worded

EXAMPLES = int(os.environ.get("CONVERTER_EXAMPLES", "150"))
CLEAR = {"M01AE01": "ibuprofen", "R06AE07": "cetirizine", "C07AB02": "metoprolol", "C10AA01": "simvastatin"}
"""Codes of substances that the demo register has, and none of whose packages is of A or B."""
NARCOTIC = {"N02AB03": "fentanyl", "N02AJ06": "codeine and paracetamol", "R05DA01": "ethylmorphine"}
UNKNOWN = {"C01EB16": "ibuprofen", "L01XX99": ""}
"""Codes of level 5 that no package in the register has."""
OTHERS = ("Warfarin sodium", "Varfariini", "Naproxenum", "Insulin glargine", "Valproic acid", "Metotreksaatti")
"""Names of substances that none of the clear codes is of."""
BEFORE = ("ATC-{}", "M01/{}", "D{}", "ATC:{}", "http://www.whocc.no/atc/{}")
CLASSES = ("GRIC", "GEN", "KIND", "XYZ")
MORE = ("hidden", "misnamed", "null")
ACTIVE, EXCIPIENT = ("ACTI", "ACTIB", "ACTIM", "ACTIR", "QQQ"), ("IACT", "COLR", "FLVR")


@dataclass
class Made:
    """A document, and what is so of it.

    Attributes:
        narcotic: it holds a code of A or B.
        open: an active substance has no ATC code of level 5, and the product's class is not of it alone.
        unknown: an active code that the register does not have.
        misnamed: a code stands beside another substance's name, or a part of the product is null.
        stands: item and supply are an order.
        faults: anything else that is to be told.
    """

    document: bytes = field(default=b"", repr=False)
    narcotic: bool = False
    open: bool = False
    unknown: bool = False
    misnamed: bool = False
    stands: bool = True
    faults: list[str] = field(default_factory=list)


def wrapped(draw: st.DrawFn, value: str, display: str, made: Made) -> str:
    """A code, or a national one that it is a translation of, over up to three of them; sometimes a narcotic inside."""
    depth = draw(st.integers(0, 3))
    if depth == 0:
        return code(value, display=display)
    inside = translation(value, display=display)
    if draw(st.integers(0, 9)) == 0:
        inside = translation(draw(st.sampled_from(sorted(NARCOTIC))))
        made.narcotic = True
        inside = translation(value, display=display) + inside
        made.faults.append("two codes")
    for number in range(1, depth):
        inside = translation(f"n{number}", LOCAL, "x", inside)
    return code("national", LOCAL, "x", inside)


@st.composite
def products(draw: st.DrawFn, made: Made) -> tuple[str, str]:
    """Classes and ingredients."""
    main = draw(st.sampled_from(sorted(CLEAR)))
    kinds, ingredients = "", ""
    classed = draw(st.booleans())
    if classed:
        kinds += kind(wrapped(draw, main, CLEAR[main], made), draw(st.sampled_from(CLASSES)))
    bare, coded = 0, 0
    whole = draw(st.booleans()) or not classed
    if whole:
        ingredients += ingredient(wrapped(draw, main, CLEAR[main], made), "", draw(st.sampled_from(ACTIVE)))
        coded += 1
    for number in range(draw(st.integers(0, 3))):
        what = draw(st.sampled_from(("clear", "narcotic", "unknown", "national", "none", "excipient", "again", *MORE)))
        cls = draw(st.sampled_from(ACTIVE))
        if what == "narcotic":
            value = draw(st.sampled_from(sorted(NARCOTIC)))
            shown = draw(st.sampled_from((NARCOTIC[value], "x", "")))
            cls = draw(st.sampled_from((*ACTIVE, *EXCIPIENT)))
            place = draw(st.sampled_from(("ingredient", "kind", "other", "system")))
            system = LOCAL if place == "system" else ATC
            if place == "kind":
                kinds += kind(code(value, display=shown), draw(st.sampled_from(CLASSES)))
            elif place == "other":
                ingredients += f"<pharm:asOther>{code(value, display=shown)}</pharm:asOther>"
            else:
                ingredients += ingredient(code(value, system, shown), "", cls)
            made.narcotic = True
        elif what == "unknown":
            value = draw(st.sampled_from(sorted(UNKNOWN)))
            ingredients += ingredient(code(value, display=UNKNOWN[value]), "", cls)
            made.unknown, coded = True, coded + 1
        elif what in {"national", "none"}:
            given_code = code(f"s{number}", LOCAL, "Jotakin") if what == "national" else code("")
            ingredients += ingredient(given_code, f"Aine {number}", cls)
            bare += 1
        elif what == "hidden":
            made.narcotic = True
            value, wrapped_in = draw(st.sampled_from(sorted(NARCOTIC))), draw(st.sampled_from((*BEFORE, "")))
            if wrapped_in:
                kinds += kind(code(wrapped_in.format(value), display="x"), draw(st.sampled_from(CLASSES)))
            else:
                ingredients += ingredient(code(main, inside=translation("7", LOCAL, value)))
        elif what == "misnamed":
            made.misnamed = True
            place, name = draw(st.sampled_from(("name", "display", "national"))), draw(st.sampled_from(OTHERS))
            shown = name if place == "display" else CLEAR[main]
            inside = translation("7", LOCAL, name) if place == "national" else ""
            ingredients += ingredient(code(main, display=shown, inside=inside), name if place == "name" else "", cls)
            coded += 1
        elif what == "null":
            made.misnamed = True
            null = ingredient(code(main, display=CLEAR[main]))
            ingredients += null.replace("<pharm:ingredient ", '<pharm:ingredient nullFlavor="UNK" ', 1)
            bare += 1
        elif what == "excipient":
            ingredients += ingredient(code(f"e{number}", LOCAL, "Laktoosi"), "", draw(st.sampled_from(EXCIPIENT)))
        elif what == "clear":
            value = draw(st.sampled_from(sorted(CLEAR)))
            ingredients += ingredient(code(value, display=CLEAR[value]))
            coded += 1
            made.faults += [] if whole else ["the class may be of another substance"]
        else:
            ingredients += ingredient(code(main, display=CLEAR[main]))
            coded += 1
    made.open = bare > 0 and not (classed and bare == 1 and coded == 0)
    if bare or coded > 1:
        made.faults.append("several")
    return kinds, ingredients


@st.composite
def prescriptions(draw: st.DrawFn) -> Made:
    """A prescription, with faults of group and order in any place, or with none."""
    made = Made()
    kinds, ingredients = draw(products(made))
    text = worded(foreign(atc=kinds, ingredient=ingredients)).decode()
    if draw(st.integers(0, 3)) == 0:
        made.stands = False
        text = ended(draw, text)
    made.document = text.encode()
    return made


def ended(draw: st.DrawFn, text: str) -> str:
    """The prescription as something that is no order, or one that does not stand."""
    at = draw(st.sampled_from(("substanceAdministration", "supply")))
    start = text.index(f"<{at}")
    how = draw(st.sampled_from(("mood", "status", "negated", "null", "around")))
    if how == "mood":
        own = 'moodCode="INT"' if at == "substanceAdministration" else 'moodCode="RQO"'
        mood = draw(st.sampled_from(("EVN", "PRP", "GOL", "DEF", "PRMS", "APT", "EVN.CRT", "OPT")))
        return text[:start] + text[start:].replace(own, f'moodCode="{mood}"', 1)
    if how == "status":
        word = draw(st.sampled_from(("aborted", "cancelled", "nullified", "suspended", "held", "obsolete", "new")))
        after = text.index(">", start) + 1
        return f'{text[:after]}<statusCode code="{word}"/>{text[after:]}'
    if how == "around":
        level = draw(st.sampled_from(("section", "entry", "consumable", "manufacturedProduct", "manufacturedMaterial")))
        start = text.index(f"<{level}", text.index("<structuredBody>"))
        at = level
    attribute = (
        'nullFlavor="NI"' if how == "null" or (how == "around" and draw(st.booleans())) else 'negationInd="true"'
    )
    after = start + len(f"<{at}")
    return f"{text[:after]} {attribute}{text[after:]}"


@given(prescriptions())
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_verdict_is_milder_than_what_was_put_in(made: Made) -> None:
    """Of A or B, or no order: not dispensable. Unchecked or unknown: to be checked. Without a fault: dispensable."""
    outcome = outcome_of(made.document)
    found = verdict(outcome)
    event(found.value)
    if made.narcotic or not made.stands:
        assert found is Verdict.NOT_DISPENSABLE
        return
    if made.open or made.unknown or made.misnamed:
        assert found is Verdict.CHECK
        return
    told = {f.code for f in outcome.findings} - {DRAFT, "view-form-faults"}
    if not made.faults:
        assert told == set()
        assert found is Verdict.DISPENSABLE or {f.code for f in outcome.findings} - {DRAFT} == {"view-form-faults"}
