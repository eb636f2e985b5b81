"""`assistant worker`: the background part (sends, retries, sweeps)."""

from typing import cast

import click

from bot.channels.twilio_client import make_client
from bot.commands.building import Build
from bot.worker import HueyQueue, Jobs


@click.command()
@click.pass_obj
def worker(build: Build) -> None:
    """Run the background worker until it is told to stop."""
    services = build()
    queue = cast(HueyQueue, services.queue)
    queue.work(Jobs(services, make_client(services)))
