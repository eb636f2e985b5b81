"""The conversation's own tables: contacts, conversations, messages, the vault, tickets, consent."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal_core.database import Base, Code, Digest, IntPk, PublicId, Sealed


class ChannelName(StrEnum):
    SMS = "sms"
    WHATSAPP = "whatsapp"
    WEB = "web"


class Direction(StrEnum):
    INBOUND = "in"
    OUTBOUND = "out"


class InboundState(StrEnum):
    """What became of a message that somebody sent to us."""

    RECEIVED = "received"
    WAITING = "waiting"
    ANSWERED = "answered"
    SILENT = "silent"
    HANDED_OVER = "handed_over"


class OutboundState(StrEnum):
    """Delivery states; `bot.outbox.RANK` says which may follow which."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    STOPPED = "stopped"


class Contact(Base):
    """A phone number (or web session) that talks to us; one number on SMS and WhatsApp is one contact."""

    __tablename__ = "contact"

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    address_digest: Mapped[Digest] = mapped_column(unique=True)
    address_sealed: Mapped[Sealed]
    created_at: Mapped[datetime]
    conversation: Mapped["Conversation"] = relationship(back_populates="contact", uselist=False)


class Conversation(Base):
    """One talk with one contact over all channels. `public_id` is all that Rasa ever learns of a person."""

    __tablename__ = "conversation"

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"), unique=True)
    channel: Mapped[ChannelName]
    language: Mapped[str | None] = mapped_column(sa.String(8))
    language_locked: Mapped[bool] = mapped_column(default=False)
    language_hint: Mapped[str | None] = mapped_column(sa.String(8))
    misses: Mapped[int] = mapped_column(default=0)
    turns: Mapped[int] = mapped_column(default=0)
    session: Mapped[int] = mapped_column(default=1)
    in_form: Mapped[bool] = mapped_column(default=False)
    choices_sealed: Mapped[str | None] = mapped_column(sa.Text)
    rest_sealed: Mapped[str | None] = mapped_column(sa.Text)
    trouble_told_at: Mapped[datetime | None]
    slow_down_told_at: Mapped[datetime | None]
    last_inbound_at: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(sa.String(32))
    leased_until: Mapped[datetime | None]
    contact: Mapped[Contact] = relationship(back_populates="conversation")


class Message(Base):
    """One message in or out. An outbound row exists, with a state, before it leaves."""

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_conversation_id_id", "conversation_id", "id"),
        sa.Index("ix_message_direction_state", "direction", "state"),
    )

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversation.id"))
    direction: Mapped[Direction]
    channel: Mapped[ChannelName]
    state: Mapped[Code]
    provider_sid: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    in_reply_to: Mapped[int | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    inline: Mapped[bool] = mapped_column(default=False)
    secret: Mapped[bool] = mapped_column(default=False)
    body_sealed: Mapped[Sealed]
    media_sealed: Mapped[str | None] = mapped_column(sa.Text)
    intent: Mapped[str | None] = mapped_column(sa.String(40))
    confidence: Mapped[float | None]
    language: Mapped[str | None] = mapped_column(sa.String(8))
    segments: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    error_code: Mapped[str | None] = mapped_column(sa.String(16))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class VaultEntry(Base):
    """A secret taken out of a text, or the facts of a reply: sealed, short-lived, known outside by `ref`."""

    __tablename__ = "vault_entry"

    id: Mapped[IntPk]
    ref: Mapped[PublicId]
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversation.id"), index=True)
    kind: Mapped[Code]
    value_sealed: Mapped[Sealed]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ConsentEvent(Base):
    """Proof of a STOP or START: the words used, their language, when, on which channel (kept for 5 years)."""

    __tablename__ = "consent_event"

    id: Mapped[IntPk]
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"), index=True)
    channel: Mapped[ChannelName]
    kind: Mapped[Code]
    words_sealed: Mapped[Sealed]
    language: Mapped[str | None] = mapped_column(sa.String(8))
    at: Mapped[datetime]


class Ticket(Base):
    """A person asked for a person, or the assistant could not go on: work for the support staff."""

    __tablename__ = "ticket"

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversation.id"), index=True)
    reason: Mapped[Code]
    state: Mapped[Code]
    language: Mapped[str | None] = mapped_column(sa.String(8))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Heartbeat(Base):
    """The last sign of life of a background part: `/readyz` tells a dead worker from a quiet one by it."""

    __tablename__ = "heartbeat"

    part: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    at: Mapped[datetime]
