"""Converts between the Norwegian e-prescription (M1, M10) and the EU cross-border ePrescription and eDispensation."""

__version__ = "0.1.0"
