# Every target works from a clean checkout and needs nothing but Python 3.11 to 3.13 and make.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: help demo test lint types unit docs benchmark clean

help:  ## Say what the targets do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

demo: $(VENV)/.demo  ## Install into a virtual environment and show who said what in five real articles
	$(BIN)/provenance demo

test: lint types unit  ## Everything that must be green before a change is merged

lint: $(VENV)/.dev  ## Style and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev  ## Static types
	$(BIN)/mypy

unit: $(VENV)/.dev  ## Tests and doctests on all cores, with the coverage ratchet
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --cov --cov-report=term:skip-covered

docs: $(VENV)/.dev  ## Write the generated parts of README anew
	$(BIN)/cog -r README.md

benchmark: $(VENV)/.dev  ## Speed and memory, as ratios against a baseline in the same run
	$(BIN)/python -m tests.benchmarks

clean:  ## Remove what the other targets made
	rm -rf $(VENV) build dist demo .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[datasette]'
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@ $(VENV)/.demo
