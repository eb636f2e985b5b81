"""What people say under load: scripts of a few held-out texts in one language, no text twice in a run."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle

from bench.utterances import LANGUAGES, Utterance

TEXTS = 8  # in a script
LINKED_EVERY = 3
GREETING = "greet"
SMALL_TALK = ("thank", "goodbye", "help", "bot_challenge")
CASE_QUESTIONS = ("ask_case_status", "ask_next_hearing", "ask_court_info", "ask_deadline", "ask_asylum_clock")


@dataclass(frozen=True)
class Script:
    """One person: a hello, then what they ask. Who is linked asks about the case in every second text."""

    language: str
    linked: bool
    hello: str
    texts: tuple[str, ...]


class Writer:
    """Writes scripts, language after language. Starts over with the texts when all were used."""

    def __init__(self, utterances: Sequence[Utterance], seed: int = 1) -> None:
        shuffled = random.Random(seed).sample(utterances, len(utterances))
        self._languages = cycle([code for code in LANGUAGES if any(u.language == code for u in shuffled)])
        self._hellos = {u.language: u.text for u in shuffled if u.intent == GREETING}
        self._case = {code: cycle(_texts(shuffled, code, case=True)) for code in self._hellos}
        self._other = {code: cycle(_texts(shuffled, code, case=False)) for code in self._hellos}
        self._written = count()

    def scripts(self, messages: int) -> list[Script]:
        """Scripts with at least so many messages in all (without the hellos)."""
        return [self._script() for _ in range(-(-messages // TEXTS))]

    def _script(self) -> Script:
        language, linked = next(self._languages), next(self._written) % LINKED_EVERY == 0
        texts = tuple(self._text(language, case=linked and number % 2 == 0) for number in range(TEXTS))
        return Script(language, linked, self._hellos[language], texts)

    def _text(self, language: str, *, case: bool) -> str:
        return next((self._case if case else self._other)[language])


def _texts(utterances: Sequence[Utterance], language: str, *, case: bool) -> Iterator[str]:
    for utterance in utterances:
        intent = utterance.intent
        anybody = intent.startswith("faq_") or intent in SMALL_TALK
        if utterance.language == language and (intent in CASE_QUESTIONS if case else anybody):
            yield utterance.text
