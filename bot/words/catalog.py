"""Catalogs: the text of a key in a language, with its facts written into it.

PO files are read as they are (msgctxt = the key, msgid = the English text); no compiled .mo is needed.
"""

import gettext
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.words.facts import Fact, Facts, Number, load_facts
from bot.words.languages import LOCALES, SOURCE, Language, languages
from bot.words.writing import Writer

log = structlog.get_logger(__name__)


class MissingTextError(LookupError):
    """No catalog, not even the English one, has this key, or its text asks for a fact that was not given."""


@dataclass(frozen=True)
class Entry:
    """One text: `forms` are its plural forms (or the only one), `source` the English it was made from."""

    key: str
    forms: tuple[str, ...]
    source: tuple[str, ...]
    legal: bool = False
    fuzzy: bool = False


@dataclass(frozen=True)
class Texts:
    """All entries of one language and the rule that picks a plural form."""

    entries: Mapping[str, Entry]
    plural_form: Callable[[int], int]


class Catalog:
    """Every text in every language. Built once at start; safe to share between threads."""

    def __init__(self, folder: Path = LOCALES, *, strict: bool = False) -> None:
        """`strict` (tests): a missing text or fact raises in every language; else English stands in."""
        self.strict = strict
        self.constants = load_facts(tomllib.loads((folder / "constants.toml").read_text("utf-8")))
        self._texts = {
            code: read_texts(folder, code) for code in languages() if po_file(folder, code).exists()
        }

    def has(self, key: str) -> bool:
        return key in self.entries(SOURCE)

    def text(self, code: str, key: str, facts: Facts | None = None) -> str:
        """The text of `key` in the language `code` with its facts; values hold together by no-break spaces.

        Falls back to English. Raises MissingTextError if English cannot say it either (or at once if strict).
        """
        try:
            return self._say(languages()[code], key, facts or {})
        except MissingTextError as missing:
            if self.strict or code == SOURCE:
                raise
            log.warning("text.fallback", language=code, key=key, reason=str(missing))
            return self._say(languages()[SOURCE], key, facts or {})

    def entries(self, code: str) -> Mapping[str, Entry]:
        """All texts of a language by key (`#more` twins too), without untranslated ones."""
        return self._texts[code].entries if code in self._texts else {}

    def is_stale(self, code: str, key: str) -> bool:
        """True if the English text was changed after this translation was made from it."""
        entry, english = self.entries(code).get(key), self.entries(SOURCE).get(key)
        return entry is not None and english is not None and (entry.fuzzy or entry.source != english.source)

    def _say(self, language: Language, key: str, facts: Facts) -> str:
        template = self._template(language, key, facts)
        if self._is_outdated_legal_text(language, key):
            note = self._say(language, "english_for_now", {})
            return f"{note}\n{self._say(languages()[SOURCE], key, facts)}"
        writer = Writer(language, lambda term, more: self._say(language, term, more))
        known: dict[str, Fact] = {**self.constants, **facts}
        try:
            return template.format_map({name: writer.slot(fact) for name, fact in known.items()})
        except (KeyError, IndexError, ValueError) as error:
            raise MissingTextError(f"{key}: cannot be filled in: {error}") from error

    def _is_outdated_legal_text(self, language: Language, key: str) -> bool:
        english = self.entries(SOURCE).get(key)
        return english is not None and english.legal and self.is_stale(language.code, key)

    def _template(self, language: Language, key: str, facts: Facts) -> str:
        entry = self.entries(language.code).get(key)
        if entry is None:
            raise MissingTextError(f"{key}: no text in {language.code}")
        count = facts.get("n")
        if len(entry.forms) == 1 or not isinstance(count, Number):
            return entry.forms[0]
        return entry.forms[self._texts[language.code].plural_form(int(count.value))]


def po_file(folder: Path, code: str) -> Path:
    return folder / code / "LC_MESSAGES" / "messages.po"


def read_texts(folder: Path, code: str) -> Texts:
    """Read one PO file. Entries without a translation are left out; English is its own translation."""
    with po_file(folder, code).open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    entries = {message.context: _entry(message, code) for message in catalog if message.context}
    rule = gettext.c2py(catalog.plural_expr)
    return Texts({key: entry for key, entry in entries.items() if all(entry.forms)}, rule)


def _entry(message: Message, code: str) -> Entry:
    source = tuple(message.id) if message.pluralizable else (message.id,)
    translated = tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)
    forms = source if code == SOURCE and not any(translated) else translated
    return Entry(message.context, forms, source, legal="legal" in message.auto_comments, fuzzy=message.fuzzy)
