"""What speaks against dispensing, for a reader: the gravest first, each once, with the codes that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from converter.conversion.ep_to_view.substances import all_said, substance_codes
from converter.conversion.ep_to_view.view import View
from converter.model.coded import Coded
from converter.model.draft_rows import DRAFT
from converter.model.finding import Finding, Severity

GRAVEST = (
    ("view-substance-contradicts", "view-words-contradict", "view-codes-contradict", "view-display-contradicts"),
    ("view-form-word-contradicts",),
    ("view-strength-",),
    ("view-narrative-contradicts",),
    ("view-dosage-",),
    ("view-package-",),
    ("view-substance-", "view-word-named-", "view-atc-", "view-group-"),
    ("view-substitution-",),
)
"""Codes by how they begin, in the order in which they can harm: what it is, how strong, how much, whether A or B."""
LAST = (
    ("view-authors-", "view-names-", "view-birth-date-", "view-person-", "view-guardian"),
    ("view-validity-", "view-treatment-", "view-written-", "view-completed", "view-status-"),
    ("view-form-faults", "document-holds-signs"),
)
"""After all others: persons, dates, form."""
TWICE = {"view-validity-missing": "view-written-long-ago"}
"""A remark that another one says too."""
OF_ATC = frozenset({"view-group-unknown", "view-atc-group", "view-group-not-listed"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        first: the finding, or the first of several of the same words.
        paths: all their places.
        about: the codes that it is about, as they stand in the document.
    """

    first: Finding
    paths: tuple[str, ...]
    about: tuple[str, ...] = ()


def together(found: Iterable[Finding]) -> list[tuple[Finding, list[str]]]:
    """Findings of the same words in one, with their paths, in the order in which each was told first."""
    kept: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for one in found:
        _, paths = kept.setdefault((one.code, one.text_en), (one, []))
        if one.path and one.path not in paths:
            paths.append(one.path)
    return list(kept.values())


def reasons(found: Iterable[Finding], view: View | None = None) -> tuple[Reason, ...]:
    """The reasons among findings, what stops it before what is to be noted.

    Args:
        found: of a view or an eD; words that are drafts are none.
        view: for the codes that a reason is about.
    """
    told = [one for one in found if one.code != DRAFT]
    codes = {one.code for one in told}
    once = [one for one in told if TWICE.get(one.code) not in codes]
    merged = [Reason(one, tuple(paths), _about(one, view)) for one, paths in together(once)]
    return tuple(sorted(merged, key=lambda reason: _gravity(reason.first)))


def _gravity(one: Finding) -> tuple[bool, int]:
    """Less is graver; what is in neither list stands between them."""
    for place, begins in enumerate(GRAVEST):
        if one.code.startswith(begins):
            return one.severity is Severity.REMARK, place
    for place, begins in enumerate(LAST, len(GRAVEST) + 1):
        if one.code.startswith(begins):
            return one.severity is Severity.REMARK, place
    return one.severity is Severity.REMARK, len(GRAVEST)


def _about(one: Finding, view: View | None) -> tuple[str, ...]:
    """The ATC codes of the document, where a reason is about one of them."""
    if view is None or one.code not in OF_ATC:
        return ()
    product = view.prescription.product
    own = product.atc if product is not None else None
    of_product = [own.code] if isinstance(own, Coded) else []
    return tuple(dict.fromkeys([*of_product, *substance_codes(all_said(view.prescription))]))
