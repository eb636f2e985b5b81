"""The simulated carrier beside what Twilio's official client reads and Twilio's API documents."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import parse_qsl

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from bot.settings import Settings
from bot.simulator.carrier import SimulatedCarrier
from bot.simulator.memory import Memory
from bot.simulator.network import Network, NotOurAddress
from tests.support.services import settings_for
from tests.unit.bot.simulator.conftest import until

TO = "+12025550143"
CALLBACK = "https://assistant.example.org/twilio/status?message=abc"
PROPERTIES_OF_A_MESSAGE = {
    "account_sid", "api_version", "body", "date_created", "date_sent", "date_updated", "direction",
    "error_code", "error_message", "from", "messaging_service_sid", "num_media", "num_segments", "price",
    "price_unit", "sid", "status", "subresource_uris", "to", "uri",
}  # fmt: skip


class Webhook:
    """The far end of the status callbacks: keeps (path, form, signature)."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        self.got.append((str(request.url), form, request.headers["X-Twilio-Signature"]))
        return httpx.Response(204)

    @property
    def statuses(self) -> list[tuple[str, str | None]]:
        return [(form["MessageStatus"], form.get("ErrorCode")) for _, form, _ in self.got]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path)


@pytest.fixture
def webhook() -> Webhook:
    return Webhook()


@pytest.fixture
def carrier(settings: Settings, webhook: Webhook) -> SimulatedCarrier:
    network = Network(settings, transport=httpx.MockTransport(webhook), pace_seconds=0)
    return SimulatedCarrier(settings, network)


@pytest.fixture
def client(settings: Settings, carrier: SimulatedCarrier) -> Client:
    return Client(settings.twilio_account_sid, settings.twilio_auth_token, http_client=carrier)


def create(client: Client, to: str = TO, **fields: object) -> MessageInstance:
    given = {"from_": "+15005550006", "body": "hola", "status_callback": CALLBACK}
    return client.messages.create(to=to, **given | fields)


def test_the_answer_has_every_property_that_twilio_documents(
    settings: Settings, carrier: SimulatedCarrier
) -> None:
    answer = carrier._resource("SM" + "0" * 32, {"To": TO, "From": "+15005550006", "Body": "hola"})
    assert set(answer) == PROPERTIES_OF_A_MESSAGE


def test_the_official_client_reads_a_queued_message(client: Client, settings: Settings) -> None:
    message = create(client)
    assert re.fullmatch("SM[0-9a-f]{32}", message.sid or "")
    assert (message.status, message.direction, message.body) == ("queued", "outbound-api", "hola")
    assert (message.to, message.from_, message.num_segments) == (TO, "+15005550006", "1")
    assert message.account_sid == settings.twilio_account_sid
    assert isinstance(message.date_created, datetime)
    assert (message.date_sent, message.error_code, message.price) == (None, None, None)


def test_with_a_messaging_service_the_sender_and_segments_come_later(client: Client) -> None:
    message = create(client, from_=None, messaging_service_sid="MG" + "0" * 32)
    assert (message.status, message.from_, message.num_segments) == ("accepted", None, "0")


def test_long_texts_tell_their_segments(client: Client) -> None:
    assert create(client, body="я" * 71).num_segments == "2"


def test_dates_are_written_as_mail_writes_them(carrier: SimulatedCarrier) -> None:
    answer = carrier._resource("SM" + "0" * 32, {"To": TO})
    assert parsedate_to_datetime(str(answer["date_created"])).utcoffset() is not None


def test_delivery_is_reported_signed_to_the_callback(
    client: Client, settings: Settings, webhook: Webhook
) -> None:
    message = create(client)
    until(lambda: len(webhook.got) == 2)
    assert webhook.statuses == [("sent", None), ("delivered", None)]
    for url, form, signature in webhook.got:
        assert url == f"http://127.0.0.1:{settings.port}/twilio/status?message=abc"
        assert RequestValidator(settings.twilio_auth_token).validate(CALLBACK, form, signature)
        assert form["MessageSid"] == message.sid
        assert form["AccountSid"] == settings.twilio_account_sid


def test_no_callback_asked_for_means_none_made(client: Client, webhook: Webhook) -> None:
    create(client, status_callback=None)
    create(client)
    until(lambda: len(webhook.got) == 2)


def test_a_callback_to_another_host_is_never_called(settings: Settings, webhook: Webhook) -> None:
    network = Network(settings, transport=httpx.MockTransport(webhook), pace_seconds=0)
    for url in ("http://169.254.169.254/", settings.base_url + ".evil.example/x", settings.base_url):
        with pytest.raises(NotOurAddress):
            network.post(url, {})
    assert webhook.got == []


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"to": "Maria"}, 400, 21211),
        ({"from_": None}, 400, 21603),
        ({"body": ""}, 400, 21602),
        ({"body": "x" * 1601}, 400, 21617),
        ({"to": "+12025550001"}, 400, 21610),
        ({"to": "whatsapp:+12025550001"}, 400, 21610),
        ({"to": "+12025550003"}, 500, 20500),
    ],
    ids=lambda value: str(value)[:40],
)
def test_errors_come_with_twilios_code(
    client: Client, fields: Mapping[str, str], status: int, code: int
) -> None:
    with pytest.raises(TwilioRestException) as error:
        create(client, **fields)
    assert (error.value.status, error.value.code) == (status, code)


def test_a_phone_that_is_off_is_reported_undelivered(client: Client, webhook: Webhook) -> None:
    assert create(client, to="+12025550002").status == "queued"
    until(lambda: len(webhook.got) == 2)
    assert webhook.statuses == [("sent", None), ("undelivered", "30003")]


def test_a_number_that_sent_stop_is_refused_until_start(client: Client, settings: Settings) -> None:
    Memory(settings).block(TO)
    with pytest.raises(TwilioRestException) as error:
        create(client)
    assert error.value.code == 21610
    Memory(settings).unblock(TO)
    assert create(client).status == "queued"


@pytest.mark.parametrize("wrong", ["account", "token"])
def test_bad_credentials_are_error_20003(settings: Settings, carrier: SimulatedCarrier, wrong: str) -> None:
    account = "AC" + "1" * 32 if wrong == "account" else settings.twilio_account_sid
    token = "wrong" if wrong == "token" else settings.twilio_auth_token
    with pytest.raises(TwilioRestException) as error:
        create(Client(account, token, http_client=carrier))
    assert (error.value.status, error.value.code) == (401, 20003)


def test_what_is_not_simulated_is_not_found(client: Client) -> None:
    with pytest.raises(TwilioRestException) as error:
        client.messages("SM" + "0" * 32).fetch()
    assert (error.value.status, error.value.code) == (404, 20404)


def test_a_webhook_that_is_away_stops_nothing(settings: Settings) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    network = Network(settings, transport=httpx.MockTransport(refuse), pace_seconds=0)
    client = Client(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        http_client=SimulatedCarrier(settings, network),
    )
    assert create(client).status == "queued"
