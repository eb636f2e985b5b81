"""One- and two-word texts are settled by the table in all ten languages."""

import pytest
import yaml

from components.languages import LANGUAGES
from components.short_texts import _FILE, key_of, short_intent, without_greeting

EXAMPLES = {
    "affirm": "si|Sí!!|ok|OK 👍|wi|haan ji|ਹਾਂ ਜੀ|да|نعم|aywa|evet|好的|ouais|sim|👍👍",
    "deny": "no|No.|non|nahi|нет|لا|hayır|不是|não|no gracias|NO NO NO",
    "thank": "спс|tşk|mèsi|谢谢|dhanvaad|🙏|obg|شكرا",
    "greet": "salut|bjr|slm|sat sri akal|السلام عليكم|buenas noches|oi|你好",
    "goodbye": "ciao|babay|пока|再见|görüşürüz|tchau|مع السلامة",
    "cancel": "boşver|отмена|rehn deo|算了|anile|olvídalo|laisse tomber",
    "help": "?|???|ayuda|madad|помощь|yardım|مساعدة",
    "talk_to_person": "人工客服|оператор|موظف|agente|yon moun",
    "change_language": "english please|en español|по-русски|kreyòl|ਪੰਜਾਬੀ",
    "link_case": "<a_number:17>|<linking_code:3>.",
    None: "when is my hearing|court|1||...|对，没错",
}


@pytest.mark.parametrize(
    ("text", "intent"), [(text, intent) for intent, texts in EXAMPLES.items() for text in texts.split("|")]
)
def test_short_text(text, intent):
    assert short_intent(text) == intent


def test_every_language_has_every_group():
    table = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    groups = set(table["en"])
    assert {language: groups - set(table[language]) for language in LANGUAGES} == {
        language: set() for language in LANGUAGES
    }


def test_every_phrase_has_a_key():
    table = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    phrases = [phrase for groups in table.values() for group in groups.values() for phrase in group]
    assert [phrase for phrase in phrases if not key_of(phrase)] == []


def test_repeated_words_and_emoji_count_once():
    assert key_of("bye bye!") == key_of("Bye") == "bye"
    assert key_of("👍👍👍") == "👍"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("hi good morning, when is my court", "when is my court"),
        ("hola buenos días, ¿cuándo es mi corte?", "¿cuándo es mi corte?"),
        ("你好，我什么时候开庭", "我什么时候开庭"),
        ("sat sri akal ji, meri court date kado hai", "meri court date kado hai"),
        ("when is my court", "when is my court"),
        ("yo voye imel la deja", "yo voye imel la deja"),
        ("good afternoon to you", "good afternoon to you"),
    ],
)
def test_a_greeting_before_a_question_is_left_out(text: str, question: str) -> None:
    assert without_greeting(text) == question


@pytest.mark.parametrize("text", ["hola", "good morning", "hi", "你好", "hello sir", ""])
def test_a_greeting_alone_stays(text: str) -> None:
    assert without_greeting(text) == text
