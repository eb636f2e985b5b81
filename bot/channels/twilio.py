"""Twilio's side of SMS, MMS and WhatsApp: who signed a request, what it says, the TwiML that answers it."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import phonenumbers
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse
from werkzeug.datastructures import MultiDict

from bot.inbox import Inbound, Media
from bot.records import ChannelName

WHATSAPP = "whatsapp:"
MOST_MEDIA = 10
MOST_TWIML_MESSAGES = 10  # Twilio refuses more for one inbound message (error 14109)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CARRIER_ANSWERS = ("STOP", "START", "HELP")


class NotAPhone(ValueError):
    """Raised when the sender is a short code or a name: a machine, never to be answered."""


def signed_by_twilio(
    *, token: str, base_url: str, raw_path: str, form: MultiDict[str, str], signature: str | None
) -> bool:
    """Whether the signature fits the configured public address, the raw path and query, and every field.

    The address comes from our settings and never from a header: a caller must not choose what is checked.
    """
    if not token or not signature:
        return False
    url = base_url.rstrip("/") + _path_and_query(raw_path)
    return bool(RequestValidator(token).validate(url, form, signature))


def _path_and_query(raw_path: str) -> str:
    """The path and query exactly as sent; a proxy may put the whole URL into the request line."""
    if raw_path.startswith("/"):
        return raw_path
    parts = urlsplit(raw_path)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def read_inbound(form: Mapping[str, str]) -> Inbound:
    """The message of a webhook form. Raises NotAPhone, KeyError for a missing MessageSid or From."""
    sender = form["From"]
    channel = ChannelName.WHATSAPP if sender.startswith(WHATSAPP) else ChannelName.SMS
    answered = form.get("OptOutType", "").upper()
    return Inbound(
        sid=form["MessageSid"],
        channel=channel,
        address=e164(sender.removeprefix(WHATSAPP)),
        body=form.get("Body", "") or form.get("ButtonText", ""),
        media=_media(form),
        answered_by_carrier=answered if answered in CARRIER_ANSWERS else "",
    )


def e164(number: str) -> str:
    """The number in international form. Raises NotAPhone."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(error.error_type) from error
    if not phonenumbers.is_possible_number(parsed):
        raise NotAPhone("impossible")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _media(form: Mapping[str, str]) -> tuple[Media, ...]:
    count = form.get("NumMedia", "0")
    most = min(int(count), MOST_MEDIA) if count.isdecimal() else 0
    found = ((form.get(f"MediaUrl{i}"), form.get(f"MediaContentType{i}", "")) for i in range(most))
    return tuple(Media(url, kind) for url, kind in found if url)


def twiml(messages: list[tuple[str, str]]) -> str:
    """TwiML for (text, status callback URL) pairs; no message is an empty response, which sends nothing."""
    response = MessagingResponse()
    for text, callback in messages[:MOST_TWIML_MESSAGES]:
        response.message(valid_xml(text), action=callback, method="POST")
    return str(response)


def valid_xml(text: str) -> str:
    """The text without the characters XML 1.0 cannot hold: twilio's builder would emit broken XML."""
    return NOT_XML.sub("", text)


def address_on(channel: ChannelName, number: str) -> str:
    """The number as Twilio names it on this channel."""
    return WHATSAPP + number if channel == ChannelName.WHATSAPP else number
