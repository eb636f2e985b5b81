"""Several at once, on SQLite and PostgreSQL: one message of a conversation at a time, one row for one sid."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.inbox import Inbound, store
from bot.lease import Busy, hold
from bot.records import ChannelName, Contact, Conversation, Message
from bot.services import Services
from portal_core import schema
from portal_core.crypto import Keyring
from portal_core.database import make_sessions, read_scope
from tests.conftest import FixedClock
from tests.support.services import build_services

AT_ONCE = 8


@pytest.fixture
def services(engine: Engine, tmp_path: Path, keyring: Keyring, clock: FixedClock) -> Services:
    """Services on a migrated database of either kind."""
    schema.upgrade(engine)
    return build_services(tmp_path, make_sessions(engine), keyring, clock)


def inbound(sid: str, number: str = "+12025550101") -> Inbound:
    return Inbound(sid=sid, channel=ChannelName.SMS, address=number, body="hola")


def run_at_once(work: Callable[[int], None]) -> list[BaseException]:
    """Run `work` in several threads that start together; the errors they met."""
    start, errors = threading.Barrier(AT_ONCE), []

    def guarded(index: int) -> None:
        start.wait()
        try:
            work(index)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(index,)) for index in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def count(services: Services, model: type) -> int:
    with read_scope(services.sessions) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_one_sid_delivered_many_times_at_once_is_one_message(services: Services) -> None:
    stored = []

    errors = run_at_once(lambda _: stored.append(store(services, inbound("SM1"))))

    assert errors == []
    assert count(services, Message) == 1
    assert len({item.message_id for item in stored}) == 1
    assert sum(item.fresh for item in stored) == 1


def test_many_first_texts_of_one_new_number_make_one_contact(services: Services) -> None:
    errors = run_at_once(lambda index: store(services, inbound(f"SM{index}")) and None)

    assert errors == []
    assert count(services, Contact) == count(services, Conversation) == 1
    assert count(services, Message) == AT_ONCE


def test_a_conversation_is_held_by_one_at_a_time(services: Services) -> None:
    talk = store(services, inbound("SM1")).conversation_id
    inside, most = [], []

    def work(index: int) -> None:
        with hold(services.sessions, services.clock, talk, wait_seconds=20):
            inside.append(index)
            most.append(len(inside))
            inside.remove(index)

    errors = run_at_once(work)

    assert errors == []
    assert most == [1] * AT_ONCE


def test_who_waits_too_long_is_told(services: Services) -> None:
    talk = store(services, inbound("SM1")).conversation_id

    with (
        hold(services.sessions, services.clock, talk, wait_seconds=1),
        pytest.raises(Busy),
        hold(services.sessions, services.clock, talk, wait_seconds=0.1),
    ):
        pass


def test_a_holder_that_died_frees_the_conversation(services: Services, clock: FixedClock) -> None:
    talk = store(services, inbound("SM1")).conversation_id

    with hold(services.sessions, services.clock, talk, wait_seconds=1):
        clock.advance(minutes=2)
        with hold(services.sessions, services.clock, talk, wait_seconds=1) as mark:
            assert mark
