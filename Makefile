# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
export UV := $(or $(shell command -v uv 2>/dev/null),python3 -m uv)
SHELL := /bin/bash

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

.PHONY: run
run: setup ## run everything on this machine; prints "Ready on http://127.0.0.1:8000"
	@exec $(UV) run --frozen --no-sync assistant run

.PHONY: test
test: setup browser ## set up what is needed and run every check and test
	@tools/test.sh

.PHONY: check
check: setup ## format, lint, types, import directions (no tests)
	@tools/check.sh

.PHONY: bench
bench: setup ## measure: reply times, segments, understanding; prints tables
	@$(UV) run --frozen --no-sync python -m bench

.PHONY: nlu-train
nlu-train: nlu-setup ## train the model if its data changed
	@cd nlu && .venv/bin/python -m tools.train

.PHONY: nlu-test
nlu-test: nlu-setup ## cross-validate understanding; writes nlu/reports/
	@cd nlu && .venv/bin/python -m tools.evaluate

.PHONY: nlu-check
nlu-check: nlu-setup ## lint the training data
	@cd nlu && .venv/bin/python -m tools.check

.PHONY: screenshots
screenshots: setup browser ## take the pictures of the README anew
	@$(UV) run --frozen --no-sync python -m tools.screenshots

.PHONY: setup
setup: uv ## make the Python environment as locked
	@$(UV) sync --frozen --quiet

.PHONY: nlu-setup
nlu-setup: uv
	@cd nlu && $(UV) sync --frozen --quiet

.PHONY: uv
uv:
	@command -v python3 >/dev/null && python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is missing. On Debian: sudo apt-get install python3 python3-pip"; exit 1; }
	@$(UV) --version >/dev/null 2>&1 || python3 -m pip install --quiet uv || \
	  { echo "uv is missing. Install it with: python3 -m pip install uv"; exit 1; }

.PHONY: browser
browser:
	@tools/chromium.sh
