"""Field registers: what becomes of every field of a message."""
