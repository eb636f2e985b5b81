"""Properties of the deadline rules that hold for every date, zone and outage."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_core.data import read_tsv
from portal_core.errors import NotFound, PortalError
from portal_core.rules.business_days import Calendar
from portal_core.rules.deadlines import (
    Setting,
    closes_at,
    count,
    due_after,
    due_before,
    due_by_rule,
    due_fixed,
    filing_zone,
    fixed_basis,
)
from portal_core.rules.defaults import JUDGE_ORDER, Count, deadline_rule, deadline_rules, rule_before_hearing
from portal_core.rules.outages import Outage, OutageKind, OutageSystem, extend

ZONES = sorted({row["tz"] for row in read_tsv("courts.tsv")})
NOW = datetime(2026, 12, 1, tzinfo=UTC)

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2041, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.builds(Calendar, inauguration=st.booleans())


@st.composite
def outages_near(draw: st.DrawFn, day: date) -> tuple[Outage, ...]:
    """Up to four outages that begin within a week of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    hours = st.integers(-150, 150).map(lambda h: timedelta(hours=h))
    found = []
    for index in range(draw(st.integers(0, 4))):
        starts_at = noon + draw(hours)
        length = draw(st.none() | st.integers(1, 100).map(lambda h: timedelta(hours=h)))
        notice = draw(st.none() | st.integers(0, 20).map(lambda d: timedelta(days=d)))
        found.append(
            Outage(
                id=str(index),
                system=draw(st.sampled_from(OutageSystem)),
                kind=draw(st.sampled_from(OutageKind)),
                starts_at=starts_at,
                ends_at=starts_at + length if length else None,
                announced_at=starts_at - notice if notice is not None else None,
            )
        )
    return tuple(found)


@given(days, calendars)
def test_rolling_lands_on_the_first_business_day(day: date, calendar: Calendar) -> None:
    rolled = calendar.roll(day)
    assert calendar.is_business_day(rolled)
    assert rolled >= day
    skipped = [day + timedelta(days=n) for n in range((rolled - day).days)]
    assert not any(calendar.is_business_day(between) for between in skipped)


@given(days, calendars)
def test_the_safe_date_is_a_business_day_not_after_the_nominal_day(day: date, calendar: Calendar) -> None:
    result = due_fixed(day, JUDGE_ORDER, Setting(ZoneInfo("America/New_York"), calendar, NOW))
    assert calendar.is_business_day(result.safe_date)
    assert result.safe_date <= result.nominal <= result.rolled <= result.due


@given(st.data(), days, zones, calendars)
def test_an_extension_is_never_earlier_and_lands_on_a_business_day(
    data: st.DataObject, day: date, zone: ZoneInfo, calendar: Calendar
) -> None:
    outages = data.draw(outages_near(day))
    now = data.draw(instants)
    due = calendar.roll(day)
    extension = extend(due, outages, zone, calendar, now)
    assert extension.due >= due
    assert calendar.is_business_day(extension.due)
    assert (extension.due > due) == bool(extension.moved_by)


@given(st.data(), days, zones, calendars)
def test_the_order_in_which_outages_were_written_down_does_not_matter(
    data: st.DataObject, day: date, zone: ZoneInfo, calendar: Calendar
) -> None:
    outages = data.draw(outages_near(day))
    shuffled = tuple(data.draw(st.permutations(outages)))
    due = calendar.roll(day)
    assert extend(due, outages, zone, calendar, NOW).due == extend(due, shuffled, zone, calendar, NOW).due


@given(st.data(), days, zones, calendars)
def test_extending_again_changes_nothing(
    data: st.DataObject, day: date, zone: ZoneInfo, calendar: Calendar
) -> None:
    outages = data.draw(outages_near(day))
    once = extend(calendar.roll(day), outages, zone, calendar, NOW)
    assert extend(once.due, outages, zone, calendar, NOW).due == once.due


@given(days, zones)
def test_the_cut_off_is_local_midnight_whatever_the_clock_change(day: date, zone: ZoneInfo) -> None:
    instant = closes_at(day, zone)
    local = instant.astimezone(zone)
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert local.date() == day + timedelta(days=1)
    assert (instant - timedelta(seconds=1)).astimezone(zone).date() == day


@given(days, zones)
def test_one_second_before_the_cut_off_is_in_time_and_the_cut_off_is_not(day: date, zone: ZoneInfo) -> None:
    result = due_fixed(day, JUDGE_ORDER, Setting(zone, Calendar(), NOW))
    assert result.is_timely(result.closes_at - timedelta(seconds=1))
    assert not result.is_timely(result.closes_at)


def test_days_with_23_and_25_hours_close_at_midnight() -> None:
    eastern = ZoneInfo("America/New_York")
    spring, autumn = date(2027, 3, 14), date(2027, 11, 7)
    lengths = [
        closes_at(day, eastern) - closes_at(day - timedelta(days=1), eastern) for day in (spring, autumn)
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25)]


@given(days, st.integers(0, 400))
def test_counting_after_and_before_are_mirror_images(day: date, length: int) -> None:
    assert count(count(day, Count.AFTER, days=length), Count.BEFORE, days=length) == day


@given(days, st.integers(0, 200))
def test_a_count_before_a_hearing_never_rolls_past_more_than_closed_days(day: date, length: int) -> None:
    setting = Setting(ZoneInfo("America/New_York"), Calendar(), NOW)
    before, after = (
        due_before(day, length, JUDGE_ORDER, setting),
        due_after(day, length, JUDGE_ORDER, setting),
    )
    assert before.nominal == day - timedelta(days=length)
    assert after.nominal == day + timedelta(days=length)
    assert before.due - before.nominal <= timedelta(days=4)


@contextmanager
def _server_in(tz: str) -> Iterator[None]:
    """The process as if its machine stood in another zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = tz
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.parametrize("tz", ["UTC", "Asia/Kolkata", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_same_dates_come_out_on_a_server_in_any_zone(tz: str) -> None:
    outage = Outage(
        id="o",
        system=OutageSystem.ECAS,
        kind=OutageKind.UNPLANNED,
        starts_at=datetime(2026, 12, 18, 14, tzinfo=UTC),
        ends_at=datetime(2026, 12, 18, 16, tzinfo=UTC),
    )
    with _server_in(tz):
        setting = Setting(ZoneInfo("America/New_York"), Calendar(), NOW, (outage,))
        result = due_fixed(date(2026, 12, 18), JUDGE_ORDER, setting)
        left = result.days_left(datetime(2026, 12, 19, 3, tzinfo=UTC))
    assert result.due == date(2026, 12, 21)
    assert result.closes_at == datetime(2026, 12, 22, 5, tzinfo=UTC)
    assert left == 3  # it is still the 18th in New York


def test_the_steps_tell_how_the_date_came_about() -> None:
    outage = Outage(
        id="o",
        system=OutageSystem.RAP,
        kind=OutageKind.UNPLANNED,
        starts_at=datetime(2026, 12, 14, 14, tzinfo=UTC),
        ends_at=datetime(2026, 12, 14, 16, tzinfo=UTC),
    )
    setting = Setting(ZoneInfo("America/New_York"), Calendar(), NOW, (outage,))
    result = due_fixed(date(2026, 12, 12), JUDGE_ORDER, setting)
    assert [(step.kind, step.day.day, step.reason) for step in result.steps] == [
        ("counted", 12, "judge_order"),
        ("rolled", 14, "weekend"),
        ("extended", 15, "outage"),
    ]
    assert result.moved_by == (outage,)


def test_the_hearing_place_decides_the_zone_then_the_court_then_the_earliest_midnight() -> None:
    eastern, pacific, guam = (
        ZoneInfo(z) for z in ("America/New_York", "America/Los_Angeles", "Pacific/Guam")
    )
    day = date(2026, 12, 18)
    assert filing_zone(pacific, eastern, (), day) is pacific
    assert filing_zone(None, eastern, (), day) is eastern
    assert filing_zone(None, None, (eastern, guam, pacific), day) is guam


def test_a_motion_without_a_time_limit_has_no_due_date() -> None:
    setting = Setting(ZoneInfo("America/New_York"), Calendar(), NOW)
    assert due_by_rule(date(2026, 1, 1), deadline_rule("rescind_no_notice"), setting) is None


def test_an_appeal_warns_on_day_10_because_the_rule_is_in_dispute() -> None:
    setting = Setting(ZoneInfo("America/New_York"), Calendar(), NOW)
    result = due_by_rule(date(2026, 10, 26), deadline_rule("appeal_bia"), setting)
    assert result is not None
    assert result.warn_on == date(2026, 11, 5)
    assert result.basis.contested


def test_every_usual_rule_cites_its_source() -> None:
    rules = deadline_rules().values()
    assert len(rules) == 12
    assert all(rule.basis.citation and rule.basis.source.startswith("https://") for rule in rules)
    assert all((rule.days > 0) + (rule.years > 0) == (rule.count is not Count.NONE) for rule in rules)


def test_only_master_and_individual_hearings_have_a_usual_deadline() -> None:
    found = {kind: rule_before_hearing(kind) for kind in ("MASTER", "INDIVIDUAL", "BOND")}
    assert {kind: rule.days for kind, rule in found.items() if rule} == {"MASTER": 15, "INDIVIDUAL": 30}


def test_unknown_rules_and_bases_are_refused() -> None:
    with pytest.raises(NotFound):
        deadline_rule("no_such_rule")
    with pytest.raises(PortalError):
        fixed_basis("no_such_basis")
