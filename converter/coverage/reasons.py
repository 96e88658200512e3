"""Which findings tell why an eP lacks something."""

from converter.coverage.outcome import NOTICES, Has

UNTOLD = "not-told"
"""Stands for a reason where no finding tells one."""
_NAME_SAYS = ("name-number-differs", "name-strengths-differ", "name-strength-unreadable", "name-unit-differs")
_UNSAID = (
    *NOTICES,
    "dosage-not-understood",
    "dosage-words-unknown",
    "short-dose-unknown",
    "short-dose-without-unit",
)
"""Why a dosage goes in the prescriber's Norwegian words alone."""

TELLS: dict[Has, frozenset[str]] = {
    Has.PRODUCT: frozenset({"amount-instead-of-packages", "package-differs-from-register"}),
    Has.FORM: frozenset({"dose-form-missing", "dose-form-unmapped"}),
    Has.STRENGTH: frozenset(
        {
            *_NAME_SAYS,
            "remark-varenr-unknown",
            "strength-alternative-differs",
            "strength-as-text",
            "strength-per-unfit",
            "strength-several",
        }
    ),
    Has.DOSE: frozenset({*_UNSAID, "dosage-as-text", "dosage-elsewhere", "dose-unit-unfit", "short-dose-as-text"}),
    Has.ENGLISH: frozenset(_UNSAID),
}
"""By what an eP can lack, the codes of the findings that tell of it."""


def reasons(codes: tuple[str, ...], lacks: Has) -> tuple[str, ...]:
    """Of the codes of an answer, those that tell why its eP lacks something; `UNTOLD` where none does."""
    return tuple(code for code in codes if code in TELLS[lacks]) or (UNTOLD,)
