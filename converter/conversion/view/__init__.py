"""A foreign prescription as a Norwegian pharmacist reads it."""
