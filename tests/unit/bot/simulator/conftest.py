"""The simulator on the real public app: its network goes straight into the app, and nothing waits."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

import bot.records  # noqa: F401 (defines the tables)
from bot.services import Services
from bot.simulator.network import Network
from bot.simulator.pages import NETWORK, NUMBER_HEADER, TOKEN
from bot.web.public import create_public
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory
from tests.conftest import FixedClock
from tests.support.services import build_services

NUMBER = "+12025550143"


@pytest.fixture
def services(tmp_path: Path, sessions: SessionFactory, keyring: Keyring, clock: FixedClock) -> Services:
    return build_services(tmp_path, sessions, keyring, clock)


@pytest.fixture
def app(services: Services) -> Flask:
    made = create_public(services)
    made.extensions[NETWORK] = Network(
        services.settings, transport=httpx.WSGITransport(app=made), pace_seconds=0
    )
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that has opened the page."""
    browser = app.test_client()
    assert browser.get("/simulator").status_code == 200
    return browser


def send(client: FlaskClient, body: str = "", **fields: Any) -> Any:
    """Send a text from the page."""
    with client.session_transaction() as session:
        token = session[TOKEN]
    form = {"token": token, "number": NUMBER, "channel": "sms", "body": body, **fields}
    return client.post("/simulator/send", data=form)


def talk(client: FlaskClient, number: str = NUMBER, after: str = "") -> dict[str, Any]:
    """The conversation as the page reads it."""
    answer = client.get("/simulator/messages", query_string={"after": after}, headers={NUMBER_HEADER: number})
    assert answer.status_code == 200
    return dict(answer.json)


def until(check: Callable[[], Any], limit_seconds: float = 5.0) -> Any:
    """Ask again until the answer is true; reports arrive from a thread."""
    give_up = time.monotonic() + limit_seconds
    while not (found := check()):
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.01)
    return found
