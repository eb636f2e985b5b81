"""Dates, times, numbers and lists as a language writes them: Babel, or a small table where CLDR is wrong."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.words.languages import LOCALES, Language


class Formats:
    """How one language writes values; what `own` holds (see formats.toml) is used instead of CLDR."""

    def __init__(self, locale: str, own: dict[str, Any]) -> None:
        self.locale = locale
        self.own = own
        self._numbers = own.get("numbers", locale)

    def date(self, day: dt.date) -> str:
        """With the weekday, month and year in full: "Monday, December 14, 2026"."""
        return self._own_date("date", day) or str(format_date(day, "full", locale=self.locale))

    def short_date(self, day: dt.date) -> str:
        """Without the year, as short as the language allows: "Mon, Dec 14"."""
        return self._own_date("short", day) or str(format_skeleton("MMMEd", day, locale=self.locale))

    def time(self, clock: dt.time) -> str:
        """Hours and minutes: "9:00 AM", "15:30"."""
        if "day_periods" not in self.own:
            return str(format_time(clock, "short", locale=self.locale)).replace("\u202f", " ")
        period = self.own["day_periods"][clock.hour >= 12]
        return f"{clock.hour % 12 or 12}:{clock.minute:02} {period}"

    def number(self, value: float) -> str:
        return str(format_decimal(value, locale=self._numbers))

    def money(self, dollars: Decimal) -> str:
        """US dollars; whole amounts without cents."""
        whole = dollars == dollars.to_integral_value()
        return "$" + str(format_decimal(dollars, "#,##0" if whole else "#,##0.00", locale=self._numbers))

    def joined(self, parts: Sequence[str]) -> str:
        """ "a, b and c" in the language's way."""
        if "list" not in self.own:
            return str(format_list(list(parts), locale=self.locale))
        middle, last = self.own["list"]
        if len(parts) < 2:
            return "".join(parts)
        first = parts[0]
        for part in parts[1:-1]:
            first = middle.format(first, part)
        return str(last.format(first, parts[-1]))

    def city(self, zone: str) -> str:
        """CLDR's name of the city that stands for an IANA time zone: "Chicago", "芝加哥"."""
        return str(get_timezone_location(ZoneInfo(zone), locale=self._numbers, return_city=True))

    def _own_date(self, pattern: str, day: dt.date) -> str | None:
        if pattern not in self.own:
            return None
        weekday, month = self.own["days"][day.weekday()], self.own["months"][day.month - 1]
        return str(self.own[pattern].format(weekday=weekday, day=day.day, month=month, year=day.year))


@cache
def formats_of(language: Language) -> Formats:
    return Formats(language.formats, _own_tables().get(language.code, {}))


@cache
def _own_tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((LOCALES / "formats.toml").read_text("utf-8"))
