"""A Norwegian dispense of a foreign prescription, on its way back to the country of the prescription."""
