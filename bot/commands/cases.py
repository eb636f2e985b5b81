"""`assistant cases import`, `demo load`, `filings list`: the court's record from and to the command line."""

from pathlib import Path

import click

from bot.commands.building import Build, ready


@click.group()
def cases() -> None:
    """The court's record of cases."""


@cases.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_cases(build: Build, file: Path) -> None:
    """Take in the court's feed (JSON Lines, docs/cases-feed.md). Good rows land, bad ones are listed."""
    report = ready(build).portal.import_cases(file)
    for problem in report.problems:
        click.echo(f"line {problem.line}, {problem.field}: {problem.code}", err=True)
    done = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged"
    click.echo(f"{done}, {report.failed} failed")
    if report.failed:
        raise SystemExit(1)


@click.group()
def demo() -> None:
    """The invented cases to try things with."""


@demo.command("load")
@click.pass_obj
def load_demo(build: Build) -> None:
    """Load the twelve demo cases, with dates relative to today."""
    services = ready(build)
    if not services.settings.demo:
        raise click.ClickException("Demo cases are only for APP_ENV=demo.")
    report = services.portal.load_demo()
    click.echo(f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged")


@click.group()
def filings() -> None:
    """Papers that were sent to the court."""


@filings.command("list")
@click.pass_obj
def list_filings(build: Build) -> None:
    """Every filing with its state: id, state, kind of paper, when it was sent."""
    for filing in ready(build).portal.all_filings():
        sent = filing.submitted_at.isoformat() if filing.submitted_at else "-"
        click.echo(f"{filing.id}  {filing.state:<13} {filing.document_kind:<24} {sent}")
