"""The JSON answers of all routes: each shape stands once, here, and is what is told, described and tested by."""
