"""What each channel can carry, as data, so that no reply has to ask which channel it is on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Capabilities:
    """Limits of one channel. `None` means: no limit of that kind.

    max_segments: SMS segments of one turn before the rest waits for MORE
    easy_segments: a text and its further detail go out together if both fit in this many segments
    max_characters: longest single message
    buttons: choices can be shown as buttons; otherwise they become numbered lines
    """

    name: str
    buttons: bool = False
    max_segments: int | None = None
    easy_segments: int = 2
    max_characters: int | None = None


SMS = Capabilities("sms", max_segments=4)
WHATSAPP = Capabilities("whatsapp", max_characters=1600)
WEB = Capabilities("web", buttons=True)

CHANNELS = {channel.name: channel for channel in (SMS, WHATSAPP, WEB)}
