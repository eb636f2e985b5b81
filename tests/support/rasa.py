"""A real Rasa server with the trained model, and our internal app for it to call, for a test session."""

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from flask import Flask
from werkzeug.serving import make_server

from bot import rasa_project

LOOPBACK = "127.0.0.1"
START_SECONDS = 90.0


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(app: Flask, port: int) -> Iterator[None]:
    """Serve a Flask app on loopback from a thread."""
    server = make_server(LOOPBACK, port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def running_rasa(folder: Path, actions_port: int) -> Iterator[str]:
    """Start Rasa as `assistant run` does; gives its address when it answers."""
    port = free_port()
    endpoints = folder / "endpoints.yml"
    tracker = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "rasa.db")}
    action = {"url": f"http://{LOOPBACK}:{actions_port}/webhook"}
    endpoints.write_text(json.dumps({"action_endpoint": action, "tracker_store": tracker}))
    arguments = ["run", "--enable-api", "--port", str(port), "--model", str(rasa_project.MODEL)]
    arguments += ["--endpoints", str(endpoints), "--credentials", "credentials.yml"]
    with (folder / "rasa.log").open("wb") as log:
        child = subprocess.Popen(
            [str(rasa_project.PYTHON), "launch.py", *arguments],
            cwd=rasa_project.NLU,
            env={**os.environ},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        url = f"http://{LOOPBACK}:{port}"
        _wait(url, child, folder / "rasa.log")
        yield url
    finally:
        child.terminate()
        child.wait(timeout=20)


def _wait(url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        if child.poll() is not None:
            break
        try:
            if httpx.get(url + "/status", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("Rasa did not start:\n" + log.read_text(errors="replace")[-3000:])
