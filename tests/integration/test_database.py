"""The engine, the column types and the scopes, on SQLite and PostgreSQL."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, StatementError

from portal_core.database import (
    Base,
    SessionFactory,
    insert_if_absent,
    make_sessions,
    read_scope,
    write_scope,
)
from portal_core.records import LinkGuard, OutageRecord, StaffTrace
from portal_core.records.link import Subject
from portal_core.rules.outages import OutageKind, OutageSystem

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=-4)))


@pytest.fixture
def both(engine: Engine) -> SessionFactory:
    Base.metadata.create_all(engine)
    return make_sessions(engine)


def _trace(at: datetime) -> StaffTrace:
    return StaffTrace(happened_at=at, kind="test", facts={"n": 1})


def test_an_instant_comes_back_aware_and_in_utc(both: SessionFactory) -> None:
    with write_scope(both) as session:
        session.add(_trace(NOON))
    with read_scope(both) as session:
        at = session.scalars(sa.select(StaffTrace.happened_at)).one()
    assert at == NOON
    assert at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(both: SessionFactory) -> None:
    with read_scope(both) as session:
        session.add(_trace(datetime(2026, 7, 1, 12, 0)))  # noqa: DTZ001
        with pytest.raises(StatementError):
            session.flush()


def test_instants_compare_in_the_database_whatever_zone_they_were_given_in(both: SessionFactory) -> None:
    with write_scope(both) as session:
        session.add(_trace(NOON))
    later = datetime(2026, 7, 1, 16, 0, 1, tzinfo=UTC)
    with read_scope(both) as session:
        assert session.scalar(sa.select(sa.func.count()).where(StaffTrace.happened_at < later)) == 1
        assert session.scalar(sa.select(sa.func.count()).where(StaffTrace.happened_at >= later)) == 0


def test_an_enum_is_stored_by_its_value(both: SessionFactory) -> None:
    record = OutageRecord(
        system=OutageSystem.PAYMENT, kind=OutageKind.UNPLANNED, starts_at=NOON, source_url=""
    )
    with write_scope(both) as session:
        session.add(record)
    with read_scope(both) as session:
        assert session.execute(sa.text("SELECT system, kind FROM outage")).one() == ("Payment", "unplanned")
        assert session.scalars(sa.select(OutageRecord)).one().system is OutageSystem.PAYMENT


def test_a_write_scope_that_raises_keeps_nothing(both: SessionFactory) -> None:
    def add_and_fail() -> None:
        with write_scope(both) as session:
            session.add(_trace(NOON))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        add_and_fail()
    with read_scope(both) as session:
        assert session.scalars(sa.select(StaffTrace)).all() == []


def test_a_read_scope_keeps_nothing(both: SessionFactory) -> None:
    with read_scope(both) as session:
        session.add(_trace(NOON))
        session.flush()
    with read_scope(both) as session:
        assert session.scalars(sa.select(StaffTrace)).all() == []


def test_inserting_what_is_there_changes_nothing(both: SessionFactory) -> None:
    values = {"subject": Subject.CONTACT, "key": "k" * 64}
    with write_scope(both) as session:
        insert_if_absent(session, LinkGuard, values)
        insert_if_absent(session, LinkGuard, values)
    with read_scope(both) as session:
        assert len(session.scalars(sa.select(LinkGuard)).all()) == 1


def test_foreign_keys_are_enforced(both: SessionFactory) -> None:
    with pytest.raises(IntegrityError), write_scope(both) as session:
        session.execute(
            sa.text("INSERT INTO link_attempt (guard_id, tried_at) VALUES (99, '2026-01-01 00:00:00')")
        )


def test_sqlite_writes_ahead_so_that_readers_do_not_wait_for_writers(sqlite_engine: Engine) -> None:
    Base.metadata.create_all(sqlite_engine)
    sessions = make_sessions(sqlite_engine)
    with write_scope(sessions) as writing:
        writing.add(_trace(NOON))
        writing.flush()
        with read_scope(sessions) as reading:
            assert reading.scalars(sa.select(StaffTrace)).all() == []


def test_many_writers_at_once_lose_nothing(both: SessionFactory) -> None:
    """Each adds one to what it reads; without a lock from the start some would fail or be lost."""
    with write_scope(both) as session:
        session.add(_trace(NOON))

    def add_one() -> None:
        with write_scope(both) as session:
            trace = session.scalars(sa.select(StaffTrace).with_for_update()).one()
            trace.facts = {"n": trace.facts["n"] + 1}

    threads = [threading.Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read_scope(both) as session:
        assert session.scalars(sa.select(StaffTrace.facts)).one() == {"n": 9}
