# Everything a person types. `make demo` needs Python 3.11+ with venv, and make; nothing else.

PYTHON ?= python3
PORT ?= 8000
UV ?= uv
PRITOK_DATA_DIR ?= $(CURDIR)/var
export PRITOK_DATA_DIR

PY := .venv/bin/python
PRITOK := .venv/bin/pritok
PYTEST := $(PY) -m pytest -n 2
UNIT := $(PYTEST) tests --ignore=tests/browser --ignore=tests/contract
WITH_POSTGRES := $(PY) tools/ensure_postgres.py --
WITH_BROWSER := $(PY) tools/ensure_browser.py --
NODE := $(PY) tools/webbuild.py

.PHONY: demo test lint types imports house unit-sqlite unit-postgres contract web web-install \
	web-test openapi openapi-check browser messages format lock clean
.NOTPARALLEL:

# --- run -------------------------------------------------------------------------------------

demo: .venv/run.stamp web messages
ifeq ($(DEMO),empty)
	$(PRITOK) migrate
	exec $(PRITOK) serve --port $(PORT)
else
	exec $(PRITOK) demo --serve --port $(PORT)
endif

# --- check -----------------------------------------------------------------------------------

test: lint types imports house openapi-check web-test unit-sqlite unit-postgres contract browser
	@echo "make test: all green"

lint: .venv/dev.stamp
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types: .venv/dev.stamp
	$(PY) -m mypy

imports: .venv/dev.stamp
	.venv/bin/lint-imports --no-logo

house: .venv/dev.stamp
	$(PY) tools/lint_house.py

unit-sqlite: .venv/dev.stamp web messages
	PRITOK_TEST_DATABASE=sqlite $(UNIT)

unit-postgres: .venv/dev.stamp web messages
	PRITOK_TEST_DATABASE=postgres $(WITH_POSTGRES) $(UNIT)

contract: .venv/dev.stamp web messages
	$(PYTEST) tests/contract

browser: .venv/dev.stamp web messages
	$(WITH_BROWSER) $(PY) -m pytest tests/browser

web-test: .venv/dev.stamp web-install
	$(NODE) test

openapi-check: .venv/dev.stamp
	$(PY) tools/openapi.py --check

# --- make ------------------------------------------------------------------------------------

web: web-install
	$(NODE) build

web-install: $(if $(wildcard .venv/dev.stamp),.venv/dev.stamp,.venv/run.stamp)
	$(NODE) install

messages: $(if $(wildcard .venv/dev.stamp),.venv/dev.stamp,.venv/run.stamp)
	$(PY) tools/compile_messages.py

openapi: .venv/dev.stamp
	$(PY) tools/openapi.py

format: .venv/dev.stamp
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# The stamps make a second start take no time; the packages for work contain those to run.
.venv/run.stamp: requirements.lock
	$(PYTHON) tools/make_venv.py requirements.lock $@

.venv/dev.stamp: requirements-dev.lock
	$(PYTHON) tools/make_venv.py requirements-dev.lock $@

# For maintainers: needs uv. The locks name no index, so they work against any mirror.
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml \
	--extra postgres --group web
lock:
	$(COMPILE) --group dev -o requirements-dev.lock
	$(COMPILE) -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf .venv .build web/node_modules src/pritok/static/web
