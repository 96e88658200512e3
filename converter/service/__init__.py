"""The HTTP service; the only room that imports the web framework."""
