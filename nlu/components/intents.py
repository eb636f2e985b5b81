"""What a text is about: a linear model, the nearest examples, and for short texts a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.model_selection import StratifiedKFold

from components import linear
from components.folding import fold
from components.neighbours import Neighbours
from components.ngrams import Grams, NgramFeatures
from components.placeholders import neutral
from components.short_texts import short_intent

SURE = 0.99  # confidence of a short text's meaning
_CALIBRATION_FOLDS = 3
_LINEAR_SHARPNESS = 4.0  # under which the linear scores are roughly log chances
_FINENESS = 254  # vectors are stored as bytes: no coordinate of a unit vector here exceeds a half
_RARE = 0.01  # so that a class without a near example is not impossible


@dataclass(frozen=True)
class Recipe:
    """What the model is made of; other recipes are only for comparison."""

    kinds: tuple[Grams, ...] = (Grams("char_wb", 1, 5, 17), Grams("word", 1, 2, 16))
    vector_weight: float = 1.2
    neighbour_weight: float = 0.4
    cost: float = 0.6


STANDARD = Recipe()


@dataclass
class IntentModel:
    """Scores of every intent, calibrated on texts not learned from."""

    recipe: Recipe
    mean: np.ndarray  # of the training vectors, 384
    features: NgramFeatures
    model: linear.LinearModel
    neighbours: Neighbours
    sharpness: float = 1.0

    @classmethod
    def train(
        cls, texts: Sequence[str], vectors: np.ndarray, intents: Sequence[str], recipe: Recipe = STANDARD
    ) -> IntentModel:
        """Fit on texts, their sentence vectors (one row each) and intents; confidences are not calibrated."""
        features = NgramFeatures(recipe.kinds)
        ngrams = features.fit_transform([fold(neutral(text)) for text in texts])
        mean = vectors.mean(axis=0)
        units = _units(vectors, mean)
        model = linear.fit(_joined(recipe.vector_weight * units, ngrams), intents, recipe.cost)
        classes = np.searchsorted(model.classes, intents).astype(np.int16)
        return cls(recipe, mean, features, model, Neighbours(units, classes, len(model.classes)))

    @classmethod
    def train_calibrated(
        cls, texts: Sequence[str], vectors: np.ndarray, intents: Sequence[str]
    ) -> IntentModel:
        """Fit on everything, and set the sharpness by a model fitted on two thirds and asked for the rest."""
        names, lines = np.array(intents), np.array(texts, dtype=object)
        splitter = StratifiedKFold(_CALIBRATION_FOLDS, shuffle=True, random_state=0)
        train, test = next(splitter.split(names, names))
        trial = cls.train(lines[train], vectors[train], names[train])
        scores = trial.scores(lines[test], vectors[test])
        final = cls.train(texts, vectors, intents)
        final.sharpness = linear.sharpness_of(scores, np.searchsorted(trial.model.classes, names[test]))
        return final

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Uncalibrated log chances (texts x classes), without the table of short texts."""
        units = _units(vectors, self.mean)
        ngrams = self.features.transform([fold(neutral(text)) for text in texts])
        linear_scores = self.model.scores(_joined(self.recipe.vector_weight * units, ngrams))
        scores = np.log(linear.softmax(_LINEAR_SHARPNESS * linear_scores) + 1e-6)
        if self.recipe.neighbour_weight:
            scores += self.recipe.neighbour_weight * np.log(self.neighbours.shares(units) + _RARE)
        return scores

    def decide(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Probabilities (texts x classes), with short texts settled by the table."""
        chances = linear.softmax(self.sharpness * self.scores(texts, vectors))
        return settle(chances, self.model.classes, texts)

    def save(self, folder: Path) -> None:
        """Write intents.npz; only the standard recipe can be stored."""
        np.savez_compressed(
            folder / "intents.npz",
            mean=self.mean,
            neighbours=np.round(self.neighbours.vectors * _FINENESS).astype(np.int8),
            neighbour_classes=self.neighbours.classes,
            sharpness=self.sharpness,
            **self.features.arrays(),
            **self.model.arrays(),
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        with np.load(folder / "intents.npz") as file:
            arrays = dict(file)
        model = linear.LinearModel.from_arrays(arrays)
        units = arrays["neighbours"].astype(np.float32) / _FINENESS
        return cls(
            STANDARD,
            arrays["mean"],
            NgramFeatures.from_arrays(STANDARD.kinds, arrays),
            model,
            Neighbours(units, arrays["neighbour_classes"], len(model.classes)),
            float(arrays["sharpness"]),
        )


def settle(chances: np.ndarray, classes: list[str], texts: Sequence[str]) -> np.ndarray:
    """The probabilities, those of texts in the table of short texts replaced by what it says."""
    settled = chances.copy()
    for row, text in enumerate(texts):
        intent = short_intent(text)
        if intent in classes:
            settled[row] *= 1 - SURE
            settled[row, classes.index(intent)] += SURE
    return settled


def _units(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The vectors seen from the mean, each of length one."""
    centred = vectors - mean
    return (centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _joined(units: np.ndarray, ngrams: sp.csr_matrix) -> sp.csr_matrix:
    return sp.hstack([sp.csr_matrix(units), ngrams], format="csr")
