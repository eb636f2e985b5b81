"""`assistant doctor`: checks every part and says what to do about each red line."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import click
import httpx
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from twilio.base.exceptions import TwilioException

from bot import rasa_project
from bot.channels.twilio_client import make_client
from bot.commands.building import Build
from bot.health import INTERNAL, WORKER, readiness
from bot.ports import rasa_is_local
from bot.services import Services
from bot.settings import DEMO_NUMBER
from bot.words.languages import languages
from bot.words.reviews import Reviews, ReviewState
from portal_core import schema
from portal_core.errors import PortalError

CLOCK_LIMIT_SECONDS = 5.0
TIME_SOURCE = "https://api.twilio.com"


@dataclass(frozen=True)
class Line:
    """One checked part: fine or not, what was found, and what to do when it is not fine."""

    part: str
    fine: bool
    found: str
    remedy: str = ""


@click.command()
@click.pass_obj
def doctor(build: Build) -> None:
    """Check settings, database, model, Twilio, clock, catalogs and queue."""
    try:
        services = build()
    except (ValidationError, PortalError) as error:
        raise click.ClickException(f"settings: {error}") from error
    lines = [Line("settings", True, f"APP_ENV={services.settings.app_env}"), *_lines(services)]
    for line in lines:
        _show(line)
    if not all(line.fine for line in lines):
        raise SystemExit(1)


def _lines(services: Services) -> Iterator[Line]:
    yield _database(services)
    yield _model(services)
    yield _twilio(services)
    yield _clock(services)
    yield from _catalogs(services)
    yield _queue(services)
    yield from _running(services)


def _show(line: Line) -> None:
    mark = click.style("ok ", fg="green") if line.fine else click.style("RED", fg="red")
    click.echo(f"{mark} {line.part:<12} {line.found}")
    if not line.fine:
        click.echo(f"    {'':<12} → {line.remedy}")


def _database(services: Services) -> Line:
    try:
        current, head = schema.current(services.engine), schema.head()
    except SQLAlchemyError as error:
        return Line("database", False, type(error).__name__, "Check DATABASE_URL and that the server runs.")
    return Line(
        "database", current == head, f"revision {current or 'none'} of {head}", "Run: uv run assistant run"
    )


def _model(services: Services) -> Line:
    if not rasa_is_local(services.settings):
        return Line("model", True, "Rasa runs elsewhere")
    try:
        status = rasa_project.model_status()
    except rasa_project.NotReady as error:
        return Line("model", False, "not ready", str(error))
    found = "fresh" if status["fresh"] else "older than its data"
    return Line("model", bool(status["fresh"]), found, "Run: make nlu-train")


def _twilio(services: Services) -> Line:
    settings = services.settings
    if settings.demo and settings.twilio_from == DEMO_NUMBER:
        return Line("twilio", True, "simulated (demo)")
    try:
        make_client(services).api.accounts(settings.twilio_account_sid).fetch()
    except (TwilioException, OSError) as error:
        return Line("twilio", False, type(error).__name__, "Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.")
    return Line("twilio", True, "credentials accepted")


def _clock(services: Services) -> Line:
    """Deadlines hang on the clock: compare it with the time Twilio's server tells."""
    if services.settings.demo:
        return Line("clock", True, f"{services.clock():%Y-%m-%d %H:%M:%S} UTC (not compared in the demo)")
    try:
        told = parsedate_to_datetime(httpx.head(TIME_SOURCE, timeout=5.0).headers["Date"])
    except (httpx.HTTPError, KeyError, ValueError) as error:
        return Line(
            "clock", False, f"cannot compare ({type(error).__name__})", "Check the way out to Twilio."
        )
    apart = abs((services.clock() - told).total_seconds())
    return Line(
        "clock", apart <= CLOCK_LIMIT_SECONDS, f"{apart:.0f} s apart", "Turn on time synchronisation (NTP)."
    )


def _catalogs(services: Services) -> Iterator[Line]:
    """What no person has reviewed says so; only a missing text is a fault."""
    reviews = Reviews(services.catalog)
    for code in languages():
        states = reviews.summary(code)
        found = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        missing = states[ReviewState.MISSING]
        remedy = f"Translate the {missing} missing texts in locales/{code}."
        yield Line(f"words {code}", not missing, found, remedy)


def _queue(services: Services) -> Line:
    waiting = services.queue.waiting()
    return Line(
        "queue", waiting < 1000, f"{waiting} tasks wait", "Is the worker running? See var/log/worker.log."
    )


def _running(services: Services) -> Iterator[Line]:
    parts = readiness(services)
    for part in ("rasa", INTERNAL, WORKER):
        alive = parts[part]
        yield Line(part, alive, "answers" if alive else "does not answer", "Start it: make run")
