"""The asylum clock is reported, not decided: milestones as the record says."""

from datetime import date

import pytest

from portal_core.rules.asylum_clock import ClockRecord, ClockState, day_on_clock, milestones


@pytest.mark.parametrize(
    ("days", "stopped", "expected"),
    [
        (150, 0, date(2026, 10, 29)),
        (180, 0, date(2026, 11, 28)),
        (150, 20, date(2026, 11, 18)),
        (180, 20, date(2026, 12, 18)),
    ],
)
def test_days_on_the_clock_are_plain_days_without_rolling(days: int, stopped: int, expected: date) -> None:
    assert day_on_clock(date(2026, 6, 1), days, stopped) == expected


def test_a_running_clock_names_the_days_still_to_come() -> None:
    record = ClockRecord(ClockState.RUNNING, days=160, as_of=date(2026, 11, 8))
    assert [(m.days, m.reached, m.on) for m in milestones(record)] == [
        (150, True, None),
        (180, False, date(2026, 11, 28)),
    ]


@pytest.mark.parametrize("state", [ClockState.STOPPED, ClockState.NOT_STARTED, ClockState.ENDED])
def test_a_clock_that_does_not_run_promises_no_day(state: ClockState) -> None:
    record = ClockRecord(state, days=100, as_of=date(2026, 11, 8))
    assert [(m.reached, m.on) for m in milestones(record)] == [(False, None), (False, None)]
