"""`assistant run`: sets up what is missing, starts every part, says when it is ready, stops all on Ctrl-C."""

import sys
from pathlib import Path

import click
from pydantic import ValidationError

from bot import rasa_project
from bot.commands.building import Build, ready
from bot.ports import LOOPBACK, is_taken, ports, rasa_is_local
from bot.services import Services
from bot.settings import Settings, load_settings
from bot.supervisor import Part, PartFailed, Supervisor, python
from portal_core.errors import PortalError

ROOT = Path(__file__).parents[2]
READY_SECONDS = 120.0
CONNECTIONS = "200"
INTERNAL_THREADS = "16"


@click.command()
@click.pass_obj
def run(build: Build) -> None:
    """Run every part on this machine; Ctrl-C stops them all."""
    try:
        settings = load_settings()
        _check_ports(settings)
        services = _prepare(build, settings)
        with Supervisor(settings.data_dir.resolve() / "log") as supervisor:
            _start(supervisor, settings)
            supervisor.wait_until_ready(
                f"http://{LOOPBACK}:{settings.port}/readyz", limit_seconds=READY_SECONDS
            )
            if not supervisor.stopping:
                _say_ready(services.settings)
            supervisor.watch()
        click.echo("Stopped.")
    except ValidationError as error:
        _stop_with(f"A setting is wrong: {_first(error)}")
    except (rasa_project.NotReady, PartFailed, PortalError) as error:
        _stop_with(str(error))


def _check_ports(settings: Settings) -> None:
    for port in ports(settings):
        if is_taken(port.number):
            raise PartFailed(f"Port {port.number} ({port.part}) is in use. Free it, or set {port.setting}.")


def _prepare(build: Build, settings: Settings) -> Services:
    """Rasa's environment, the model, the tables, and in the demo its cases."""
    if rasa_is_local(settings):
        click.echo("Setting up Rasa's environment …")
        rasa_project.set_up()
        rasa_project.train()
    click.echo("Bringing the database up to date …")
    services = ready(build)
    if settings.demo:
        report = services.portal.load_demo()
        click.echo(
            f"Demo cases: {report.added} added, {report.changed} changed, {report.unchanged} as they were."
        )
    return services


def _start(supervisor: Supervisor, settings: Settings) -> None:
    gunicorn = [python(), "-m", "gunicorn", "--no-control-socket", "--graceful-timeout", "5"]
    web = ["-k", "gevent", "-w", str(settings.web_workers), "--worker-connections", CONNECTIONS]
    if rasa_is_local(settings):
        command = rasa_project.serve_command(settings)
        supervisor.start(Part("rasa", command, rasa_project.NLU))
    supervisor.start(
        Part(
            "internal",
            [*gunicorn, "-k", "gthread", "--threads", INTERNAL_THREADS]
            + [
                "-b",
                f"{LOOPBACK}:{settings.internal_port}",
                "-c",
                "python:bot.web.beating",
                "app:internal()",
            ],
            ROOT,
        )
    )
    supervisor.start(Part("worker", [python(), "-m", "app", "worker"], ROOT))
    supervisor.start(
        Part("web", [*gunicorn, *web, "-b", f"{LOOPBACK}:{settings.port}", "app:public()"], ROOT)
    )


def _say_ready(settings: Settings) -> None:
    base = f"http://{LOOPBACK}:{settings.port}"
    click.echo(f"Ready on {base}")
    if settings.demo:
        click.echo(f"  {base}/simulator   a phone on a page: text the assistant")
        click.echo(f"  {base}/readyz      which parts answer")
        click.echo(f"  {base}/metrics     figures")
        click.echo(
            "Try: text “hola, cuando es mi corte”, then A-number 900000001 with linking code DEMO0001."
        )
    click.echo("Ctrl-C stops every part.")


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    name = ".".join(str(part) for part in problem["loc"]).upper()
    return f"{name} {problem['msg']}".strip()


def _stop_with(line: str) -> None:
    click.echo(line, err=True)
    sys.exit(1)
