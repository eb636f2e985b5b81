"""Spellings that people mix up fold to one; signs that carry meaning stay."""

import pytest

from components.folding import bare, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("¿CUÁNDO es mi córte?", "¿cuando es mi corte?"),
        ("Duruşmam NE ZAMAN, İstanbul", "durusmam ne zaman, istanbul"),
        ("ещё Ёлка", "еще елка"),
        ("أينَ المحكمةُ", "اين المحكمه"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("pleeeease", "please"),
        ("holaaaa", "hola"),
        ("it’s\u200f", "it's"),
        ("ਮੇਰੀ ਪੇਸ਼ੀ ਕਦੋਂ ਹੈ", "ਮੇਰੀ ਪੇਸ਼ੀ ਕਦੋਂ ਹੈ"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == fold(folded) == folded


def test_digits_are_never_shortened():
    assert fold("A 000 111 222") == "a 000 111 222"


def test_bare_drops_punctuation_but_keeps_emoji():
    assert bare("Ok!!! 👍🏽 d'accord.") == "ok 👍 daccord"
