"""Whether two texts name one substance: by the words that tell substances apart, and by none that they share.

Acids, insulins, salts and esters share words with others of their kind: folic and tranexamic acid are two. So a word
such as `acid` or `sodium` says nothing, and what is named by such words alone (`potassium chloride`) is told by all of
them. Source of the names: ATC's own terms, English and Norwegian.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from converter.terminology.substance_stems import LETTERS, stem

SALTS = (
    *("sodium", "natrium", "natricum", "sodique", "sodico", "potassium", "kalium", "kalicum", "calcium", "kalsium"),
    *("magnesium", "magnesicum", "zinc", "aluminium", "lithium", "ammonium", "hydrochloride", "hydroklorid"),
    *("dihydrochloride", "dihydroklorid", "hydrobromide", "chloride", "klorid", "kloridi", "bromide", "bromid"),
    *("iodide", "jodid", "fluoride", "sulfate", "sulphate", "hydrogensulfate", "bisulfate", "phosphate", "fosfat"),
    *("nitrate", "nitrat", "citrate", "sitrat", "tartrate", "hydrogentartrate", "bitartrate", "maleate", "fumarate"),
    *("mesilate", "mesylate", "besilate", "besylate", "tosilate", "succinate", "suksinat", "lactate", "gluconate"),
    *("carbonate", "karbonat", "oxide", "hydroxide", "oxalate", "monohydrate", "dihydrate", "trihydrate"),
    *("hemihydrate", "sesquihydrate", "hydrate", "anhydrous", "pamoate", "embonate", "stearate", "lysine", "arginine"),
    *("trometamol", "tromethamine", "meglumine", "olamine", "epolamine", "erbumine", "tosylate", "edisylate"),
    *("dinatrium", "disodium", "dikalium", "hemifumarate", "hydrogenfumarate", "besilaatti", "ditosylate", "malate"),
)
"""What a substance is bound to: another salt is not another substance (eHDSI: the substance, not its salt)."""
ESTERS = (
    *("acetate", "acetat", "valerate", "propionate", "dipropionate", "butyrate", "furoate", "palmitate", "decanoate"),
    *("enantate", "enanthate", "pivalate", "acetonide", "hexacetonide", "axetil", "cilexetil", "medoxomil", "proxetil"),
    *("mofetil", "disoproxil", "alafenamide", "undecanoate", "caproate", "aceponate", "cipionate", "pivoxil"),
)
"""The same, of what ATC has codes of their own for here and there (hydrocortisone butyrate, fluticasone furoate)."""
GENERAL = (
    *("acid", "acidum", "syre", "syra", "happo", "acide", "acido", "saure", "kwas", "kyselina", "hape", "zuur", "as"),
    *("insulin", "interferon", "factor", "faktor", "vitamin", "alfa", "alpha", "beta", "gamma", "human", "humant"),
    *("oil", "olje", "extract", "ekstrakt", "liquid", "pure", "purified", "renset", "vaccine", "vaksine", "antigen"),
    *("agent", "agents", "natural", "mixed", "total", "oral", "topical", "systemic", "inactivated", "live", "whole"),
    *("acetyl",),
)
"""Words of several substances, and of none alone."""
JOINING = frozenset(
    {
        *("and", "with", "og", "med", "or", "in", "of", "incl", "excl", "inkl", "ekskl", "plus", "other", "others"),
        *("various", "combinations", "combination", "kombinasjoner", "kombinasjon", "andre", "diverse", "av"),
    }
)
"""Words that join substances, or say that there are others."""
COMBINING = frozenset(
    {
        *("and", "with", "og", "med", "combinations", "combination", "kombinasjoner", "kombinasjon", "comb", "incl"),
    }
)
CLASS_WORDS = frozenset(
    {
        *("inhibitor", "hemmer", "estrogen", "ostrogen", "progestogen", "gestagen", "diuretika", "psykoleptika"),
        *("antiseptika", "antibiotika", "analgetika", "kortikosteroider", "elektrolytter", "tiazider", "midler"),
        *("combinations", "kombinasjoner", "various", "diverse", "other", "others", "andre", "drugs", "agents"),
        *("antiinfektiva", "spasmolytika", "enzyme", "laktamasehemmer", "dekarboksylasehemmer", "vitamins"),
        *("vitaminer", "mineraler", "adrenergika", "mukolytika", "ekspektorantia", "antacida"),
    }
)
"""Words of ATC terms for any of a class, beside the plurals of English (`diuretics`)."""
NO_PLURALS = ("us", "is", "ks", "os", "gas", "ss")
"""Ends of words in s that are no plurals: tacrolimus, tafamidis, degareliks."""
EXCIPIENTS = frozenset(
    stem(word)
    for word in (
        *("ethanol", "etanol", "alcohol", "alkohol", "sugar", "sukker", "glucose", "lactose", "sorbitol", "xylitol"),
        *("menthol", "mentol", "peppermint", "glycerol", "glycine", "sucrose", "aspartame", "water", "lemon"),
        *("silicone", "paraben", "phosphate", "gluten", "saccharose", "mannitol"),
    )
)
"""What a trade name may name as a taste, or as what is not in it (`ethanol free`)."""
MOST_WORDS, LEAST_WORD, LEAST_BEGUN, LEAST_ALONE, LEAST_TELLING = 5, 4, 6, 6, 3
"""Words of a name that is looked for; letters of a word that is one, that begins a longer one, stands in a trade
name, or tells a substance."""
ACID_ENDS = ("inzir", "zira", "zir", "ic", "at")
"""What an acid and its salt end with, once spelled alike: valproic acid, valproate, valproinsyre."""
NOTHING: frozenset[str] = frozenset()
BOUND = frozenset(map(stem, SALTS))
ESTER = frozenset(map(stem, ESTERS))
SHARED = frozenset(map(stem, GENERAL)) | BOUND


@dataclass(frozen=True, slots=True)
class SubstanceNames:
    """ATC codes of level 5 by the stems of the words of their terms.

    Attributes:
        whole: codes by all words of a term of one substance or of several, without those that join.
        parts: codes of combinations by each word that tells one of their substances.
    """

    whole: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedSubstance:
    """A substance that a text names: the stems of its words, and the codes that are called so."""

    words: tuple[str, ...]
    codes: frozenset[str]


def names_of(substances: Mapping[str, frozenset[str]]) -> SubstanceNames:
    """The names by which substances are found.

    Args:
        substances: ATC codes of level 5 by their terms.
    """
    whole: dict[tuple[str, ...], set[str]] = {}
    parts: dict[str, set[str]] = {}
    for term, codes in substances.items():
        words = words_of(term)
        if not words or len(words) > MOST_WORDS or (len(words) == 1 and len(words[0]) < LEAST_WORD):
            continue
        whole.setdefault(words, set()).update(codes)
        if is_combination(term):
            for word in telling(words):
                parts.setdefault(word, set()).update(codes)
    return SubstanceNames(
        MappingProxyType({key: frozenset(codes) for key, codes in whole.items()}),
        MappingProxyType({word: frozenset(codes) for word, codes in parts.items()}),
    )


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The stems of a text's words, without those that join."""
    return tuple(stem(w) for w in LETTERS.findall(text) if w.casefold() not in JOINING)


def telling(words: Iterable[str], *, esters: bool = False) -> frozenset[str]:
    """The words that tell which substance it is; all of them where none is of it alone, or a letter (`beta 1b`) is.

    Args:
        words: stems.
        esters: whether an ester is another substance, as ATC has it here and there.
    """
    given = frozenset(words)
    found = given - SHARED - (NOTHING if esters else ESTER)
    return found if any(len(word) >= LEAST_TELLING for word in found) else given


def named_in(text: str, names: SubstanceNames, *, begun: bool = True) -> tuple[NamedSubstance, ...]:
    """The substances that a text names, of those that begin at one word the longest.

    Args:
        text: in any language that a stem reaches.
        names: of the substances.
        begun: whether the beginning of a longer word counts (`codeinphosphat`): of a substance's name, not of a trade
            name, which may only sound like one.
    """
    words = words_of(text)
    found: list[NamedSubstance] = []
    place = 0
    while place < len(words):
        step = 1
        for size in range(min(MOST_WORDS, len(words) - place), 0, -1):
            own = words[place : place + size]
            codes = names.whole.get(own)
            if codes is None and size == 1:
                own, codes = _alone(own[0], names, begun=begun)
            elif codes is not None and size == 1 and len(own[0]) < LEAST_ALONE and not begun:
                codes = None
            if codes:
                found.append(NamedSubstance(own, codes))
                step = size
                break
        place += step
    real = [n for n in found if not set(n.words) <= SHARED | ESTER] if len(words) > 1 else found
    return tuple(real or (found if begun else ()))


def _alone(word: str, names: SubstanceNames, *, begun: bool) -> tuple[tuple[str, ...], frozenset[str] | None]:
    """A substance that a word begins with."""
    if begun and word not in SHARED | ESTER:
        for size in range(len(word) - 1, LEAST_BEGUN - 1, -1):
            if (codes := names.whole.get((word[:size],))) is not None and word[:size] not in SHARED:
                return (word[:size],), codes
    return (word,), None


def alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: the same, one begun by the other, or an acid and its salt."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= LEAST_BEGUN and longer.startswith(shorter) and shorter not in SHARED | ESTER:
        return True
    return len(bare := _acid(one)) >= LEAST_WORD and bare == _acid(other)


def _acid(word: str) -> str:
    end = next((e for e in ACID_ENDS if word.endswith(e)), "")
    return word.removesuffix(end)


def holds(term: str, words: Iterable[str]) -> bool:
    """Whether a term of ATC names the substance of these words, alone or with others."""
    own = words_of(term)
    if not own:
        return False
    wanted = telling(words)
    if wanted <= SHARED | ESTER:  # potassium chloride: by all its words
        return all(any(alike(w, o) for o in own) for w in frozenset(words))
    return all(any(alike(w, o) for o in own) for w in wanted)


def one_substance(one: str, other: str) -> bool:
    """Whether two names are of the same substances, in whatever spelling and salt; words that acids share tell none."""
    return holds(one, words_of(other)) and holds(other, words_of(one))


def same(term: str, other: str) -> bool:
    """Whether two terms of ATC are of one substance, whatever salt; an ester with a code of its own is another."""
    if is_combination(term) or is_combination(other):
        return term == other
    ours, theirs = telling(words_of(term), esters=True), telling(words_of(other), esters=True)
    return bool(ours) and ours == theirs and (not ours <= SHARED or set(words_of(term)) == set(words_of(other)))


def is_combination(term: str) -> bool:
    """Whether an ATC term is of several substances (WHO, principles of ATC: combination products)."""
    return "," in term or not COMBINING.isdisjoint(term.casefold().split())


def is_class(term: str) -> bool:
    """Whether an ATC term holds any of a class, and so substances that it does not name."""
    words = term.casefold().replace("ø", "o").split()
    return any(
        w in CLASS_WORDS or (len(w) > LEAST_WORD and w.endswith("s") and not w.endswith(NO_PLURALS)) for w in words
    )


def another(text: str, terms: Iterable[str], codes: Set[str], names: SubstanceNames, *, begun: bool = True) -> bool:
    """Whether a text names a substance that is none of these.

    Args:
        text: a substance's name, the word beside a code, or (not `begun`) a trade name.
        terms: what the substances are called, as ATC or the document has it.
        codes: theirs, of any level.
        names: of the substances.
        begun: as in `named_in`.
    """
    own = tuple(terms)
    for one in named_in(text, names, begun=begun):
        if not begun and set(one.words) <= EXCIPIENTS:
            continue
        if any(c.startswith(code) or code.startswith(c) for c in one.codes for code in codes if code):
            continue
        if not any(holds(term, one.words) for term in own):
            return True
    return False
