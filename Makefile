# Shared Safety: `make demo` shows it, `make test` proves it. `make help` lists the rest.
PY ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
.DEFAULT_GOAL := help

help: ## what each verb does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/.ready ## everything that runs and checks the project, into .venv
demo: .venv-demo/.ready ## load the three examples, assess, publish and serve them on http://localhost:8000/ (ARGS="--port 8001 --reset")
	.venv-demo/bin/sharedsafety demo $(ARGS)

QUICK := -n auto -m "not browser and not long and not shared and not postgres and not spark"

test: setup .venv-library/.ready ## all quick tests: the library's without Django installed, then the rest
	.venv-library/bin/python -m pytest -p no:django $(QUICK) --doctest-modules src/sharedsafety tests/library tests/data tests/parity
	$(BIN)/python -m pytest $(QUICK) tests/web tests/health

test-shared: setup ## tests on data that may not be shipped (folder named by SHAREDSAFETY_DATA)
	$(BIN)/python -m pytest -n auto -m shared

test-browser: setup ## journeys in Debian's Chromium (package chromium)
	$(BIN)/python -m pytest -m browser tests/journeys

test-long: setup ## tests that take minutes
	$(BIN)/python -m pytest -n auto --dist loadscope -m long

test-postgres: .venv-engines/.ready ## the same totals from PostgreSQL (package postgresql), started for the tests
	.venv-engines/bin/python -m pytest -p no:django -m postgres tests/engines

test-spark: .venv-engines/.ready ## the same totals from Spark (needs Java), one session on this machine
	.venv-engines/bin/python -m pytest -p no:django -m spark tests/engines

lint: setup ## style, templates and import contracts
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet src && $(BIN)/djlint --check --quiet src
	$(BIN)/lint-imports

types: setup ## strict types
	$(BIN)/mypy

check: lint types test ## lint, types and tests

bench: setup ## every benchmark, with its ratio to the limit
	@for file in benchmarks/bench_*.py; do $(BIN)/python $$file || exit 1; done

docs: setup ## write the generated pages of docs/reference
	$(BIN)/python docs/generate.py

lock: ## for maintainers: write requirements/*.txt again (no addresses in them)
	for name in bootstrap library core library-test engines dev; do \
	  $(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done

# venv, then hash-pinned uv by pip, then the hash-pinned set by uv; pip alone where uv does not run.
define install
	$(PY) -m venv $(@D)
	$(@D)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt \
	  && $(@D)/bin/uv pip install -q --python $(@D)/bin/python --compile-bytecode --require-hashes -r requirements/$(1) \
	  || $(@D)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/$(1)
	$(@D)/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endef

.venv/.ready: requirements/bootstrap.txt requirements/dev.txt pyproject.toml
	$(call install,dev.txt)
	touch $@

.venv-demo/.ready: requirements/bootstrap.txt requirements/core.txt pyproject.toml
	$(call install,core.txt)
	touch $@

.venv-library/.ready: requirements/bootstrap.txt requirements/library-test.txt pyproject.toml
	$(call install,library-test.txt)
	touch $@

.venv-engines/.ready: requirements/bootstrap.txt requirements/engines.txt pyproject.toml
	$(call install,engines.txt)
	touch $@

.PHONY: help setup demo test test-shared test-browser test-long test-postgres test-spark lint types check bench docs lock
