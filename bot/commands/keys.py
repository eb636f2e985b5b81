"""`assistant keys rotate`: re-seal every sealed value with the first of `DATA_KEYS`."""

import click

from bot.commands.building import Build, ready


@click.group()
def keys() -> None:
    """The keys that seal personal data at rest."""


@keys.command("rotate")
@click.pass_obj
def rotate(build: Build) -> None:
    """Put a new key in front of DATA_KEYS, run this, then take the old key out."""
    for table, count in ready(build).portal.reseal_all().items():
        click.echo(f"{table}: {count} rows")
