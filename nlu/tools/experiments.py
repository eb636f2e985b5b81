"""What else was tried, how noise hurts, what more examples bring: on one fold of the cross-validation."""

import random
from dataclasses import dataclass, replace

import numpy as np

from components.intents import STANDARD, IntentModel
from tools.crossval import splits, train_on, vectors_of
from tools.data import LANGUAGES, Example
from tools.noise import NOISES
from tools.tables import markdown, percent

_NOISY = 1500  # examples that are damaged; each needs its own sentence vector
_SHARES = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass
class Bench:
    """One split into examples to learn from and examples to judge, with vectors."""

    seen: list[Example]
    unseen: list[Example]
    seen_vectors: np.ndarray
    unseen_vectors: np.ndarray

    @classmethod
    def prepare(cls, examples: list[Example], folds: int) -> "Bench":
        """The first fold."""
        vectors = vectors_of([example.text for example in examples])
        train, test = splits(examples, folds)[0]
        return cls([examples[i] for i in train], [examples[i] for i in test], vectors[train], vectors[test])


def _right(
    model: IntentModel, examples: list[Example], vectors: np.ndarray, table: bool = True
) -> np.ndarray:
    """Whether the first guess is right, for each example."""
    texts = [example.text for example in examples]
    chances = model.decide(texts, vectors) if table else model.scores(texts, vectors)
    return np.array([model.model.classes[i] for i in chances.argmax(axis=1)]) == [e.intent for e in examples]


def _by_language(right: np.ndarray, examples: list[Example]) -> list[str]:
    codes = np.array([example.language for example in examples])
    return [percent(right[codes == code].mean()) if (codes == code).any() else "" for code in LANGUAGES]


def alternatives(bench: Bench) -> str:
    """Accuracy of simpler models on the same split."""
    silent = tuple(replace(kind, weight=0.0) for kind in STANDARD.kinds)
    joined = replace(STANDARD, neighbour_weight=0.0)
    variants = {
        "character and word n-grams": (replace(joined, vector_weight=0.0), False),
        "sentence vectors": (replace(joined, kinds=silent, vector_weight=3.0), False),
        "both": (joined, False),
        "both and nearest examples": (STANDARD, False),
        "both, nearest examples, short texts by table": (STANDARD, True),
    }
    rows = []
    for name, (recipe, table) in variants.items():
        model = train_on(bench.seen, bench.seen_vectors, recipe)
        right = _right(model, bench.unseen, bench.unseen_vectors, table)
        rows.append([name, percent(right.mean()), *_by_language(right, bench.unseen)])
    return "## Alternatives (one fold)\n\n" + markdown(["model", "all", *LANGUAGES], rows)


def robustness(bench: Bench) -> str:
    """Accuracy on damaged copies of the same texts."""
    model = train_on(bench.seen, bench.seen_vectors)
    picked = random.Random(0).sample(range(len(bench.unseen)), min(_NOISY, len(bench.unseen)))
    clean = [bench.unseen[i] for i in picked]
    rows = []
    for name, noise in {"as written": None, **NOISES}.items():
        chance = random.Random(name)
        damaged = [replace(e, text=noise(e.text, e.language, chance)) if noise else e for e in clean]
        right = _right(model, damaged, vectors_of([example.text for example in damaged]))
        rows.append([name, percent(right.mean()), *_by_language(right, clean)])
    title = f"## Noise ({len(clean)} texts of one fold)\n\n"
    return title + markdown(["text", "all", *LANGUAGES], rows)


def learning_curve(bench: Bench) -> list[tuple[int, float]]:
    """Accuracy by number of examples learned from."""
    order = np.random.default_rng(0).permutation(len(bench.seen))
    points = []
    for share in _SHARES:
        some = order[: int(share * len(order))]
        model = train_on([bench.seen[i] for i in some], bench.seen_vectors[some])
        points.append((len(some), float(_right(model, bench.unseen, bench.unseen_vectors).mean())))
    return points
