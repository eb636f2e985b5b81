"""Phones for the load: each has said hello through the webhook; those that ask about a case are linked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import sqlalchemy as sa
from twilio.request_validator import RequestValidator

from bench.client import Conversation, Request, play
from bench.scripts import Script
from bot.records import Contact
from bot.services import Services
from bot.settings import Settings
from portal_core.database import read_scope

PATH = "/twilio/messages"
FORM = "application/x-www-form-urlencoded"
DEMO_CASE = ("900000001", "DEMO0001")
AREAS = (202, 212, 213, 305, 312, 404, 415, 504, 617, 702, 713, 786, 813, 832, 915, 956)


@dataclass(frozen=True)
class Phone:
    """A contact that the assistant knows; `talk` is its conversation's id, all that Rasa learns of it."""

    number: str
    talk: str


class Phonebook:
    """Makes phones as scripts need them; each number (555-01XX, nobody's) is used once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._numbers = (f"+1{area}55501{last:02}" for last in range(100) for area in AREAS)

    def phones(self, scripts: Sequence[Script]) -> list[Phone]:
        """A phone for every script, greeted and, where the script says so, linked."""
        settings = self._services.settings
        numbers = [next(self._numbers) for _ in scripts]
        hellos = [
            [signed(settings, number, script.hello)] for number, script in zip(numbers, scripts, strict=True)
        ]
        play(settings.base_url, hellos, at_once=2)
        return [self._known(number, script) for number, script in zip(numbers, scripts, strict=True)]

    def _known(self, number: str, script: Script) -> Phone:
        digest = self._services.keyring.digest("address", number)
        with read_scope(self._services.sessions) as session:
            contact = session.scalars(sa.select(Contact).where(Contact.address_digest == digest)).one()
            talk, contact_id = contact.conversation.public_id, contact.public_id
        if script.linked:
            _link(self._services, contact_id)
        return Phone(number, talk)


def webhook_conversation(settings: Settings, phone: Phone, script: Script) -> Conversation:
    """The script through the signed webhook."""
    return [signed(settings, phone.number, text) for text in script.texts]


def signed(settings: Settings, number: str, text: str) -> Request:
    """A text as Twilio would post it."""
    sid = "SM" + secrets.token_hex(16)
    form = {
        "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": settings.twilio_account_sid,
        "From": number, "To": settings.twilio_from, "Body": text, "NumMedia": "0", "NumSegments": "1",
        "ApiVersion": "2010-04-01",
    }  # fmt: skip
    signature = RequestValidator(settings.twilio_auth_token).compute_signature(settings.base_url + PATH, form)
    return Request(PATH, {"X-Twilio-Signature": signature, "Content-Type": FORM}, urlencode(form))


def _link(services: Services, contact_id: str) -> None:
    started = services.portal.start_link(contact_id, *DEMO_CASE)
    if not started.code or services.portal.confirm_link(contact_id, started.code).state != "linked":
        raise RuntimeError(f"a demo phone could not be linked: {started.state}")
