"""What the tests of the catalogs share: the catalogs, the longest facts, and ways to look at a text."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping

import pytest

from bot.words.catalog import Catalog, Entry
from bot.words.facts import Facts, load_facts
from bot.words.languages import LOCALES, SOURCE, Language, languages
from bot.words.render import MORE

CATALOG = Catalog(strict=True)
ENGLISH = CATALOG.entries(SOURCE)
SAMPLES: Facts = load_facts(tomllib.loads((LOCALES / "samples.toml").read_text("utf-8")))
COMPLETE = [language for language in languages().values() if language.complete]
TRANSLATED = [language for language in COMPLETE if language.code != SOURCE]
LABELS = (
    "choice_",
    "document_kind_",
    "intent_",
    "proceeding_",
    "deadline_basis_",
    "hearing_kind_",
    "medium_",
)
ABOUT_OTHER_LANGUAGES = re.compile(r"language_[a-z][a-z](_.+)?")
SEVERAL_LANGUAGES = {"trouble_first_contact"}  # the very first words to somebody whose language is unknown

SCRIPTS = {"zh_Hans": "\u4e00-\u9fff", "pa": "\u0a00-\u0a7f", "ru": "\u0400-\u04ff", "ar": "\u0600-\u06ff"}
LATIN = "A-Za-z\u00c0-\u024f"

each_complete = pytest.mark.parametrize("language", COMPLETE, ids=lambda language: language.code)
each_translated = pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)


def own_words(text: str) -> str:
    """A text without what is rightly not in its language: placeholders, quoted and bracketed terms, names."""
    return re.sub(
        r"\{[^}]*\}|\"[^\"]*\"|“[^”]*”|«[^»]*»|\([^()]*\)|（[^（）]*）|[A-Z][A-Za-z]*-?\d[\w./-]*", " ", text
    )


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{([^}]*)\}", text))


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", re.sub(r"\{[^}]*\}", "", text)))


def with_twin(entries: Mapping[str, Entry], key: str) -> str:
    """A text and its further detail: a translation may move a fact from one to the other."""
    return " ".join(entries[part].forms[-1] for part in (key, key + MORE) if part in entries)


def spoken(language: Language) -> dict[str, Entry]:
    """The texts of a language that are words of its own."""
    entries = CATALOG.entries(language.code)
    return {key: entry for key, entry in entries.items() if not ABOUT_OTHER_LANGUAGES.fullmatch(key)}
