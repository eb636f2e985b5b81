"""The real stack for tests and pictures: `assistant run` on free ports with a data folder of its own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.rasa import LOOPBACK, free_port

ROOT = Path(__file__).parents[1]
READY = "Ready on "
START_SECONDS = 900.0  # the first start on a machine trains the model
STOP_SECONDS = 30.0
TAIL_LINES = 30
NOT_OURS = (
    "PUBLIC_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "STORAGE_URL",
    "SECRET_KEY",
    "DATA_KEYS",
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_MESSAGING_SERVICE_SID",
    "TWILIO_FROM",
    "CLAMD_SOCKET",
    "METRICS_TOKEN",
)


class StackFailed(Exception):
    """Raised with the last words of the stack when it did not come up."""


@contextmanager
def running_stack(folder: Path, **settings: str) -> Iterator[str]:
    """Start every part with its data in `folder`; gives the address of `web`. Raises StackFailed."""
    data, output = folder / "data", folder / "stack.log"
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # who stops us stops the stack too
    with output.open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "app", "run"],
            cwd=ROOT,
            env=_environment(data, settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _address(child, output)
    finally:
        _stop(child)
        signal.signal(signal.SIGTERM, before)


def _environment(data: Path, settings: dict[str, str]) -> dict[str, str]:
    """The demo on free ports; blank settings keep out what this machine or a `.env` file sets."""
    ours = {
        "APP_ENV": "demo",
        "DATA_DIR": str(data),
        "PORT": str(free_port()),
        "INTERNAL_PORT": str(free_port()),
        "RASA_URL": f"http://{LOOPBACK}:{free_port()}",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **dict.fromkeys(NOT_OURS, ""), **ours, **settings}


def _address(child: subprocess.Popen[bytes], output: Path) -> str:
    """Wait for the line that says where it is ready."""
    pause = threading.Event()
    for _ in range(int(START_SECONDS / 0.2)):
        for line in output.read_text(errors="replace").splitlines():
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
        if child.poll() is not None:
            break
        pause.wait(0.2)
    tail = output.read_text(errors="replace").splitlines()[-TAIL_LINES:]
    raise StackFailed("The stack did not come up. Its last words:\n" + "\n".join(tail))


def _stop(child: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does: the supervisor stops its parts; one that hangs is ended."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
