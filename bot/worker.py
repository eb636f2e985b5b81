"""The worker's tasks, on Huey: send queued texts, answer what had to wait, beat."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
import structlog
from huey import Huey, RedisHuey, SqliteHuey, crontab
from twilio.rest import Client

from bot import outbox, tickets
from bot.answer import OPEN_STATES, answer
from bot.health import WORKER, beat_forever
from bot.lease import Busy
from bot.records import Direction, Message, OutboundState
from bot.services import Services
from bot.settings import Settings
from portal_core.database import read_scope, write_scope

FIRST_RETRY_SECONDS = 5.0
MOST_TRIES = 12  # 5 s, 10 s, 15 s … : over five minutes in all, then the staff
STALE = timedelta(seconds=30)
WAIT_SECONDS = 20.0
SEND_RETRY_SECONDS = 15.0
WORKER_THREADS = 4

log = structlog.get_logger()


def make_huey(settings: Settings) -> Huey:
    """The queue: on Redis when `REDIS_URL` is set, else on SQLite in the data folder."""
    if settings.redis_url:
        return RedisHuey("assistant", url=settings.redis_url)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("assistant", filename=str(settings.data_dir / "queue.db"))


@dataclass(frozen=True)
class Jobs:
    """What the worker's process can do that others only ask for."""

    services: Services
    client: Client

    def send(self, message_id: int) -> None:
        """Send one text; ask for another try when Twilio surely did not take it."""
        try:
            outbox.send(self.services, self.client, message_id)
        except outbox.TryLater:
            self.services.queue.send_message(message_id, delay_seconds=SEND_RETRY_SECONDS)

    def answer(self, message_id: int) -> None:
        """Answer a message that the webhook could not; try again while Rasa is down, then ask the staff."""
        conversation_id, tries = self._note_try(message_id)
        try:
            answer(
                self.services,
                message_id,
                conversation_id,
                inline=False,
                wait_seconds=WAIT_SECONDS,
                again=True,
            )
        except Busy:
            log.info("conversation_busy", message_id=message_id)
        if not self._still_open(message_id):
            return
        if tries >= MOST_TRIES:
            tickets.hand_over(self.services, message_id)
            return
        self.services.queue.answer_message(message_id, delay_seconds=FIRST_RETRY_SECONDS * tries)

    def sweep(self) -> None:
        """Pick up what a crash left behind: messages never answered, texts never sent."""
        for message_id in self._left_behind(Direction.INBOUND, OPEN_STATES, STALE):
            self.answer(message_id)
        for message_id in self._left_behind(Direction.OUTBOUND, (OutboundState.QUEUED,), STALE):
            self.send(message_id)

    def _note_try(self, message_id: int) -> tuple[int, int]:
        with write_scope(self.services.sessions) as session:
            message = session.get_one(Message, message_id)
            message.tries += 1
            return message.conversation_id, message.tries

    def _still_open(self, message_id: int) -> bool:
        with read_scope(self.services.sessions) as session:
            return session.get_one(Message, message_id).state in OPEN_STATES

    def _left_behind(self, direction: Direction, states: Sequence[str], age: timedelta) -> list[int]:
        old = sa.select(Message.id).where(
            Message.direction == direction,
            Message.state.in_([str(state) for state in states]),
            Message.changed_at < self.services.clock() - age,
        )
        with read_scope(self.services.sessions) as session:
            return list(session.scalars(old.order_by(Message.id).limit(100)))


class HueyQueue:
    """`bot.services.Queue` on Huey: what is queued is a task name and a row id, never a text."""

    def __init__(self, huey: Huey) -> None:
        self.huey = huey
        self.jobs: Jobs | None = None
        self._send = huey.task(name="send_message")(self._run_send)
        self._answer = huey.task(name="answer_message")(self._run_answer)

    def send_message(self, message_id: int, delay_seconds: float = 0) -> None:
        """Have the worker send this outbound row through Twilio."""
        self._send.schedule((message_id,), delay=delay_seconds)

    def answer_message(self, message_id: int, delay_seconds: float = 0) -> None:
        """Have the worker answer this stored inbound message."""
        self._answer.schedule((message_id,), delay=delay_seconds)

    def waiting(self) -> int:
        """How many tasks wait."""
        return int(self.huey.pending_count())

    def work(self, jobs: Jobs) -> None:
        """Run the tasks until the process is told to stop."""
        self.jobs = jobs
        self.huey.periodic_task(crontab(minute="*"), name="sweep")(jobs.sweep)
        consumer = self.huey.create_consumer(workers=WORKER_THREADS, initial_delay=0.05, max_delay=0.5)
        threading.Thread(target=beat_forever, args=(jobs.services, WORKER), daemon=True).start()
        consumer.run()

    def _run_send(self, message_id: int) -> None:
        self._working().send(message_id)

    def _run_answer(self, message_id: int) -> None:
        self._working().answer(message_id)

    def _working(self) -> Jobs:
        if self.jobs is None:
            raise RuntimeError("this process only queues tasks; the worker runs them")
        return self.jobs
