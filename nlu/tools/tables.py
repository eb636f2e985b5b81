"""The tables of an evaluation, as markdown."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tools.crossval import Judged
from tools.data import LANGUAGES

NEVER_ANSWERED = ("out_of_scope", "ask_legal_advice")
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_CONFUSIONS = 50


def percent(share: float) -> str:
    """12.3"""
    return f"{100 * share:.1f}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def summary(judged: Judged) -> str:
    """The figures that the targets speak of, in one line."""
    right = judged.guess == judged.truth
    codes = np.array([example.language for example in judged.examples])
    worst = min(LANGUAGES, key=lambda code: right[codes == code].mean() if (codes == code).any() else 1)
    return (
        f"{len(right)} texts: intent {percent(right.mean())} %, worst language {worst} "
        f"{percent(right[codes == worst].mean())} %, top three {percent(judged.in_top(3).mean())} %, "
        f"language {percent((codes == np.array(judged.languages)).mean())} %"
    )


def by_language(judged: Judged) -> str:
    """Intent, top three and language recognition for each language."""
    right, three = judged.guess == judged.truth, judged.in_top(3)
    codes = np.array([example.language for example in judged.examples])
    recognised = codes == np.array(judged.languages)
    rows = []
    for name in ("all", *LANGUAGES):
        rows_of = np.ones(len(codes), dtype=bool) if name == "all" else codes == name
        if rows_of.any():
            shares = (percent(values[rows_of].mean()) for values in (right, three, recognised))
            rows.append([name, rows_of.sum(), *shares])
    return "## By language\n\n" + markdown(["language", "texts", "intent", "top three", "language"], rows)


def by_length(judged: Judged) -> str:
    """Intent and language recognition by number of words."""
    right = judged.guess == judged.truth
    recognised = np.array([e.language for e in judged.examples]) == np.array(judged.languages)
    words = np.array([len(example.text.split()) for example in judged.examples])
    rows = []
    for name, low, high in (("1", 1, 1), ("2", 2, 2), ("3-5", 3, 5), ("6-15", 6, 15), ("16+", 16, 999)):
        chosen = (words >= low) & (words <= high)
        if chosen.any():
            rows.append(
                [name, chosen.sum(), percent(right[chosen].mean()), percent(recognised[chosen].mean())]
            )
    return "## By words in the text\n\n" + markdown(["words", "texts", "intent", "language"], rows)


def by_intent(judged: Judged) -> str:
    """Recall, precision and the main confusions of each intent."""
    rows = []
    for index, name in enumerate(judged.classes):
        true, guessed = judged.truth == index, judged.guess == index
        wrong = Counter(judged.classes[i] for i in judged.guess[true & ~guessed])
        confused = ", ".join(f"{other} {count}" for other, count in wrong.most_common(3))
        precision = percent((true & guessed).sum() / max(guessed.sum(), 1))
        recall = percent(guessed[true].mean()) if true.any() else ""
        rows.append([name, true.sum(), recall, precision, confused])
    rows.sort(key=lambda row: float(row[2] or 0))
    head = ["intent", "texts", "recall", "precision", "taken for"]
    return "## By intent, weakest first\n\n" + markdown(head, rows)


def confusions(judged: Judged) -> str:
    """The most frequent mistakes, with an example of each."""
    pairs: Counter[tuple[int, int]] = Counter()
    sample: dict[tuple[int, int], str] = {}
    for example, true, guess in zip(judged.examples, judged.truth, judged.guess, strict=True):
        if true != guess:
            pairs[true, guess] += 1
            sample.setdefault((true, guess), f"{example.language}: {example.text[:80]}")
    rows = [
        [judged.classes[pair[0]], judged.classes[pair[1]], count, sample[pair].replace("|", "/")]
        for pair, count in pairs.most_common(_CONFUSIONS)
    ]
    return "## Confusions\n\n" + markdown(["is", "taken for", "texts", "for example"], rows)


def thresholds(judged: Judged) -> str:
    """What accepting from a confidence on would mean."""
    confidence = judged.chances.max(axis=1)
    right, three = judged.guess == judged.truth, judged.in_top(3)
    never = np.isin(
        judged.truth, [judged.classes.index(name) for name in NEVER_ANSWERED if name in judged.classes]
    )
    rows = []
    for threshold in _THRESHOLDS:
        taken = confidence >= threshold
        row = (
            taken.mean(),
            right[taken].mean() if taken.any() else 1,
            (taken & ~right).mean(),
            (never & taken & ~right).sum() / max(never.sum(), 1),
            three[~taken].mean() if (~taken).any() else 1,
        )
        rows.append([threshold, *(percent(share) for share in row)])
    head = [
        "accept from",
        "accepted",
        "of them right",
        "wrongly accepted (of all)",
        "out of scope or legal advice answered as something else",
        "below: right one among three",
    ]
    return "## Thresholds\n\n" + markdown(head, rows)


def mistakes(judged: Judged) -> str:
    """Every text that was misunderstood."""
    rows = [
        [e.language, e.text.replace("|", "/"), e.intent, judged.classes[g], f"{c:.2f}"]
        for e, t, g, c in zip(
            judged.examples, judged.truth, judged.guess, judged.chances.max(axis=1), strict=True
        )
        if t != g
    ]
    return "## All mistakes\n\n" + markdown(["language", "text", "is", "taken for", "confidence"], rows)


def all_tables(judged: Judged) -> list[str]:
    """The sections common to every evaluation."""
    parts = (by_language, by_length, by_intent, thresholds, confusions)
    return [summary(judged), *(part(judged) for part in parts)]


def forecast(points: list[tuple[int, float]], size: float) -> float:
    """Accuracy at `size` examples if the error goes on falling as a power of the size (last three points)."""
    sizes, accuracy = (np.array(values) for values in zip(*points[-3:], strict=True))
    slope, offset = np.polyfit(np.log(sizes), np.log(1 - accuracy), 1)
    return float(1 - np.exp(offset + slope * np.log(size)))


def learning(points: list[tuple[int, float]]) -> str:
    """Accuracy by training size and a forecast."""
    rows = [[f"{size:,}", percent(accuracy)] for size, accuracy in points]
    more = points[-1][0] + 5000
    rows.append([f"{more:,} (forecast)", percent(forecast(points, more))])
    return "## Learning curve (one fold)\n\n" + markdown(["examples learned from", "intent"], rows)
