"""What a foreign prescription permits the pharmacy to substitute: where it says several things, the strictest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.substitution import Permitted
from converter.terminology.displays import display_key
from converter.terminology.tables import Tables

VALUE_SET = "eHDSISubstitutionCode"
STRICTEST_FIRST = (Permitted.FORBIDDEN, Permitted.GENERIC, Permitted.THERAPEUTIC)
FORBIDS = re.compile(
    r"\b(?:not?|none|never|forbidden|ikke|ikkje|inte|ej|ei|nein|kein\w*|nicht|non|pas|nie|ne|nem|n\u00e3o|niet|geen|nu|nelze|nesm\u00ed"
    r"|zakazan\w*|verboten|interdit\w*|prohibid\w*|vietat\w*|forbudt|kielletty)\b",
    re.I,
)
"""Words that deny, in the main languages of the EU: beside a permission they take it back."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What is permitted.

    Attributes:
        kind: forbidden where a code is none of the EU's too: what is not known is not permitted.
        concept: as it is shown; absent where nothing is said.
        contradicts: whether the document says several things, by codes or by the words beside them.
        unknown: whether it says what nobody here can read.
    """

    kind: Permitted
    concept: Coded | None = None
    contradicts: bool = False
    unknown: bool = False


def permission(prescription: ForeignPrescription, tables: Tables) -> Permission:
    """What a prescription permits, by every code and every term beside one.

    Codes of other systems, which may stand as translations, are the foreign country's own: they say the same in its
    words, and decide nothing where one of the EU's stands beside them.
    """
    terms = tables.value_set(VALUE_SET).terms
    system = tables.value_set(VALUE_SET).system
    meant = {display_key(word): code for word, code in _words(tables)}
    first = prescription.substitution
    given = (*prescription.substitutions, *([first] if isinstance(first, Coded) else []))
    coded = [c for c in given if c.code or not c.display]
    own = [c for c in coded if c.system in {system, ""}]
    said = [c.code for c in own]
    said += [code for c in own if (code := meant.get(display_key(c.display)))]
    words = [c.display for c in given if c.display and not c.code]
    known = {code for code in said if code in terms} | {meant[k] for w in words if (k := display_key(w)) in meant}
    forbids = any(FORBIDS.search(c.display) for c in given)
    known |= {Permitted.FORBIDDEN.value} if forbids and known else set()
    silent = [w for w in words if display_key(w) not in meant]
    unknown = any(code not in terms for code in said) or (bool(coded) and not own) or (bool(silent) and not known)
    if not given:
        return Permission(Permitted.UNSAID)
    if unknown:
        return Permission(Permitted.FORBIDDEN, _concept(known, system, terms), bool(known), unknown=True)
    kind = next(kind for kind in STRICTEST_FIRST if kind in known)
    beside = bool(silent) and kind is not Permitted.FORBIDDEN
    return Permission(kind, Coded(kind.value, system, terms[kind.value]), len(known) > 1 or beside)


def _words(tables: Tables) -> list[tuple[str, str]]:
    """The terms of the value set, English and Norwegian, with their codes."""
    rows = tables.norwegian["substitution"].rows
    norwegian = [(w, code) for code, row in rows.items() for w in (row.norwegian, *row.also) if w]
    return [*((term, code) for code, term in tables.value_set(VALUE_SET).terms.items()), *norwegian]


def _concept(known: set[str], system: str, terms: Mapping[str, str]) -> Coded | None:
    """The strictest of what is known beside what is not."""
    kind = next((kind for kind in STRICTEST_FIRST if kind in known), None)
    return None if kind is None else Coded(kind.value, system, terms[kind.value])
