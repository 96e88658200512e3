"""The route eD -> M10."""
