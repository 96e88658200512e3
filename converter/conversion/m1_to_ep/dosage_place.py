"""Where a dose form or a coded route goes, and whether a dosage that says a route, a place or an act can go there.

By whole words of the English term in eHDSIDoseForm and eHDSIRouteofAdministration. A term that no word tells, or that
names several forms (`+`), is of no known place, and says nothing of a dosage.
"""

import re
from enum import StrEnum

from converter.model.coded import Coded, Null
from converter.model.meaning import Meaning


class Place(StrEnum):
    """Where a medicine goes."""

    ORAL = "oral"
    MOUTH = "mouth"
    EYE = "eye"
    EAR = "ear"
    NOSE = "nose"
    VAGINA = "vagina"
    RECTUM = "rectum"
    INHALED = "inhaled"
    INJECTED = "injected"
    SKIN = "skin"


WORD = re.compile(r"[a-z]+")
NAMED = {
    Place.ORAL: "oral orodispersible syrup tea pillules",
    Place.MOUTH: "oromucosal sublingual buccal gingival dental denture periodontal mouthwash gargle lozenge pastille"
    " chewing laryngopharyngeal oropharyngeal toothpaste",
    Place.EYE: "eye ophthalmic ocular intraocular",
    Place.EAR: "ear auricular",
    Place.NOSE: "nasal",
    Place.VAGINA: "vaginal pessary",
    Place.RECTUM: "rectal suppository enema",
    Place.INHALED: "inhalation nebuliser",
    Place.INJECTED: "injection infusion parenteral implant implantation intravitreal intracameral subcutaneous"
    " intramuscular intravenous intradermal",
    Place.SKIN: "cutaneous transdermal shampoo collodion poultice plaster nail",
}
BY_SHAPE = {
    Place.ORAL: "tablet tablets capsule granules cachet effervescent",
    Place.SKIN: "cream ointment",
}
"""What a form without a word for its place is of."""
BODY_PARTS = {
    Place.EYE: "eye eyes",
    Place.EAR: "ear ears",
    Place.NOSE: "nostril nostrils nose",
    Place.VAGINA: "vagina vaginally",
    Place.RECTUM: "rectum rectally",
}
"""Words of the English of short doses."""
ELSEWHERE = (
    "bladder intravesical urethral intrauterine endocervical intestinal stomach gastric gastroenteral endosinusial"
    " endotracheopulmonary haemodialysis peritoneal wound epilesional prick scratch provocation"
)
"""Places that no dosage of the grammar names."""
SWALLOWED = frozenset({"lozenge", "pastille", "chewing"})
"""Forms of the mouth that one takes."""
AMOUNT = r"(?:up to )?(?:[0-9¼½¾]|half an? |a quarter of |three quarters of )"
LENGTH = r"[0-9]+ (?:to [0-9]+ )?(?:minute|hour|day|week|month|year)"
VERB = re.compile(rf"\b([Tt])ake(?= {AMOUNT})(?! {LENGTH})")
"""The verb of a dose; `Take 30 minutes before a meal` is advice."""
ORAL_OR_MOUTH = frozenset({Place.ORAL, Place.MOUTH})
BODY = frozenset({Place.SKIN})
INJECTED_INTO = frozenset({Place.SKIN, Place.INJECTED})
OUTSIDE = frozenset(Place) - {Place.ORAL, Place.INJECTED, Place.INHALED}
ROUTES: dict[str, frozenset[Place]] = {
    "oral": ORAL_OR_MOUTH,
    "sublingual": ORAL_OR_MOUTH,
    "buccal": ORAL_OR_MOUTH,
    "rectal": frozenset({Place.RECTUM, Place.SKIN}),
    "vaginal": frozenset({Place.VAGINA}),
    "subcutaneous": frozenset({Place.INJECTED}),
    "intramuscular": frozenset({Place.INJECTED}),
    "intravenous": frozenset({Place.INJECTED}),
    "inhalation": frozenset({Place.INHALED}),
}
ACTS: dict[str, frozenset[Place]] = {
    "apply": OUTSIDE,
    "massage": frozenset({Place.SKIN, Place.MOUTH}),
    "inject": frozenset({Place.INJECTED}),
    "rinse": ORAL_OR_MOUTH,
}
SITES: dict[str, frozenset[Place]] = {
    **dict.fromkeys(("each eye", "right eye", "left eye", "the eye", "affected eye"), frozenset({Place.EYE})),
    "lower eyelid": frozenset({Place.EYE, Place.SKIN}),
    **dict.fromkeys(("each ear", "right ear", "left ear", "the ear", "affected ear"), frozenset({Place.EAR})),
    **dict.fromkeys(("each nostril", "one nostril", "right nostril", "left nostril"), frozenset({Place.NOSE})),
    **dict.fromkeys(("nose", "nose opening"), frozenset({Place.NOSE, Place.SKIN})),
    **dict.fromkeys(("lips", "mouth"), frozenset({Place.MOUTH, Place.ORAL, Place.SKIN})),
    "vulva": frozenset({Place.VAGINA, Place.SKIN}),
    "anus": frozenset({Place.RECTUM, Place.SKIN}),
    **dict.fromkeys(("thigh", "upper arm", "abdomen", "buttock"), INJECTED_INTO),
    **dict.fromkeys(("affected area", "painful area"), OUTSIDE),
    **dict.fromkeys(("behind the ear", "affected skin", "affected nail", "eczema", "face", "scalp", "feet"), BODY),
    **dict.fromkeys(("hands", "skin", "whole body", "wound", "groin", "armpits"), BODY),
}
"""Where each key of `mappings/dosage/` goes; another says nothing."""


def places_of(term: Coded | Null | None) -> frozenset[Place]:
    """The places of a form or route; none where it is not known."""
    if not isinstance(term, Coded) or "+" in term.display:
        return frozenset()
    words = frozenset(WORD.findall(term.display.casefold()))
    if words & set(ELSEWHERE.split()):
        return frozenset()
    named = frozenset(place for place, marks in NAMED.items() if words & set(marks.split()))
    return named or frozenset(place for place, marks in BY_SHAPE.items() if words & set(marks.split()))


def contradicts(meaning: Meaning, term: Coded | Null | None) -> bool:
    """Whether a dosage says a route, a place or an act that is none of this form or route."""
    places = places_of(term)
    if not places:
        return False
    said = [
        table.get(key)
        for clause in (*meaning.clauses, meaning.common)
        for table, key in ((ROUTES, clause.route), (ACTS, clause.act), (SITES, clause.site))
    ]
    said += [OUTSIDE for clause in meaning.clauses if clause.layer]
    return any(allowed is not None and places.isdisjoint(allowed) for allowed in said)


def names_elsewhere(english: str, term: Coded | Null | None) -> bool:
    """Whether English words of a table name a part of the body that is none of this form or route."""
    places = places_of(term)
    words = set(WORD.findall(english.casefold()))
    return bool(places) and any(
        words & set(marks.split()) and place not in places for place, marks in BODY_PARTS.items()
    )


def used(english: str, form: Coded | Null | None) -> str:
    """An English sentence of the dosage language: what is not known to be swallowed is used, and not taken."""
    return english if _is_swallowed(form) else VERB.sub(lambda found: "Use" if found[1] == "T" else "use", english)


def _is_swallowed(form: Coded | Null | None) -> bool:
    if not isinstance(form, Coded):
        return False
    in_the_mouth = SWALLOWED & set(WORD.findall(form.display.casefold()))
    return places_of(form) == {Place.ORAL} or bool(in_the_mouth)
