"""Sender limits: a number that floods us is asked once to slow down, then its texts wait unanswered."""

from datetime import timedelta

import sqlalchemy as sa

from bot.records import Direction, Message
from bot.stages.stops import Silent, Speak
from bot.turn import Turn
from bot.words.render import Reply
from portal_core.database import read_scope

WINDOW = timedelta(minutes=1)
MOST_IN_WINDOW = (
    20  # a person types fewer; two bots that met each other send more (Twilio's own guard is 30 in 30 s)
)


def limits(turn: Turn) -> None:
    """Stop a flood: speaks once a window, then is silent."""
    if _recent(turn) <= MOST_IN_WINDOW:
        return
    now, told = turn.services.clock(), turn.conversation.slow_down_told_at
    if told and now - told < WINDOW:
        raise Silent
    turn.conversation.slow_down_told_at = now
    raise Speak(Reply("slow_down"))


def _recent(turn: Turn) -> int:
    since = turn.services.clock() - WINDOW
    counted = sa.select(sa.func.count()).where(
        Message.conversation_id == turn.conversation.id,
        Message.direction == Direction.INBOUND,
        Message.created_at > since,
    )
    with read_scope(turn.services.sessions) as session:
        return session.scalar(counted) or 0
