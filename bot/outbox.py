"""Outbound messages: rows with states that only move forward, sent through Twilio's official client."""

from dataclasses import dataclass
from enum import StrEnum

import requests
import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from bot import consent
from bot.channels.twilio import address_on
from bot.records import ChannelName, Conversation, Direction, Message, OutboundState
from bot.services import Services
from portal_core.database import read_scope, write_scope

RANK = {
    OutboundState.QUEUED: 0,
    OutboundState.SENDING: 1,
    OutboundState.UNKNOWN: 2,
    OutboundState.SENT: 3,
    OutboundState.UNDELIVERED: 4,
    OutboundState.FAILED: 4,
    OutboundState.STOPPED: 4,
    OutboundState.DELIVERED: 5,
    OutboundState.READ: 6,
}
FROM_TWILIO = {
    "accepted": OutboundState.SENDING,
    "scheduled": OutboundState.SENDING,
    "queued": OutboundState.SENDING,
    "sending": OutboundState.SENDING,
    "sent": OutboundState.SENT,
    "delivered": OutboundState.DELIVERED,
    "partially_delivered": OutboundState.DELIVERED,
    "read": OutboundState.READ,
    "undelivered": OutboundState.UNDELIVERED,
    "failed": OutboundState.FAILED,
    "canceled": OutboundState.FAILED,
}

log = structlog.get_logger()


class Branch(StrEnum):
    """What to do after an error of Twilio."""

    LATER = "later"
    STOP = "stop"
    GIVE_UP = "give_up"
    ALARM = "alarm"
    UNSURE = "unsure"


BRANCH = {
    20429: Branch.LATER,
    20503: Branch.LATER,
    21611: Branch.LATER,
    63018: Branch.LATER,
    21610: Branch.STOP,
    63014: Branch.STOP,
    20003: Branch.ALARM,
    21408: Branch.ALARM,
    21606: Branch.ALARM,
    21703: Branch.ALARM,
    21705: Branch.ALARM,
    20500: Branch.UNSURE,
}


class TryLater(Exception):
    """Raised when Twilio surely did not take the message and a second try is safe."""


@dataclass(frozen=True)
class Draft:
    """A rendered text on its way out; `secret` texts (one-time codes) are never repeated."""

    text: str
    segments: int
    secret: bool = False


def add(
    services: Services,
    session: Session,
    *,
    conversation: Conversation,
    channel: ChannelName,
    draft: Draft,
    in_reply_to: int | None = None,
    inline: bool = False,
) -> Message:
    """A row for a text that is about to leave: inside a webhook's answer (`inline`) or by the worker."""
    now = services.clock()
    message = Message(
        conversation_id=conversation.id,
        direction=Direction.OUTBOUND,
        channel=channel,
        state=OutboundState.SENDING if inline else OutboundState.QUEUED,
        in_reply_to=in_reply_to,
        inline=inline,
        secret=draft.secret,
        body_sealed=services.keyring.seal(draft.text),
        language=conversation.language,
        segments=draft.segments,
        created_at=now,
        changed_at=now,
    )
    session.add(message)
    return message


def send(services: Services, client: Client, message_id: int) -> None:
    """Send one queued row through Twilio. Raises TryLater when a second try is safe.

    Creating a message at Twilio is not idempotent: only the one that moves the row from queued to sending
    sends, and an outcome that is not known is left `unknown`, never sent again blindly.
    """
    claimed = _claim(services, message_id)
    if claimed is None:
        return
    to, body, channel = claimed
    try:
        sent = client.messages.create(
            to=address_on(channel, to), body=body, **_sender(services, channel, message_id)
        )
    except TwilioRestException as error:
        _after_error(services, message_id, int(error.code or 0), int(error.status))
    except (TwilioException, requests.RequestException) as error:
        log.error("twilio_outcome_unknown", message_id=message_id, reason=type(error).__name__)
        _move(services, message_id, OutboundState.UNKNOWN)
    else:
        _move(services, message_id, FROM_TWILIO.get(str(sent.status), OutboundState.SENDING), sid=sent.sid)


def _claim(services: Services, message_id: int) -> tuple[str, str, ChannelName] | None:
    with write_scope(services.sessions) as session:
        message = session.get_one(Message, message_id)
        if message.state != OutboundState.QUEUED:
            return None
        talk = session.get_one(Conversation, message.conversation_id)
        if consent.has_stopped(session, talk.contact_id, message.channel):
            message.state = OutboundState.STOPPED
            return None
        message.state, message.changed_at = OutboundState.SENDING, services.clock()
        message.tries += 1
        address = services.keyring.open(talk.contact.address_sealed)
        return address, services.keyring.open(message.body_sealed), message.channel


def _sender(services: Services, channel: ChannelName, message_id: int) -> dict[str, str]:
    settings = services.settings
    with read_scope(services.sessions) as session:
        public_id = session.get_one(Message, message_id).public_id
    callback = {"status_callback": status_url(services, public_id)}
    if settings.twilio_messaging_service_sid:
        return {"messaging_service_sid": settings.twilio_messaging_service_sid, **callback}
    return {"from_": address_on(channel, settings.twilio_from), **callback}


def status_url(services: Services, message_public_id: str) -> str:
    """Where Twilio reports the delivery of this row: also a text sent inside TwiML has no sid of ours yet."""
    return f"{services.settings.base_url}/twilio/status?message={message_public_id}"


def _after_error(services: Services, message_id: int, code: int, status: int) -> None:
    branch = BRANCH.get(code) or (Branch.UNSURE if status >= 500 else Branch.GIVE_UP)
    log.warning("twilio_error", message_id=message_id, code=code, branch=branch.value)
    if branch == Branch.LATER:
        _requeue(services, message_id)
        raise TryLater
    if branch == Branch.STOP:
        _record_stop(services, message_id)
    state = {Branch.UNSURE: OutboundState.UNKNOWN, Branch.STOP: OutboundState.STOPPED}.get(
        branch, OutboundState.FAILED
    )
    _move(services, message_id, state, error_code=str(code))


def _record_stop(services: Services, message_id: int) -> None:
    """Twilio knows of a STOP that we do not: keep it, so that nothing more is tried."""
    with write_scope(services.sessions) as session:
        message = session.get_one(Message, message_id)
        talk = session.get_one(Conversation, message.conversation_id)
        consent.record(
            session,
            services.keyring,
            services.clock,
            contact_id=talk.contact_id,
            channel=message.channel,
            kind=consent.STOP,
            words="",
            language=talk.language,
        )


def _requeue(services: Services, message_id: int) -> None:
    with write_scope(services.sessions) as session:
        session.get_one(Message, message_id).state = OutboundState.QUEUED


def _move(
    services: Services,
    message_id: int,
    state: OutboundState,
    *,
    sid: str | None = None,
    error_code: str | None = None,
) -> None:
    with write_scope(services.sessions) as session:
        move(session.get_one(Message, message_id), state, services, sid=sid, error_code=error_code)


def move(
    message: Message,
    state: OutboundState,
    services: Services,
    *,
    sid: str | None = None,
    error_code: str | None = None,
) -> None:
    """Move a row forward; a late or repeated report never takes it back."""
    if sid and not message.provider_sid:
        message.provider_sid = sid
    if RANK[state] <= RANK[OutboundState(message.state)]:
        return
    message.state, message.changed_at = state, services.clock()
    message.error_code = error_code or message.error_code


def report(
    services: Services, *, status: str, sid: str, public_id: str | None, error_code: str | None
) -> bool:
    """Take a status callback of Twilio, in any order; False when no row of ours is meant."""
    state = FROM_TWILIO.get(status.lower())
    if state is None:
        return False
    ours = Message.provider_sid == sid
    if public_id:
        ours = sa.or_(ours, Message.public_id == public_id)
    with write_scope(services.sessions) as session:
        wanted = sa.select(Message).where(ours, Message.direction == Direction.OUTBOUND).limit(1)
        message = session.scalar(wanted)
        if message is None:
            return False
        move(message, state, services, sid=sid, error_code=error_code)
    return True
