"""One spelling for the many ways people type a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("¡Más!", "mas"),
        ("  STOP.\n", "stop"),
        ("Don't", "dont"),
        ("don’t", "dont"),
        ("ＨＥＬＰ", "help"),
        ("İngilizce", "ingilizce"),
        ("ısı", "isi"),
        ("Ещё", "еще"),
        ("إيقاف", "ايقاف"),
        ("مساعدة", "مساعده"),
        ("شُكْرًا", "شكرا"),
        ("ਅੰਗਰੇਜ਼ੀ", "ਅੰਗਰੇਜੀ"),
        ("ਬੰਦ ਕਰੋ", "ਬੰਦ ਕਰੋ"),
        ("停止。", "停止"),
        ("👍🏽", "👍"),
        ("\u200estop\u200f", "stop"),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
