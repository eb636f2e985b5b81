"""Writing one fact in one language, as it stands inside a sentence."""

import datetime as dt
from collections.abc import Callable
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.words.facts import (
    Code,
    Date,
    DateTime,
    Days,
    Fact,
    Facts,
    List,
    Money,
    Number,
    Term,
    Text,
    Time,
    Zone,
)
from bot.words.formats import formats_of
from bot.words.languages import Language

FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"
NO_BREAK_SPACE = "\u00a0"
_NO_ISOLATES = dict.fromkeys(map(ord, FIRST_STRONG_ISOLATE + LEFT_TO_RIGHT_ISOLATE + END_OF_ISOLATE))
_LONGEST_HELD_TOGETHER = 60  # characters; longer values (the court's own words) may be cut like any text

Say = Callable[[str, Facts], str]


class Slot:
    """A fact waiting in a template: `{due}` writes it in full, `{due:short}` in the form asked for."""

    def __init__(self, writer: "Writer", fact: Fact) -> None:
        self._writer = writer
        self._fact = fact

    def __format__(self, form: str) -> str:
        return self._writer.isolated(self._fact, form)


class Writer:
    """Writes facts for one language. `say` gives the catalog's text for a key in that language.

    Forms of a date or instant: "" (full), "date", "short" (no year), "time" (with zone), "clock" (without).
    """

    def __init__(self, language: Language, say: Say) -> None:
        self._language = language
        self._formats = formats_of(language)
        self._say = say

    def slot(self, fact: Fact) -> Slot:
        return Slot(self, fact)

    def isolated(self, fact: Fact, form: str = "") -> str:
        """The fact, held together at its spaces; in a right-to-left language isolated from its neighbours."""
        written = self.write(fact, form)
        if isinstance(fact, Term | List):
            return written
        if len(written) <= _LONGEST_HELD_TOGETHER:
            written = written.replace(" ", NO_BREAK_SPACE)
        if self._language.direction == "ltr":
            return written
        start = LEFT_TO_RIGHT_ISOLATE if isinstance(fact, Code) else FIRST_STRONG_ISOLATE
        return start + written.translate(_NO_ISOLATES) + END_OF_ISOLATE

    def write(self, fact: Fact, form: str = "") -> str:
        """Raises ValueError for a form that the fact does not have."""
        match fact:
            case Text() | Code():
                return fact.value
            case Number():
                return self._formats.number(fact.value)
            case Days():
                return self._say("unit_days", {"n": Number(value=fact.value)})
            case Money():
                return self._formats.money(fact.value)
            case Term():
                return self._say(fact.key, fact.facts)
            case List():
                return self._formats.joined([self.isolated(item) for item in fact.items])
            case _:
                return self._when(fact, form)

    def _when(self, fact: Date | Time | DateTime | Zone, form: str) -> str:
        match fact:
            case Date():
                return self._date(fact.value, form)
            case Time():
                return self._time(fact.value, fact.zone, fact.place, form)
            case DateTime():
                local = fact.value.astimezone(ZoneInfo(fact.zone))
                return self._datetime(local, fact.zone, fact.place, form)
            case Zone():
                return self._zone(fact.zone, fact.place)
        assert_never(fact)

    def _date(self, day: dt.date, form: str) -> str:
        match form:
            case "" | "date":
                return self._formats.date(day)
            case "short":
                return self._formats.short_date(day)
        raise ValueError(f"a date has no form {form!r}")

    def _time(self, clock: dt.time, zone: str | None, place: str | None, form: str) -> str:
        if form not in ("", "time", "clock"):
            raise ValueError(f"a time has no form {form!r}")
        written = self._formats.time(clock)
        if zone is None or form == "clock":
            return written
        return self._say("time_in_zone", {"time": Text(value=written), "zone": self._zone_name(zone, place)})

    def _datetime(self, local: dt.datetime, zone: str, place: str | None, form: str) -> str:
        match form:
            case "time" | "clock":
                return self._time(local.time(), zone, place, form)
            case "date":
                return self._formats.date(local.date())
            case "" | "short":
                day = self._formats.short_date(local.date()) if form else self._formats.date(local.date())
                time = self._time(local.time(), zone, place, "")
                return self._say("date_and_time", {"date": Text(value=day), "time": Text(value=time)})
        raise ValueError(f"an instant has no form {form!r}")

    def _zone_name(self, zone: str, place: str | None) -> Text:
        return Text(value=self._zone(zone, place))

    def _zone(self, zone: str, place: str | None) -> str:
        """A zone in words people know: by the court's city, else by our name for it, else by CLDR's city."""
        if place is None:
            try:
                return self._say(f"zone_{zone}", {})
            except LookupError:
                place = self._formats.city(zone)
        return self._say("zone_of_place", {"place": Text(value=place)})
