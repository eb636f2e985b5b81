"""The composition root: settings → portal → bot → the web apps and the command line. Nothing else."""

import click
from flask import Flask
from twilio.rest import Client

from bot.channels.twilio_client import make_client
from bot.commands import add_commands
from bot.logs import set_up_logs
from bot.rasa import RasaClient
from bot.services import Services
from bot.settings import load_settings
from bot.web.internal import create_internal
from bot.web.public import create_public
from bot.words.catalog import Catalog
from bot.words.render import Renderer
from bot.worker import HueyQueue, make_huey
from portal_core.clock import system_clock
from portal_core.crypto import Keyring
from portal_core.database import make_engine, make_sessions
from portal_core.portal import Portal


def build() -> Services:
    """Everything the bot is handed, from the environment."""
    settings = load_settings()
    set_up_logs()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    sessions = make_sessions(make_engine(settings.database))
    keyring = Keyring(settings.data_keys, settings.secret_key)
    catalog = Catalog()
    return Services(
        settings=settings,
        sessions=sessions,
        keyring=keyring,
        clock=system_clock,
        portal=Portal(sessions, keyring, system_clock),
        catalog=catalog,
        renderer=Renderer(catalog),
        rasa=RasaClient(settings.rasa_url),
        queue=HueyQueue(make_huey(settings)),
    )


def twilio_client(services: Services) -> Client:
    """Twilio's official client; in the demo its network ends in the simulator."""
    return make_client(services)


def public() -> Flask:
    """The app that faces the internet: `gunicorn 'app:public()'`."""
    return create_public(build())


def internal() -> Flask:
    """Rasa's action server, on loopback: `gunicorn 'app:internal()'`."""
    return create_internal(build())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """Answers, deadlines and filing by text message for people in US immigration court."""
    context.obj = build


add_commands(cli)


if __name__ == "__main__":
    cli()
