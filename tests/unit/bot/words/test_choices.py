"""Picking a choice by number or by words."""

import pytest

from bot.words.choices import pick
from bot.words.render import Option

OPTIONS = (
    Option(1, "Mi audiencia", "/hearing"),
    Option(2, "¿Qué puede hacer?", "/help"),
    Option(3, "中文", "/zh"),
)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("1", "/hearing"),
        (" 2. ", "/help"),
        ("#3", "/zh"),
        ("２", "/help"),
        ("٣", "/zh"),
        ("੧", "/hearing"),
        ("mi audiencia", "/hearing"),
        ("MI AUDIENCIA!", "/hearing"),
        ("que puede hacer", "/help"),
        ("中文", "/zh"),
    ],
)
def test_a_choice_is_picked_by_number_or_by_its_words(text: str, payload: str) -> None:
    option = pick(text, OPTIONS)

    assert option is not None
    assert option.payload == payload


@pytest.mark.parametrize("text", ["4", "0", "12", "audiencia", "", "?!", "1 2", "482913"])
def test_anything_else_picks_nothing(text: str) -> None:
    assert pick(text, OPTIONS) is None
