"""Bringing a catalog up to date: nothing a translator wrote is lost."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.words.sync import synced

HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
ENGLISH = """
#. a greeting
msgctxt "hello"
msgid "Hello."
msgstr ""

msgctxt "changed"
msgid "New text."
msgstr ""

msgctxt "left"
msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] ""
msgstr[1] ""

msgctxt "new"
msgid "Just added."
msgstr ""
"""
RUSSIAN = """
msgctxt "removed"
msgid "Gone."
msgstr "Нет."

msgctxt "changed"
msgid "Old text."
msgstr "Старый текст."

# checked with a colleague
msgctxt "hello"
msgid "Hello."
msgstr "Здравствуйте."

msgctxt "hello#more"
msgid "(more)"
msgstr "Подробнее."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code, body in (("en", ENGLISH), ("ru", RUSSIAN)):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / code / "LC_MESSAGES" / "messages.po").write_text(HEADER + body, "utf-8")
    return tmp_path


def test_by_key_translations_are_kept_marked_added_and_dropped(folder: Path) -> None:
    (folder / "ru" / "LC_MESSAGES" / "messages.po").write_text(synced(folder, "ru"), "utf-8")

    with (folder / "ru" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = {message.context: message for message in read_po(file) if message.context}
    assert list(messages) == ["hello", "hello#more", "changed", "left", "new"]
    assert (messages["hello"].string, messages["hello"].fuzzy) == ("Здравствуйте.", False)
    assert messages["hello"].auto_comments == ["a greeting"]
    assert messages["hello"].user_comments == ["checked with a colleague"]
    assert (messages["changed"].id, messages["changed"].string) == ("New text.", "Старый текст.")
    assert messages["changed"].fuzzy
    assert messages["left"].string == ("", "", "")  # three forms in Russian
    assert messages["new"].string == ""


def test_a_language_without_a_file_gets_an_empty_one(folder: Path) -> None:
    text = synced(folder, "tr")

    assert text.count("msgctxt") == 4
    assert "Language: tr" in text


@pytest.mark.parametrize("code", ["en", "ru"])
def test_doing_it_twice_changes_nothing_more(folder: Path, code: str) -> None:
    once = synced(folder, code)
    (folder / code / "LC_MESSAGES" / "messages.po").write_text(once, "utf-8")

    assert synced(folder, code) == once
