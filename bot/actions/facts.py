"""Short ways to make facts of the core's answers."""

from datetime import date as Day
from datetime import datetime

from bot.words import facts as typed
from portal_core.answers import HearingAnswer

EASTERN = "America/New_York"


def text(value: str) -> typed.Fact:
    """The court's own words, never translated; a dash when the record has none."""
    return typed.Text(value=value or "-")


def judge(name: str) -> typed.Fact:
    """The judge's name, or that the record names none."""
    return text(name) if name else term("judge_unknown")


def code(value: str | None) -> typed.Fact:
    """Something to copy exactly."""
    return typed.Code(value=value or "-")


def term(key: str) -> typed.Fact:
    """A text of the catalog inside another one."""
    return typed.Term(key=key)


def number(value: int) -> typed.Fact:
    """A plain number; as `n` it chooses the plural."""
    return typed.Number(value=value)


def date(value: Day) -> typed.Fact:
    """A day of the court's calendar."""
    return typed.Date(value=value)


def moment(value: datetime, zone: str, place: str | None = None) -> typed.Fact:
    """An instant with its zone in words."""
    return typed.DateTime(value=value, zone=zone, place=place)


def zone(name: str, place: str | None) -> typed.Fact:
    """A time zone in words people know."""
    return typed.Zone(zone=name, place=place)


def hearing_time(hearing: HearingAnswer) -> typed.Fact:
    """When a hearing starts, on the clock of the place where it is."""
    return moment(hearing.starts_at, hearing.tz, hearing.court_city)
