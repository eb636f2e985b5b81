"""Brings the catalogs up to date with the English one, by key: `python -m bot.words.sync [CODE…]`.

Ordinary PO tools match texts by their English; here the key (msgctxt) decides, so a changed English text
keeps its translation, marked fuzzy, and a language keeps the `#more` twins it has of its own.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from bot.words.catalog import po_file
from bot.words.languages import LOCALES, SOURCE, languages
from bot.words.render import MORE

_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: respondent-assistant\\n"
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={plural.num_plurals}; plural={plural.plural_expr};\\n"

"""


def synced(folder: Path, code: str) -> str:
    """The text of a language's PO file as it should be, in the order of the English one."""
    english = _read(folder, SOURCE)
    if code == SOURCE:
        return _written(code, list(english.values()))
    own = _read(folder, code) if po_file(folder, code).exists() else {}
    messages = []
    for key, message in english.items():
        messages.append(_merged(code, message, own.get(key)))
        twin = key + MORE
        if twin in own and twin not in english:
            messages.append(own[twin])
    return _written(code, messages)


def _read(folder: Path, code: str) -> dict[str, Message]:
    with po_file(folder, code).open("rb") as file:
        return {message.context: message for message in read_po(file) if message.context}


def _merged(code: str, english: Message, own: Message | None) -> Message:
    """The translation with the English text and comments of today."""
    if own is None or own.pluralizable != english.pluralizable:
        own = Message(english.id, ("",) * get_plural(code).num_plurals if english.pluralizable else "")
    translated = any(own.string) if own.pluralizable else bool(own.string)
    changed = translated and own.id != english.id
    return Message(
        english.id,
        own.string,
        flags=["fuzzy"] if own.fuzzy or changed else [],
        auto_comments=english.auto_comments,
        user_comments=own.user_comments,
        context=english.context,
    )


def _written(code: str, messages: list[Message]) -> str:
    catalog = PoCatalog(locale=code)
    for message in messages:
        catalog[message.id] = message
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True)
    return _HEADER.format(code=code, plural=get_plural(code)) + body.getvalue().decode().strip() + "\n"


def main(codes: list[str]) -> None:
    for code in codes or list(languages()):
        target = po_file(LOCALES, code)
        text = synced(LOCALES, code)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
