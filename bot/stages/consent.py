"""Consent before anything else: STOP, START and HELP as whole messages, in every language.

Inside a sentence the same words are ordinary language ("they cancel my hearing") and go on to the dialogue.
"""

from bot.consent import START, STOP, has_stopped, record
from bot.records import ChannelName
from bot.stages.stops import Silent, Speak
from bot.turn import Turn
from bot.words.keywords import keyword
from bot.words.render import Reply
from portal_core.database import read_scope, write_scope

# Twilio acts on these words of SMS itself; on other channels they are everyday words.
CARRIER_WORDS = {"stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel"}
EVERYDAY = {"end", "quit", "cancel"}


def consent(turn: Turn) -> None:
    """Record STOP and START; be silent after STOP, and where the carrier has already answered."""
    stopped = _stopped(turn)
    kind = turn.carrier_answer.lower() or _kind(turn, stopped)
    if kind == STOP:
        _stop(turn)
    if kind == START:
        _start(turn, stopped)
    if kind == "help":
        raise Silent if turn.carrier_answer else Speak(Reply("help_keyword"))
    if stopped:
        raise Silent


def _kind(turn: Turn, stopped: bool) -> str | None:
    found = keyword(turn.text, in_dialog=_in_dialog(turn), stopped=stopped)
    if found == STOP and _word(turn) in EVERYDAY and turn.conversation.channel != ChannelName.SMS:
        return None
    return found if found in (STOP, START, "help") else None


def _in_dialog(turn: Turn) -> bool:
    return turn.conversation.in_form or turn.conversation.choices_sealed is not None


def _word(turn: Turn) -> str:
    return turn.text.strip().lower()


def _stop(turn: Turn) -> None:
    _record(turn, STOP)
    sms = turn.conversation.channel == ChannelName.SMS
    if turn.carrier_answer or (sms and _word(turn) in CARRIER_WORDS):
        raise Silent  # Twilio confirmed it and blocks what we would say
    raise Speak(Reply("stop_done"))


def _start(turn: Turn, stopped: bool) -> None:
    _record(turn, START)
    if turn.carrier_answer:
        raise Silent
    raise Speak(Reply("start_done") if stopped else Reply("welcome"))


def _stopped(turn: Turn) -> bool:
    with read_scope(turn.services.sessions) as session:
        return has_stopped(session, turn.conversation.contact_id, turn.conversation.channel)


def _record(turn: Turn, kind: str) -> None:
    with write_scope(turn.services.sessions) as session:
        record(
            session,
            turn.services.keyring,
            turn.services.clock,
            contact_id=turn.conversation.contact_id,
            channel=turn.conversation.channel,
            kind=kind,
            words=turn.text,
            language=turn.conversation.language,
        )
