"""A small mutation tester: seeded, by source span, each mutant against the tests that reach its line."""
