"""EU documents: CDA level 3 ePrescription (eHDSI CDA implementation guide v8.0.0)."""
