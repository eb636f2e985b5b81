"""Runs all parts as children of one process: starts them, waits until they answer, stops all if one dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import httpx

STOP_SECONDS = 8.0
POLL_SECONDS = 0.2
LOG_LINES = 12


class PartFailed(Exception):
    """Raised with one plain line when a part died or did not come up."""


@dataclass(frozen=True)
class Part:
    """One child process; its output goes to `var/log/<name>.log`."""

    name: str
    command: list[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


class Supervisor:
    """Holds the children. Use as a context manager: leaving it stops all of them."""

    def __init__(self, log_folder: Path) -> None:
        self._logs = log_folder
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def __enter__(self) -> "Supervisor":
        self._logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, part: Part) -> None:
        """Start one part in a process group of its own, so that Ctrl-C reaches it through us only."""
        with (self._logs / f"{part.name}.log").open("wb") as log:
            self._children[part.name] = subprocess.Popen(
                part.command,
                cwd=part.folder,
                env={**os.environ, **part.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self, url: str, *, limit_seconds: float) -> None:
        """Poll `/readyz` until every part answers. Raises PartFailed when one dies or time is up."""
        give_up = time.monotonic() + limit_seconds
        missing = ["web"]
        while missing and not self._stopping:
            self.check()
            if time.monotonic() > give_up:
                raise PartFailed(
                    f"Not ready after {limit_seconds:.0f} s: {', '.join(missing)}. Logs: {self._logs}"
                )
            time.sleep(POLL_SECONDS)
            missing = _missing(url)

    def watch(self) -> None:
        """Stay until told to stop. Raises PartFailed when a part dies."""
        while not self._stopping:
            self.check()
            time.sleep(POLL_SECONDS)

    def check(self) -> None:
        """Raises PartFailed for the first part that has ended."""
        for name, child in self._children.items():
            if child.poll() is not None and not self._stopping:
                raise PartFailed(
                    f"{name} stopped (code {child.returncode}). Its last words:\n{self._tail(name)}"
                )

    def stop(self) -> None:
        """Stop every part, gently first; then whatever still runs in its process group."""
        self._stopping = True
        for child in self._children.values():
            _signal_group(child, signal.SIGTERM)
        give_up = time.monotonic() + STOP_SECONDS
        for child in self._children.values():
            try:
                child.wait(timeout=max(0.1, give_up - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(child, signal.SIGKILL)
                child.wait()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    @property
    def stopping(self) -> bool:
        """Whether somebody asked us to stop."""
        return self._stopping

    def _tail(self, name: str) -> str:
        lines = (self._logs / f"{name}.log").read_text(errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in lines[-LOG_LINES:]) or "  (nothing)"


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return


def _missing(url: str) -> list[str]:
    try:
        answer = httpx.get(url, timeout=3.0)
        parts: dict[str, bool] = answer.json()
    except (httpx.HTTPError, ValueError):
        return ["web"]
    return [name for name, alive in parts.items() if not alive]


def python() -> str:
    """The interpreter we run on, for children that run our own code."""
    return sys.executable
