"""Whole talks: signed webhook → pipeline → the real trained Rasa → actions → portal → catalog → reply."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

import bot.records  # noqa: F401 (defines the tables)
from bot.services import Services
from bot.web.internal import create_internal
from bot.web.public import create_public
from portal_core.crypto import Keyring, new_data_key
from portal_core.database import Base, make_engine, make_sessions
from portal_core.portal import Portal
from portal_core.services import demo
from tests.conftest import FixedClock
from tests.support.phone import Phone
from tests.support.rasa import free_port, running_rasa, serve
from tests.support.services import build_services
from tests.support.twilio import FakeTwilioNetwork

NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)  # a Tuesday, 10 a.m. in New York


@dataclass
class Stack:
    """All the real parts of one test session, in `folder`."""

    services: Services
    clock: FixedClock
    network: FakeTwilioNetwork
    folder: Path

    def one_time_code(self) -> str:
        """The code of the last text that was sent apart."""
        found = re.findall(r"(?<!\d)\d{6}(?!\d)", self.network.sent[-1]["Body"])
        assert found, self.network.sent[-1]["Body"]
        return found[0]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Rasa, the internal app and the demo cases, at a fixed hour."""
    folder = tmp_path_factory.mktemp("stack")
    clock, network = FixedClock(NOW), FakeTwilioNetwork()
    keyring = Keyring((new_data_key(),), secret_key="s" * 48)
    engine = make_engine(f"sqlite:///{folder / 'assistant.db'}")
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    demo.load(sessions, keyring, clock)
    port = free_port()
    with running_rasa(folder, port) as rasa_url:
        services = build_services(
            folder,
            sessions,
            keyring,
            clock,
            portal=Portal(sessions, keyring, clock),
            rasa_url=rasa_url,
            network=network,
        )
        with serve(create_internal(services), port):
            yield Stack(services, clock, network, folder)
        services.rasa.close()
    engine.dispose()


@pytest.fixture
def phone(stack: Stack) -> Iterator[Phone]:
    """A phone that nobody has used before; the clock is put back afterwards."""
    number = f"+1202555{next(_numbers):04d}"
    yield Phone(create_public(stack.services).test_client(), stack.services, number=number)
    stack.clock.now = NOW


@pytest.fixture
def link(stack: Stack, phone: Phone):
    """Links the phone with a demo case; gives the last answer."""

    def _link(number: int = 1) -> str:
        phone.text(f"A9000000{number:02d} DEMO00{number:02d}")
        return phone.text(stack.one_time_code())

    return _link


_numbers = count(1000)
