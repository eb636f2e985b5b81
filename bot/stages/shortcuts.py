"""What needs no understanding: an empty text, MORE, REPEAT, the number or words of a choice just offered."""

import json
import unicodedata

import sqlalchemy as sa

from bot.rasa import Command
from bot.records import Direction, Message
from bot.stages.stops import Speak
from bot.turn import Turn
from bot.words.choices import pick
from bot.words.keywords import keyword
from bot.words.render import Option, Reply
from portal_core.database import read_scope

COMMANDS = {"menu": "help", "person": "talk_to_person", "link": "link_case", "forget": "forget_me"}


def shortcuts(turn: Turn) -> None:
    """Answer at once, or turn a choice into the command behind it."""
    turn.text = without_controls(turn.text)
    if not any(character.isalnum() or unicodedata.category(character) == "So" for character in turn.text):
        raise Speak(Reply("empty_message"))
    payload = _chosen(turn)
    if payload:
        turn.commands.append(Command.read(payload))
        return
    word = keyword(turn.text)
    if word == "more":
        _more(turn)
    if word == "repeat":
        _repeat(turn)
    if word in COMMANDS:
        turn.commands.append(Command(COMMANDS[word]))


def without_controls(text: str) -> str:
    """The text without control and invisible formatting characters (NUL, right-to-left marks …)."""
    kept = (
        " " if character in "\r\n\t" else character
        for character in text
        if character in "\r\n\t\u200c\u200d"
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split())


def _chosen(turn: Turn) -> str | None:
    """The payload of the choice that the text names by number or by its words."""
    sealed = turn.conversation.choices_sealed
    if not sealed:
        return None
    options = [Option(**kept) for kept in json.loads(turn.services.keyring.open(sealed))]
    chosen = pick(turn.text, options)
    return chosen.payload if chosen else None


def _more(turn: Turn) -> None:
    rest = turn.conversation.rest_sealed
    if not rest:
        raise Speak(Reply("no_more"))
    turn.more_of = turn.services.keyring.open(rest)
    raise Speak


def _repeat(turn: Turn) -> None:
    texts = _last_answer(turn)
    if not texts:
        raise Speak(Reply("nothing_to_repeat"))
    turn.repeated = texts
    raise Speak


def _last_answer(turn: Turn) -> list[str]:
    """The texts of our last answer, without one-time codes."""
    ours = (Message.conversation_id == turn.conversation.id, Message.direction == Direction.OUTBOUND)
    answers = sa.select(sa.func.max(Message.in_reply_to)).where(*ours, Message.secret.is_(False))
    rows = (
        sa.select(Message.body_sealed)
        .where(*ours, Message.in_reply_to == answers.scalar_subquery(), Message.secret.is_(False))
        .order_by(Message.id)
    )
    with read_scope(turn.services.sessions) as session:
        return [turn.services.keyring.open(sealed) for sealed in session.scalars(rows)]
