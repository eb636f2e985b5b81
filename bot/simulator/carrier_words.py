"""The words Twilio answers by itself on SMS (default opt-out of long codes, English, whole message only)."""

from dataclasses import dataclass
from typing import Literal

from bot.records import ChannelName

STOP = frozenset({"stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel"})
START = frozenset({"start", "unstop"})
START_IF_STOPPED = frozenset({"yes"})
HELP = frozenset({"help", "info"})


@dataclass(frozen=True)
class CarrierReply:
    """What the carrier does and says; the app never sees this text."""

    kind: Literal["stop", "start", "help"]
    text: str


ON_STOP = CarrierReply(
    "stop",
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe.",
)
ON_START = CarrierReply(
    "start",
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
)
ON_HELP = CarrierReply("help", "Reply STOP to unsubscribe. Msg&Data Rates May Apply.")


def carrier_reply(channel: ChannelName, body: str, *, stopped: bool = False) -> CarrierReply | None:
    """The carrier's own answer to a text, or None. `stopped`: the sender is blocked, so YES opts in again."""
    word = body.strip().lower()
    if channel != ChannelName.SMS:
        return None
    if word in STOP:
        return ON_STOP
    if word in START or (stopped and word in START_IF_STOPPED):
        return ON_START
    return ON_HELP if word in HELP else None
