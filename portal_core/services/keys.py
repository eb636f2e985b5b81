"""Re-seals every sealed column of every table after a new data key was put in front."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Row, Table, select, tuple_, update
from sqlalchemy.orm import Session

from portal_core.crypto import Keyring
from portal_core.database import Base, SessionFactory, write_scope

BATCH = 500
SEALED = "_sealed"


def reseal_all(sessions: SessionFactory, keyring: Keyring) -> dict[str, int]:
    """Re-seal rows under the first key, in batches; returns how many rows of which table.

    Safe to repeat and to interrupt. Raises SealBroken if a row opens with none of the keys.
    """
    tables = {table: _sealed_columns(table) for table in Base.metadata.sorted_tables}
    return {
        table.name: _reseal_table(sessions, keyring, table, columns)
        for table, columns in tables.items()
        if columns
    }


def _sealed_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.name.endswith(SEALED)]


def _reseal_table(
    sessions: SessionFactory, keyring: Keyring, table: Table, columns: list[Column[Any]]
) -> int:
    count, last = 0, None
    while True:
        with write_scope(sessions) as session:
            rows = _batch(session, table, columns, last)
            for row in rows:
                _reseal_row(session, keyring, table, columns, row)
        if not rows:
            return count
        count += len(rows)
        last = tuple(rows[-1][: len(table.primary_key)])


def _batch(
    session: Session, table: Table, columns: list[Column[Any]], last: tuple[Any, ...] | None
) -> list[Row[Any]]:
    key = list(table.primary_key)
    query = select(*key, *columns).order_by(*key).limit(BATCH).with_for_update()
    if last is not None:
        query = query.where(tuple_(*key) > tuple_(*last))
    return list(session.execute(query))


def _reseal_row(
    session: Session, keyring: Keyring, table: Table, columns: Iterable[Column[Any]], row: Row[Any]
) -> None:
    fresh = {c.name: keyring.reseal(row._mapping[c]) for c in columns if row._mapping[c] is not None}
    if fresh:
        mine = (key == row._mapping[key] for key in table.primary_key)
        session.execute(update(table).where(*mine).values(fresh))
