"""Attachments: filing by text is not open yet, so say at once what can be done with a paper today."""

from bot.stages.stops import Speak
from bot.turn import Turn
from bot.words.render import Reply

PAPERS = ("image/", "application/pdf")


def attachments(turn: Turn) -> None:
    """Answer a message with media; its text, if any, is answered as well."""
    if not turn.media:
        return
    kinds = [item.content_type.lower() for item in turn.media]
    reply = Reply(_key(kinds))
    if not turn.text.strip():
        raise Speak(reply)
    turn.replies.append(reply)


def _key(kinds: list[str]) -> str:
    if any(kind.startswith("audio/") for kind in kinds):
        return "voice_note"
    return "media_not_yet" if all(kind.startswith(PAPERS) for kind in kinds) else "media_unknown"
