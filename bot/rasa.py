"""The client of Rasa's HTTP API. Rasa only ever gets a cleaned text to read, or an intent to act on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

READ_SECONDS = 4.0  # a webhook has 15 s in all, and a turn may need three calls
CONNECT_SECONDS = 1.0
COMMAND_PREFIX = "/"


class RasaDown(Exception):
    """Raised when Rasa does not answer, answers with an error, or answers nothing: never a reply."""


@dataclass(frozen=True)
class Parsed:
    """What Rasa understood: intents best first with probabilities, and the language it recognised."""

    ranking: tuple[tuple[str, float], ...]
    language: str
    language_confidence: float


@dataclass(frozen=True)
class Command:
    """One step for the dialogue: an intent and its entities (references and codes only, never words)."""

    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)

    def as_message(self) -> str:
        """Rasa's own notation, `/intent{"entity": "value"}`."""
        return COMMAND_PREFIX + self.intent + (json.dumps(dict(self.entities)) if self.entities else "")

    @classmethod
    def read(cls, payload: str) -> "Command":
        """The reverse of `as_message`, for the payloads of our own choices."""
        name, brace, rest = payload.removeprefix(COMMAND_PREFIX).partition("{")
        return cls(name, json.loads(brace + rest) if brace else {})


class RasaClient:
    """Thread- and greenlet-safe; one pool of connections for the process."""

    def __init__(self, base_url: str, client: httpx.Client | None = None) -> None:
        timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        self._client = client or httpx.Client(base_url=base_url, timeout=timeout)

    def parse(self, text: str) -> Parsed:
        """Read a text. A leading slash would be taken as a command, so it is dropped. Raises RasaDown."""
        answer = self._post("/model/parse", {"text": readable(text)})
        try:
            ranking = tuple((row["name"], float(row["confidence"])) for row in answer["intent_ranking"])
            language = answer["language"]
            return Parsed(ranking, language["code"], float(language["confidence"]))
        except (KeyError, TypeError, ValueError) as error:
            raise RasaDown("an answer without intent or language") from error

    def say(self, sender: str, command: Command) -> list[dict[str, Any]]:
        """Give a command to the dialogue of `sender`; its replies' `custom` payloads. Raises RasaDown."""
        answer = self._post("/webhooks/rest/webhook", {"sender": sender, "message": command.as_message()})
        payloads = [item["custom"] for item in answer if isinstance(item, dict) and "custom" in item]
        if not payloads:
            raise RasaDown("an empty answer")
        return payloads

    def renew(self, sender: str) -> None:
        """Start a new session of the tracker: its cost grows with its length. Raises RasaDown."""
        self._post("/webhooks/rest/webhook", {"sender": sender, "message": "/session_start"})

    def alive(self) -> bool:
        """Whether the server is up with a model loaded."""
        try:
            return self._client.get("/status", timeout=CONNECT_SECONDS).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        try:
            response = self._client.post(path, json=body)
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise RasaDown(type(error).__name__) from error


def readable(text: str) -> str:
    """The text as Rasa may read it: without the leading slashes and blanks that make it a command."""
    return text.lstrip("/ \t\r\n\u00a0\u200b\u200e\u200f\ufeff") or "?"
