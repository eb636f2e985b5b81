"""Every example judged by a model that has not seen it, with the very classes that Rasa runs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedKFold

from components import linear
from components.embeddings import embed_all
from components.intents import STANDARD, IntentModel, Recipe, settle
from components.languages import LanguageModel
from components.placeholders import neutral
from tools.data import Example


@dataclass
class Judged:
    """Out-of-fold results, one row an example."""

    examples: list[Example]
    classes: list[str]
    chances: np.ndarray  # examples x classes, calibrated, short texts by table
    languages: list[str]
    language_confidence: np.ndarray

    @property
    def truth(self) -> np.ndarray:
        """Index of the true intent."""
        return np.array([self.classes.index(example.intent) for example in self.examples])

    @property
    def guess(self) -> np.ndarray:
        """Index of the most likely intent."""
        return self.chances.argmax(axis=1)

    def in_top(self, count: int) -> np.ndarray:
        """Whether the true intent is among the `count` most likely."""
        best = np.argsort(-self.chances, axis=1)[:, :count]
        return (best == self.truth[:, np.newaxis]).any(axis=1)


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    """Sentence vectors, remembered on disk."""
    return embed_all([neutral(text) for text in texts])


def splits(examples: Sequence[Example], folds: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Train and test indices, each intent of each language shared out evenly."""
    strata = [f"{example.intent} {example.language}" for example in examples]
    return list(StratifiedKFold(folds, shuffle=True, random_state=0).split(strata, strata))


def train_on(examples: Sequence[Example], vectors: np.ndarray, recipe: Recipe = STANDARD) -> IntentModel:
    """An intent model of these examples, its confidence not yet calibrated."""
    texts, intents = [example.text for example in examples], [example.intent for example in examples]
    return IntentModel.train(texts, vectors, intents, recipe)


def cross_validate(examples: list[Example], folds: int) -> Judged:
    """Judge all examples; the one calibration factor is fitted on all out-of-fold scores together."""
    vectors = vectors_of([example.text for example in examples])
    classes = sorted({example.intent for example in examples})
    scores = np.zeros((len(examples), len(classes)))
    languages, confidence = [""] * len(examples), np.zeros(len(examples))
    for train, test in splits(examples, folds):
        seen, unseen = [examples[i] for i in train], [examples[i] for i in test]
        model = train_on(seen, vectors[train])
        scores[test] = model.scores([example.text for example in unseen], vectors[test])
        recogniser = LanguageModel.train([e.text for e in seen], [e.language for e in seen])
        for index, example in zip(test, unseen, strict=True):
            languages[index], confidence[index] = recogniser.recognise(example.text)
    truth = np.array([classes.index(example.intent) for example in examples])
    chances = linear.softmax(linear.sharpness_of(scores, truth) * scores)
    settled = settle(chances, classes, [example.text for example in examples])
    return Judged(examples, classes, settled, languages, confidence)
