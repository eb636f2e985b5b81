"""Which days count as business days at a forum, and how a date rolls to one (8 CFR 1001.1(h))."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6

# 5 U.S.C. 6103(c): Inauguration Day is a holiday only for work in these places, with no day in lieu.
INAUGURATION_AREA = frozenset(
    {
        "District of Columbia, DC",
        "Montgomery, MD",
        "Prince George's, MD",
        "Arlington, VA",
        "Fairfax, VA",
        "Alexandria, VA",
        "Falls Church, VA",
        "Fairfax City, VA",
    }
)


@dataclass(frozen=True)
class Calendar:
    """The business days of one forum; `inauguration` if it lies where Inauguration Day is a holiday."""

    inauguration: bool = False

    def why_closed(self, day: date) -> str | None:
        """`weekend`, `holiday`, or None for a business day."""
        if is_federal_holiday(day) or (self.inauguration and is_inauguration_day(day)):
            return "holiday"
        return "weekend" if day.weekday() in (SATURDAY, SUNDAY) else None

    def is_business_day(self, day: date) -> bool:
        return self.why_closed(day) is None

    def roll(self, day: date) -> date:
        """The first business day on or after `day`; forward even before a hearing (8 CFR 1001.1(h))."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def last_business_day(self, day: date) -> date:
        """The last business day on or before `day`."""
        while not self.is_business_day(day):
            day -= ONE_DAY
        return day


def calendar_for(county: str) -> Calendar:
    """The calendar of a forum that lies in `county` ("Fairfax, VA")."""
    return Calendar(inauguration=county in INAUGURATION_AREA)


def is_federal_holiday(day: date) -> bool:
    """A legal federal holiday (5 U.S.C. 6103(a)) or the weekday on which it is observed."""
    return day in _federal_holidays(day.year)


def is_inauguration_day(day: date) -> bool:
    """January 20 after a presidential election; the 21st if that is a Sunday (5 U.S.C. 6103(c))."""
    if day.month != 1 or day.year % 4 != 1:
        return False
    on_20th = date(day.year, 1, 20)
    return day == (on_20th + ONE_DAY if on_20th.weekday() == SUNDAY else on_20th)


@lru_cache(maxsize=64)
def _federal_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("US", years=year, observed=True))
