# Everything runs in .venv, which is made from requirements.lock when it is missing or out of date.
# Needed: Python 3.11 or newer, git, make. Works in a path with blanks.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The user's shell must not change what runs here. Without compiled modules every run would take twice as long.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

# The first Python that is new enough; only looked for when .venv is made. Another one: make setup PYTHON=/path/to/python3
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# The stamp's name holds a sum of the lock, of the project's own file and of the folder: a change in any makes .venv anew.
READY := .venv/.ready-$(shell { pwd -P; cat requirements.lock pyproject.toml; } | cksum | cut -d ' ' -f 1)

.PHONY: help setup report test lab notebooks verify bench accuracy lint lock clean

help: ## Show this list
	@echo "usage: make <what>"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 14

setup: $(READY) ## Make .venv from requirements.lock, if it is missing or out of date (the others do this by themselves)

report: $(READY) ## Write the next version of a report, if anything changed [RAW=folder] [NAME=name] [ARGS="-p name value"]
	.venv/bin/osint-kit report$(if $(RAW), -p raw "$$RAW")$(if $(NAME), -p name "$$NAME")$(if $(ARGS), $(ARGS))

test: $(READY) ## Run all tests, the notebooks among them [ARGS="-k words"]
	.venv/bin/python -m pytest -n 2 --dist loadfile --nbval --nbval-current-env tests notebooks$(if $(ARGS), $(ARGS))

lab: $(READY) ## Open JupyterLab on the notebooks
	.venv/bin/python -m jupyterlab notebooks$(if $(ARGS), $(ARGS))

notebooks: $(READY) ## Run the notebooks where they are and keep what they show, for a commit
	.venv/bin/python -c "from pathlib import Path; from osint_kit.report.execute import refresh_notebooks as run; run(Path.cwd(), print)"

verify: $(READY) ## Make a version again and compare it byte for byte: VERSION=reports/main/v0001
	@test -n "$(VERSION)" || { echo "make verify: which version? For example: make verify VERSION=reports/main/v0001" >&2; exit 2; }
	.venv/bin/osint-kit verify "$$VERSION"

bench: $(READY) ## Measure the speed of reading beside other tools, and of a report beside empty notebooks
	.venv/bin/python benchmarks/speed.py$(if $(ARGS), $(ARGS))
	.venv/bin/python benchmarks/report.py

accuracy: $(READY) ## Measure the reading against the cases and write docs/accuracy.md
	.venv/bin/python tests/accuracy$(if $(ARGS), $(ARGS))

lint: $(READY) ## Check style, format and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

lock: $(READY) ## Resolve pyproject.toml again into requirements.lock (move exclude-newer there to take newer releases)
	.venv/bin/uv lock
	.venv/bin/uv export --quiet --frozen --all-groups --no-emit-project --no-header --no-annotate -o requirements.lock

clean: ## Remove what can be made again: .venv, caches, data/processed (never data/raw, never a report)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find data/processed -mindepth 1 ! -name README.md -delete
	find src tests benchmarks notebooks -name __pycache__ -prune -exec rm -rf {} +

# venv and pip come with Python. uv, itself under the lock's hashes, installs the rest in seconds; where it can't, pip does.
# The project is built by the hatchling of the lock: nothing is fetched that the lock does not name.
$(READY):
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer was found; name one: make setup PYTHON=/path/to/python3" >&2; exit 2; }
	@set -e; run() { echo "  $$*"; "$$@"; }; \
	echo "Making .venv from requirements.lock with $$("$(PYTHON)" --version)"; \
	run "$(PYTHON)" -m venv --clear --without-pip .venv; \
	pip() { run "$(PYTHON)" -m pip --quiet --python .venv/bin/python install --no-deps "$$@"; }; \
	uv() { run .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps "$$@"; }; \
	if ! "$(PYTHON)" -m pip --version >/dev/null 2>&1; then \
		run .venv/bin/python -m ensurepip >/dev/null; \
		pip() { run .venv/bin/python -m pip --quiet install --no-deps "$$@"; }; \
	fi; \
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock >.venv/uv.txt; \
	if pip --require-hashes -r .venv/uv.txt && uv --require-hashes -r requirements.lock; then uv --no-build-isolation -e .; \
	else pip --require-hashes -r requirements.lock; pip --no-build-isolation -e .; fi; \
	touch $@
