# Lotse: the commands of everyday work. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= .demo
HOST ?= 127.0.0.1
PORT ?= 8080

.PHONY: setup setup-dev demo test lint types imports unit lock catalogues step peer bench bench-lock clean

setup: .venv/.runtime

setup-dev: .venv/.dev

.venv/.runtime: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

demo: setup
	$(BIN)/lotse demo --host $(HOST) --port $(PORT) --data $(DATA)

test: lint types imports unit

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev
	$(BIN)/mypy

imports: setup-dev
	$(BIN)/lint-imports --no-cache

# Three at a time, and afterwards one by one what looks at the clock.
unit: setup-dev
	$(BIN)/python -m pytest -m "not alone" --numprocesses 3 --dist worksteal --durations 25
	$(BIN)/python -m pytest -m alone

# Renew the locked versions. Hashes only: no address of a package index may stand in the files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--group build --group dev pyproject.toml -o requirements-dev.lock

# Bring new and changed words into every language's catalogue.
catalogues: setup-dev
	$(BIN)/python -m locales.update

# Draft the next step of the database from what the models say: make step NAME="keep the language of a notice"
step: setup-dev
	$(BIN)/python -m participation.migrations.revise "$(NAME)"

# The bot against a Bot API server that others have written. Needs Node.js with npm, and the network for its packages.
peer: setup-dev
	npm ci --prefix tests/peer --ignore-scripts --no-audit --no-fund --silent
	$(BIN)/python -m pytest tests/channels/telegram/test_peer.py

# Figures for docs/benchmarks.md, beside the same talk written with other libraries, which have a .venv of their own.
bench: setup-dev .venv-bench/.done
	$(BIN)/python -m tests.bench.telegram $(BENCH)
	$(BIN)/python -m tests.bench.processes
	$(BIN)/python -m tests.bench.finder
	$(BIN)/python -m tests.bench.start

.venv-bench/.done: tests/bench/requirements.lock
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tests/bench/requirements.lock
	touch $@

bench-lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		tests/bench/requirements.in -o tests/bench/requirements.lock

clean:
	rm -rf .venv .venv-bench .demo .pytest_cache .mypy_cache .ruff_cache
