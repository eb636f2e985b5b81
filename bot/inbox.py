"""The front door: an inbound message is stored under its sid before anything else happens."""

import json
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.records import ChannelName, Contact, Conversation, Direction, InboundState, Message
from bot.services import Services
from portal_core.database import read_scope, write_scope


@dataclass(frozen=True)
class Media:
    url: str
    content_type: str


@dataclass(frozen=True)
class Inbound:
    """One message as it came, channel-neutral. `address` is E.164; `answered_by_carrier` names STOP, START or
    HELP when Twilio has already replied to it."""

    sid: str
    channel: ChannelName
    address: str
    body: str
    media: tuple[Media, ...] = ()
    answered_by_carrier: str = ""


@dataclass(frozen=True)
class Stored:
    message_id: int
    conversation_id: int
    fresh: bool


def store(services: Services, inbound: Inbound) -> Stored:
    """Keep the message; a second delivery of the same sid changes nothing and finds the first."""
    known = _find(services, inbound.sid)
    if known:
        return known
    try:
        with write_scope(services.sessions) as session:
            conversation = _conversation(services, session, inbound)
            message = _message(services, conversation, inbound)
            session.add(message)
            session.flush()
            return Stored(message.id, conversation.id, fresh=True)
    except IntegrityError:
        known = _find(services, inbound.sid)
        if known is None:  # two first messages of one new contact raced: the contact exists now
            return store(services, inbound)
        return known


def _find(services: Services, sid: str) -> Stored | None:
    with read_scope(services.sessions) as session:
        row = session.execute(
            sa.select(Message.id, Message.conversation_id).where(Message.provider_sid == sid)
        ).first()
    return Stored(row.id, row.conversation_id, fresh=False) if row else None


def _conversation(services: Services, session: Session, inbound: Inbound) -> Conversation:
    digest = services.keyring.digest("address", inbound.address)
    contact = session.scalar(sa.select(Contact).where(Contact.address_digest == digest))
    if contact is None:
        contact = Contact(
            address_digest=digest,
            address_sealed=services.keyring.seal(inbound.address),
            created_at=services.clock(),
        )
        contact.conversation = Conversation(channel=inbound.channel)
        session.add(contact)
        session.flush()
    conversation: Conversation = contact.conversation
    conversation.channel = inbound.channel
    conversation.last_inbound_at = services.clock()
    return conversation


def _message(services: Services, conversation: Conversation, inbound: Inbound) -> Message:
    media = json.dumps([asdict(item) for item in inbound.media]) if inbound.media else None
    now = services.clock()
    return Message(
        conversation_id=conversation.id,
        direction=Direction.INBOUND,
        channel=inbound.channel,
        state=InboundState.RECEIVED,
        provider_sid=inbound.sid,
        body_sealed=services.keyring.seal(inbound.body),
        media_sealed=services.keyring.seal(media) if media else None,
        created_at=now,
        changed_at=now,
    )
