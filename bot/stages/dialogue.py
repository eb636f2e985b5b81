"""The dialogue: commands go to Rasa's rules and forms; keys and facts come back."""

import json
from typing import Any

from bot.turn import Turn
from bot.vault import Vault
from bot.words.render import Reply

TURNS_IN_A_SESSION = (
    40  # the cost of a turn grows with the session: 22 ms at 20 turns, 44 at 60 (docs/adr/0001)
)


def dialogue(turn: Turn) -> None:
    """Give each command to Rasa and gather the replies. Raises RasaDown."""
    _renew_long_session(turn)
    for command in turn.commands:
        for payload in turn.services.rasa.say(turn.conversation.public_id, command):
            _apply(turn, payload)
    turn.conversation.turns += 1
    turn.conversation.trouble_told_at = None


def _renew_long_session(turn: Turn) -> None:
    """Start anew between two subjects: not in the middle of a form, whose questions come with `in_form`."""
    talk = turn.conversation
    if talk.turns < TURNS_IN_A_SESSION * talk.session or talk.in_form:
        return
    turn.services.rasa.renew(talk.public_id)
    talk.session += 1


def _apply(turn: Turn, payload: dict[str, Any]) -> None:
    if "language" in payload:
        turn.conversation.language = payload["language"]
        turn.conversation.language_locked = True
    turn.conversation.in_form = bool(payload.get("in_form"))
    turn.replies.append(read_reply(turn, payload))


def read_reply(turn: Turn, payload: dict[str, Any]) -> Reply:
    """A reply from its `custom` payload; the facts and choices that are about a person wait in the vault."""
    if not payload.get("ref"):
        return Reply.load(payload)
    vault = Vault(turn.services.sessions, turn.services.keyring, turn.services.clock)
    return Reply.load(json.loads(vault.open(turn.conversation.public_id, payload["ref"])))
