"""The one place where due dates are computed: counting, rolling, closing instant, safe date, outages.

Counting is by calendar day with the event as day 0 and a last day that rolls forward (8 CFR 1001.1(h));
filings close before midnight where the hearing is scheduled, at the BIA before midnight Eastern (FAQ 25).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal_core.errors import PortalError
from portal_core.rules.business_days import ONE_DAY, Calendar
from portal_core.rules.defaults import FIXED_BASES, Basis, Count, DeadlineRule
from portal_core.rules.outages import Outage, day_starts, extend


@dataclass(frozen=True)
class Step:
    """A step of the count: `counted` (the nominal day), `rolled` (weekend, holiday), `extended` (outage)."""

    kind: str
    day: date
    reason: str


@dataclass(frozen=True)
class DueDate:
    """A computed deadline.

    `nominal` is the counted day, `rolled` the business day it falls on, `due` the day after any extension.
    `closes_at` is the first instant (UTC) at which a filing is late. `safe_date` is the day to aim for: the
    last business day on or before the nominal one. `still_on` is an outage without an end that will move
    the date. `warn_on` is the day of an earlier warning that some rules ask for.
    """

    nominal: date
    rolled: date
    due: date
    closes_at: datetime
    zone: ZoneInfo
    safe_date: date
    basis: Basis
    steps: tuple[Step, ...]
    moved_by: tuple[Outage, ...] = ()
    still_on: Outage | None = None
    warn_on: date | None = None

    def is_timely(self, submitted_at: datetime) -> bool:
        """Whether a filing submitted at this instant is in time ("before midnight": 00:00:00 is late)."""
        return submitted_at < self.closes_at

    def days_left(self, now: datetime) -> int:
        """Calendar days from today to the due day, both by the court's clock; negative once it is past."""
        return (self.due - now.astimezone(self.zone).date()).days


@dataclass(frozen=True)
class Setting:
    """All that a count depends on besides the rule: the place's zone and calendar, outages, and "now"."""

    zone: ZoneInfo
    calendar: Calendar
    now: datetime
    outages: tuple[Outage, ...] = ()


def due_fixed(day: date, basis: Basis, setting: Setting) -> DueDate:
    """A date given outright by a judge or a notice."""
    return _compute(day, basis, setting)


def due_by_rule(anchor: date, rule: DeadlineRule, setting: Setting) -> DueDate | None:
    """A date counted from its anchor by a usual rule; None when the rule sets no time limit."""
    if rule.count is Count.NONE:
        return None
    nominal = count(anchor, rule.count, days=rule.days, years=rule.years)
    warn_on = anchor + timedelta(days=rule.warn_day) if rule.warn_day is not None else None
    return _compute(nominal, rule.basis, setting, warn_on)


def due_after(event: date, days: int, basis: Basis, setting: Setting) -> DueDate:
    """`days` calendar days after the event, which is day 0."""
    return _compute(count(event, Count.AFTER, days=days), basis, setting)


def due_before(hearing: date, days: int, basis: Basis, setting: Setting) -> DueDate:
    """`days` calendar days before the hearing, which is day 0; rolling moves it closer to the hearing."""
    return _compute(count(hearing, Count.BEFORE, days=days), basis, setting)


def count(anchor: date, direction: Count, *, days: int = 0, years: int = 0) -> date:
    """The nominal day: plain calendar arithmetic. A year from February 29 ends on February 28."""
    if years:
        anchor = _same_day_in(anchor.year + (years if direction is Count.AFTER else -years), anchor)
    return anchor + timedelta(days=days) if direction is Count.AFTER else anchor - timedelta(days=days)


def closes_at(day: date, zone: ZoneInfo) -> datetime:
    """The local midnight that ends `day` in `zone`, as a UTC instant: the first moment that is too late."""
    return day_starts(day + ONE_DAY, zone)


def filing_zone(
    hearing_zone: ZoneInfo | None, court_zone: ZoneInfo | None, candidates: Iterable[ZoneInfo], day: date
) -> ZoneInfo:
    """The zone whose midnight counts (FAQ 25): the hearing's, the court's, or the one closing first."""
    known = hearing_zone or court_zone
    return known or min(candidates, key=lambda zone: (closes_at(day, zone), zone.key))


def fixed_basis(code: str) -> Basis:
    """The basis of a date given outright. Raises PortalError for a code that is not one."""
    try:
        return FIXED_BASES[code]
    except KeyError:
        raise PortalError("deadline_basis_unknown", basis=code) from None


def _compute(nominal: date, basis: Basis, setting: Setting, warn_on: date | None = None) -> DueDate:
    rolled = setting.calendar.roll(nominal)
    extension = extend(rolled, setting.outages, setting.zone, setting.calendar, setting.now)
    return DueDate(
        nominal=nominal,
        rolled=rolled,
        due=extension.due,
        closes_at=closes_at(extension.due, setting.zone),
        zone=setting.zone,
        safe_date=setting.calendar.last_business_day(nominal),
        basis=basis,
        steps=_steps(nominal, rolled, extension.due, basis, setting.calendar),
        moved_by=extension.moved_by,
        still_on=extension.still_on,
        warn_on=warn_on,
    )


def _steps(nominal: date, rolled: date, due: date, basis: Basis, calendar: Calendar) -> tuple[Step, ...]:
    steps = [Step("counted", nominal, basis.code)]
    if rolled != nominal:
        steps.append(Step("rolled", rolled, calendar.why_closed(nominal) or ""))
    if due != rolled:
        steps.append(Step("extended", due, "outage"))
    return tuple(steps)


def _same_day_in(year: int, day: date) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # February 29 in a common year
        return day.replace(year=year, day=28)
