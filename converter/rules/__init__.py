"""Who may leave Norway: rules as rows, decided from facts."""
