"""The demo is whole whatever day it is loaded, and can be loaded again."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, read_scope
from portal_core.portal import Portal
from portal_core.records import OutageRecord
from portal_core.services import demo
from tests.conftest import FixedClock

MORNINGS = [datetime(2026, 11, 20, 15, tzinfo=UTC) + timedelta(days=n) for n in range(0, 60, 7)]
CHRISTMAS_EVE = datetime(2026, 12, 24, 15, tzinfo=UTC)


def test_loading_twice_changes_nothing_and_the_next_day_moves_the_dates(
    sessions: SessionFactory, keyring: Keyring, clock: FixedClock
) -> None:
    first, second = (demo.load(sessions, keyring, clock) for _ in range(2))
    assert (first.added, first.failed) == (12, 0)
    assert (second.unchanged, second.failed) == (12, 0)
    clock.advance(days=1)
    third = demo.load(sessions, keyring, clock)
    assert (third.changed, third.failed) == (12, 0)
    with read_scope(sessions) as session:
        assert len(session.scalars(sa.select(OutageRecord)).all()) == 1


@pytest.mark.parametrize("now", [*MORNINGS, CHRISTMAS_EVE], ids=str)
def test_on_any_day_the_outage_moves_only_the_deadline_it_is_there_for(
    sessions: SessionFactory, keyring: Keyring, clock: FixedClock, now: datetime
) -> None:
    clock.now = now
    demo.load(sessions, keyring, clock)
    portal = Portal(sessions, keyring, clock)
    moved = []
    for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12):
        start = portal.start_link("phone", f"9000000{number:02d}", f"DEMO00{number:02d}")
        assert start.code is not None
        case = portal.confirm_link("phone", start.code).case
        assert case is not None
        deadlines = portal.deadlines("phone", case.id)
        assert deadlines
        assert all(deadline.state == "open" for deadline in deadlines)
        moved += [number for deadline in deadlines if deadline.moved_by]
    assert moved == [3]


def test_dates_are_relative_to_today() -> None:
    line = demo.demo_lines(date(2026, 12, 1))[0].decode()
    assert '"date": "2026-12-10"' in line
    assert "days_from_today" not in line


def test_no_plain_a_number_or_name_or_code_reaches_the_database_file(
    portal: Portal, sessions: SessionFactory, tmp_path: Path
) -> None:
    start = portal.start_link("phone", "900000001", "DEMO0001")
    assert start.code is not None
    portal.confirm_link("phone", start.code)
    portal.start_link("phone", "123456789", "DEMO9999")
    sessions.kw["bind"].dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Demo Judge Alder" in stored
    for secret in (b"900000001", b"900-000-001", b"123456789", b"DEMO0001", b"DEM00001", b"Quintanilla"):
        assert secret not in stored
