"""Pages for people: a pharmacist who dispenses a foreign prescription, and whoever tries the way out."""
