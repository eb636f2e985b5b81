"""Which parts are alive: asked by `/readyz`, the supervisor and `assistant doctor`."""

import time
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.records import Heartbeat
from bot.services import Services
from portal_core.database import SessionFactory, read_scope, write_scope

BEAT_SECONDS = 5.0
FRESH = timedelta(seconds=30)
INTERNAL = "internal"
WORKER = "worker"


def beat(services: Services, part: str) -> None:
    """Leave a sign of life of a part that has no public address."""
    with write_scope(services.sessions) as session:
        session.merge(Heartbeat(part=part, at=services.clock()))


def beat_forever(services: Services, part: str) -> None:
    """Beat until the process ends; a database that is away for a while does not end it."""
    while True:
        _try(lambda: _beat(services, part))
        time.sleep(BEAT_SECONDS)


def _beat(services: Services, part: str) -> bool:
    beat(services, part)
    return True


def readiness(services: Services) -> dict[str, bool]:
    """Each part by name, and whether it answers."""
    database = _answers(services.sessions)
    beats = _beats(services) if database else {}
    return {
        "database": database,
        "rasa": services.rasa.alive(),
        INTERNAL: beats.get(INTERNAL, False),
        WORKER: beats.get(WORKER, False),
    }


def _answers(sessions: SessionFactory) -> bool:
    return _try(lambda: _ping(sessions))


def _ping(sessions: SessionFactory) -> bool:
    with read_scope(sessions) as session:
        return session.scalar(sa.select(sa.literal(1))) == 1


def _beats(services: Services) -> dict[str, bool]:
    oldest = services.clock() - FRESH
    try:
        with read_scope(services.sessions) as session:
            return {row.part: row.at > oldest for row in session.scalars(sa.select(Heartbeat))}
    except SQLAlchemyError:  # the tables are not there yet
        return {}


def _try(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except SQLAlchemyError:
        return False
