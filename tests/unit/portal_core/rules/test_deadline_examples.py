"""Runs every example of `tests/examples/deadlines/*.toml` through the deadline rules."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal_core.data import read_tsv
from portal_core.rules.business_days import calendar_for
from portal_core.rules.deadlines import DueDate, Setting, due_after, due_before, due_by_rule, due_fixed
from portal_core.rules.defaults import COURT_NOTICE, JUDGE_ORDER, deadline_rule
from portal_core.rules.outages import Outage, OutageKind, OutageSystem

FOLDER = Path(__file__).parents[3] / "examples" / "deadlines"
COURTS = {row["code"]: row for row in read_tsv("courts.tsv")}
FACTS = {"name", "source", "court", "fixed", "rule", "anchor", "before", "after", "now", "outage"}
EXPECTED = {"nominal", "due", "safe", "closes", "still_on", "on_time", "late"}
EXAMPLES = [
    pytest.param(example, id=f"{path.stem}: {example['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text("utf-8"))["example"]
]


def _outage(row: dict[str, Any]) -> Outage:
    return Outage(
        id=row["starts"].isoformat(),
        system=OutageSystem(row.get("system", "ECAS")),
        kind=OutageKind(row["kind"]),
        starts_at=row["starts"],
        ends_at=row.get("ends"),
        announced_at=row.get("announced"),
    )


def _compute(example: dict[str, Any]) -> DueDate:
    court = COURTS[example["court"]]
    setting = Setting(
        zone=ZoneInfo(court["tz"]),
        calendar=calendar_for(court["county"]),
        now=example.get("now", datetime(2026, 12, 1, tzinfo=UTC)),
        outages=tuple(_outage(row) for row in example.get("outage", [])),
    )
    if "fixed" in example:
        return due_fixed(example["fixed"], JUDGE_ORDER, setting)
    if "before" in example:
        return due_before(example["anchor"], example["before"], COURT_NOTICE, setting)
    if "after" in example:
        return due_after(example["anchor"], example["after"], COURT_NOTICE, setting)
    found = due_by_rule(example["anchor"], deadline_rule(example["rule"]), setting)
    assert found is not None
    return found


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_rules_give_what_the_example_says(example: dict[str, Any]) -> None:
    assert example.keys() <= FACTS | EXPECTED
    result = _compute(example)
    found = {
        "nominal": result.nominal,
        "due": result.due,
        "safe": result.safe_date,
        "closes": result.closes_at,
        "still_on": result.still_on is not None,
    }
    wanted = {key: example[key] for key in found.keys() & example.keys()}
    assert {key: found[key] for key in wanted} == wanted
    assert all(result.is_timely(instant) for instant in example.get("on_time", []))
    assert not any(result.is_timely(instant) for instant in example.get("late", []))
    assert wanted or "on_time" in example


def test_the_examples_are_found() -> None:
    assert len(EXAMPLES) > 60
