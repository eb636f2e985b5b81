"""What a text is about: sentence vector and n-grams together into one linear model, short texts by table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from components import linear
from components.folding import fold
from components.ngrams import Grams, NgramFeatures
from components.placeholders import neutral
from components.short_texts import short_intent

KINDS = (Grams("char_wb", 1, 5, 17), Grams("word", 1, 2, 16, 0.7))
VECTOR_WEIGHT = 1.2
COST = 0.3
SURE = 0.99  # confidence of a short text's meaning


@dataclass
class IntentModel:
    """Weights over [sentence vector | n-grams] for every intent, calibrated on texts it had not seen."""

    mean: np.ndarray  # of the training vectors, 384
    features: NgramFeatures
    model: linear.LinearModel
    vector_weight: float = VECTOR_WEIGHT

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: np.ndarray,
        intents: Sequence[str],
        kinds: tuple[Grams, ...] = KINDS,
        vector_weight: float = VECTOR_WEIGHT,
        calibrate: bool = True,
    ) -> "IntentModel":
        """Fit on texts, their sentence vectors (one row each) and intents.

        `calibrate` costs three more fits, for confidences on texts that the model has not seen.
        """
        features = NgramFeatures(kinds)
        features.fit([fold(neutral(text)) for text in texts])
        untrained = linear.LinearModel([], np.empty(0), np.empty(0))
        draft = cls(vectors.mean(axis=0), features, untrained, vector_weight)
        rows = draft._rows(texts, vectors)
        draft.model = linear.fit(rows, intents, COST)
        if calibrate:
            scores = linear.out_of_fold_scores(rows, intents, COST)
            draft.model.sharpness = linear.sharpness_of(scores, np.searchsorted(draft.model.classes, intents))
        return draft

    def _rows(self, texts: Sequence[str], vectors: np.ndarray) -> sp.csr_matrix:
        centred = vectors - self.mean
        centred *= self.vector_weight / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        ngrams = self.features.transform([fold(neutral(text)) for text in texts])
        return sp.hstack([sp.csr_matrix(centred.astype(np.float32)), ngrams], format="csr")

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Uncalibrated scores (texts x classes) by the model alone."""
        return self.model.scores(self._rows(texts, vectors))

    def decide(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Probabilities (texts x classes), with short texts settled by the table."""
        chances = linear.softmax(self.model.sharpness * self.scores(texts, vectors))
        return self.settle(chances, self.model.classes, texts)

    @staticmethod
    def settle(chances: np.ndarray, classes: list[str], texts: Sequence[str]) -> np.ndarray:
        """The probabilities, those of texts in the table of short texts replaced by what it says."""
        settled = chances.copy()
        for row, text in enumerate(texts):
            intent = short_intent(text)
            if intent in classes:
                settled[row] *= 1 - SURE
                settled[row, classes.index(intent)] += SURE
        return settled

    def save(self, folder: Path) -> None:
        """Write intents.npz."""
        idf = {f"idf{index}": values.astype(np.float16) for index, values in enumerate(self.features.idf)}
        np.savez_compressed(folder / "intents.npz", mean=self.mean, **idf, **self.model.arrays())

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """Read what `save` wrote."""
        with np.load(folder / "intents.npz") as file:
            arrays = dict(file)
        idf = [arrays[f"idf{index}"].astype(np.float32) for index in range(len(KINDS))]
        return cls(arrays["mean"], NgramFeatures(KINDS, idf), linear.LinearModel.from_arrays(arrays))
