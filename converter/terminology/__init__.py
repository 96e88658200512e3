"""Value sets, code lists and the tables between them: loads mappings/, checks every row and answers look-ups.

Start at `tables.load_tables`. Imports converter.model and nothing else of the project.
"""
