"""What the routes share of medicines."""
