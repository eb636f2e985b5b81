#!/usr/bin/env bash
# What `make test` does: the checks, the Rasa project, then every test with the real parts.
set -euo pipefail
tools/check.sh
(
  cd nlu
  uv sync --frozen --quiet
  .venv/bin/python -m pytest -q tests
  .venv/bin/python tools/train.py
  .venv/bin/python tools/check.py
  .venv/bin/python tools/validate.py
)
uv run --frozen --no-sync pytest -q
