"""`assistant outages add`: tell the deadline rules that the court's system was or will be down."""

from datetime import datetime

import click

from bot.commands.building import Build, ready
from portal_core.rules.outages import OutageKind, OutageSystem


@click.group()
def outages() -> None:
    """Outages of the court's systems; they can move deadlines (FAQ 26)."""


@outages.command("add")
@click.option(
    "--system", type=click.Choice([str(item) for item in OutageSystem]), default="ECAS", show_default=True
)
@click.option("--kind", type=click.Choice([str(item) for item in OutageKind]), required=True)
@click.option(
    "--starts", "starts_at", required=True, help="ISO instant with zone, e.g. 2026-12-18T09:00-05:00"
)
@click.option("--ends", "ends_at", help="ISO instant with zone; leave out while it is still on")
@click.option("--announced", "announced_at", help="ISO instant with zone; leave out if never announced")
@click.option("--source", "source_url", default="", help="where EOIR announced it")
@click.pass_obj
def add_outage(
    build: Build,
    system: str,
    kind: str,
    starts_at: str,
    ends_at: str | None,
    announced_at: str | None,
    source_url: str,
) -> None:
    """Record an outage; every answer about a deadline counts with it from now on."""
    outage = ready(build).portal.add_outage(
        system=OutageSystem(system),
        kind=OutageKind(kind),
        starts_at=_instant(starts_at, "--starts"),
        ends_at=_instant(ends_at, "--ends") if ends_at else None,
        announced_at=_instant(announced_at, "--announced") if announced_at else None,
        source_url=source_url,
    )
    click.echo(f"Outage {outage.id} recorded.")


def _instant(text: str, option: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter("not an ISO date and time", param_hint=option) from error
    if instant.tzinfo is None:
        raise click.BadParameter("the zone is missing, e.g. -05:00", param_hint=option)
    return instant
