"""What a foreign prescription permits the pharmacy to substitute: where it says several things, the strictest."""

from collections.abc import Mapping
from dataclasses import dataclass

from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.substitution import Permitted
from converter.terminology.tables import Tables

VALUE_SET = "eHDSISubstitutionCode"
STRICTEST_FIRST = (Permitted.FORBIDDEN, Permitted.GENERIC, Permitted.THERAPEUTIC)


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
    meant = {term.casefold(): code for code, term in terms.items()}
    first = prescription.substitution
    given = (*prescription.substitutions, *([first] if isinstance(first, Coded) else []))
    own = [c for c in given if c.system in {system, ""}]
    said = [c.code for c in own] + [meant.get(c.display.casefold(), c.code) for c in own]
    known = {code for code in said if code in terms}
    unknown = any(code not in terms for code in said) or (bool(given) and not own)
    if not given:
        return Permission(Permitted.UNSAID)
    if unknown:
        return Permission(Permitted.FORBIDDEN, _concept(known, system, terms), bool(known), unknown=True)
    kind = next(kind for kind in STRICTEST_FIRST if kind in known)
    return Permission(kind, Coded(kind.value, system, terms[kind.value]), len(known) > 1)


def _concept(known: set[str], system: str, terms: Mapping[str, str]) -> Coded | None:
    """The strictest of what is known beside what is not."""
    kind = next((kind for kind in STRICTEST_FIRST if kind in known), None)
    return None if kind is None else Coded(kind.value, system, terms[kind.value])
