"""The language of Norwegian dosages: its words, and what stands between a text and its meaning.

Start at `vocabulary.read_vocabulary`. Imports model, sources and terminology, and nothing else of the project.
"""
