"""Outcomes of any kind, for properties."""

from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.coverage.outcome import Has, Outcome
from converter.coverage.reasons import TELLS

CODES = sorted({*(code for codes in TELLS.values() for code in codes), "excluded-locked", "not-xml", "draft-row-used"})

OUTCOMES = st.builds(
    lambda decision, codes, has, varenr: Outcome(
        decision, tuple(sorted(codes)), has if decision is Decision.CONVERTED else frozenset(), varenr
    ),
    st.sampled_from(Decision),
    st.sets(st.sampled_from(CODES), max_size=4),
    st.frozensets(st.sampled_from(Has)),
    st.integers(100_000, 100_020).map(str),
)
"""An outcome; only what converted has anything."""
