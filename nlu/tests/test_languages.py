"""Languages are told apart by script, and within Latin letters by a model trained on the project's data."""

import pytest

from components.languages import LanguageModel, script_language
from tools.data import read_examples


@pytest.fixture(scope="module")
def model():
    return LanguageModel.train(*zip(*((e.text, e.language) for e in read_examples()[::4]), strict=True))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我的 hearing 什么时候", "zh"),
        ("ਮੇਰੀ court date ਕਦੋਂ ਹੈ", "pa"),
        ("когда мой master hearing", "ru"),
        ("متى جلستي عند judge", "ar"),
        ("when is my hearing", None),
        ("duruşmam ne zaman", None),
        ("👍 123", None),
    ],
)
def test_script_settles_mixed_texts(text, language):
    assert script_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("cuando es mi corte", "es"),
        ("quando e minha audiencia", "pt"),
        ("kile tribinal mwen an", "ht"),
        ("meri court date kado hai ji", "pa"),
        ("kogda moi sud skazhite", "ru"),
        ("emta el mahkama bta3ty", "ar"),
        ("durusmam ne zaman", "tr"),
        ("c'est quand mon audience", "fr"),
        ("when do i go to court", "en"),
        ("kogda u menya master hearing", "ru"),
        ("mi master hearing cuando es", "es"),
    ],
)
def test_latin_letters(model, text, language):
    assert model.recognise(text)[0] == language


def test_a_text_without_letters_leaves_the_language_open(model):
    assert model.recognise("👍 123 <digits:9>") == ("en", 0.0)


def test_one_shared_word_is_less_certain_than_a_sentence(model):
    assert model.recognise("no")[1] < model.recognise("no puedo ir a la corte ese dia")[1]


def test_saved_and_loaded_is_the_same(model, tmp_path):
    model.save(tmp_path)
    texts = ["cuando es mi corte", "kile tribinal mwen an"]
    assert [LanguageModel.load(tmp_path).recognise(text) for text in texts] == [
        (code, pytest.approx(confidence, abs=1e-3)) for code, confidence in map(model.recognise, texts)
    ]
