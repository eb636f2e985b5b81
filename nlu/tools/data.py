"""The training examples as they lie on disk: one folder a language, Rasa's YAML."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

NLU = Path(__file__).parent.parent
LANGUAGES = ("en", "es", "pt", "ht", "zh", "pa", "ru", "ar", "fr", "tr")


@dataclass(frozen=True)
class Example:
    """One line a person could have texted, with its intent and language."""

    text: str
    intent: str
    language: str
    file: str


def _read_file(path: Path, language: str) -> Iterator[Example]:
    content = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    for block in (content or {}).get("nlu", []):
        for line in block["examples"].splitlines():
            text = line.strip().removeprefix("-").strip()
            if text:
                yield Example(text, block["intent"], language, str(path))


def read_examples(folder: Path = NLU / "data") -> list[Example]:
    """All examples under `folder`, whose subfolders (or files) are named by language code."""
    examples: list[Example] = []
    for language in LANGUAGES:
        single = folder / f"{language}.yml"
        files = [single] if single.exists() else sorted((folder / language).glob("*.yml"))
        for path in files:
            examples.extend(_read_file(path, language))
    return examples
