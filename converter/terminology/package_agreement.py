"""Holds types of package (list 7449) by their head word, and the piece that a package is by its type.

In Norwegian the head of a compound is its last part and the head of a phrase its first: `Infusjonsflaske av plast`,
`Ferdigfylt penn, KwikPen` and `Tokammerpose stay safe` are a bottle, a pre-filled pen and a bag, whatever follows.
"""

import re
from collections.abc import Mapping

from converter.sources.problems import Place, ProblemList
from converter.terminology.code_table import CodeTable, Row
from converter.terminology.joins import BY_PACKAGE, PACKAGE_TYPES
from converter.terminology.lists import Lists

TYPES = "7449"
FITTING = re.compile(r" (?:av|med|i|til|uten|for) | m/| ?\(|, ?")
"""What stands before the material, the fitting, the use or the make of a package."""
HEADS: Mapping[str, str] = {
    "endosepipette": "30057000",
    "endosetube": "30057000",
    "engangspipette": "30057000",
    "pipette, endose": "30057000",
    "aluminiumssylinder": "30024000",
    "komposittsylinder": "30024000",
    "stålsylinder": "30024000",
    "sylinder": "30024000",
    "sylindretter": "30014000",
    "tokammersprøyte": "30051000",
}
"""Heads, or whole terms, for which EDQM has no word, or whose word is another thing of EDQM's (a Pipette is a device
that doses): what a row that is approved may say of them, and nothing else."""
NEVER = frozenset({"Box", "Blister", "Unit-dose blister"})
"""Containers that are never a piece: what they hold is."""


def heads_of(term: str, codes: Mapping[str, set[str]]) -> frozenset[str]:
    """The concepts of eHDSIPackage that a type of package is by its head; none where its head is no word of EDQM's.

    Args:
        term: of list 7449, in lower case.
        codes: concepts by their Norwegian words, in lower case.
    """
    phrase = FITTING.split(term, maxsplit=1)[0]
    for said in (term, phrase):
        if said in HEADS:
            return frozenset({HEADS[said]})
    words = phrase.split()
    for count in range(len(words), 0, -1):
        found = [word for word in codes if " ".join(words[:count]).endswith(word)]
        if found:
            return frozenset(codes[max(found, key=len)])
    return frozenset()


def check_package_pieces(tables: Mapping[str, CodeTable], lists: Lists, problems: ProblemList) -> None:
    """Adds a problem for each piece that is not the container which its type of package is, by whatever status."""
    types, table = tables.get(PACKAGE_TYPES), tables.get(BY_PACKAGE)
    listed = lists.code_lists.get(TYPES)
    if table is None or types is None or listed is None:
        return
    for row in table:
        place = Place(row.file, row.line)
        term = listed.terms.get(row.code)
        if term is None:
            problems.add("row-not-in-list", place, found=row.code, list=TYPES, wanted="")
        elif term != row.term:
            problems.add("row-term", place, found=row.term, list=TYPES, wanted=term)
        elif row.target is not None:
            _check_container(row, types.row(row.code), place, problems)


def _check_container(row: Row, typed: Row | None, place: Place, problems: ProblemList) -> None:
    """The piece has the last word of its container's name: a pre-filled pen is a pen."""
    container = "" if typed is None or typed.target is None else typed.target.display
    wanted = "" if container in NEVER or not container else f"{{{container.split()[-1].capitalize()}}}"
    if row.target is not None and row.target.code != wanted:
        named = container or "none"
        problems.add("piece-container", place, found=row.target.code, term=row.term, named=named, wanted=wanted or "-")
