"""The catalog: texts of keys with their facts, plurals, and what happens when something is missing."""

import shutil
from pathlib import Path

import pytest

from bot.words.catalog import Catalog, MissingTextError
from bot.words.facts import Code, Number, Term, Text
from bot.words.languages import LOCALES

HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n'
TWO_FORMS = "nplurals=2; plural=(n != 1);"
RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)

ENGLISH = """
msgctxt "hello"
msgid "Hello, {name}. Call {support_phone}."
msgstr ""

msgctxt "left"
msgid "{n} day left"
msgid_plural "{n} days left"
msgstr[0] ""
msgstr[1] ""

msgctxt "only_english"
msgid "Only in English."
msgstr ""

msgctxt "outer"
msgid "It is a {kind}."
msgstr ""

msgctxt "kind_short"
msgid "short hearing"
msgstr ""

#. legal
msgctxt "right"
msgid "You have this right."
msgstr ""

#. legal
msgctxt "changed_right"
msgid "You have this new right."
msgstr ""

msgctxt "english_for_now"
msgid "In English:"
msgstr ""
"""

TRANSLATED = """
msgctxt "hello"
msgid "Hello, {name}. Call {support_phone}."
msgstr "Привет, {name}. Телефон: {support_phone}."

msgctxt "left"
msgid "{n} day left"
msgid_plural "{n} days left"
msgstr[0] "остался {n} день"
msgstr[1] "осталось {n} дня"
msgstr[2] "осталось {n} дней"

msgctxt "only_english"
msgid "Only in English."
msgstr ""

msgctxt "outer"
msgid "It is a {kind}."
msgstr "Это {kind}."

msgctxt "kind_short"
msgid "short hearing"
msgstr "короткое слушание"

msgctxt "right"
msgid "You have this right."
msgstr "У вас есть это право."

msgctxt "changed_right"
msgid "You have this old right."
msgstr "У вас есть старое право."

msgctxt "english_for_now"
msgid "In English:"
msgstr "По-английски:"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code, rule, body in (("en", TWO_FORMS, ENGLISH), ("ru", RUSSIAN, TRANSLATED)):
        target = tmp_path / code / "LC_MESSAGES"
        target.mkdir(parents=True)
        (target / "messages.po").write_text(HEADER.format(rule=rule) + body, "utf-8")
    shutil.copy(LOCALES / "constants.toml", tmp_path)
    return tmp_path


@pytest.fixture
def catalog(folder: Path) -> Catalog:
    return Catalog(folder)


def test_a_text_takes_its_facts_and_the_constants(catalog: Catalog) -> None:
    assert catalog.text("ru", "hello", {"name": Text(value="Ana")}) == "Привет, Ana. Телефон: 1-877-388-3842."


def test_english_is_its_own_translation(catalog: Catalog) -> None:
    assert catalog.text("en", "right") == "You have this right."


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "остался 1 день"),
        (3, "осталось 3 дня"),
        (5, "осталось 5 дней"),
        (21, "остался 21 день"),
        (0, "осталось 0 дней"),
    ],
)
def test_the_plural_form_follows_the_rule_of_the_language(catalog: Catalog, number: int, text: str) -> None:
    assert catalog.text("ru", "left", {"n": Number(value=number)}) == text


@pytest.mark.parametrize(("number", "text"), [(1, "1 day left"), (2, "2 days left"), (0, "0 days left")])
def test_english_plurals(catalog: Catalog, number: int, text: str) -> None:
    assert catalog.text("en", "left", {"n": Number(value=number)}) == text


def test_a_term_is_said_in_the_same_language(catalog: Catalog) -> None:
    assert catalog.text("ru", "outer", {"kind": Term(key="kind_short")}) == "Это короткое слушание."


def test_braces_in_a_fact_are_only_text(catalog: Catalog) -> None:
    assert catalog.text("en", "hello", {"name": Text(value="{n}{0}")}).startswith("Hello, {n}{0}.")


def test_a_missing_translation_is_said_in_english(catalog: Catalog) -> None:
    assert catalog.text("ru", "only_english") == "Only in English."
    assert catalog.text("tr", "only_english") == "Only in English."


def test_a_missing_translation_is_an_error_where_tests_look_for_it(folder: Path) -> None:
    with pytest.raises(MissingTextError, match="only_english"):
        Catalog(folder, strict=True).text("ru", "only_english")


def test_an_unknown_key_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(MissingTextError, match="nonsense"):
        catalog.text("ru", "nonsense")


def test_a_missing_fact_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(MissingTextError, match="name"):
        catalog.text("ru", "hello")


def test_a_legal_text_whose_english_changed_is_said_in_english_with_a_line_before_it(
    catalog: Catalog,
) -> None:
    assert catalog.is_stale("ru", "changed_right")
    assert catalog.text("ru", "changed_right") == "По-английски:\nYou have this new right."
    assert not catalog.is_stale("ru", "right")
    assert catalog.text("ru", "right") == "У вас есть это право."


def test_values_hold_together_by_no_break_spaces(catalog: Catalog) -> None:
    assert "Ana\u00a0Maria" in catalog.text("en", "hello", {"name": Code(value="Ana Maria")})


def test_the_real_catalogs_count_days() -> None:
    real = Catalog(strict=True)

    assert real.text("en", "deadline_days_left", {"n": Number(value=1)}) == "You have 1 day left."
    assert real.text("es", "deadline_days_left", {"n": Number(value=2)}) == "Le quedan 2 días."
