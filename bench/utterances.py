"""The texts we measure with, read from Rasa's YAML: training data by folder, held-out texts by file."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
TRAINING = ROOT / "nlu" / "data"
HELD_OUT = ROOT / "nlu" / "heldout"
LANGUAGES = ("en", "es", "pt", "ht", "zh", "pa", "ru", "ar", "fr", "tr")


@dataclass(frozen=True)
class Utterance:
    """One text a person could have sent, with its intent and language."""

    text: str
    intent: str
    language: str


def training() -> list[Utterance]:
    """What the models learn from."""
    files = ((path, code) for code in LANGUAGES for path in sorted((TRAINING / code).glob("*.yml")))
    return [utterance for path, code in files for utterance in _read(path, code)]


def held_out() -> list[Utterance]:
    """What no model has seen."""
    files = ((HELD_OUT / f"{code}.yml", code) for code in LANGUAGES)
    return [utterance for path, code in files if path.exists() for utterance in _read(path, code)]


def sample(utterances: Iterable[Utterance], lines: int, seed: int = 1) -> list[Utterance]:
    """At most `lines` of each intent and language, the same ones at every run."""
    groups: dict[tuple[str, str], list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        groups[utterance.intent, utterance.language].append(utterance)
    dice = random.Random(seed)
    return [kept for group in groups.values() for kept in dice.sample(group, min(lines, len(group)))]


def write(utterances: Iterable[Utterance], folder: Path) -> None:
    """Write Rasa's YAML, a folder a language."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for utterance in utterances:
        groups[utterance.language][utterance.intent].append(utterance.text)
    for code, intents in groups.items():
        blocks = [
            {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
            for intent, texts in intents.items()
        ]
        (folder / code).mkdir(parents=True)
        (folder / code / "examples.yml").write_text(_dump({"version": "3.1", "nlu": blocks}), "utf-8")


def _dump(content: dict[str, object]) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)


def _read(path: Path, language: str) -> Iterator[Utterance]:
    content = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for block in content.get("nlu", []):
        for line in block["examples"].splitlines():
            text = line.strip().removeprefix("-").strip()
            if text:
                yield Utterance(text, block["intent"], language)
