"""What a term of EDQM says of its own attributes: a row of forms or routes that says otherwise has gone astray."""

import re
from collections.abc import Mapping

WORD = re.compile(r"[a-z]+(?:-(?:release|resistant))?")
RELEASES = {"prolonged-release": "Prolonged", "gastro-resistant": "Delayed", "modified-release": "Modified"}
LASTING = frozenset({"implant", "implantation", "insert", "patch", "pouch", "system", "adhesive"})
"""Words of terms of what stays in or on the body: EDQM gives most a prolonged release without saying it in the term."""
_SITES: Mapping[str, tuple[str, ...]] = {
    "Auricular": ("ear", "auricular"),
    "Buccal": ("buccal",),
    "Cutaneous": ("cutaneous", "prick", "scratch", "shampoo", "nail"),
    "Dental": ("dental", "periodontal", "toothpaste"),
    "Endocervical": ("endocervical",),
    "Gastric": ("stomach", "gastric"),
    "Gastroenteral": ("gastroenteral",),
    "Intestinal": ("intestinal",),
    "Intramammary": ("intramammary",),
    "Intraperitoneal": ("intraperitoneal", "peritoneal"),
    "Intrauterine": ("intrauterine",),
    "Intravesical": ("intravesical", "bladder"),
    "Nasal": ("nasal", "endosinusial"),
    "Ocular": ("eye", "intraocular", "ophthalmic", "intracameral", "intravitreal", "ocular"),
    "Oral": ("oral", "syrup"),
    "Oromucosal": ("oromucosal", "gingival", "gargle", "mouthwash", "lozenge", "pastille", "laryngopharyngeal"),
    "Parenteral": ("injection", "infusion", "implant", "implantation"),
    "Pulmonary": ("nebuliser", "inhalation", "endotracheopulmonary"),
    "Rectal": ("rectal", "enema", "suppository"),
    "Sublingual": ("sublingual",),
    "Transdermal": ("transdermal", "iontophoresis"),
    "Urethral": ("urethral",),
    "Vaginal": ("vaginal", "pessary"),
}
"""The words of terms that say a site."""
SITE_OF = {word: site for site, words in _SITES.items() for word in words}
SWALLOWED = frozenset({"tablet", "tablets", "capsule", "granules", "cachet", "tea", "effervescent", "orodispersible"})
"""What is taken by mouth where its term says no site."""
ON_THE_SKIN = frozenset({"cream", "ointment", "gel", "poultice", "plaster", "collodion"})
"""What is for the skin where its term says no site."""
SKIN = frozenset({"Cutaneous", "Transdermal"})
IN_THE_MOUTH = frozenset({"Buccal", "Sublingual"})
"""Sites that EDQM also calls oromucosal, in patient-friendly terms."""
ROUTES_OF = {
    "Auricular": {"auricular"},
    "Nasal": {"nasal", "endosinusial"},
    "Pulmonary": {"inhalation", "endotracheopulmonary", "laryngopharyngeal"},
    "Rectal": {"rectal"},
    "Urethral": {"urethral"},
    "Vaginal": {"vaginal", "endocervical"},
}
"""Sites that only routes with one of these words in their terms reach."""
INTO = ("intravenous", "intramuscular", "subcutaneous", "intraarterial", "intrathecal", "epidural", "intradermal")


def release_wanted(term: str, release: str) -> str:
    """The release that a term says where that is not the one given; empty where it may be."""
    words = set(WORD.findall(term.casefold()))
    wanted = next((release for word, release in RELEASES.items() if word in words), "Conventional")
    lasting = wanted == "Conventional" and release == "Prolonged" and bool(words & LASTING)
    return "" if release == wanted or lasting else wanted


def sites_wanted(term: str, sites: tuple[str, ...]) -> str:
    """The sites that a term says where those are not the ones given; empty where they may be, or no word says any."""
    words = set(WORD.findall(term.casefold()))
    said = {SITE_OF[w] for w in words if w in SITE_OF}
    if "Ocular" in said and "implant" in words:
        said -= {"Parenteral"}
    if said:
        within = said <= IN_THE_MOUTH and set(sites) == {"Oromucosal"}
        return "" if set(sites) == said or within else ", ".join(sorted(said))
    if words & SWALLOWED:
        return "" if set(sites) == {"Oral"} else "Oral"
    if words & ON_THE_SKIN:
        return "" if set(sites) <= SKIN else ", ".join(sorted(SKIN))
    return ""


def route_wanted(term: str, sites: tuple[str, ...]) -> str:
    """The site that a route's term says where it is not among those given, or one that is not its; empty where none."""
    words = WORD.findall(term.casefold())
    own = {SITE_OF[w] for w in words if w in SITE_OF} | ({"Parenteral"} if set(words) & set(INTO) else set())
    missing = sorted(own - set(sites))
    if missing:
        return ", ".join(missing)
    foreign = {site for site in sites if site in ROUTES_OF and ROUTES_OF[site].isdisjoint(words)}
    return ", ".join(sorted(set(sites) - foreign)) if foreign else ""
