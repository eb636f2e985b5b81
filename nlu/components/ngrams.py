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

    def fit(self, texts: Sequence[str]) -> None:
        """Learn how rare each bucket is."""
        self.idf = [TfidfTransformer().fit(kind.count(texts)).idf_.astype(np.float32) for kind in self.kinds]

    def transform(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Rows of features for already folded texts."""
        return sp.hstack(
            [self._weighted(kind, idf, texts) for kind, idf in zip(self.kinds, self.idf, strict=True)],
            format="csr",
        )

    def _weighted(self, kind: Grams, idf: np.ndarray, texts: Sequence[str]) -> sp.csr_matrix:
        rows = kind.count(texts)
        rows.data *= idf[rows.indices]
        norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        rows.data *= np.repeat(kind.weight / np.maximum(norms, 1e-9), np.diff(rows.indptr)).astype(np.float32)
        return rows
