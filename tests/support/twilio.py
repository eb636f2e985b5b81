"""Twilio as a test needs it: signed requests as it makes them, and its network kept in a list."""

import json
import secrets
from typing import Any
from urllib.parse import parse_qsl

from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator

from bot.settings import Settings


def signature(settings: Settings, path: str, form: dict[str, str]) -> str:
    """What Twilio would put into X-Twilio-Signature."""
    url = settings.base_url + path
    return str(RequestValidator(settings.twilio_auth_token).compute_signature(url, form))


def message_form(settings: Settings, sender: str, body: str, **more: str) -> dict[str, str]:
    """The fields of an inbound message as Twilio posts them."""
    sid = "SM" + secrets.token_hex(16)
    return {
        "MessageSid": sid,
        "SmsSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": settings.twilio_account_sid,
        "From": sender,
        "To": settings.twilio_from,
        "Body": body,
        "NumMedia": "0",
        "NumSegments": "1",
        "ApiVersion": "2010-04-01",
        **more,
    }


class FakeTwilioNetwork(HttpClient):  # type: ignore[misc]
    """Answers the official client as Twilio would; `sent` holds what was asked of it."""

    def __init__(self) -> None:
        self.sent: list[dict[str, str]] = []
        self.next_answers: list[tuple[int, dict[str, Any]] | Exception] = []

    def request(self, method: str, uri: str, params: Any = None, data: Any = None, **_: Any) -> Response:
        """Take one request: a planned answer if there is one, else a message that was queued."""
        fields = dict(data or {}) if not isinstance(data, str) else dict(parse_qsl(data))
        self.sent.append(fields)
        planned = self.next_answers.pop(0) if self.next_answers else None
        if isinstance(planned, Exception):
            raise planned
        status, body = planned or (201, {"sid": "SM" + secrets.token_hex(16), "status": "queued"})
        return Response(status, json.dumps(body))
