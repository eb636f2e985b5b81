"""When Customer Support answers: Monday to Friday, no federal holidays, 6 a.m. to 8 p.m. Eastern (FAQ 4)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from portal_core.rules.business_days import ONE_DAY, Calendar

SUPPORT_PHONE = "1-877-388-3842"
SUPPORT_ZONE = ZoneInfo("America/New_York")
OPENS = time(6)
CLOSES = time(20)
CALENDAR = Calendar()


@dataclass(frozen=True)
class SupportHours:
    """`changes_at` is the instant (UTC) at which the desk closes, if open now, or opens next."""

    open_now: bool
    changes_at: datetime
    phone: str = SUPPORT_PHONE
    zone: ZoneInfo = SUPPORT_ZONE


def support_hours(now: datetime) -> SupportHours:
    """Whether the desk is open at `now`, and when that changes."""
    local = now.astimezone(SUPPORT_ZONE)
    today = local.date()
    if CALENDAR.is_business_day(today):
        if local < _at(today, OPENS):
            return _hours(False, today, OPENS)
        if local < _at(today, CLOSES):
            return _hours(True, today, CLOSES)
    return _hours(False, CALENDAR.roll(today + ONE_DAY), OPENS)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, SUPPORT_ZONE)


def _hours(open_now: bool, day: date, hour: time) -> SupportHours:
    return SupportHours(open_now, _at(day, hour).astimezone(ZoneInfo("UTC")))
