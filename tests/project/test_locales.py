"""Catalogs are checked like code: complete, used, and with the same facts in every language."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.segments import messages
from bot.channels.capabilities import CHANNELS
from bot.words.catalog import Entry, po_file
from bot.words.languages import LOCALES, Language, languages
from bot.words.render import MORE, Renderer, Reply
from bot.words.sync import synced
from portal_core.data import read_toml
from portal_core.records.case import Proceeding, Stage
from portal_core.records.hearing import HearingKind, Medium
from portal_core.rules.asylum_clock import ClockReason
from portal_core.rules.defaults import FIXED_BASES, deadline_rules
from portal_core.rules.filing_states import FilingState
from tests.project.catalogs import (
    ABOUT_OTHER_LANGUAGES,
    CATALOG,
    ENGLISH,
    SAMPLES,
    each_complete,
    each_translated,
    numbers,
    placeholders,
    with_twin,
)

ROOT = Path(__file__).parents[2]
KEYS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("keys.toml").read_text("utf-8"))


@each_complete
def test_no_text_is_missing_and_none_is_left_over(language: Language) -> None:
    """A language may have a `#more` twin of its own where its first text would be too long for SMS."""
    entries = set(CATALOG.entries(language.code))

    assert set(ENGLISH) - entries == set()
    assert {key for key in entries - set(ENGLISH) if key.removesuffix(MORE) not in ENGLISH} == set()


@each_translated
def test_no_text_is_older_than_its_english(language: Language) -> None:
    assert [key for key in ENGLISH if CATALOG.is_stale(language.code, key)] == []


@each_complete
def test_no_key_stands_twice_in_a_file(language: Language) -> None:
    keys = re.findall(r'^msgctxt "(.+)"$', po_file(LOCALES, language.code).read_text("utf-8"), re.MULTILINE)

    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("code", [code for code in languages() if po_file(LOCALES, code).exists()])
def test_a_file_is_as_the_tool_writes_it(code: str) -> None:
    """If not, run `uv run python -m bot.words.sync`: the English changed, or the form differs."""
    assert po_file(LOCALES, code).read_text("utf-8") == synced(LOCALES, code)


@each_complete
def test_each_text_has_all_plural_forms_of_its_language(language: Language) -> None:
    rule = re.search(r"nplurals=(\d)", po_file(LOCALES, language.code).read_text("utf-8"))
    assert rule
    plural = {key for key, entry in ENGLISH.items() if len(entry.forms) > 1}

    forms = {key: len(entry.forms) for key, entry in CATALOG.entries(language.code).items() if key in plural}

    assert forms == dict.fromkeys(plural, int(rule[1]))


def test_every_text_is_said_somewhere() -> None:
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "nlu" / "domain").glob("*.yml"), ROOT / "app.py"]
    named = {word for path in sources for word in re.findall(r"\w+", path.read_text("utf-8"))}
    known = re.compile("|".join([*KEYS["built"], *KEYS["waiting"]]))

    unused = [
        key for key in {key.removesuffix("#more") for key in ENGLISH} - named if not known.fullmatch(key)
    ]

    assert unused == []


def rows(name: str) -> list[str]:
    return [code for code, row in read_toml(name).items() if isinstance(row, dict)]


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("stage_{}", list(Stage)),
        ("proceeding_{}", list(Proceeding)),
        ("hearing_kind_{}", list(HearingKind)),
        ("medium_{}", list(Medium)),
        ("filing_status_{}", list(FilingState)),
        ("clock_reason_{}", [*ClockReason, "unknown"]),
        ("deadline_basis_{}", [*FIXED_BASES, *deadline_rules()]),
        ("document_kind_{}", rows("document_kinds.toml")),
        ("reason_{}", rows("reject_reasons.toml")),
        ("reason_{}_next", rows("reject_reasons.toml")),
        ("language_{}", list(languages())),
    ],
)
def test_every_code_of_the_core_has_its_words(pattern: str, codes: list[Any]) -> None:
    assert [code for code in codes if pattern.format(code) not in ENGLISH] == []


@each_translated
def test_a_translation_has_the_placeholders_of_the_english(language: Language) -> None:
    def names(entries: Mapping[str, Entry], key: str) -> set[str]:
        return {placeholder.split(":")[0] for placeholder in placeholders(with_twin(entries, key))}

    entries = CATALOG.entries(language.code)

    assert [key for key in ENGLISH if names(entries, key) != names(ENGLISH, key)] == []


@each_complete
def test_every_plural_form_has_the_same_placeholders(language: Language) -> None:
    for key, entry in CATALOG.entries(language.code).items():
        first, *others = ({name for name in placeholders(form) if name != "n"} for form in entry.forms)
        assert all(names == first for names in others), key


def test_every_placeholder_is_a_known_fact() -> None:
    known = set(SAMPLES) | set(CATALOG.constants)
    forms = {"", "date", "short", "time", "clock"}

    for entry in ENGLISH.values():
        for placeholder in placeholders(" ".join(entry.forms)):
            name, _, form = placeholder.partition(":")
            assert name in known, (entry.key, name)
            assert form in forms, (entry.key, form)


@each_translated
def test_a_translation_has_the_figures_of_the_english(language: Language) -> None:
    entries = CATALOG.entries(language.code)

    different = [
        key
        for key in ENGLISH
        if numbers(with_twin(entries, key)) != numbers(with_twin(ENGLISH, key))
        and not ABOUT_OTHER_LANGUAGES.fullmatch(key)
    ]

    assert different == []


@each_complete
def test_every_text_renders_on_every_channel_with_the_longest_facts(language: Language) -> None:
    renderer = Renderer(CATALOG)
    for key in messages(CATALOG):
        for channel in CHANNELS.values():
            rendered = renderer.render([Reply(key, SAMPLES)], language.code, channel)
            for text in rendered.texts:
                assert not re.search(r"[{}\u00a0]", text), (key, text)
