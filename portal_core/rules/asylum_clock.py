"""The asylum (work permit) clock as the court's record reports it; nothing here decides what it should be."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MILESTONES = (150, 180)
"""Days on the clock before Form I-765 (c)(8) may be filed, and before it may be approved (8 CFR 208.7)."""


class ClockState(StrEnum):
    NOT_STARTED = "NOT_STARTED"
    RUNNING = "RUNNING"
    STOPPED = "STOPPED"
    ENDED = "ENDED"


class ClockReason(StrEnum):
    """Why the record says the clock stopped."""

    FIND_COUNSEL = "find_counsel"
    LATER_DATE = "later_date"
    MISSED_BIOMETRICS = "missed_biometrics"
    CHANGE_OF_VENUE = "change_of_venue"
    MISSED_HEARING = "missed_hearing"
    DECISION = "decision"
    OTHER = "other"


@dataclass(frozen=True)
class ClockRecord:
    """What the record says: `days` counted on `as_of`, the state since a day, the court's reason code."""

    state: ClockState
    days: int
    as_of: date
    since: date | None = None
    reason: ClockReason | None = None


@dataclass(frozen=True)
class Milestone:
    """A number of days: reached by the record, or the day it falls on if the clock runs on without a stop."""

    days: int
    reached: bool
    on: date | None


def milestones(record: ClockRecord) -> tuple[Milestone, ...]:
    """Days 150 and 180 as the record stands; no date while the clock does not run."""
    return tuple(_milestone(record, days) for days in MILESTONES)


def day_on_clock(started_on: date, days: int, stopped_days: int = 0) -> date:
    """The date of a day on the clock: plain days from the start, stopped days added, no rolling."""
    return started_on + timedelta(days=days + stopped_days)


def _milestone(record: ClockRecord, days: int) -> Milestone:
    if record.days >= days:
        return Milestone(days, reached=True, on=None)
    on = record.as_of + timedelta(days=days - record.days) if record.state is ClockState.RUNNING else None
    return Milestone(days, reached=False, on=on)
