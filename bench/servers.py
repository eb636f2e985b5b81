"""The servers we measure, each on free ports and in a folder of its own: ours, Rasa by itself, stock Rasa."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from app import build
from bench import models
from bench.machine import family, parts_under
from bench.utterances import ROOT
from bot.rasa_project import MODEL, NLU, serve_command
from bot.services import Services

READY_LINE = "Ready on"
READY_SECONDS = 900.0  # the first start may train the model
POLL_SECONDS = 0.1
STOP_SECONDS = 30.0


class NotStarted(Exception):
    """Raised with the last words of a server that did not come up."""


@dataclass(frozen=True)
class Stack:
    """Ours, running: what it is made of, where it listens, and the seconds from start to ready."""

    services: Services
    process: psutil.Process
    seconds: float

    @property
    def parts(self) -> dict[str, list[psutil.Process]]:
        """Every part with its processes."""
        return parts_under(self.process)


@dataclass(frozen=True)
class Server:
    """One Rasa server, running."""

    base_url: str
    process: psutil.Process
    seconds: float

    @property
    def parts(self) -> dict[str, list[psutil.Process]]:
        """Its processes, under one name."""
        return {"rasa": family(self.process)}


@contextmanager
def data_folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)


@contextmanager
def ours(folder: Path) -> Iterator[Stack]:
    """`assistant run` in a data folder, until the block ends."""
    os.environ.update(_environment(folder))
    command = [sys.executable, "-m", "app", "run"]
    started, log = time.monotonic(), folder / "run.log"
    with _running(command, ROOT, log, {}) as process:
        _wait(process, log, lambda: READY_LINE in log.read_text(errors="replace"))
        yield Stack(build(), process, time.monotonic() - started)


@contextmanager
def rasa_alone(stack: Stack, folder: Path, model: Path = MODEL) -> Iterator[Server]:
    """A second Rasa with the same tracker store and action server, whose REST channel we ask directly.

    A process of its own, so that neither finds the other's texts in its caches.
    """
    port = free_port()
    settings = stack.services.settings.model_copy(update={"rasa_url": f"http://127.0.0.1:{port}"})
    command = [str(model) if word == str(MODEL) else word for word in serve_command(settings)]
    with _rasa(command, NLU, port, folder / "rasa-alone.log", {}) as server:
        yield server


@contextmanager
def stock(folder: Path) -> Iterator[Server]:
    """The stock project under plain `rasa run`."""
    port = free_port()
    command, log = models.stock_command(port), folder / "stock.log"
    with _rasa(command, models.STOCK, port, log, models.STOCK_ENVIRONMENT) as server:
        yield server


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path) -> dict[str, str]:
    """Everything a `.env` could set otherwise is set here."""
    nothing = ("PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "STORAGE_URL", "SECRET_KEY", "DATA_KEYS")
    return {
        **dict.fromkeys(nothing, ""),
        "APP_ENV": "demo",
        "DATA_DIR": str(folder),
        "PORT": str(free_port()),
        "INTERNAL_PORT": str(free_port()),
        "RASA_URL": f"http://127.0.0.1:{free_port()}",
    }


@contextmanager
def _rasa(
    command: list[str], folder: Path, port: int, log: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    base_url, started = f"http://127.0.0.1:{port}", time.monotonic()
    with _running(command, folder, log, environment) as process:
        _wait(process, log, lambda: _replies(base_url))
        yield Server(base_url, process, time.monotonic() - started)


@contextmanager
def _running(
    command: list[str], folder: Path, log: Path, environment: Mapping[str, str]
) -> Iterator[psutil.Process]:
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=output
        )
    try:
        yield psutil.Process(child.pid)
    finally:
        _stop(child)


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _wait(process: psutil.Process, log: Path, is_ready: Callable[[], bool]) -> None:
    give_up = time.monotonic() + READY_SECONDS
    while not is_ready():
        if process.status() == psutil.STATUS_ZOMBIE or time.monotonic() > give_up:
            raise NotStarted("\n".join(log.read_text(errors="replace").splitlines()[-20:]))
        time.sleep(POLL_SECONDS)


def _replies(base_url: str) -> bool:
    """Whether the REST channel answers a greeting: the server is up and its model loaded."""
    greeting = {"sender": "ready", "message": "/greet"}
    try:
        answer = httpx.post(f"{base_url}/webhooks/rest/webhook", json=greeting, timeout=10)
        return answer.is_success and bool(answer.json())
    except (httpx.HTTPError, ValueError):
        return False
