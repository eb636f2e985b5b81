"""The database's tables: bringing them to the newest revision, and asking which one they are at."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.settings import Settings
from portal_core.database import SessionFactory, read_scope

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def alembic_config(database_url: str) -> Config:
    """Alembic's configuration for a database, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", database_url.replace("%", "%%"))
    return config


def migrate(settings: Settings) -> None:
    """Bring the tables to the newest revision."""
    command.upgrade(alembic_config(settings.database), "head")


def revisions(settings: Settings, sessions: SessionFactory) -> tuple[str | None, str | None]:
    """The revision the tables are at, and the newest one."""
    with read_scope(sessions) as session:
        current = MigrationContext.configure(session.connection()).get_current_revision()
    head = ScriptDirectory.from_config(alembic_config(settings.database)).get_current_head()
    return current, head
