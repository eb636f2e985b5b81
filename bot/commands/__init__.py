"""The command line, `uv run assistant …`: one file per subject; `app.py` gives it the services."""

import click

from bot.commands.cases import cases, demo, filings
from bot.commands.doctor import doctor
from bot.commands.keys import keys
from bot.commands.outages import outages
from bot.commands.run import run
from bot.commands.worker import worker


def add_commands(group: click.Group) -> None:
    """Put every command into the group."""
    for command in (run, doctor, demo, cases, filings, outages, keys, worker):
        group.add_command(command)
