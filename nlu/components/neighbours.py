"""What the most similar training texts were about: a second opinion beside the linear model."""

from dataclasses import dataclass

import numpy as np

_NEAREST = 20
_CLOSENESS = 10.0  # how much more a nearer text counts
_CHUNK = 512


@dataclass
class Neighbours:
    """Unit vectors of the training texts and the class index of each."""

    vectors: np.ndarray  # texts x 384, float32
    classes: np.ndarray  # int16
    number: int  # of classes

    def shares(self, vectors: np.ndarray) -> np.ndarray:
        """For unit vectors (rows x 384): the share of each class among the nearest texts (rows x classes)."""
        starts = range(0, len(vectors), _CHUNK)
        return np.concatenate([self._shares(vectors[start : start + _CHUNK]) for start in starts])

    def _shares(self, vectors: np.ndarray) -> np.ndarray:
        likeness = vectors @ self.vectors.T
        count = min(_NEAREST, len(self.vectors))
        nearest = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        weights = np.exp(_CLOSENESS * (np.take_along_axis(likeness, nearest, axis=1) - 1))
        votes = np.zeros((len(vectors), self.number), dtype=np.float32)
        np.add.at(votes, (np.arange(len(vectors))[:, np.newaxis], self.classes[nearest]), weights)
        return votes / votes.sum(axis=1, keepdims=True)
