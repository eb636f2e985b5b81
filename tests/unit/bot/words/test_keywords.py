"""Words that count as whole messages."""

import tomllib

import pytest

from bot.words.folding import fold
from bot.words.keywords import keyword
from bot.words.languages import LOCALES, languages

TABLE = tomllib.loads((LOCALES / "keywords.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "word", ["STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"]
)
@pytest.mark.parametrize("in_dialog", [True, False])
def test_the_carriers_own_words_always_stop(word: str, in_dialog: bool) -> None:
    assert keyword(word.lower() + " ", in_dialog=in_dialog) == "stop"


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Alto", "stop"),
        ("KANPE", "stop"),
        ("停止", "stop"),
        ("退订。", "stop"),
        ("ਬੰਦ ਕਰੋ", "stop"),
        ("Стоп!", "stop"),
        ("إلغاء الاشتراك", "stop"),
        ("ARRÊT", "stop"),
        ("arret", "stop"),
        ("START", "start"),
        ("unstop", "start"),
        ("HELP", "help"),
        ("ayuda", "help"),
        ("yardim", "help"),
        ("MÁS", "more"),
        ("mas", "more"),
        ("plis", "more"),
        ("更多", "more"),
        ("ещё", "more"),
        ("tekrar", "repeat"),
        ("olvideme", "forget"),
        ("menú", "menu"),
        ("persona", "person"),
    ],
)
def test_a_word_alone_has_its_meaning_in_any_language(word: str, meaning: str) -> None:
    assert keyword(word) == meaning


@pytest.mark.parametrize(
    "text", ["they cancel my hearing", "stop the judge", "para mi hermano", "no", "hola", "", "2"]
)
def test_inside_a_sentence_they_are_ordinary_words(text: str) -> None:
    assert keyword(text) is None


def test_an_everyday_word_leaves_an_open_dialog_instead_of_stopping_all_messages() -> None:
    assert keyword("cancelar", in_dialog=True) is None
    assert keyword("cancelar") == "stop"


def test_yes_starts_messages_again_only_for_somebody_who_stopped_them() -> None:
    assert keyword("Sí", stopped=True) == "start"
    assert keyword("Sí") is None


def test_no_word_has_two_meanings() -> None:
    meanings: dict[str, set[str]] = {}
    for meaning, groups in TABLE["words"].items():
        for word in (word for words in groups.values() for word in words):
            meanings.setdefault(fold(word), set()).add(meaning)

    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


def test_soft_words_are_on_the_main_list() -> None:
    stops = {fold(word) for words in TABLE["words"]["stop"].values() for word in words}
    starts = {fold(word) for words in TABLE["words"]["start"].values() for word in words}

    assert {fold(word) for word in TABLE["stop_unless_in_dialog"]["words"]} <= stops
    assert {fold(word) for word in TABLE["start_only_if_stopped"]["words"]} <= starts


def test_every_language_has_a_word_for_every_meaning() -> None:
    nlu_codes = {language.nlu for language in languages().values()} - {"en"}

    for meaning, groups in TABLE["words"].items():
        assert nlu_codes <= set(groups), meaning
