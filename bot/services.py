"""What every part of the bot is handed: built once in `app.py`, replaced piece by piece in tests."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.engine import Engine

from bot.rasa import RasaClient
from bot.settings import Settings
from bot.words.catalog import Catalog
from bot.words.render import Renderer
from portal_core.clock import Clock
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory
from portal_core.portal import Portal


class Queue(Protocol):
    """Where work for the worker is left; Huey on SQLite or Redis (`bot.worker`), a list in unit tests."""

    def send_message(self, message_id: int, delay_seconds: float = 0) -> None:
        """Have the worker send this outbound row through Twilio."""

    def answer_message(self, message_id: int, delay_seconds: float = 0) -> None:
        """Have the worker answer this stored inbound message."""

    def waiting(self) -> int:
        """How many tasks wait."""


@dataclass(frozen=True)
class Services:
    settings: Settings
    sessions: SessionFactory
    keyring: Keyring
    clock: Clock
    portal: Portal
    catalog: Catalog
    renderer: Renderer
    rasa: RasaClient
    queue: Queue

    @property
    def engine(self) -> Engine:
        """The database's engine."""
        engine: Engine = self.sessions.kw["bind"]
        return engine
