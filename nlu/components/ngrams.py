"""Character and word n-grams of folded text as sparse tf-idf, hashed so that no vocabulary is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer


@dataclass(frozen=True)
class Grams:
    """One kind of n-gram: what it is made of, its lengths, its hash buckets (2**bits), its weight."""

    analyzer: str
    shortest: int
    longest: int
    bits: int
    weight: float = 1.0

    def count(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Sublinear counts (texts x buckets)."""
        counts = HashingVectorizer(
            analyzer=self.analyzer,
            ngram_range=(self.shortest, self.longest),
            n_features=2**self.bits,
            token_pattern=r"\w+",
            alternate_sign=False,
            norm=None,
            lowercase=False,
            dtype=np.float32,
        ).transform(texts)
        counts.data = 1 + np.log(counts.data)
        return counts


@dataclass
class NgramFeatures:
    """Tf-idf of several kinds of n-grams side by side, each row of a kind of length `weight`."""

    kinds: tuple[Grams, ...]
    idf: list[np.ndarray] = field(default_factory=list)

    def fit_transform(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Learn how rare each bucket is, and give the rows of features of the same texts."""
        counted = [kind.count(texts) for kind in self.kinds]
        self.idf = [TfidfTransformer().fit(counts).idf_.astype(np.float16) for counts in counted]
        return self._joined(counted)

    def transform(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Rows of features for already folded texts."""
        return self._joined([kind.count(texts) for kind in self.kinds])

    def _joined(self, counted: Sequence[sp.csr_matrix]) -> sp.csr_matrix:
        parts = zip(self.kinds, self.idf, counted, strict=True)
        return sp.hstack([_weighted(counts, idf, kind.weight) for kind, idf, counts in parts], format="csr")

    def arrays(self) -> dict[str, np.ndarray]:
        """All that must be kept, for `numpy.savez`."""
        return {f"idf{index}": idf for index, idf in enumerate(self.idf)}

    @classmethod
    def from_arrays(cls, kinds: tuple[Grams, ...], arrays: dict[str, np.ndarray]) -> "NgramFeatures":
        """The features that `arrays` was made from."""
        return cls(kinds, [arrays[f"idf{index}"] for index in range(len(kinds))])


def _weighted(rows: sp.csr_matrix, idf: np.ndarray, weight: float) -> sp.csr_matrix:
    """Counts times rarity, each row brought to the length `weight`."""
    rows.data *= idf[rows.indices]
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data *= np.repeat(weight / np.maximum(norms, 1e-9), np.diff(rows.indptr)).astype(np.float32)
    return rows
