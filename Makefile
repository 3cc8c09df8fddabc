# The only runner. A newcomer needs the first two: `make run` and `make test`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
TEST_DATABASE_URL ?= postgresql://postgres@127.0.0.1:5432/test
PYTEST := $(BIN)/pytest
BOTH_CORES := -n 2 --dist loadfile

.PHONY: help run install install-dev front test test-sqlite test-postgresql unit check rules bench screenshots locks clean

help: ## Show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

run: install front ## Set up everything and serve the practice regency
	@$(BIN)/rembuk migrate
	@$(BIN)/rembuk demo --if-empty
	@$(BIN)/rembuk serve

install: .venv/run.stamp
.venv/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Rembuk memerlukan Python 3.11 atau lebih baru; PYTHON=python3.12 make run memilih yang lain."; exit 1; }
	@echo "== Python: memasang pustaka ke .venv (sekali saja, sekitar satu menit)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --require-hashes -r requirements/run.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

install-dev: install .venv/dev.stamp
.venv/dev.stamp: requirements/dev.txt
	@echo "== Python: memasang alat uji (sekali saja)"
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

front: install ## Fetch font and islands (needs Node; without it everything runs all the same)
	@if ! command -v npm >/dev/null; then \
	echo "== Node tidak ada: tanpa fon dan pulau JavaScript, semua halaman tetap berjalan"; exit 0; fi; \
	if [ package-lock.json -nt node_modules/.stamp ]; then echo "== Node: memasang fon dan htmx (sekali saja)"; \
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; touch node_modules/.stamp; fi; \
	$(BIN)/rembuk vendor

test: check test-sqlite test-postgresql ## Everything: house, unit, property, database and browser tests, on both databases

test-sqlite: install-dev front ## The whole suite on SQLite
	@echo "== SQLite"; bin/browser-there; \
	env -u DATABASE_URL $(PYTEST) $(BOTH_CORES) -m "not browser"; \
	env -u DATABASE_URL $(PYTEST) -m browser

test-postgresql: install-dev front ## The whole suite on PostgreSQL at TEST_DATABASE_URL
	@echo "== PostgreSQL"; bin/browser-there; \
	if $(BIN)/python bin/postgresql_answers.py "$(TEST_DATABASE_URL)"; then \
	export DATABASE_URL="$(TEST_DATABASE_URL)"; $(PYTEST) $(BOTH_CORES) -m "not browser"; $(PYTEST) -m browser; \
	else if [ -n "$${CI:-}" ]; then exit 1; fi; fi

unit: install-dev front ## Without browser and PostgreSQL
	@env -u DATABASE_URL $(PYTEST) $(BOTH_CORES) -m "not browser and not slow"

check: install-dev ## Lint, types, contracts, house (under 30 s)
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy --no-error-summary rembuk/rules rembuk/algorithms rembuk/apps rembuk/site
	@$(BIN)/rembuk manage makemigrations --check --dry-run -v 0
	@env -u DATABASE_URL $(PYTEST) tests/house

rules: install ## Print docs/rules/*.md from the rule tables
	@$(BIN)/python -m rembuk.rules.book --write docs/rules

bench: $(addprefix bench-,pages durable import demo whatif allocation) ## All benchmarks
bench-allocation: install-dev var/bench.stamp ## The budget engine against pabutools, in a folder of its own
	@mkdir -p bench/results; $(BIN)/python bench/allocation.py
var/bench.stamp: requirements/bench.txt
	@echo "== Python: memasang pustaka pembanding ke var/bench (tidak pernah oleh make run)"
	@mkdir -p var; test -x var/bench/bin/pip || $(PYTHON) -m venv var/bench
	@var/bench/bin/pip install -q --require-hashes -r requirements/bench.txt
	@touch $@
bench-%: install-dev front
	@mkdir -p bench/results; $(BIN)/python bench/$*.py

screenshots: install-dev front ## Every page, 360 and 1280 px, into docs/screenshots
	@$(BIN)/python -m tests.journeys.screenshots

locks: ## Compile requirements/*.txt with hashes and without any address
	@for name in run dev bench; do $(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements/$$name.txt requirements/$$name.in; done

clean: ## Remove what was installed or generated (never var/)
	@rm -rf .venv node_modules rembuk/apps/core/static/vendor
