"""Settings from the environment: one frozen, typed object, built once and handed down from `app.py`."""

import json
import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from portal_core.crypto import new_data_key

DEMO_SECRETS_FILE = "demo-secrets.json"
DEMO_NUMBER = "+15005550006"
NEEDED_IN_PRODUCTION = (
    "public_url",
    "secret_key",
    "data_keys",
    "twilio_account_sid",
    "twilio_auth_token",
)


class Settings(BaseSettings):
    """Every name is listed in `.env.example`. In production a missing secret stops the start."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    app_env: Literal["demo", "production"] = "demo"
    port: int = Field(default=8000, ge=1, le=65535)
    internal_port: int = Field(default=8001, ge=1, le=65535)
    data_dir: Path = Path("var")
    public_url: str = ""
    database_url: str = Field(default="", repr=False)
    redis_url: str = Field(default="", repr=False)
    storage_url: str = ""
    rasa_url: str = "http://127.0.0.1:5005"
    secret_key: str = Field(default="", repr=False)
    data_keys: Annotated[tuple[str, ...], NoDecode] = Field(default=(), repr=False)
    twilio_account_sid: str = ""
    twilio_auth_token: str = Field(default="", repr=False)
    twilio_messaging_service_sid: str = ""
    twilio_from: str = ""
    clamd_socket: str = ""
    web_workers: int = Field(default=1, ge=1, le=64)
    metrics_token: str = Field(default="", repr=False)

    @field_validator("data_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _check_production(self) -> Self:
        if self.app_env == "production":
            missing = [name.upper() for name in NEEDED_IN_PRODUCTION if not getattr(self, name)]
            if not (self.twilio_messaging_service_sid or self.twilio_from):
                missing.append("TWILIO_MESSAGING_SERVICE_SID or TWILIO_FROM")
            if missing:
                raise ValueError(f"production needs these settings: {', '.join(missing)}")
        return self

    @property
    def demo(self) -> bool:
        """Whether this runs with the simulator, invented cases and made-up secrets."""
        return self.app_env == "demo"

    @cached_property
    def database(self) -> str:
        """The database's URL; by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'assistant.db'}"

    @cached_property
    def base_url(self) -> str:
        """Where the outside world reaches `web`, without a trailing slash."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")


def load_settings() -> Settings:
    """Read the environment (and `.env`); in the demo, secrets that are not set are made up and kept."""
    env_file = ".env" if Path(".env").exists() else None
    settings = Settings(_env_file=env_file)  # type: ignore[call-arg]
    return _with_demo_secrets(settings) if settings.demo else settings


def _with_demo_secrets(settings: Settings) -> Settings:
    kept = _demo_secrets(settings.data_dir)
    missing = {name: value for name, value in kept.items() if not getattr(settings, name)}
    return settings.model_copy(update=missing)


def _demo_secrets(data_dir: Path) -> dict[str, object]:
    """Random secrets of this demo, made at the first start so that no default ever works elsewhere."""
    path = data_dir / DEMO_SECRETS_FILE
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        _write_private(path, json.dumps(_new_demo_secrets()))
    kept = json.loads(path.read_text())
    return {**kept, "data_keys": tuple(kept["data_keys"])}


def _new_demo_secrets() -> dict[str, object]:
    return {
        "secret_key": secrets.token_urlsafe(48),
        "data_keys": [new_data_key()],
        "twilio_account_sid": "AC" + secrets.token_hex(16),
        "twilio_auth_token": secrets.token_hex(16),
        "twilio_from": DEMO_NUMBER,
    }


def _write_private(path: Path, text: str) -> None:
    """Write whole or not at all, readable by the owner only; a file another process made first stays."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
