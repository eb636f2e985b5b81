"""One message of a conversation at a time: a lease in the database, held by one worker for a short while."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa

from bot.records import Conversation
from portal_core.clock import Clock
from portal_core.database import SessionFactory, write_scope

LEASE = timedelta(seconds=45)
POLL_SECONDS = 0.03


class Busy(Exception):
    """Raised when another message of the conversation is still being answered after the wait."""


@contextmanager
def hold(
    sessions: SessionFactory, clock: Clock, conversation_id: int, *, wait_seconds: float
) -> Iterator[str]:
    """Hold the conversation for the block; gives the holder's mark. Raises Busy.

    A holder that dies frees the conversation after 45 s; Rasa's own lock was measured to let two through.
    """
    mark = secrets.token_hex(8)
    give_up = time.monotonic() + wait_seconds
    while not _take(sessions, clock, conversation_id, mark):
        if time.monotonic() >= give_up:
            raise Busy
        time.sleep(POLL_SECONDS)
    try:
        yield mark
    finally:
        _free(sessions, conversation_id, mark)


def _take(sessions: SessionFactory, clock: Clock, conversation_id: int, mark: str) -> bool:
    now = clock()
    free = sa.or_(Conversation.leased_until.is_(None), Conversation.leased_until < now)
    claim = (
        sa.update(Conversation)
        .where(Conversation.id == conversation_id, free)
        .values(leased_by=mark, leased_until=now + LEASE)
        .execution_options(synchronize_session=False)
    )
    with write_scope(sessions) as session:
        return bool(session.execute(claim).rowcount)  # type: ignore[attr-defined]


def _free(sessions: SessionFactory, conversation_id: int, mark: str) -> None:
    release = (
        sa.update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.leased_by == mark)
        .values(leased_by=None, leased_until=None)
        .execution_options(synchronize_session=False)
    )
    with write_scope(sessions) as session:
        session.execute(release)
