"""The list of languages, and which one a person asks for."""

import pytest

from bot.words.languages import find_language_named, language, languages


def test_ten_languages_under_both_of_their_codes() -> None:
    assert list(languages()) == ["en", "es", "pt_BR", "ht", "zh_Hans", "pa", "ru", "ar", "fr", "tr"]
    assert [language(entry.nlu).code for entry in languages().values()] == list(languages())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("english please", "en"),
        ("inglés", "en"),
        ("angle", "en"),
        ("英语", "en"),
        ("ਅੰਗਰੇਜ਼ੀ", "en"),
        ("angrezi", "en"),
        ("en español por favor", "es"),
        ("panyol", "es"),
        ("cambia a portugués", "pt_BR"),
        ("haitian creole", "ht"),
        ("请说中文", "zh_Hans"),
        ("punjabi vich dasso", "pa"),
        ("по-русски пожалуйста", "ru"),
        ("po russki", "ru"),
        ("بالعربي من فضلك", "ar"),
        ("do you speak french", "fr"),
        ("Türkçe", "tr"),
    ],
)
def test_a_language_is_found_by_its_name_in_any_language(text: str, code: str) -> None:
    assert find_language_named(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no hablo inglés, español por favor", "es"),
        ("no hablo ingles español por favor", "es"),
        ("english please i dont speak spanish", "en"),
        ("我不会英语，请说中文", "zh_Hans"),
        ("我看不懂英文请用中文", "zh_Hans"),
        ("mainu angrezi nahi aundi punjabi vich dasso", "pa"),
        ("ingilizce bilmiyorum türkçe yaz", "tr"),
        ("mwen pa pale angle, pale kreyol", "ht"),
        ("je ne parle pas anglais français svp", "fr"),
    ],
)
def test_a_language_that_is_only_refused_does_not_count(text: str, code: str) -> None:
    assert find_language_named(text) == code


@pytest.mark.parametrize(
    "text", ["hello", "mi caso", "I don't understand English", "no english", "", "Spain", "turkey"]
)
def test_without_a_wish_there_is_no_language(text: str) -> None:
    assert find_language_named(text) is None


def test_every_language_is_found_by_its_own_and_its_english_name() -> None:
    for entry in languages().values():
        assert find_language_named(entry.own_name) == entry.code
        assert find_language_named(entry.english_name) == entry.code
