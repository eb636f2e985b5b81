"""Gunicorn's hooks of the internal app: a thread that leaves its sign of life."""

import threading
from typing import Any

from bot.health import INTERNAL, beat_forever


def post_worker_init(worker: Any) -> None:
    """Called by gunicorn when the app is loaded in a worker process."""
    services = worker.wsgi.extensions["assistant"]
    threading.Thread(target=beat_forever, args=(services, INTERNAL), daemon=True).start()
