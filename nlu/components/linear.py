"""A linear classifier: trained by scikit-learn, kept as plain arrays, scores turned into probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

_FOLDS = 3


@dataclass
class LinearModel:
    """One weight vector a class."""

    classes: list[str]
    weights: np.ndarray  # features x classes, float16
    bias: np.ndarray

    def scores(self, rows: sp.csr_matrix) -> np.ndarray:
        """Distances from each class boundary (rows x classes)."""
        return _dot(rows, self.weights) + self.bias

    def arrays(self) -> dict[str, np.ndarray]:
        """All that must be kept, for `numpy.savez`."""
        return {
            "classes": np.array(self.classes),
            "weights": self.weights,
            "bias": self.bias,
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray]) -> "LinearModel":
        """The model that `arrays` was made from."""
        return cls(arrays["classes"].tolist(), arrays["weights"], arrays["bias"])


def _dot(rows: sp.csr_matrix, weights: np.ndarray) -> np.ndarray:
    """Sparse times dense without widening the half-precision weights that are not touched."""
    used = np.unique(rows.indices)
    return rows[:, used] @ weights[used].astype(np.float32)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Rows of positive numbers that sum to one."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit(rows: sp.csr_matrix, labels: Sequence[str], cost: float) -> LinearModel:
    """One-against-rest support vectors; the same rows give the same model."""
    machine = LinearSVC(C=cost, random_state=0).fit(rows, labels)
    return LinearModel(
        list(machine.classes_), machine.coef_.T.astype(np.float16), machine.intercept_.astype(np.float32)
    )


def sharpness_of(scores: np.ndarray, truth: np.ndarray) -> float:
    """The factor under which out-of-fold scores (rows x classes) best predict the true class indices."""

    def surprise(factor: float) -> float:
        chances = softmax(factor * scores)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(chances, 1e-12)).mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 20), method="bounded").x)


def out_of_fold_scores(rows: sp.csr_matrix, labels: Sequence[str], cost: float) -> np.ndarray:
    """Scores of each row by a model that has not seen it (classes in sorted order)."""
    names = np.array(labels)
    scores = np.zeros((len(names), len(set(labels))), dtype=np.float32)
    for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(names, names):
        scores[test] = fit(rows[train], names[train], cost).scores(rows[test])
    return scores
