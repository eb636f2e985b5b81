"""The table of usual deadlines (`data/deadline_defaults.toml`) as typed rows."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from portal_core.data import read_toml
from portal_core.errors import NotFound


class Count(StrEnum):
    """Which way a period is counted from its anchor, which is day 0 (8 CFR 1001.1(h))."""

    BEFORE = "before"
    AFTER = "after"
    NONE = "none"


@dataclass(frozen=True)
class Basis:
    """What a date rests on: the code of the rule, its citation and where to read it."""

    code: str
    citation: str
    source: str = ""
    contested: bool = False


@dataclass(frozen=True)
class DeadlineRule:
    """One usual deadline; a period in `days` or `years`, or none at all.

    `detained` if it also holds for detained people, for whom the court itself sets all other dates;
    `outside` if it is a deadline of another authority.
    """

    code: str
    anchor: str
    count: Count
    basis: Basis
    days: int = 0
    years: int = 0
    warn_day: int | None = None
    hearing_kind: str | None = None
    forum: str | None = None
    detained: bool = False
    outside: bool = False
    note: str | None = None


JUDGE_ORDER = Basis("judge_order", "8 CFR 1003.31(h)", "https://www.ecfr.gov/current/title-8/part-1003")
COURT_NOTICE = Basis("court_notice", "8 CFR 1003.31(h)", "https://www.ecfr.gov/current/title-8/part-1003")
FIXED_BASES = {basis.code: basis for basis in (JUDGE_ORDER, COURT_NOTICE)}
"""Dates given outright by a judge or a court notice; they beat every usual deadline."""


@cache
def deadline_rules() -> dict[str, DeadlineRule]:
    """Every usual deadline by its code."""
    rows = read_toml("deadline_defaults.toml").items()
    return {code: _rule(code, row) for code, row in rows if isinstance(row, dict)}


def deadline_rule(code: str) -> DeadlineRule:
    """One usual deadline. Raises NotFound."""
    try:
        return deadline_rules()[code]
    except KeyError:
        raise NotFound("deadline_rule_unknown", rule=code) from None


def rule_before_hearing(hearing_kind: str) -> DeadlineRule | None:
    """The usual deadline for papers before a hearing of this kind, if there is one."""
    return next((rule for rule in deadline_rules().values() if rule.hearing_kind == hearing_kind), None)


def _rule(code: str, row: dict[str, Any]) -> DeadlineRule:
    return DeadlineRule(
        code=code,
        anchor=row["anchor"],
        count=Count(row["count"]),
        basis=Basis(code, row["citation"], row["source"], row.get("contested", False)),
        days=row.get("days", 0),
        years=row.get("years", 0),
        warn_day=row.get("warn_day"),
        hearing_kind=row.get("hearing_kind"),
        forum=row.get("forum"),
        detained=row.get("detained", False),
        outside=row.get("stage") == "outside",
        note=row.get("note"),
    )
