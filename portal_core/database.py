"""Engines for SQLite and PostgreSQL, the declarative base, column types and transaction scopes."""

import enum
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Dialect, Engine, make_url
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 10_000
ENUM_LENGTH = 40

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out, the same on SQLite (which keeps no zone) and PostgreSQL."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _by_value(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """Base of every table of the project; a `StrEnum` is stored as its value in a plain string column."""

    metadata = sa.MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime(),
        enum.StrEnum: sa.Enum(
            enum.StrEnum,
            values_callable=_by_value,
            native_enum=False,
            create_constraint=False,
            length=ENUM_LENGTH,
        ),
        dict[str, Any]: sa.JSON(),
        list[str]: sa.JSON(),
    }


def new_public_id() -> str:
    """An opaque id of 20 hex digits (80 random bits), fit to leave the system and to be typed."""
    return secrets.token_hex(10)


IntPk = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[str, mapped_column(sa.String(20), unique=True, default=new_public_id)]
Code = Annotated[str, mapped_column(sa.String(40))]
Sealed = Annotated[str, mapped_column(sa.Text)]
"""Text sealed by `Keyring.seal`; name such columns `*_sealed`."""
Digest = Annotated[str, mapped_column(sa.String(64))]
"""Look-up hash by `Keyring.digest`; name such columns `*_digest`."""

SessionFactory = sessionmaker[Session]


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…` (psycopg 3).

    SQLite: WAL, foreign keys on, waits up to 10 s for a writer, and a transaction takes the write lock
    at its start (two that read first and write later would fail), unless it is a `read_scope`.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = sa.create_engine(parsed, hide_parameters=True)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return sa.create_engine(_with_psycopg(parsed), pool_pre_ping=True, hide_parameters=True)


def make_sessions(engine: Engine) -> SessionFactory:
    """The factory of sessions that services and scopes are given."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def write_scope(sessions: SessionFactory) -> Iterator[Session]:
    """A session whose work is committed when the block ends well and rolled back when it raises."""
    with sessions.begin() as session:
        yield session


@contextmanager
def read_scope(sessions: SessionFactory) -> Iterator[Session]:
    """A session for reading: takes no write lock, and nothing done in it is kept."""
    with sessions() as session:
        session.connection(execution_options={"read_only": True})
        yield session


def insert_if_absent(session: Session, table: type[Base], *rows: dict[str, Any]) -> None:
    """Insert each row unless a unique constraint says it is there; safe when two requests race."""
    if not rows:
        return
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(table) if on_postgresql else sqlite.insert(table)
    session.execute(insert.on_conflict_do_nothing(), list(rows))


def _with_psycopg(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _set_up_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001
    connection.isolation_level = None  # sqlite3 must not begin transactions by itself; _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
