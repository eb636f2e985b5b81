"""Answers one stored message: takes the conversation, runs the pipeline, writes what goes out."""

import json
from dataclasses import asdict, dataclass

import sqlalchemy as sa
import structlog

from bot import outbox
from bot.channels.capabilities import CHANNELS
from bot.channels.segments import segments
from bot.lease import hold
from bot.pipeline import run, tell_trouble_once
from bot.records import Conversation, InboundState, Message
from bot.services import Services
from bot.turn import Turn, load_turn
from bot.words.catalog import MissingTextError
from bot.words.render import Rendered
from portal_core.database import read_scope, write_scope

log = structlog.get_logger()
OPEN_STATES = (InboundState.RECEIVED, InboundState.WAITING)
KEPT_FROM_A_TURN = (
    "language",
    "language_locked",
    "language_hint",
    "misses",
    "turns",
    "session",
    "in_form",
    "choices_sealed",
    "rest_sealed",
    "trouble_told_at",
    "slow_down_told_at",
)


@dataclass(frozen=True)
class Outgoing:
    """A text that was written for a message, with the id of its row."""

    id: int
    public_id: str
    text: str


def answer(
    services: Services,
    message_id: int,
    conversation_id: int,
    *,
    inline: bool,
    wait_seconds: float,
    carrier_answer: str = "",
    again: bool = False,
) -> list[Outgoing]:
    """The texts that answer a message; one answered before gets the same texts, and nothing is done twice.

    `inline`: they leave in the webhook's own response; otherwise the worker sends them. `again`: also try a
    message that waits because Rasa was down. Raises lease.Busy when an earlier message takes too long.
    """
    with hold(services.sessions, services.clock, conversation_id, wait_seconds=wait_seconds):
        if not _is_open(services, message_id, again):
            return answers_of(services, message_id)
        turn = load_turn(services, message_id)
        turn.carrier_answer = carrier_answer
        run(turn)
        return _finish(turn, inline=inline)


def _is_open(services: Services, message_id: int, again: bool) -> bool:
    with read_scope(services.sessions) as session:
        state = session.get_one(Message, message_id).state
    return state == InboundState.RECEIVED or (again and state in OPEN_STATES)


def answers_of(services: Services, message_id: int) -> list[Outgoing]:
    """What was already written in answer to a message."""
    rows = sa.select(Message).where(Message.in_reply_to == message_id).order_by(Message.id)
    with read_scope(services.sessions) as session:
        return [_outgoing(services, row) for row in session.scalars(rows)]


def _outgoing(services: Services, row: Message) -> Outgoing:
    return Outgoing(row.id, row.public_id, services.keyring.open(row.body_sealed))


def _finish(turn: Turn, *, inline: bool) -> list[Outgoing]:
    """Words are made, and everything that changed is written in one transaction."""
    services, talk = turn.services, turn.conversation
    rendered = _rendered(turn)
    _keep_for_later(turn, rendered)
    with write_scope(services.sessions) as session:
        kept = {name: getattr(talk, name) for name in KEPT_FROM_A_TURN}
        session.execute(sa.update(Conversation).where(Conversation.id == talk.id).values(**kept))
        message = session.get_one(Message, turn.message_id)
        message.state, message.changed_at = turn.state, services.clock()
        message.intent, message.confidence, message.language = turn.intent, turn.confidence, talk.language
        rows = [
            outbox.add(
                services,
                session,
                conversation=talk,
                channel=message.channel,
                draft=outbox.Draft(text, segments(text)),
                in_reply_to=turn.message_id,
                inline=inline,
            )
            for text in rendered.texts
        ]
        session.flush()
        outgoing = [_outgoing(services, row) for row in rows]
    if not inline:
        for item in outgoing:
            services.queue.send_message(item.id)
    return outgoing


def _rendered(turn: Turn) -> Rendered:
    """The words; a text that cannot be made is a failed turn, never an unanswered one."""
    try:
        return _render(turn)
    except MissingTextError as error:
        log.error("text_missing", exc_info=error, message_id=turn.message_id)
        tell_trouble_once(turn)
        return _render(turn)


def _render(turn: Turn) -> Rendered:
    renderer, channel = turn.services.renderer, CHANNELS[turn.conversation.channel.value]
    if turn.repeated:
        return Rendered(tuple(turn.repeated))
    if turn.more_of:
        return renderer.more(turn.more_of, turn.language, channel)
    return renderer.render(turn.replies, turn.language, channel) if turn.replies else Rendered(())


def _keep_for_later(turn: Turn, rendered: Rendered) -> None:
    """What MORE and a typed number will need at the next turn; REPEAT and silence leave both as they are."""
    if turn.repeated or turn.state == InboundState.SILENT:
        return
    seal, talk = turn.services.keyring.seal, turn.conversation
    talk.rest_sealed = seal(rendered.rest) if rendered.rest else None
    if not turn.more_of:
        options = [asdict(option) for option in rendered.options]
        talk.choices_sealed = seal(json.dumps(options)) if options else None
