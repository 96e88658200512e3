# The tasks of those who work on the converter. Each is one documented command; CONTRIBUTING.md says when to use which.
.DEFAULT_GOAL := help
python := .venv/bin/python
MESSAGE := converter/examples/m1-tablets.xml

.PHONY: help setup example test golden lint types check sizes regenerate bench mutate serve hooks lock ci

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

setup: ## a virtual environment with everything that tests need (1 minute)
	python3 -m venv .venv && .venv/bin/pip install -q -r requirements-dev.lock

example: ## the eP of a shipped example; MESSAGE=FILE for another
	$(python) -m converter m1-to-ep $(MESSAGE) --at 2026-11-23 --pretty

test: ## all tests on all cores; TESTS=tests/rules for some
	$(python) -m pytest -n auto --dist worksteal $(TESTS)

golden: ## the golden documents written anew: read the diff
	$(python) -m pytest --update-golden tests/golden

lint: ## style and format
	.venv/bin/ruff check . && .venv/bin/ruff format --check .

types: ## types: strict for the converter, loose for the tests
	.venv/bin/mypy

check: ## tables, rules and identifiers, as the start of the service does
	$(python) -m converter check

sizes: ## no tracked file that is large or binary
	.ci/sizes

regenerate: ## pages of docs/, JSON Schemas of the tables, examples of OpenAPI
	$(python) -m tools.regenerate

bench: ## a conversion's time as a ratio to the floor of parsing and validating
	$(python) -m bench.ratio

mutate: ## 100 seeded mutants, each against the tests that reach its file
	$(python) -m tools.mutate --sample 100 --seed 1 --fail-under 80

serve: ## the service on port 8080, at whose /v1 callers may choose the moment
	$(python) -m converter serve --port 8080 --allow-at

hooks: ## lint, types and sizes before each commit
	.venv/bin/pre-commit install

lock: ## the three lock files, after a dependency changed in pyproject.toml; needs uv
	.ci/lock

ci: ## what a change must pass
	.ci/run
