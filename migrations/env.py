"""Runs migrations on the connection it is given, or on DATABASE_URL when called by the alembic command."""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.engine import Connection

from portal_core.database import Base, UTCDateTime, make_engine

MODELS = ("portal_core.records", "bot.records")


def load_models() -> None:
    """Import every module that defines tables; the core can be migrated without the bot."""
    for name in MODELS:
        if find_spec(name):
            import_module(name)


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | bool:  # noqa: ARG001
    """Write plain SQL types into migrations, so that old ones never depend on today's code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


def run(connection: Connection) -> None:
    """Migrate; SQLite rebuilds tables to alter them, so its foreign keys are off until the end."""
    on_sqlite = connection.dialect.name == "sqlite"
    driver: Any = connection.connection.dbapi_connection
    if on_sqlite:
        driver.execute("PRAGMA foreign_keys = OFF")
    try:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_item,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    finally:
        if on_sqlite:
            driver.execute("PRAGMA foreign_keys = ON")


load_models()
given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(os.environ["DATABASE_URL"]).connect() as connection:
        run(connection)
        connection.commit()
