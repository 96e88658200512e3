"""How much arrives whole: of messages, or of every package of a register, what becomes of each, counted."""
