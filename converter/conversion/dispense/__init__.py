"""Dispensations that come back: what was handed out, held against what was prescribed."""
