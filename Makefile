# make run    set up, index the sample corpus, show a cited answer, open the chat
# make test   set up what the tests need, check style and types, run them all
# make fuzz   the tests of properties alone, each time on new examples
# make pictures  pictures of every screen, at desk and phone width, light and dark
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# uv installs in seconds what takes pip minutes; where it cannot be had, or knows no mirror that pip was told of, pip does it.
define install
@$(BIN)/python -m pip install -q --require-hashes -r requirements-uv.lock 2>/dev/null \
    && $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1) \
    || $(BIN)/python -m pip install -q --require-hashes -r $(1)
@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
endef
QUESTION := how many deaths did the coalition admit?

.PHONY: run test fuzz test-setup style types lock eval pictures clean help

help:
	@grep -E '^# make' Makefile | cut -c3-

run: $(VENV)/.run
	@$(BIN)/sayso ask --corpus sample "$(QUESTION)"
	@echo
	@$(BIN)/sayso chat --corpus sample

test: test-setup style types
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

fuzz: test-setup
	HYPOTHESIS_PROFILE=new $(BIN)/python -m pytest -n 2 --dist loadgroup -m hypothesis $(ARGS)

test-setup: $(VENV)/.test
	@sh tests/browser_setup.sh

style: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

eval: $(VENV)/.run
	$(BIN)/sayso eval run

pictures: test-setup
	SAYSO_EVERY_LOOK=1 $(BIN)/python -m pytest -q tests/ui/test_pictures.py

# The lock files hold names, versions and hashes only.
lock: $(VENV)/.test
	$(BIN)/pip install -q uv
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url -q -o requirements-uv.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --group build \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --group build --group test \
	    -c requirements.lock --generate-hashes --no-header --no-annotate --no-emit-index-url -q \
	    -o requirements-test.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "sayso needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "installing what sayso needs (once, less than a minute where uv can be had)"
	$(call install,requirements.lock)
	@touch $@

$(VENV)/.test: $(VENV)/bin/python requirements-test.lock pyproject.toml
	@echo "installing what the tests need (once, less than a minute where uv can be had)"
	$(call install,requirements-test.lock)
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
