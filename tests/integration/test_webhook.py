"""The Twilio webhook on a real database: who gets in, what is kept, what is said when parts are missing."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from bot.records import Conversation, InboundState, Message, Ticket
from bot.services import Services
from bot.web.public import create_public
from bot.worker import MOST_TRIES
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, read_scope
from portal_core.portal import Portal
from tests.conftest import FixedClock
from tests.support.phone import PATH, Phone
from tests.support.services import build_services
from tests.support.twilio import message_form, signature

ODD_BODIES = {
    "empty": "",
    "blanks": " \n\t ",
    "1,600 characters": "when is my court " * 94,
    "emoji only": "🙏🙏🙏",
    "right-to-left marks": "\u200f\u202ehola\u202c",
    "NUL": "ho\x00la",
    "SQL": "'; DROP TABLE message; --",
    "HTML": "<script>alert(1)</script>",
    "a Rasa command": '/link_case{"a_number": "A111111111"}',
    "only slashes": "////",
}


@pytest.fixture
def services(
    tmp_path: Path, sessions: SessionFactory, keyring: Keyring, clock: FixedClock, portal: Portal
) -> Services:
    """Services whose Rasa is down: nothing listens at its address."""
    return build_services(tmp_path, sessions, keyring, clock, portal=portal)


@pytest.fixture
def client(services: Services) -> FlaskClient:
    return create_public(services).test_client()


@pytest.fixture
def phone(client: FlaskClient, services: Services) -> Phone:
    return Phone(client, services)


def rows(services: Services, model: type) -> list:
    with read_scope(services.sessions) as session:
        return list(session.scalars(sa.select(model)))


def test_an_unsigned_message_is_refused_and_not_kept(client: FlaskClient, services: Services) -> None:
    form = message_form(services.settings, "+12025550101", "hola")

    assert client.post(PATH, data=form).status_code == 403
    assert rows(services, Message) == []


def test_a_message_changed_on_the_way_is_refused(client: FlaskClient, services: Services) -> None:
    form = message_form(services.settings, "+12025550101", "hola")
    signed = {"X-Twilio-Signature": signature(services.settings, PATH, form)}

    assert client.post(PATH, data={**form, "Body": "adios"}, headers=signed).status_code == 403


def test_json_is_refused_even_with_a_signature(client: FlaskClient, services: Services) -> None:
    path = PATH + "?bodySHA256=" + "0" * 64
    signed = {"X-Twilio-Signature": signature(services.settings, path, {})}

    assert client.post(path, json={"Body": "x"}, headers=signed).status_code == 415


def test_another_account_is_refused(client: FlaskClient, services: Services) -> None:
    form = message_form(services.settings, "+12025550101", "hola", AccountSid="AC" + "9" * 32)
    signed = {"X-Twilio-Signature": signature(services.settings, PATH, form)}

    assert client.post(PATH, data=form, headers=signed).status_code == 403


def test_a_message_without_a_sid_is_a_bad_request(client: FlaskClient, services: Services) -> None:
    form = message_form(services.settings, "+12025550101", "hola")
    del form["MessageSid"]
    signed = {"X-Twilio-Signature": signature(services.settings, PATH, form)}

    assert client.post(PATH, data=form, headers=signed).status_code == 400


def test_a_machine_is_never_answered(client: FlaskClient, services: Services) -> None:
    phone = Phone(client, services, number="24273")

    assert phone.texts("Your code is 1234") == []


def test_without_rasa_the_person_is_told_once_and_the_message_is_kept(
    phone: Phone, services: Services
) -> None:
    first = phone.texts("cuando es mi corte")
    second = phone.texts("hola?")

    assert len(first) == 1
    assert second == []
    kept = [row for row in rows(services, Message) if row.direction == "in"]
    assert [row.state for row in kept] == [InboundState.WAITING, InboundState.WAITING]
    assert services.keyring.open(kept[0].body_sealed) == "cuando es mi corte"


def test_a_message_that_cannot_be_answered_goes_to_the_staff(phone: Phone, services: Services) -> None:
    phone.text("cuando es mi corte")
    message = next(row for row in rows(services, Message) if row.direction == "in")

    for _ in range(MOST_TRIES):
        services.queue.jobs.answer(message.id)  # type: ignore[attr-defined]

    assert [ticket.reason for ticket in rows(services, Ticket)] == ["no_answer"]


def test_the_same_sid_twice_is_one_message_with_the_same_answer(phone: Phone, services: Services) -> None:
    form = message_form(services.settings, phone.number, "HELP")

    first, second = phone.post(form), phone.post(form)

    assert first == second != []
    assert len([row for row in rows(services, Message) if row.direction == "in"]) == 1
    assert len([row for row in rows(services, Message) if row.direction == "out"]) == 1


@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES)
def test_odd_bodies_are_kept_and_answered_without_an_error(
    body: str, phone: Phone, services: Services
) -> None:
    answer = phone.texts(body)

    assert len(answer) == 1
    assert answer[0].strip()
    kept = next(row for row in rows(services, Message) if row.direction == "in")
    assert services.keyring.open(kept.body_sealed) == body


def test_stop_in_spanish_is_confirmed_once_and_then_silence(phone: Phone) -> None:
    assert len(phone.texts("ALTO")) == 1
    assert phone.texts("cuando es mi corte") == []


def test_a_stop_that_twilio_answered_gets_no_second_answer(phone: Phone) -> None:
    assert phone.texts("STOP") == []
    assert phone.texts("hola") == []


def test_a_stop_that_advanced_opt_out_answered_gets_no_second_answer(phone: Phone) -> None:
    assert phone.texts("pare por favor", OptOutType="STOP") == []
    assert phone.texts("hola") == []


def test_start_brings_the_texts_back(phone: Phone) -> None:
    phone.texts("ALTO")

    assert len(phone.texts("START")) == 1
    assert len(phone.texts("HELP")) == 1


def test_a_stop_word_inside_a_sentence_stops_nothing(phone: Phone, services: Services) -> None:
    phone.texts("they cancel my hearing")

    assert len(phone.texts("HELP")) == 1


def test_a_phone_number_rests_encrypted(phone: Phone, services: Services, tmp_path: Path) -> None:
    phone.text("mi numero es A900000001")

    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert phone.number.encode() not in stored
    assert b"2025550101" not in stored
    assert b"900000001" not in stored


def test_a_flood_is_asked_once_to_slow_down(phone: Phone) -> None:
    answers = [phone.texts("HELP")] + [phone.texts("hola") for _ in range(24)]

    told = [answer for answer in answers[20:] if answer]
    assert len(told) == 1


def test_without_a_database_the_person_is_asked_to_send_it_again(phone: Phone, services: Services) -> None:
    engine = services.sessions.kw["bind"]
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE message RENAME TO away"))

    answer = phone.texts("hola")

    assert len(answer) == 1
    assert answer[0].strip()


def test_delivery_reports_move_a_text_forward_only(
    phone: Phone, client: FlaskClient, services: Services
) -> None:
    phone.texts("HELP")
    sent = next(row for row in rows(services, Message) if row.direction == "out")

    for status in ("sent", "delivered", "sending", "sent"):
        path = f"/twilio/status?message={sent.public_id}"
        form = {
            "MessageSid": "SM" + "1" * 32,
            "MessageStatus": status,
            "AccountSid": services.settings.twilio_account_sid,
        }
        signed = {"X-Twilio-Signature": signature(services.settings, path, form)}
        assert client.post(path, data=form, headers=signed).status_code == 204

    sent = next(row for row in rows(services, Message) if row.direction == "out")
    assert sent.state == "delivered"
    assert sent.provider_sid == "SM" + "1" * 32


def test_an_attachment_is_answered_with_what_can_be_done_today(phone: Phone) -> None:
    media = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.com/x", "MediaContentType0": "image/jpeg"}

    assert len(phone.texts("", **media)) == 1


def test_the_conversation_rests_under_an_opaque_id(phone: Phone, services: Services) -> None:
    phone.text("hola")

    assert phone.number[1:] not in rows(services, Conversation)[0].public_id
