"""Reply time: the same texts through our signed webhook, through Rasa's REST channel, and to stock Rasa."""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import click

from bench import models
from bench.client import Conversation, Played, Request, play
from bench.machine import Parts, Spent, describe, measured
from bench.phones import Phonebook, webhook_conversation
from bench.scripts import Script, Writer
from bench.servers import Stack, rasa_alone, stock
from bench.tables import table
from bench.utterances import held_out

OURS, ALONE, STOCK = "ours, signed webhook", "(a) Rasa's REST channel, same model", "(b) stock Rasa"
REST = "/webhooks/rest/webhook"
OTHERS = "cores others used"
JSON = {"Content-Type": "application/json"}
MESSAGES = {1: 160, 8: 320, 32: 640}  # by how many people text at once
ROUNDS = 2  # the second in reverse order, so that a busy moment does not hit one server only
AIMS = {ALONE: 1.5, STOCK: 0.5}  # most that our 95th percentile may be of theirs, at eight at once


@dataclass
class Target:
    """A server under load, and what was measured of it by level."""

    name: str
    base_url: str
    parts: Parts
    played: dict[int, list[Played]] = field(default_factory=dict)
    spent: dict[int, list[Spent]] = field(default_factory=dict)

    def load(self, conversations: Sequence[Conversation], at_once: int) -> None:
        """Play the conversations and keep the figures."""
        with measured(self.parts) as spent:
            played = play(self.base_url, conversations, at_once)
        self.played.setdefault(at_once, []).append(played)
        self.spent.setdefault(at_once, []).append(spent)

    def at(self, at_once: int) -> tuple[Played, Spent]:
        """All rounds of a level together."""
        first, *more = self.played[at_once]
        return sum(more, first), sum(self.spent[at_once], Spent())


def measure(stack: Stack, folder: Path, *, share: float) -> None:
    """Measure and print. `share` of the usual number of messages, for a quick look."""
    click.echo(f"\n## Reply time\n\n{describe()}\n")
    writer, phonebook = Writer(held_out()), Phonebook(stack.services)
    with ExitStack() as running:
        targets = list(_targets(stack, folder, running))
        for at_once, messages in MESSAGES.items():
            for number in range(ROUNDS):
                scripts = writer.scripts(max(2 * at_once, round(messages * share) // ROUNDS))
                for target in targets if number % 2 == 0 else reversed(targets):
                    target.load(_conversations(stack, phonebook, target, scripts), at_once)
    _print_figures(targets)
    _print_cpu(targets)
    _print_ratios(targets)


def _targets(stack: Stack, folder: Path, running: ExitStack) -> Iterator[Target]:
    yield Target(OURS, stack.services.settings.base_url, stack.parts)
    alone = running.enter_context(rasa_alone(stack, folder))
    yield Target(ALONE, alone.base_url, {**alone.parts, "internal": stack.parts["internal"]})
    if models.is_ready():
        server = running.enter_context(stock(folder))
        yield Target(STOCK, server.base_url, server.parts)
    else:
        click.echo(f"{models.MISSING}\n")


def _conversations(
    stack: Stack, phonebook: Phonebook, target: Target, scripts: Sequence[Script]
) -> list[Conversation]:
    """The same texts for every target. Behind (a) stand known phones too, so that its actions find a case."""
    if target.name == STOCK:
        return [_rest_conversation(secrets.token_hex(8), script) for script in scripts]
    phones = phonebook.phones(scripts)
    if target.name == ALONE:
        pairs = zip(phones, scripts, strict=True)
        return [_rest_conversation(phone.talk, script) for phone, script in pairs]
    settings = stack.services.settings
    pairs = zip(phones, scripts, strict=True)
    return [webhook_conversation(settings, phone, script) for phone, script in pairs]


def _rest_conversation(sender: str, script: Script) -> Conversation:
    bodies = (json.dumps({"sender": sender, "message": text}) for text in script.texts)
    return [Request(REST, JSON, body) for body in bodies]


def _print_figures(targets: Sequence[Target]) -> None:
    headings = "server", "at once", "messages", "median ms", "p95 ms", "replies/s", "no reply", OTHERS
    table(headings, (_figures(target, at_once) for at_once in MESSAGES for target in targets))


def _figures(target: Target, at_once: int) -> list[object]:
    played, spent = target.at(at_once)
    times = f"{played.median_ms:.0f}", f"{played.p95_ms:.0f}", f"{played.per_second:.1f}"
    return [target.name, at_once, len(played.seconds), *times, played.unanswered, f"{spent.others_cores:.1f}"]


def _print_cpu(targets: Sequence[Target]) -> None:
    click.echo("CPU a message, in milliseconds by part:\n")
    names = list(dict.fromkeys(name for target in targets for name in target.at(1)[1].by_part))
    rows = (
        [target.name, at_once, *_cpu(target, at_once, names)] for at_once in MESSAGES for target in targets
    )
    table(("server", "at once", *names), rows)


def _cpu(target: Target, at_once: int, names: Sequence[str]) -> list[str]:
    played, spent = target.at(at_once)
    messages = len(played.seconds)
    return [f"{spent.by_part[name] / messages * 1000:.1f}" if name in spent.by_part else "" for name in names]


def _print_ratios(targets: Sequence[Target]) -> None:
    ours, *others = targets
    headings = "ours beside", "at once", "median", "p95", "replies/s", "aim for p95"
    table(headings, (_ratios(ours, other, at_once) for other in others for at_once in MESSAGES))


def _ratios(ours: Target, other: Target, at_once: int) -> list[object]:
    we, they = ours.at(at_once)[0], other.at(at_once)[0]
    p95 = we.p95_ms / they.p95_ms
    verdict = (
        f"≤ {AIMS[other.name]}: {'met' if p95 <= AIMS[other.name] else 'missed'}" if at_once == 8 else ""
    )
    rest = f"{we.median_ms / they.median_ms:.2f}", f"{p95:.2f}", f"{we.per_second / they.per_second:.2f}"
    return [other.name, at_once, *rest, verdict]
