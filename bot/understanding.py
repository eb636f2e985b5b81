"""What to make of what Rasa understood: act on it, ask which of three was meant, or say it was not clear.

Pure functions. The thresholds come from the calibration curve of `make nlu-test` (docs/adr/0002).
"""

import re
from dataclasses import dataclass

ACT = 0.45
ASK = 0.15
REFUSALS = ("out_of_scope", "ask_legal_advice")
REFUSAL_DOUBT = 0.25
SOCIAL = ("greet", "thank", "goodbye")
BESIDE_A_GREETING = 0.2
MOST_OFFERED = 3

SURE_LANGUAGE = 0.85
LONG_TEXT_WORDS = 6
FIRST_GUESS = 0.4

JOINING_WORDS = (
    *("and", "and also", "also", "y", "y también", "además", "e", "e também", "et", "et aussi"),
    *("ak", "epi", "ve", "и", "و", "ਅਤੇ", "ate", "te"),
)
CLAUSES = re.compile(rf"[?!.;؟。！？।\n]+|\s(?:{'|'.join(JOINING_WORDS)})\s|，|还有|以及|另外", re.IGNORECASE)
LEAST_CLAUSE = 8


@dataclass(frozen=True)
class Verdict:
    """`intent` to act on, or else up to three `candidates` to choose from (none: not understood)."""

    intent: str | None
    candidates: tuple[str, ...] = ()


def decide(ranking: tuple[tuple[str, float], ...]) -> Verdict:
    """Act, ask or give up, by calibrated confidence.

    A question that may be outside our ground or a plea for legal advice is not answered as something else:
    where one of those is a close second, we ask.
    """
    ranking = _without_courtesy(ranking)
    best, confidence = ranking[0]
    doubt = max((score for name, score in ranking[1:] if name in REFUSALS), default=0.0)
    if confidence >= ACT and (best in REFUSALS or doubt < REFUSAL_DOUBT):
        return Verdict(best)
    if confidence >= ASK:
        return Verdict(None, tuple(name for name, _ in ranking[:MOST_OFFERED]))
    return Verdict(None)


def _without_courtesy(ranking: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """A "hello" or "thank you" beside a question is not the question: its share goes to the others."""
    others = tuple((name, score) for name, score in ranking if name not in SOCIAL)
    if ranking[0][0] not in SOCIAL or not others or others[0][1] < BESIDE_A_GREETING:
        return ranking
    share = 1.0 - sum(score for name, score in ranking if name in SOCIAL)
    return tuple((name, score / max(share, others[0][1])) for name, score in others)


@dataclass(frozen=True)
class LanguageChoice:
    """The language to answer in; `hint` is another one seen once; `noticed` says that it has just changed."""

    language: str
    hint: str | None = None
    noticed: bool = False


def choose_language(
    current: str | None, *, locked: bool, hint: str | None, seen: str, confidence: float, words: int
) -> LanguageChoice:
    """An explicit choice sticks; one short or unsure text never flips it; two, or a long one, do."""
    if current is None:
        return LanguageChoice(seen if confidence >= FIRST_GUESS else "en")
    if locked or seen == current or confidence < SURE_LANGUAGE:
        return LanguageChoice(current, hint=None if seen == current else hint)
    if words >= LONG_TEXT_WORDS or hint == seen:
        return LanguageChoice(seen, noticed=True)
    return LanguageChoice(current, hint=seen)


def clauses(text: str) -> list[str]:
    """The parts of a text that could each be a question of their own; [] when there is only one."""
    parts = [part.strip(" ,¿¡") for part in CLAUSES.split(text) if part]
    long_enough = [
        part for part in parts if len(part) >= LEAST_CLAUSE or (not part.isascii() and len(part) >= 4)
    ]
    return long_enough if len(long_enough) > 1 else []
