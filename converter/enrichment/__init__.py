"""Registers: what a message lacks and who knows it."""
