"""The one list of languages (locales/languages.toml) and finding which one a person asks for by name."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bot.words.folding import fold

LOCALES = Path(__file__).parents[2] / "locales"
SOURCE = "en"
_CLAUSE_END = re.compile(r"[,.;:!?\n，。；：！？،؛؟।]+| but | pero | mas | men | mais | но | لكن | ama ")


@dataclass(frozen=True)
class Language:
    """One language: `code` names its catalog folder, `nlu` is its name in the understanding engine."""

    code: str
    nlu: str
    own_name: str
    english_name: str
    direction: Literal["ltr", "rtl"]
    formats: str
    fold_accents: bool
    complete: bool
    names: tuple[str, ...]


def _table() -> dict[str, Any]:
    return tomllib.loads((LOCALES / "languages.toml").read_text("utf-8"))


@cache
def languages() -> dict[str, Language]:
    """Every language by catalog code, in the order of the list."""
    entries = {code: entry for code, entry in _table().items() if code != "not_this"}
    return {
        code: Language(code=code, **entry | {"names": tuple(entry["names"])})
        for code, entry in entries.items()
    }


def language(code: str) -> Language:
    """The language of a catalog code ("pt_BR") or an engine code ("pt"). Raises KeyError if there is none."""
    return _by_either_code()[code]


@cache
def _by_either_code() -> dict[str, Language]:
    known = languages()
    return {entry.nlu: entry for entry in known.values()} | known


@dataclass(frozen=True)
class _Mention:
    code: str
    start: int
    end: int


def find_language_named(text: str) -> str | None:
    """The catalog code of the language a text asks for, if it names one.

    A language that is only refused ("no hablo inglés, español por favor") does not count; of several
    that are asked for, the last one does.
    """
    wanted = [
        mention.code for clause in _CLAUSE_END.split(text) for mention in _asked_for(" " + fold(clause) + " ")
    ]
    return wanted[-1] if wanted else None


def _asked_for(clause: str) -> list[_Mention]:
    mentions = _mentions(clause)
    edges = [0, *(mention.end for mention in mentions)]
    starts = [*(mention.start for mention in mentions[1:]), len(clause)]
    return [
        mention
        for mention, left, right in zip(mentions, edges, starts, strict=False)
        if not _refused(clause[left : mention.start], clause[mention.end : right])
    ]


def _mentions(clause: str) -> list[_Mention]:
    pattern, codes = _name_pattern()
    return [_Mention(codes[found[1]], *found.span(1)) for found in pattern.finditer(clause)]


def _refused(before: str, after: str) -> bool:
    words_before, words_after = _refusals()
    return bool(words_before.search(before[-30:]) or words_after.search(after[:24]))


@cache
def _name_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {fold(name): entry.code for entry in languages().values() for name in entry.names}
    return _any_of(codes), codes


@cache
def _refusals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _table()["not_this"]
    return _any_of(map(fold, words["before"])), _any_of(map(fold, words["after"]))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole words, longest first; Chinese has no spaces, so there any place will do."""
    longest_first = sorted(words, key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in longest_first if not _is_han(word))
    unspaced = "|".join(re.escape(word) for word in longest_first if _is_han(word))
    return re.compile(f"((?<= )(?:{spaced})(?= )|{unspaced})")


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"
