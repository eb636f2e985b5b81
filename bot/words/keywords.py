"""Words that mean something as a whole message, in every language: STOP, START, HELP, MORE, MENU …"""

import tomllib
from functools import cache
from typing import Literal

from bot.words.folding import fold
from bot.words.languages import LOCALES

Keyword = Literal[
    "stop", "start", "help", "more", "repeat", "keep", "menu", "person", "link", "forget"
]  # fmt: skip


def keyword(text: str, *, in_dialog: bool = False, stopped: bool = False) -> Keyword | None:
    """What a whole message means, or None if it is not such a word.

    in_dialog: something is open that a word like "cancelar" would leave, so it is not taken as STOP
    (Twilio's own English words, CANCEL among them, always are: the carrier has blocked us by then).
    stopped: the person has opted out, so a plain "yes" opts in again.
    """
    word = fold(text)
    if word in _soft_start():
        return "start" if stopped else None
    if in_dialog and word in _soft_stop():
        return None
    return _meanings().get(word)


@cache
def _meanings() -> dict[str, Keyword]:
    table = tomllib.loads((LOCALES / "keywords.toml").read_text("utf-8"))
    return {
        fold(word): meaning
        for meaning, groups in table["words"].items()
        for words in groups.values()
        for word in words
    }


@cache
def _soft_stop() -> frozenset[str]:
    return _folded("stop_unless_in_dialog")


@cache
def _soft_start() -> frozenset[str]:
    return _folded("start_only_if_stopped")


def _folded(name: str) -> frozenset[str]:
    table = tomllib.loads((LOCALES / "keywords.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in table[name]["words"])
