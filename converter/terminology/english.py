"""The wording of an eP, from the tables of plainer English."""

from converter.model.wording import Wording
from converter.terminology.tables import Tables

PIECES = "eHDSIQuantityUnit"


def wording_of(tables: Tables) -> Wording:
    """Units, containers and roles by code; drafts are left out, and stand as the value set has them."""
    units = _rows(tables, "unit-english")
    terms = tables.value_set(PIECES).terms
    pieces = {f"{{{terms[code]}}}": words for code, words in _rows(tables, "piece-english").items()}
    roles = {code: one for code, (one, _) in _rows(tables, "role-english").items()}
    return Wording({**units, **pieces}, _rows(tables, "package-english"), roles)


def _rows(tables: Tables, name: str) -> dict[str, tuple[str, str]]:
    approved = [row for row in tables.texts(name) if row.status == "approved"]
    return {row.code: (row.english, row.english_plural or row.english) for row in approved}
