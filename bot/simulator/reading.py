"""The conversation of a simulated phone as JSON, read from the database and opened with the keyring."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.channels.segments import is_gsm
from bot.records import ChannelName, Contact, Conversation, Direction, Message
from bot.services import Services
from bot.simulator.carrier_words import carrier_reply
from portal_core.database import read_scope

OVERLAP = timedelta(seconds=15)  # a row may be committed a little after the moment it bears


def conversation(services: Services, number: str, *, after: datetime | None) -> dict[str, Any]:
    """Messages of a number that are new or changed since `after`, oldest first, and the next `after`.

    Messages of the last seconds may come again: the reader replaces what has the same id.
    """
    now = services.clock()
    rows = _rows(services, number)
    notes = _carrier_notes(services, rows)
    wanted = [row for row in rows if after is None or row.changed_at > after - OVERLAP]
    return {"after": now.isoformat(), "messages": [_shown(services, row, notes) for row in wanted]}


def _rows(services: Services, number: str) -> Sequence[Message]:
    digest = services.keyring.digest("address", number)
    query = (
        sa.select(Message)
        .join(Conversation, Message.conversation_id == Conversation.id)
        .join(Contact, Conversation.contact_id == Contact.id)
        .where(Contact.address_digest == digest)
        .order_by(Message.id)
    )
    with read_scope(services.sessions) as session:
        return session.scalars(query).all()


def _carrier_notes(services: Services, rows: Sequence[Message]) -> dict[int, dict[str, str]]:
    """What the carrier itself answered to each inbound text; it depends on the STOPs before."""
    notes, stopped = {}, False
    for row in rows:
        if row.direction != Direction.INBOUND:
            continue
        reply = carrier_reply(row.channel, services.keyring.open(row.body_sealed), stopped=stopped)
        if reply:
            notes[row.id] = {"kind": reply.kind, "text": reply.text}
            stopped = reply.kind == "stop" or (stopped and reply.kind != "start")
    return notes


def _shown(services: Services, row: Message, notes: dict[int, dict[str, str]]) -> dict[str, Any]:
    text = services.keyring.open(row.body_sealed)
    sms = row.channel == ChannelName.SMS
    return {
        "id": row.public_id,
        "order": row.id,
        "sid": row.provider_sid,
        "direction": row.direction.value,
        "channel": row.channel.value,
        "text": text,
        "media": _media(services, row),
        "state": row.state,
        "error_code": row.error_code,
        "segments": row.segments if sms and row.direction == Direction.OUTBOUND else None,
        "encoding": ("GSM-7" if is_gsm(text) else "UCS-2") if sms else None,
        "intent": row.intent,
        "confidence": row.confidence,
        "language": row.language,
        "at": row.created_at.isoformat(),
        "note": notes.get(row.id),
    }


def _media(services: Services, row: Message) -> list[dict[str, str]]:
    """Attachments with a path on this server instead of the URL that was given to the webhook."""
    if not row.media_sealed:
        return []
    base = services.settings.base_url
    stored = json.loads(services.keyring.open(row.media_sealed))
    return [{"path": item["url"].removeprefix(base), "content_type": item["content_type"]} for item in stored]
