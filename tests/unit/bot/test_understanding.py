"""Deciding by confidence, choosing the language, splitting two questions."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import ACT, ASK, choose_language, clauses, decide

SCORES = st.lists(st.floats(0, 1), min_size=4, max_size=6).map(lambda found: sorted(found, reverse=True))


def test_a_sure_intent_is_acted_on() -> None:
    assert decide((("ask_next_hearing", 0.9), ("ask_deadline", 0.05))).intent == "ask_next_hearing"


def test_an_unsure_one_offers_the_best_three() -> None:
    verdict = decide((("a", 0.3), ("b", 0.25), ("c", 0.2), ("d", 0.1)))

    assert verdict.intent is None
    assert verdict.candidates == ("a", "b", "c")


def test_nothing_likely_is_not_understood() -> None:
    verdict = decide((("a", ASK - 0.01), ("b", 0.01)))

    assert verdict.intent is None
    assert verdict.candidates == ()


def test_a_likely_plea_for_legal_advice_is_not_answered_as_something_else() -> None:
    verdict = decide((("ask_deadline", 0.6), ("ask_legal_advice", 0.39)))

    assert verdict.intent is None
    assert "ask_legal_advice" in verdict.candidates


def test_a_greeting_beside_a_question_is_not_the_question() -> None:
    assert decide((("greet", 0.5), ("ask_next_hearing", 0.4), ("help", 0.1))).intent == "ask_next_hearing"


def test_a_greeting_alone_is_a_greeting() -> None:
    assert decide((("greet", 0.9), ("help", 0.05))).intent == "greet"


@given(SCORES)
def test_what_is_acted_on_is_always_the_best_and_sure(scores: list[float]) -> None:
    ranking = tuple((f"intent_{place}", score) for place, score in enumerate(scores))

    verdict = decide(ranking)

    if verdict.intent:
        assert verdict.intent == "intent_0"
        assert scores[0] >= ACT


def test_the_first_text_sets_the_language() -> None:
    assert choose_language(None, locked=False, hint=None, seen="es", confidence=0.9, words=2).language == "es"


def test_an_unreadable_first_text_is_answered_in_english() -> None:
    assert choose_language(None, locked=False, hint=None, seen="tr", confidence=0.2, words=1).language == "en"


def test_one_short_text_in_another_language_does_not_flip() -> None:
    choice = choose_language("es", locked=False, hint=None, seen="en", confidence=0.99, words=2)

    assert choice.language == "es"
    assert choice.hint == "en"


def test_the_second_text_in_a_row_flips_and_is_noticed() -> None:
    choice = choose_language("es", locked=False, hint="en", seen="en", confidence=0.99, words=2)

    assert choice.language == "en"
    assert choice.noticed


def test_one_long_text_flips() -> None:
    assert (
        choose_language("es", locked=False, hint=None, seen="ht", confidence=0.95, words=9).language == "ht"
    )


@given(st.sampled_from(["en", "es", "ht"]), st.floats(0, 1), st.integers(1, 60))
def test_a_chosen_language_never_flips(seen: str, confidence: float, words: int) -> None:
    choice = choose_language("ru", locked=True, hint=seen, seen=seen, confidence=confidence, words=words)

    assert choice.language == "ru"


def test_two_questions_are_two_parts() -> None:
    assert clauses("when is my hearing and what is due?") == ["when is my hearing", "what is due"]
    assert clauses("¿cuándo es mi corte? ¿qué tengo que entregar?") == [
        "cuándo es mi corte",
        "qué tengo que entregar",
    ]


def test_one_question_is_not_split() -> None:
    assert clauses("when is my hearing") == []
    assert clauses("hi. when is my hearing?") == []
