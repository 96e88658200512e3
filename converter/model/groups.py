"""Prescription groups (Reseptgruppe, list 7421)."""

STRICTEST_FIRST = ("A", "B", "C", "CF", "F", "K")
"""Every group of the list; a group outside it counts as stricter than all."""
NEVER_ABROAD = frozenset({"A", "B"})
"""Narcotics and addictive medicines: never sent abroad, nor dispensed on a prescription from abroad (step 1 policy)."""
