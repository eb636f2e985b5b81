"""Picking one of the choices shown, by number or by typing its words."""

import re
import unicodedata
from collections.abc import Sequence

from bot.words.folding import fold
from bot.words.render import Option


def pick(text: str, options: Sequence[Option]) -> Option | None:
    """The option a text picks, by its number in any digits ("2", "2.", "#2", "２", "۲") or by its label."""
    number = _number(text)
    typed = fold(text)
    for option in options:
        if option.number == number or (typed and typed == fold(option.label)):
            return option
    return None


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\D{0,2}(\d{1,2})\D{0,2}", unicodedata.normalize("NFKC", text).strip())
    return int(found[1]) if found else None
