"""Tickets: what the support staff must see. A conversation has at most one that is open."""

import sqlalchemy as sa

from bot.records import Conversation, InboundState, Message, Ticket
from bot.services import Services
from portal_core.database import read_scope, write_scope

WAITING = "waiting"
ASKED = "asked"
NO_ANSWER = "no_answer"


def open_ticket(services: Services, conversation_public_id: str, reason: str) -> bool:
    """Put the conversation into the staff's queue; False when it is there already."""
    with write_scope(services.sessions) as session:
        talk = session.scalars(
            sa.select(Conversation).where(Conversation.public_id == conversation_public_id)
        ).one()
        waiting = sa.select(Ticket.id).where(Ticket.conversation_id == talk.id, Ticket.state == WAITING)
        if session.scalar(waiting):
            return False
        session.add(
            Ticket(
                conversation_id=talk.id,
                reason=reason,
                state=WAITING,
                language=talk.language,
                opened_at=services.clock(),
            )
        )
        return True


def hand_over(services: Services, message_id: int) -> None:
    """A message that could not be answered after every try goes to the staff; it stays stored."""
    with read_scope(services.sessions) as session:
        message = session.get_one(Message, message_id)
        public_id = session.get_one(Conversation, message.conversation_id).public_id
    open_ticket(services, public_id, NO_ANSWER)
    with write_scope(services.sessions) as session:
        message = session.get_one(Message, message_id)
        message.state, message.changed_at = InboundState.HANDED_OVER, services.clock()
