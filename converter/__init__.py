"""Converts a Norwegian e-prescription (M1) to an EU cross-border ePrescription (eP)."""

__version__ = "0.2.0"
