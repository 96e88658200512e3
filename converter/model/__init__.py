"""The clinical model: frozen values that every format is read into and written from.

Knows no XML, no table and no framework, and imports nothing else of the project.
"""
