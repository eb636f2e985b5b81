"""Twilio's official client, with a time limit; in the demo its network is the phone simulator."""

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.services import Services
from bot.settings import DEMO_NUMBER
from bot.simulator.carrier import SimulatedCarrier

TIMEOUT_SECONDS = 10  # the client has none by default, and a worker would hang


def make_client(services: Services) -> Client:
    """The client of the account in the settings."""
    settings = services.settings
    simulated = settings.demo and settings.twilio_from == DEMO_NUMBER
    network = SimulatedCarrier(settings) if simulated else TwilioHttpClient(timeout=TIMEOUT_SECONDS)
    return Client(settings.twilio_account_sid, settings.twilio_auth_token, http_client=network)
