# The two commands are `make run` and `make test`; both set everything up by themselves. No target needs a network twice.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run ask test check eval bench peers browser clean

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
UV := $(BIN)/uv pip sync -q --compile-bytecode --python $(BIN)/python
# uv does not read pip's configuration: pass on where pip looks for wheels, so that a local CPU build of torch is found.
FIND_LINKS = UV_FIND_LINKS="$$($(BIN)/python -m pip config get global.find-links 2>/dev/null || true)"

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run: .venv/.runtime ## serve the pages and the API on http://127.0.0.1:7860 (HOST, PORT)
	@exec $(BIN)/python app.py

ask: .venv/.runtime ## answer one question: make ask Q="…"
	@exec $(BIN)/python -m assistant "$$Q"

test: .venv/.dev browser ## run every test
	@$(BIN)/python -m pytest -m "not slow"

check: .venv/.dev ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

eval: .venv/.runtime ## answer the bundled question set and report
	@$(BIN)/python -m eval run

bench: .venv/.dev ## the long campaigns: speed, crash safety, scale
	@$(BIN)/python -m pytest -m slow --timeout=0

peers: .venv/.runtime ## the quickstart of LangChain and Chroma on the same questions, in an environment of its own
	@$(BIN)/python -m eval peers

browser: # a real browser for one test; without it that test is skipped and says so
	@if ! command -v chromium >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's chromium for the browser test"; \
	    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } >/dev/null \
	        || echo "chromium could not be installed: the browser test will be skipped"; fi

.venv/bin/uv:
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	    || { echo "Python 3.11, 3.12 or 3.13 is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up .venv (once)"
	@"$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check 'uv>=0.9'

.venv/.runtime: requirements/runtime.lock | .venv/bin/uv
	@echo "Installing $< (once)"
	@$(FIND_LINKS) $(UV) $<
	@rm -f .venv/.dev && touch $@

.venv/.dev: requirements/dev.lock requirements/runtime.lock | .venv/bin/uv
	@echo "Installing $< (once)"
	@$(FIND_LINKS) $(UV) $<
	@touch .venv/.runtime $@

clean: ## remove the environment and the caches; the archive in var/ stays
	rm -rf .venv .peers .mypy_cache .ruff_cache .pytest_cache .hypothesis
