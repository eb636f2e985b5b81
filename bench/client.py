"""The load: plays conversations against a server, so many at once; a process of its own.

Reads a job as JSON from standard input and writes a `Played` as JSON.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any

import httpx

GIVE_UP_SECONDS = 30.0
EMPTY_ANSWERS = (b"", b"[]")
TWIML, A_MESSAGE = b"<Response", b"<Message"


@dataclass(frozen=True)
class Request:
    """A POST made beforehand, so that signing costs nothing while we measure."""

    path: str
    headers: dict[str, str]
    body: str


Conversation = Sequence[Request]


@dataclass(frozen=True)
class Played:
    """Seconds to each reply, how many messages got none, and the seconds the whole load took."""

    seconds: list[float]
    unanswered: int
    whole: float

    @property
    def median_ms(self) -> float:
        """The usual reply time in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        """The reply time that one in twenty exceeds, in milliseconds."""
        return quantiles(self.seconds, n=20)[-1] * 1000

    @property
    def per_second(self) -> float:
        """Replies a second."""
        return len(self.seconds) / self.whole

    def __add__(self, other: "Played") -> "Played":
        return Played(
            self.seconds + other.seconds, self.unanswered + other.unanswered, self.whole + other.whole
        )


def play(base_url: str, conversations: Sequence[Conversation], at_once: int) -> Played:
    """Play conversations in another process: each message by message, `at_once` of them side by side."""
    talks = [[asdict(request) for request in conversation] for conversation in conversations]
    job = json.dumps({"base_url": base_url, "at_once": at_once, "conversations": talks})
    command = [sys.executable, "-m", "bench.client"]
    done = subprocess.run(command, input=job, capture_output=True, text=True, check=True)
    return Played(**json.loads(done.stdout))


async def _play(job: dict[str, Any]) -> Played:
    waiting = deque([[Request(**request) for request in talk] for talk in job["conversations"]])
    results: list[tuple[float, bool]] = []
    limits = httpx.Limits(max_connections=job["at_once"], max_keepalive_connections=job["at_once"])
    async with httpx.AsyncClient(base_url=job["base_url"], timeout=GIVE_UP_SECONDS, limits=limits) as client:
        started = time.perf_counter()
        await asyncio.gather(*(_person(client, waiting, results) for _ in range(job["at_once"])))
        whole = time.perf_counter() - started
    return Played([seconds for seconds, _ in results], sum(not answered for _, answered in results), whole)


async def _person(
    client: httpx.AsyncClient, waiting: deque[list[Request]], results: list[tuple[float, bool]]
) -> None:
    """Take up one conversation after the other; the next message is sent when the reply is there."""
    while waiting:
        for request in waiting.popleft():
            started = time.perf_counter()
            answered = await _ask(client, request)
            results.append((time.perf_counter() - started, answered))


async def _ask(client: httpx.AsyncClient, request: Request) -> bool:
    try:
        response = await client.post(request.path, headers=request.headers, content=request.body.encode())
    except httpx.HTTPError:
        return False
    if response.status_code != httpx.codes.OK or response.content in EMPTY_ANSWERS:
        return False
    return TWIML not in response.content or A_MESSAGE in response.content


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_play(json.load(sys.stdin))))))
