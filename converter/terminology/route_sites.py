"""Holds which intended sites an approved route reaches: the site of its own name, and what of the body is beside that.

EDQM keeps routes and intended sites as two lists. A route that reaches too much is never excluded by a form: a
suppository into a vein.
"""

from collections.abc import Mapping

BESIDE: Mapping[str, frozenset[str]] = {
    "Auricular": frozenset(),
    "Buccal": frozenset({"Oromucosal", "Oral"}),
    "Cutaneous": frozenset({"Transdermal"}),
    "Dental": frozenset({"Oromucosal", "Parenteral"}),
    "Endocervical": frozenset({"Vaginal", "Intrauterine"}),
    "Extracorporeal": frozenset({"Parenteral"}),
    "Gastric": frozenset({"Gastroenteral", "Intestinal", "Oral"}),
    "Gastroenteral": frozenset({"Gastric", "Intestinal", "Oral"}),
    "Intestinal": frozenset({"Gastroenteral", "Gastric", "Oral"}),
    "Intraperitoneal": frozenset({"Parenteral"}),
    "Intrauterine": frozenset(),
    "Intravesical": frozenset({"Parenteral"}),
    "Nasal": frozenset({"Oculonasal"}),
    "Ocular": frozenset({"Oculonasal"}),
    "Oral": frozenset(
        {"Oromucosal", "Buccal", "Sublingual", "Gastric", "Gastroenteral", "Intestinal", "Dental"},
    ),
    "Oromucosal": frozenset({"Buccal", "Sublingual", "Oral", "Dental"}),
    "Rectal": frozenset(),
    "Sublingual": frozenset({"Oromucosal", "Oral"}),
    "Transdermal": frozenset({"Cutaneous"}),
    "Urethral": frozenset(),
    "Vaginal": frozenset({"Endocervical"}),
}
"""The sites beside the one that a route is named by, as they were reviewed: parts of the mouth and the gut, the two
sides of the skin and of the cervix, EDQM's site that is eye and nose, and what is injected or infused at the place (a
dental cartridge, a bladder, the abdomen, a circuit outside the body)."""
INJECTED = frozenset(
    {
        *("20009000", "20011000", "20015500", "20019500", "20022000", "20023000", "20024000", "20025000", "20026000"),
        *("20026500", "20027000", "20027010", "20028300", "20028500", "20029000", "20030000", "20031000", "20031700"),
        *("20033000", "20035000", "20036500", "20037000", "20039000", "20039200", "20039500", "20041000", "20042000"),
        *("20045000", "20057000", "20058000", "20059300", "20059400", "20066000", "20080000", "20081000", "20084000"),
        *("20086000", "20087000", "20088000", "20089000", "20090000"),
    }
)
"""Routes of eHDSIRouteofAdministration by which something is injected, infused or implanted: parenteral, as EDQM
defines it, and nothing else."""
PARENTERAL = "Parenteral"


def approved_sites_wanted(code: str, term: str, sites: tuple[str, ...]) -> str:
    """The sites that an approved row must have where it has others; empty where it may be as it is.

    A route of no such name, which is not pinned as injected, is a judgement by itself: it stays a draft (`draft`).
    """
    if code in INJECTED:
        return "" if sites == (PARENTERAL,) else PARENTERAL
    own = term.removesuffix(" use")
    if own not in BESIDE:
        return "status: draft"
    known = BESIDE[own] | {own}
    return "" if set(sites) == known and len(sites) == len(known) else ", ".join([own, *sorted(BESIDE[own])])
