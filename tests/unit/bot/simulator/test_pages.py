"""The simulator's routes on the real public app, with the real webhook behind them."""

import io
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bot.records import Message, OutboundState
from bot.services import Services
from bot.simulator import pages
from bot.simulator.memory import Memory
from bot.simulator.network import Network
from bot.simulator.pages import NETWORK, NUMBER_HEADER
from bot.web.public import create_public
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory
from tests.conftest import FixedClock
from tests.support.services import build_services
from tests.unit.bot.simulator.conftest import NUMBER, send, talk, until

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def outbound(client: FlaskClient, number: str = NUMBER) -> list[dict[str, Any]]:
    return [message for message in talk(client, number)["messages"] if message["direction"] == "out"]


def webhook_answers(app: Flask, services: Services, answer: httpx.Response | Exception) -> None:
    """Put another webhook behind the page."""

    def handle(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    transport = httpx.MockTransport(handle)
    app.extensions[NETWORK] = Network(services.settings, transport=transport, pace_seconds=0)


def test_the_simulator_does_not_exist_in_production(
    tmp_path: Path, sessions: SessionFactory, keyring: Keyring, clock: FixedClock
) -> None:
    services = build_services(tmp_path, sessions, keyring, clock, app_env="production")
    client = create_public(services).test_client()
    for path in ("/simulator", "/simulator/messages", "/simulator/static/simulator.js"):
        assert client.get(path).status_code == 404
    assert client.post("/simulator/send").status_code == 404


def test_the_page_runs_nothing_inline(client: FlaskClient) -> None:
    answer = client.get("/simulator")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text
    assert answer.text.count("<script") == answer.text.count('<script type="module" src=')


def test_the_page_offers_every_demo_case(client: FlaskClient) -> None:
    page = client.get("/simulator").text
    for number in range(1, 13):
        assert f"9000000{number:02d}" in page
        assert f"DEMO00{number:02d}" in page


def test_a_text_reaches_the_webhook_and_both_sides_are_shown(client: FlaskClient) -> None:
    answer = send(client, "HELP")
    assert (answer.status_code, answer.json["replies"]) == (200, 1)
    inbound, reply = talk(client)["messages"]
    assert (inbound["direction"], inbound["text"], inbound["state"]) == ("in", "HELP", "answered")
    assert inbound["sid"] == answer.json["sid"]
    assert reply["text"]
    assert reply["segments"] >= 1
    assert reply["encoding"] == "GSM-7"


def test_delivery_is_reported_to_the_real_status_webhook(client: FlaskClient) -> None:
    send(client, "HELP")
    reply = until(lambda: [row for row in outbound(client) if row["state"] == "delivered"])[0]
    assert reply["error_code"] is None


@pytest.mark.parametrize(
    ("number", "state", "code"),
    [
        ("+12025550001", "failed", "21610"),
        ("+12025550002", "undelivered", "30003"),
        ("+12025550003", "failed", "30500"),
    ],
)
def test_a_phone_in_trouble_shows_its_error(client: FlaskClient, number: str, state: str, code: str) -> None:
    send(client, "HELP", number=number)
    rows = until(lambda: [row for row in outbound(client, number) if row["error_code"]])
    assert (rows[0]["state"], rows[0]["error_code"]) == (state, code)


def test_the_carrier_answers_stop_and_the_assistant_is_silent(
    client: FlaskClient, services: Services
) -> None:
    assert send(client, "STOP").json["replies"] == 0
    (inbound,) = talk(client)["messages"]
    assert inbound["note"]["kind"] == "stop"
    assert "unsubscribed" in inbound["note"]["text"]
    assert inbound["state"] == "silent"
    assert Memory(services.settings).is_blocked(NUMBER)


def test_start_opens_the_line_again(client: FlaskClient, services: Services) -> None:
    send(client, "stop")
    send(client, "Start ")
    assert not Memory(services.settings).is_blocked(NUMBER)
    notes = [message["note"] for message in talk(client)["messages"] if message["direction"] == "in"]
    assert [note["kind"] for note in notes] == ["stop", "start"]


def test_yes_is_a_carrier_word_only_after_stop(client: FlaskClient) -> None:
    for body in ("yes", "stop", "yes"):
        send(client, body)
    notes = [message["note"] for message in talk(client)["messages"] if message["direction"] == "in"]
    assert [note and note["kind"] for note in notes] == [None, "stop", "start"]


def test_on_whatsapp_no_carrier_answers(client: FlaskClient, services: Services) -> None:
    send(client, "STOP", channel="whatsapp")
    messages = talk(client)["messages"]
    assert [message["note"] for message in messages] == [None] * len(messages)
    assert [message["channel"] for message in messages] == ["whatsapp"] * len(messages)
    assert not Memory(services.settings).is_blocked(NUMBER)
    assert all(message["segments"] is None for message in messages)


def test_the_same_message_sent_twice_is_stored_once(client: FlaskClient) -> None:
    first = send(client, "HELP", message="ab" * 16)
    second = send(client, "HELP", message="ab" * 16)
    assert first.json == second.json
    assert len(talk(client)["messages"]) == 2


def test_only_what_is_new_or_changed_is_read_again(client: FlaskClient, clock: FixedClock) -> None:
    send(client, "HELP")
    until(lambda: outbound(client)[0]["state"] == "delivered")
    clock.advance(minutes=1)
    after = talk(client)["after"]
    assert talk(client, after=after)["messages"] == []
    clock.advance(minutes=1)
    send(client, "MENU")
    assert talk(client, after=after)["messages"][0]["text"] == "MENU"


def test_a_change_of_state_counts_as_new(
    client: FlaskClient, clock: FixedClock, sessions: SessionFactory
) -> None:
    send(client, "HELP")
    until(lambda: outbound(client)[0]["state"] == "delivered")
    clock.advance(minutes=1)
    after = talk(client)["after"]
    clock.advance(minutes=1)
    with sessions.begin() as session:
        row = session.scalars(sa.select(Message).order_by(Message.id.desc())).first()
        assert row is not None
        row.state, row.changed_at = OutboundState.READ, clock()
    assert [message["state"] for message in talk(client, after=after)["messages"]] == ["read"]


def test_two_phones_do_not_see_each_other(client: FlaskClient) -> None:
    send(client, "HELP")
    assert talk(client, "+12025550158")["messages"] == []


def test_line_ends_are_those_of_a_phone(client: FlaskClient) -> None:
    send(client, "one\r\ntwo")
    assert talk(client)["messages"][0]["text"] == "one\ntwo"


@pytest.mark.parametrize(
    "body", ["", "x" * 1600, "🙂" * 5, "\u202eabc\u202c", "a\x00b", "'; DROP TABLE message; --"]
)
def test_odd_texts_arrive_as_they_are(client: FlaskClient, body: str) -> None:
    assert send(client, body).status_code == 200
    assert talk(client)["messages"][0]["text"] == body


def test_a_picture_is_kept_given_to_the_webhook_and_shown(client: FlaskClient) -> None:
    answer = send(client, media=(io.BytesIO(PNG), "notice.png", "image/png"))
    assert answer.json["sid"].startswith("MM")
    (media,) = talk(client)["messages"][0]["media"]
    assert media["content_type"] == "image/png"
    picture = client.get(media["path"])
    assert (picture.data, picture.content_type) == (PNG, "image/png")
    assert picture.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_file_that_a_browser_could_run_is_only_offered_as_a_download(client: FlaskClient) -> None:
    send(client, media=(io.BytesIO(b"<script>alert(1)</script>"), "x.html", "text/html"))
    (media,) = talk(client)["messages"][0]["media"]
    answer = client.get(media["path"])
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize("media_id", ["0" * 20, "nothing", "..%2f..%2fdemo-secrets.json"])
def test_unknown_media_are_not_found(client: FlaskClient, media_id: str) -> None:
    assert client.get(f"/simulator/media/{media_id}").status_code == 404


def test_a_text_from_another_site_is_refused(client: FlaskClient) -> None:
    for token in ("", "0" * 32, "ñ"):
        answer = send(client, "HELP", token=token)
        assert (answer.status_code, answer.json["error"]) == (403, "page_expired")
    assert talk(client)["messages"] == []


def test_without_the_page_nothing_is_sent(app: Flask) -> None:
    answer = app.test_client().post("/simulator/send", data={"token": "", "number": NUMBER})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"number": "Maria"}, 400, "bad_number"),
        ({"number": "12025550143"}, 400, "bad_number"),
        ({"channel": "web"}, 400, "bad_request"),
        ({"message": "../../x"}, 400, "bad_request"),
        ({"body": "x" * 1601}, 400, "too_long"),
        ({"media": [(io.BytesIO(b"x"), f"{i}.png") for i in range(11)]}, 400, "too_many_files"),
    ],
    ids=["name", "no plus", "web", "message token", "too long", "11 files"],
)
def test_what_no_phone_could_send_is_refused_with_a_reason(
    client: FlaskClient, fields: dict[str, Any], status: int, code: str
) -> None:
    answer = send(client, **fields)
    assert (answer.status_code, answer.json["error"]) == (status, code)


@pytest.mark.parametrize("where", ["page", "app"])
def test_too_large_files_are_refused_with_a_reason(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "page":
        monkeypatch.setattr(pages, "MOST_BYTES", len(PNG) - 1)
    else:
        app.config["MAX_CONTENT_LENGTH"] = 100
    answer = send(client, media=(io.BytesIO(PNG), "notice.png", "image/png"))
    assert (answer.status_code, answer.json["error"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("webhook", "status", "code"),
    [
        (httpx.Response(500), 502, "webhook_status"),
        (httpx.Response(403), 502, "webhook_status"),
        (httpx.Response(200, text="OK", headers={"Content-Type": "text/plain"}), 502, "webhook_not_twiml"),
        (httpx.Response(200, text="<Resp", headers={"Content-Type": "text/xml"}), 502, "webhook_not_twiml"),
        (httpx.ReadTimeout("slow"), 504, "webhook_slow"),
        (httpx.ConnectError("refused"), 502, "webhook_unreachable"),
    ],
    ids=["500", "403", "plain text", "broken XML", "slow", "refused"],
)
def test_a_webhook_that_fails_is_said_so(
    app: Flask,
    services: Services,
    client: FlaskClient,
    webhook: httpx.Response | Exception,
    status: int,
    code: str,
) -> None:
    webhook_answers(app, services, webhook)
    answer = send(client, "hola")
    assert (answer.status_code, answer.json["error"]) == (status, code)
    if code == "webhook_status":
        assert answer.json["webhook_status"] == webhook.status_code


def test_a_reply_without_a_row_is_shown_from_the_twiml(
    app: Flask, services: Services, client: FlaskClient
) -> None:
    twiml = "<Response><Message action=''>Try again later.</Message></Response>"
    webhook_answers(app, services, httpx.Response(200, text=twiml, headers={"Content-Type": "text/xml"}))
    assert send(client, "hola").json["rowless"] == ["Try again later."]


@pytest.mark.parametrize(
    ("number", "after"), [("", ""), ("Maria", ""), (NUMBER, "yesterday"), (NUMBER, "2026-12-01T10:00:00")]
)
def test_a_bad_question_for_messages_is_refused(client: FlaskClient, number: str, after: str) -> None:
    answer = client.get("/simulator/messages", query_string={"after": after}, headers={NUMBER_HEADER: number})
    assert answer.status_code == 400


def test_no_file_name_holds_the_phone_number(client: FlaskClient, services: Services) -> None:
    send(client, "STOP")
    send(client, media=(io.BytesIO(PNG), "notice.png", "image/png"))
    names = [path.name for path in (services.settings.data_dir / "simulator").rglob("*") if path.is_file()]
    assert len(names) >= 2
    assert not any(NUMBER[1:] in name for name in names)
