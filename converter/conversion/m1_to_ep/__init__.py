"""The route M1 -> eP."""
