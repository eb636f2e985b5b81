"""The migrations lead to exactly the tables that the records describe, on both databases, and back."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Engine

import bot.records  # noqa: F401 (defines the tables)
from portal_core import schema
from portal_core.database import Base

MIGRATED_PACKAGES = ("portal_core.", "bot.")


def _migrated_tables() -> set[str]:
    return {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith(MIGRATED_PACKAGES)
    }


def test_head_equals_the_records(engine: Engine) -> None:
    schema.upgrade(engine)
    tables = _migrated_tables()

    def ours(item: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name in tables

    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    assert len(tables) >= 17


def test_downgrade_leaves_nothing_behind(engine: Engine) -> None:
    schema.upgrade(engine)
    assert schema.current(engine) == schema.head()
    schema.downgrade(engine)
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}
    assert schema.current(engine) is None


def test_every_step_goes_down_and_up_again(engine: Engine) -> None:
    schema.upgrade(engine)
    schema.downgrade(engine, "-1")
    schema.upgrade(engine)
    assert schema.current(engine) == schema.head()


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    schema.upgrade(engine)
    schema.upgrade(engine)
    assert schema.current(engine) == schema.head()


def test_foreign_keys_are_on_again_after_migrating_sqlite(sqlite_engine: Engine) -> None:
    schema.upgrade(sqlite_engine)
    with sqlite_engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
