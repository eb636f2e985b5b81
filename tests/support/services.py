"""Services for tests: real database, keyring, catalogs, portal; the clock and Twilio's network are ours."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from twilio.rest import Client

from bot.rasa import RasaClient
from bot.services import Services
from bot.settings import Settings
from bot.words.catalog import Catalog
from bot.words.render import Renderer
from bot.worker import Jobs
from portal_core.clock import Clock
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory
from portal_core.portal import Portal
from tests.support.twilio import FakeTwilioNetwork

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens there
CATALOG = Catalog(strict=True)


@dataclass
class ListQueue:
    """Keeps what was queued; `send_now` makes the worker's part happen at once."""

    queued: list[tuple[str, int, float]] = field(default_factory=list)
    jobs: Jobs | None = None
    send_now: bool = True

    def send_message(self, message_id: int, delay_seconds: float = 0) -> None:
        self.queued.append(("send", message_id, delay_seconds))
        if self.send_now and self.jobs and not delay_seconds:
            self.jobs.send(message_id)

    def answer_message(self, message_id: int, delay_seconds: float = 0) -> None:
        self.queued.append(("answer", message_id, delay_seconds))

    def waiting(self) -> int:
        return len(self.queued)


def settings_for(folder: Path, **more: Any) -> Settings:
    """Demo settings that take nothing from the environment of the machine."""
    return Settings(
        data_dir=folder,
        secret_key="s" * 48,
        data_keys=("unused",),
        twilio_account_sid="AC" + "0" * 32,
        twilio_auth_token="t" * 32,
        twilio_from="+15005550006",
        public_url="https://assistant.example.org",
        **more,
    )


def build_services(
    folder: Path,
    sessions: SessionFactory,
    keyring: Keyring,
    clock: Clock,
    *,
    portal: Portal | None = None,
    rasa_url: str = NOBODY,
    network: FakeTwilioNetwork | None = None,
    **settings: Any,
) -> Services:
    """Everything the bot is handed, with a queue that keeps a list."""
    queue = ListQueue()
    services = Services(
        settings=settings_for(folder, **settings),
        sessions=sessions,
        keyring=keyring,
        clock=clock,
        portal=portal or Portal(sessions, keyring, clock),
        catalog=CATALOG,
        renderer=Renderer(CATALOG),
        rasa=RasaClient(rasa_url),
        queue=queue,
    )
    account = services.settings.twilio_account_sid, services.settings.twilio_auth_token
    queue.jobs = Jobs(services, Client(*account, http_client=network or FakeTwilioNetwork()))
    return services
