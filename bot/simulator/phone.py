"""The phone's side: a text becomes the webhook form Twilio would send; TwiML becomes texts on the phone."""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from bot.channels.segments import segments
from bot.channels.twilio import address_on
from bot.records import ChannelName
from bot.settings import Settings

NUMBER = re.compile(r"\+[1-9]\d{7,14}")
MOST_CHARACTERS = 1600
PLACE = {"City": "", "State": "", "Zip": "", "Country": "US"}


@dataclass(frozen=True)
class PhoneText:
    """What a person sends: E.164 number, channel, text, and (url, content type) of each attachment."""

    token: str  # 32 hex digits; the same token is the same message
    number: str
    channel: ChannelName
    body: str
    media: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sid(self) -> str:
        return ("MM" if self.media else "SM") + self.token


@dataclass(frozen=True)
class Reply:
    """A text from TwiML, and where its delivery is to be reported."""

    text: str
    callback: str


class NotTwiml(ValueError):
    """Raised for an answer that Twilio could not run (errors 12100, 12300)."""


def webhook_form(settings: Settings, text: PhoneText) -> dict[str, str]:
    """The fields Twilio posts for an inbound message (api version 2010-04-01)."""
    sms = text.channel == ChannelName.SMS
    form = {
        "MessageSid": text.sid,
        "SmsSid": text.sid,
        "SmsMessageSid": text.sid,
        "AccountSid": settings.twilio_account_sid,
        "From": address_on(text.channel, text.number),
        "To": address_on(text.channel, settings.twilio_from),
        "Body": text.body,
        "NumMedia": str(len(text.media)),
        "NumSegments": str(segments(text.body)) if sms else "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }
    for number, (url, content_type) in enumerate(text.media):
        form |= {f"MediaUrl{number}": url, f"MediaContentType{number}": content_type}
    return form | (_places() if sms else _whatsapp(text))


def _places() -> dict[str, str]:
    return {side + name: value for side in ("From", "To") for name, value in PLACE.items()}


def _whatsapp(text: PhoneText) -> dict[str, str]:
    kind = "image" if text.media else "text"
    return {"ProfileName": "Simulated phone", "WaId": text.number.removeprefix("+"), "MessageType": kind}


def replies_in(content_type: str, document: str) -> list[Reply]:
    """The messages of a TwiML answer. Raises NotTwiml."""
    if content_type.split(";")[0].strip() not in ("text/xml", "application/xml", "text/html"):
        raise NotTwiml(content_type)
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 (our own webhook's answer)
    except ElementTree.ParseError as error:
        raise NotTwiml(str(error)) from error
    return [Reply(item.text or "", item.get("action", "")) for item in root.iter("Message")]
