"""Understanding: parse latency and accuracy by language on the held-out texts, ours beside stock Rasa."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import click
import httpx

from bench import models
from bench.machine import describe
from bench.servers import Stack, rasa_alone, stock
from bench.tables import table
from bench.utterances import LANGUAGES, Utterance, held_out
from bot.rasa import readable

CANDIDATES = 3


@dataclass(frozen=True)
class Reading:
    """What a server made of one held-out text, and the milliseconds it took."""

    utterance: Utterance
    intents: tuple[str, ...]
    language: str | None
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the first intent is the right one."""
        return self.intents[:1] == (self.utterance.intent,)

    @property
    def among_three(self) -> bool:
        """Whether the right intent is among the three that a person would be offered."""
        return self.utterance.intent in self.intents[:CANDIDATES]

    @property
    def right_language(self) -> bool:
        """Whether the language was recognised."""
        return self.language == self.utterance.language


def measure(stack: Stack, folder: Path) -> None:
    """Measure and print."""
    click.echo(f"\n## Understanding\n\n{describe()}\n")
    texts = held_out()
    readings = {"ours": _read(stack.services.settings.rasa_url, texts)}
    if models.is_ready():
        click.echo(f"Ours, beside ours and stock trained on {models.Trained.read()}.\n")
        with rasa_alone(stack, folder, models.OURS_MODEL) as server:
            readings["ours, same lines"] = _read(server.base_url, texts)
        with stock(folder) as server:
            readings["stock"] = _read(server.base_url, texts)
    else:
        click.echo(f"{models.MISSING}\n")
    _print_latency(readings)
    _print_accuracy(readings)


def _read(base_url: str, texts: Sequence[Utterance]) -> list[Reading]:
    with httpx.Client(base_url=base_url, timeout=30) as client:
        return [_parse(client, utterance) for utterance in texts]


def _parse(client: httpx.Client, utterance: Utterance) -> Reading:
    started = time.perf_counter()
    answer = client.post("/model/parse", json={"text": readable(utterance.text)}).raise_for_status().json()
    milliseconds = (time.perf_counter() - started) * 1000
    intents = tuple(row["name"] for row in answer["intent_ranking"] if row["name"] != "nlu_fallback")
    return Reading(utterance, intents, answer.get("language", {}).get("code"), milliseconds)


def _print_latency(servers: dict[str, list[Reading]]) -> None:
    click.echo("`POST /model/parse`, one at a time:\n")
    rows = [
        (name, len(times), f"{median(times):.1f}", f"{quantiles(times, n=20)[-1]:.1f}")
        for name, readings in servers.items()
        for times in [[reading.milliseconds for reading in readings]]
    ]
    table(("server", "texts", "median ms", "p95 ms"), rows)


def _print_accuracy(servers: dict[str, list[Reading]]) -> None:
    """By language, then over all; stock Rasa recognises no language."""
    headings = [f"{name}: {what}" for name in servers for what in ("intent", "among three")]
    found = {reading.utterance.language for reading in servers["ours"]}
    languages = [code for code in LANGUAGES if code in found]
    rows = [(code, *_accuracy(servers, {code})) for code in languages]
    rows.append(("all", *_accuracy(servers, found)))
    table(("language", "texts", "language recognised", *headings), rows)


def _accuracy(servers: dict[str, list[Reading]], languages: Collection[str]) -> list[object]:
    kept = [[r for r in readings if r.utterance.language in languages] for readings in servers.values()]
    ours = kept[0]
    figures: list[object] = [len(ours), _percent([reading.right_language for reading in ours])]
    for readings in kept:
        figures.append(_percent([reading.right for reading in readings]))
        figures.append(_percent([reading.among_three for reading in readings]))
    return figures


def _percent(hits: Sequence[bool]) -> str:
    return f"{sum(hits) / len(hits):.1%}"
