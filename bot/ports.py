"""Which ports and addresses the parts use, and whether they are free."""

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.settings import Settings

LOOPBACK = "127.0.0.1"
LOCAL_NAMES = (LOOPBACK, "localhost", "::1")


@dataclass(frozen=True)
class Port:
    """A port of one part, and the setting that moves it."""

    number: int
    part: str
    setting: str


def ports(settings: Settings) -> list[Port]:
    """The ports this machine must have free to run every part."""
    found = [Port(settings.port, "web", "PORT"), Port(settings.internal_port, "internal", "INTERNAL_PORT")]
    if rasa_is_local(settings):
        found.append(Port(rasa_port(settings), "rasa", "RASA_URL"))
    return found


def rasa_is_local(settings: Settings) -> bool:
    """Whether Rasa is one of the parts started here."""
    return urlsplit(settings.rasa_url).hostname in LOCAL_NAMES


def rasa_port(settings: Settings) -> int:
    """The port of `RASA_URL`."""
    return urlsplit(settings.rasa_url).port or 5005


def is_taken(number: int) -> bool:
    """Whether something listens on this loopback port already."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, number)) == 0
