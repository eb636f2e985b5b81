#!/usr/bin/env bash
# Format, lint, types and import directions of everything that is ours.
set -euo pipefail
run() { ${UV:-uv} run --frozen --no-sync "$@"; }
run ruff format --check .
run ruff check .
run mypy
run lint-imports
