#!/usr/bin/env bash
# What `make test` does: the checks, the Rasa project, then every test with the real parts.
set -euo pipefail
tools/check.sh
(
  cd nlu
  ${UV:-uv} sync --frozen --quiet
  .venv/bin/python -m pytest -q tests
  .venv/bin/python -m tools.train
  .venv/bin/python -m tools.check --no-model
  .venv/bin/python launch.py data validate --data data --domain domain --config config.yml --fail-on-warnings
)
${UV:-uv} run --frozen --no-sync pytest -q
