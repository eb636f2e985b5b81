"""`assistant keys rotate`: re-seal every sealed value with the first of `DATA_KEYS`."""

import click
import sqlalchemy as sa

from bot.commands.building import Build
from bot.services import Services
from portal_core.crypto import Keyring
from portal_core.database import Base, write_scope

SEALED = "_sealed"
BATCH = 500


@click.group()
def keys() -> None:
    """The keys that seal personal data at rest."""


@keys.command("rotate")
@click.pass_obj
def rotate(build: Build) -> None:
    """Put a new key in front of DATA_KEYS, run this, then take the old key out."""
    services = build()
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name.endswith(SEALED)]
        if columns:
            count = _reseal_table(services, table, columns)
            click.echo(f"{table.name}: {count} rows")


def _reseal_table(services: Services, table: sa.Table, columns: list[sa.Column[str]]) -> int:
    count, last = 0, 0
    while True:
        with write_scope(services.sessions) as session:
            rows = session.execute(
                sa.select(table.c.id, *columns).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
            ).all()
            for row in rows:
                values = _resealed(
                    services.keyring, dict(zip([c.name for c in columns], row[1:], strict=True))
                )
                session.execute(table.update().where(table.c.id == row.id).values(**values))
        if not rows:
            return count
        count, last = count + len(rows), rows[-1].id


def _resealed(keyring: Keyring, values: dict[str, str | None]) -> dict[str, str]:
    return {name: keyring.reseal(value) for name, value in values.items() if value}
