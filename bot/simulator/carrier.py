"""The network end of Twilio's official client in the demo: answers as Twilio's API, reports delivery."""

import json
import logging
import re
import secrets
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response

from bot.channels.segments import segments
from bot.settings import Settings
from bot.simulator.fates import STOPPED, fate_of
from bot.simulator.memory import Memory
from bot.simulator.network import Network

API = "2010-04-01"
MESSAGES = re.compile(rf"/{API}/Accounts/(?P<account>AC[0-9a-f]{{32}})/Messages\.json")
ADDRESS = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}")
MOST_CHARACTERS = 1600

WORDING = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20500: "An internal server error has occurred",
    21211: "The 'To' number is not a valid phone number.",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit.",
}


class SimulatedCarrier(HttpClient):
    """`twilio.http.HttpClient` without Twilio. Only creating a message is known; the rest is a 404."""

    def __init__(self, settings: Settings, network: Network | None = None) -> None:
        super().__init__(logging.getLogger("twilio.http_client"), is_async=False)
        self._settings = settings
        self._network = network or Network(settings)
        self._memory = Memory(settings)

    def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,  # noqa: ARG002
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,  # noqa: ARG002
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002
        allow_redirects: bool = False,  # noqa: ARG002
    ) -> Response:
        """Answer one request of the client as Twilio's API would."""
        settings = self._settings
        if auth is None or tuple(auth) != (settings.twilio_account_sid, settings.twilio_auth_token):
            return _error(401, 20003)
        resource = MESSAGES.fullmatch(urlsplit(uri).path)
        known = resource and resource["account"] == settings.twilio_account_sid
        if method.upper() != "POST" or not known:
            return _error(404, 20404)
        return self._create({name: str(value) for name, value in (data or {}).items() if value is not None})

    def _create(self, fields: dict[str, str]) -> Response:
        wrong = _what_is_wrong(fields)
        if wrong:
            return _error(400, wrong)
        fate = STOPPED if self._memory.is_blocked(fields["To"]) else fate_of(fields["To"])
        if fate.refused_with:
            return _error(*fate.refused_with)
        sid = "SM" + secrets.token_hex(16)
        sender = fields.get("From") or self._settings.twilio_from
        text = {"MessageSid": sid, "SmsSid": sid, "From": sender, "To": fields["To"]}
        self._network.report(fields.get("StatusCallback", ""), text, fate)
        return Response(201, json.dumps(self._resource(sid, fields)))

    def _resource(self, sid: str, fields: dict[str, str]) -> dict[str, object]:
        """The message as Twilio shows it; with a messaging service, sender and segments come later."""
        account, service = self._settings.twilio_account_sid, fields.get("MessagingServiceSid")
        uri = f"/{API}/Accounts/{account}/Messages/{sid}"
        body, now = fields.get("Body", ""), format_datetime(datetime.now(UTC))
        return {
            "account_sid": account,
            "api_version": API,
            "body": body,
            "date_created": now,
            "date_sent": None,
            "date_updated": now,
            "direction": "outbound-api",
            "error_code": None,
            "error_message": None,
            "from": fields.get("From"),
            "messaging_service_sid": service,
            "num_media": "1" if "MediaUrl" in fields else "0",
            "num_segments": "0" if service else str(segments(body)),
            "price": None,
            "price_unit": "USD",
            "sid": sid,
            "status": "accepted" if service else "queued",
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": fields["To"],
            "uri": f"{uri}.json",
        }


def _what_is_wrong(fields: dict[str, str]) -> int | None:
    """Twilio's code for the first thing that is wrong with a message, or None."""
    if not ADDRESS.fullmatch(fields.get("To", "")):
        return 21211
    if not (fields.get("From") or fields.get("MessagingServiceSid")):
        return 21603
    if not (fields.get("Body") or fields.get("MediaUrl")):
        return 21602
    return 21617 if len(fields.get("Body", "")) > MOST_CHARACTERS else None


def _error(status: int, code: int) -> Response:
    more = f"https://www.twilio.com/docs/errors/{code}"
    body = {"code": code, "message": WORDING[code], "more_info": more, "status": status}
    return Response(status, json.dumps(body))
