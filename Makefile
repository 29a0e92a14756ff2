# Two commands matter: `make run` and `make test`. Each does all that it needs on a fresh machine.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test setup check lock bench clean

run: .venv/.installed-run
	@exec $(BIN)/mainstem serve

test: .venv/.installed-dev
	$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS)

setup: .venv/.installed-run

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/promises

bench: .venv/.installed-dev
	$(BIN)/python -m benchmarks $(BENCH)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed-run: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: .venv/.installed-run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Writes the lock files anew; no index host stands in them. Needs uv.
lock:
	uv pip compile -q --universal --python-version 3.11 --all-extras --group build --no-header --no-annotate --generate-hashes pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --all-extras --group build --group dev --no-header --no-annotate --generate-hashes pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
