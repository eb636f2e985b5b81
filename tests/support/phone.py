"""A phone in a test: sends signed messages to the real webhook and reads what comes back."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

from flask.testing import FlaskClient

from bot.services import Services
from tests.support.twilio import message_form, signature

PATH = "/twilio/messages"


@dataclass
class Phone:
    """`received` holds every text of the webhook's answers, oldest first."""

    client: FlaskClient
    services: Services
    number: str = "+12025550101"
    received: list[str] = field(default_factory=list)

    def text(self, body: str, **more: str) -> str:
        """Send a text; all texts of the answer, joined."""
        return "\n".join(self.texts(body, **more))

    def texts(self, body: str, **more: str) -> list[str]:
        """Send a text; the texts of the answer."""
        form = message_form(self.services.settings, self.number, body, **more)
        return self.post(form)

    def post(self, form: dict[str, str]) -> list[str]:
        """Post a form as Twilio signs it."""
        signed = {"X-Twilio-Signature": signature(self.services.settings, PATH, form)}
        response = self.client.post(PATH, data=form, headers=signed)
        assert response.status_code == 200, response.status
        answer = [message.text or "" for message in ElementTree.fromstring(response.data)]
        self.received += answer
        return answer
