# Espace Factures: the commands of every day. On a fresh machine each sets up what it needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export VAR_DIR ?= $(CURDIR)/var
export PORT ?= 3000
OXLINT := $(BIN)/bun x --silent --bun oxlint@1.94.0

.PHONY: run dev test check bench screenshots format clean lock sbom audit

run: $(VENV)/installed ## serve the application, with demonstration data, on http://localhost:3000
	@$(BIN)/python -W ignore -m espace_factures serve

dev: $(VENV)/installed ## the same with hot reload
	@$(BIN)/python -W ignore -m espace_factures dev

test: $(VENV)/installed-dev chromium clamd pgbouncer ## every test, browser tests included
	@$(BIN)/python -W ignore -m espace_factures build
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/installed-dev ## format, lint (Python and JavaScript), types, import contracts, a whole lock
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(OXLINT) --deny-warnings assets espace_factures scripts
	$(BIN)/lint-imports
	$(BIN)/pyright
	$(BIN)/pip check

bench: $(VENV)/installed-dev chromium ## measure, beside the floors, into benchmarks/results
	@$(BIN)/python -W ignore -m espace_factures build
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.dev_loop

screenshots: $(VENV)/installed-dev chromium ## the pictures of docs/
	@$(BIN)/python -W ignore -m espace_factures build
	$(BIN)/python -m scripts.screenshots

lock: $(VENV)/installed-dev ## requirements.txt again, with hashes, after a change of requirements.in
	@PATH=$(CURDIR)/$(BIN):$$PATH $(BIN)/python -m scripts.lock

sbom: $(VENV)/installed-dev ## what the portal is made of, in CycloneDX: sbom.cdx.json
	@$(BIN)/python -m scripts.sbom sbom.cdx.json

audit: $(VENV)/installed-dev ## what is known against the locked parts
	@PATH=$(CURDIR)/$(BIN):$$PATH $(BIN)/python -m scripts.advisories

format: $(VENV)/installed-dev ## put the code in shape
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

.PHONY: chromium clamd pgbouncer
clamd: # its tests are skipped where it cannot be installed
	@command -v clamd >/dev/null || (echo "Installation de clamd…" && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends clamav-daemon >/dev/null 2>&1) || echo "clamd n’a pas pu être installé."
pgbouncer: # the same
	@command -v pgbouncer >/dev/null || (apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends pgbouncer >/dev/null 2>&1) || echo "pgbouncer n’a pas pu être installé."
chromium:
	@command -v chromium >/dev/null || (echo "Installation de Chromium…" && apt-get update -qq && apt-get install -y -qq chromium)

$(VENV)/installed: requirements.txt
	@echo "Installation…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installation des outils…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

clean: ## forget the build, not the data
	rm -rf .web .pytest_cache .ruff_cache
