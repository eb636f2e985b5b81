"""STOP and START: the record of what a person asked, and whether a text may still be sent to them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.records import ChannelName, ConsentEvent
from portal_core.clock import Clock
from portal_core.crypto import Keyring

STOP = "stop"
START = "start"


def has_stopped(session: Session, contact_id: int, channel: ChannelName) -> bool:
    """Whether the contact's last word on this channel was STOP (47 CFR 64.1200)."""
    last = (
        sa.select(ConsentEvent.kind)
        .where(ConsentEvent.contact_id == contact_id, ConsentEvent.channel == channel)
        .order_by(ConsentEvent.id.desc())
        .limit(1)
    )
    return session.scalar(last) == STOP


def record(
    session: Session,
    keyring: Keyring,
    clock: Clock,
    *,
    contact_id: int,
    channel: ChannelName,
    kind: str,
    words: str,
    language: str | None,
) -> None:
    """Keep the proof: which words, in which language, when, on which channel."""
    session.add(
        ConsentEvent(
            contact_id=contact_id,
            channel=channel,
            kind=kind,
            words_sealed=keyring.seal(words),
            language=language,
            at=clock(),
        )
    )
