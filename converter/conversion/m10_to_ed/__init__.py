"""The route Norwegian dispense of an EU prescription -> eD."""
