# Two commands: `make run` starts the product with an invented office, `make test` runs all tests.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
WORKERS ?= 4
VENV := .venv
BIN := $(VENV)/bin
CODE := bot dialogs cards storage analysis participation content sandbox tests bench

.PHONY: help run test check format docs pictures manifest soak fuzz bench clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: .cache/ready-run ## start the product with an invented office to try it in
	@$(BIN)/python -m sandbox.tryout .run

test: .cache/ready-test ## set up and run all tests
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

check: .cache/ready-test ## format, lint, types, import contracts, freshness of generated pages
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.house.references --check

format: .cache/ready-test ## format and mend what a program can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

docs: .cache/ready-test ## write the generated pages anew
	$(BIN)/python -m tests.house.references

pictures: .cache/ready-test ## make the pictures in docs/handbuch/bilder/ anew
	@$(BIN)/python -m tests.pictures

manifest: .cache/ready-run ## build the Teams app package: make manifest APP_ID=… HOST=…
	@$(BIN)/python -m bot manifest --app-id "$(APP_ID)" --host "$(HOST)" --out dist/themenblock.zip

MINUTES ?= 30
PEOPLE ?= 400
soak: .cache/ready-test ## let an office answer under kills and faults: make soak MINUTES=30 PEOPLE=400
	@$(BIN)/python -m bench.soak --minutes $(MINUTES) --people $(PEOPLE)

BENCH ?=
bench: .cache/ready-test ## measure speed side by side with others: make bench BENCH="invoke --rounds 3"
	@$(BIN)/python -m bench $(BENCH)

COUNT ?= 100000
SEED ?= 1
fuzz: .cache/ready-test ## send broken activities to the bot's door: make fuzz COUNT=100000 SEED=1
	@FUZZ_COUNT=$(COUNT) FUZZ_SEED=$(SEED) $(BIN)/python -m pytest tests/bot/test_fuzz.py

clean: ## remove everything that the targets above have made
	rm -rf $(VENV) .cache .run dist node_modules bench-results

.cache/ready-run: requirements/run.lock package-lock.json pyproject.toml .ci/set-up
	@.ci/set-up run

.cache/ready-test: requirements/dev.lock package-lock.json pyproject.toml .ci/set-up .ci/browser
	@.ci/set-up test
