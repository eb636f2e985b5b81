"""Customer Support: Monday to Friday except federal holidays, 6 a.m. to 8 p.m. Eastern (FAQ 4)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_core.rules.support_hours import support_hours

CASES = [
    ("2026-12-01T05:59:59", "America/New_York", False, "2026-12-01T06:00:00"),
    ("2026-12-01T06:00:00", "America/New_York", True, "2026-12-01T20:00:00"),
    ("2026-12-01T19:59:59", "America/New_York", True, "2026-12-01T20:00:00"),
    ("2026-12-01T20:00:00", "America/New_York", False, "2026-12-02T06:00:00"),
    ("2026-11-26T10:00:00", "America/New_York", False, "2026-11-27T06:00:00"),
    ("2026-11-27T10:00:00", "America/New_York", True, "2026-11-27T20:00:00"),
    ("2026-12-04T21:00:00", "America/New_York", False, "2026-12-07T06:00:00"),
    ("2026-12-01T17:30:00", "America/Los_Angeles", False, "2026-12-02T06:00:00"),
    ("2026-12-01T01:00:00", "Pacific/Honolulu", True, "2026-12-01T20:00:00"),
    ("2026-12-01T14:59:59", "Pacific/Honolulu", True, "2026-12-01T20:00:00"),
    ("2026-12-01T15:00:00", "Pacific/Honolulu", False, "2026-12-02T06:00:00"),
    ("2026-07-01T00:00:00", "Pacific/Honolulu", True, "2026-07-01T20:00:00"),
    ("2026-07-01T14:00:00", "Pacific/Honolulu", False, "2026-07-02T06:00:00"),
    ("2026-07-03T10:00:00", "America/New_York", False, "2026-07-06T06:00:00"),
]


@pytest.mark.parametrize(("at", "zone", "open_now", "changes_at"), CASES)
def test_open_now_and_until_when(at: str, zone: str, open_now: bool, changes_at: str) -> None:
    hours = support_hours(datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)))
    eastern = hours.changes_at.astimezone(ZoneInfo("America/New_York"))
    assert (hours.open_now, eastern.replace(tzinfo=None).isoformat()) == (open_now, changes_at)


INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(INSTANTS)
def test_the_state_lasts_exactly_until_it_changes(now: datetime) -> None:
    hours = support_hours(now)
    assert hours.changes_at > now
    assert support_hours(hours.changes_at).open_now is not hours.open_now
    assert support_hours(hours.changes_at - timedelta(seconds=1)).open_now is hours.open_now
