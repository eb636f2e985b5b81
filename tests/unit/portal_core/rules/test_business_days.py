"""Holidays against the list of 5 U.S.C. 6103, and Inauguration Day only where it counts."""

from datetime import date, timedelta

import pytest

from portal_core.rules.business_days import (
    Calendar,
    calendar_for,
    is_federal_holiday,
    is_inauguration_day,
)

HOLIDAYS = {
    2026: "1/1 1/19 2/16 5/25 6/19 7/3 7/4 9/7 10/12 11/11 11/26 12/25",
    2027: "1/1 1/18 2/15 5/31 6/18 6/19 7/4 7/5 9/6 10/11 11/11 11/25 12/24 12/25 12/31",
    2028: "1/1 1/17 2/21 5/29 6/19 7/4 9/4 10/9 11/10 11/11 11/23 12/25",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_federal_holidays_and_observed_days(year: int) -> None:
    every_day = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    found = [f"{d.month}/{d.day}" for d in every_day if d.year == year and is_federal_holiday(d)]
    assert found == HOLIDAYS[year].split()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 1, 20), True),
        (date(2029, 1, 20), True),
        (date(2033, 1, 20), True),
        (date(2041, 1, 20), False),
        (date(2041, 1, 21), True),
        (date(2026, 1, 20), False),
        (date(2033, 1, 21), False),
        (date(2033, 2, 20), False),
    ],
)
def test_inauguration_day_comes_every_four_years_and_moves_off_sunday(day: date, expected: bool) -> None:
    assert is_inauguration_day(day) is expected


@pytest.mark.parametrize(
    ("county", "closed"),
    [
        ("Falls Church, VA", True),
        ("Fairfax, VA", True),
        ("Prince George's, MD", True),
        ("Loudoun, VA", False),
        ("", False),
    ],
)
def test_inauguration_day_counts_only_around_washington(county: str, closed: bool) -> None:
    assert calendar_for(county).is_business_day(date(2033, 1, 20)) is not closed


def test_a_closed_day_says_why() -> None:
    calendar = Calendar()
    days = (date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28))
    assert [calendar.why_closed(day) for day in days] == ["holiday", "weekend", None]
