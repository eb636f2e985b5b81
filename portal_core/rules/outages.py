"""When an outage of the filing system moves a deadline (FAQ 26; 8 CFR 1003.31(b) is narrower)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal_core.rules.business_days import ONE_DAY, Calendar

EASTERN = ZoneInfo("America/New_York")
ENOUGH_NOTICE_DAYS = 6  # FAQ 26: "more than 5 days"


class OutageKind(StrEnum):
    PLANNED = "planned"
    UNPLANNED = "unplanned"


class OutageSystem(StrEnum):
    ECAS = "ECAS"
    RAP = "RAP"
    PAYMENT = "Payment"
    ACIS = "ACIS"


FILING_SYSTEMS = frozenset({OutageSystem.ECAS, OutageSystem.RAP})
"""Systems without which nobody can file; only their outages move a date."""


@dataclass(frozen=True)
class Outage:
    """One outage; `announced_at` None = never announced, `ends_at` None = still on. Instants are aware."""

    id: str
    system: OutageSystem
    kind: OutageKind
    starts_at: datetime
    ends_at: datetime | None = None
    announced_at: datetime | None = None
    source_url: str = ""

    def notice_days(self) -> int | None:
        """Days of notice, between Eastern calendar dates; None if it was never announced."""
        if self.announced_at is None:
            return None
        return (_eastern_date(self.starts_at) - _eastern_date(self.announced_at)).days

    def counts_as_unplanned(self) -> bool:
        """Unplanned, or planned with 5 or fewer days of notice (FAQ 26)."""
        days = self.notice_days()
        return self.kind is OutageKind.UNPLANNED or days is None or days < ENOUGH_NOTICE_DAYS


@dataclass(frozen=True)
class Extension:
    """What outages make of a due date: the date, the outages that moved it, and one still on that will."""

    due: date
    moved_by: tuple[Outage, ...] = ()
    still_on: Outage | None = None


def day_starts(day: date, zone: ZoneInfo) -> datetime:
    """Local midnight at which `day` begins in `zone`, by the calendar (never by adding 24 hours)."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(ZoneInfo("UTC"))


def extend(
    due: date, outages: tuple[Outage, ...], zone: ZoneInfo, calendar: Calendar, now: datetime
) -> Extension:
    """Apply outages in order of start until nothing changes; the result is never earlier than `due`.

    Ended ones first. One that is still on is known to last until `now` only: if it touches the due day (or
    one it was moved from), the date moves to the first business day after its end, which nobody knows yet.
    """
    moving = sorted(
        (o for o in outages if moves_dates(o)), key=lambda o: (o.starts_at, o.ends_at or now, o.id)
    )
    waiting = [outage for outage in moving if outage.ends_at is not None]
    passed, moved_by = [due], []
    while touching := next((o for o in waiting if _touches(o, due, zone, now)), None):
        waiting.remove(touching)
        due = max(due, calendar.roll(_last_day(touching, zone) + ONE_DAY))
        passed.append(due)
        moved_by.append(touching)
    still_on = (o for o in moving if o.ends_at is None and any(_touches(o, day, zone, now) for day in passed))
    return Extension(due, tuple(moved_by), next(still_on, None))


def moves_dates(outage: Outage) -> bool:
    """Whether an outage can move any date at all: a filing system, without enough notice."""
    return outage.system in FILING_SYSTEMS and outage.counts_as_unplanned()


def _last_day(outage: Outage, zone: ZoneInfo) -> date:
    """The local date on which an outage ended."""
    if outage.ends_at is None:
        raise ValueError("this outage is still on")
    return outage.ends_at.astimezone(zone).date()


def _touches(outage: Outage, day: date, zone: ZoneInfo, now: datetime) -> bool:
    known_end = outage.ends_at if outage.ends_at is not None else max(now, outage.starts_at)
    return outage.starts_at < day_starts(day + ONE_DAY, zone) and known_end > day_starts(day, zone)


def _eastern_date(instant: datetime) -> date:
    return instant.astimezone(EASTERN).date()
