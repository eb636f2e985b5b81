"""Very short messages ("si", "ok", "wi", "👍", "haan ji") are looked up, not guessed."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import yaml

from components.folding import bare
from components.placeholders import find, without

_UNSPACED = re.compile(r"[\u3400-\u9fff]")  # Chinese: commas and spaces do not part words
_LONGEST_GREETING = 4  # words
_FILE = Path(__file__).with_name("short_texts.yml")


def key_of(text: str) -> str:
    """What short texts are compared by: folded, unpunctuated, a repeated word or emoji kept once."""
    words = bare(text).split()
    if not words and text.strip():
        words = sorted(set(text.strip()))
    once = [word for word, _ in groupby(words)]
    spelled = [word for word in once if any(unicodedata.category(c)[0] in "LN" for c in word)]
    if not spelled:
        return "".join(dict.fromkeys("".join(once)))
    return ("" if _UNSPACED.search(text) else " ").join(spelled)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Key → intent, from the YAML file.

    Raises:
        ValueError: a phrase stands under two intents.
    """
    table: dict[str, str] = {}
    for intents in yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).values():
        for intent, phrases in intents.items():
            for phrase in phrases:
                if table.setdefault(key_of(phrase), intent) != intent:
                    raise ValueError(f"short text {phrase!r} has two intents: {intent} and another")
    return table


def short_intent(text: str) -> str | None:
    """The intent of a whole message that needs no model, or None."""
    if find(text) and not bare(without(text)):
        return "link_case"
    return _table().get(key_of(text))


def without_greeting(text: str) -> str:
    """The text without the greeting that stands before a question: "hi good morning, when is my court".

    A greeting stays where less than a question follows it ("good afternoon to you").
    """
    words = re.findall(r"[^\s，。！]+[\s，。！]*", text)
    for count in range(min(_LONGEST_GREETING, len(words)), 0, -1):
        rest = "".join(words[count:]).strip()
        if len(bare(rest).split()) < 4 and not (_UNSPACED.search(rest) and len(rest) >= 6):
            continue
        greeting = "".join(words[:count])
        if len(bare(greeting)) > 2 - bool(_UNSPACED.search(greeting)) and short_intent(greeting) == "greet":
            return rest
    return text
