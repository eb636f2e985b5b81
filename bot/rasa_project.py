"""The Rasa project beside us (`nlu/`): its environment, its model, and how its server is started."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.ports import rasa_port
from bot.settings import Settings

NLU = Path(__file__).parents[1] / "nlu"
PYTHON = NLU / ".venv" / "bin" / "python"
MODEL = NLU / "models" / "current.tar.gz"


class NotReady(Exception):
    """Raised with one plain line about what is missing."""


def set_up() -> None:
    """Make Rasa's own environment as locked. Raises NotReady."""
    uv = os.environ.get("UV") or shutil.which("uv")  # `uv run` names itself in UV
    if uv is None:
        raise NotReady("uv is missing. Install it with: python3 -m pip install uv")
    done = subprocess.run([*uv.split(), "sync", "--frozen", "--quiet"], cwd=NLU, check=False)
    if done.returncode:
        raise NotReady("Rasa's environment could not be made. Try: cd nlu && uv sync --frozen")


def train() -> None:
    """Train the model if the data changed since; shows its own progress. Raises NotReady."""
    done = subprocess.run([PYTHON, "-m", "tools.train"], cwd=NLU, check=False)
    if done.returncode:
        raise NotReady("Training failed; the lines above say why.")


def model_status() -> dict[str, Any]:
    """`{"fresh": bool, …}` as the Rasa project itself reports it. Raises NotReady."""
    if not PYTHON.exists():
        raise NotReady("Rasa's environment is not set up. Run: make run")
    done = subprocess.run(
        [PYTHON, "-m", "tools.status"], cwd=NLU, check=False, capture_output=True, text=True
    )
    try:
        status: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise NotReady("The model's state cannot be read. Run: make nlu-train") from error
    return status


def serve_command(settings: Settings) -> list[str]:
    """The command that starts Rasa's server with our endpoints."""
    endpoints = _write_endpoints(settings)
    arguments = ["run", "--enable-api", "--port", str(rasa_port(settings)), "--model", str(MODEL)]
    arguments += ["--endpoints", str(endpoints), "--credentials", "credentials.yml"]
    return [str(PYTHON), "launch.py", *arguments]


def _write_endpoints(settings: Settings) -> Path:
    """Rasa's endpoints from our settings: the action server and the tracker store (JSON is YAML)."""
    endpoints = {
        "action_endpoint": {"url": f"http://127.0.0.1:{settings.internal_port}/webhook"},
        "tracker_store": {"type": "SQL", **_tracker_store(settings)},
    }
    path = settings.data_dir.resolve() / "rasa-endpoints.yml"
    path.touch(mode=0o600)
    path.write_text(json.dumps(endpoints, indent=1))
    return path


def _tracker_store(settings: Settings) -> dict[str, Any]:
    """A file of its own on SQLite; on PostgreSQL the same server and database, other tables."""
    url = urlsplit(settings.database)
    if url.scheme.startswith("sqlite"):
        return {"dialect": "sqlite", "db": str(settings.data_dir.resolve() / "rasa.db")}
    store: dict[str, Any] = {
        "dialect": "postgresql",
        "url": url.hostname or dict(parse_qsl(url.query)).get("host", ""),
        "db": url.path.lstrip("/"),
        "username": url.username or "",
        "password": url.password or "",
    }
    return {**store, "port": url.port} if url.port else store
