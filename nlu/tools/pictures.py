"""The calibration and learning curves as PNG."""

from pathlib import Path

import matplotlib
import numpy as np

from tools.crossval import Judged
from tools.tables import forecast

matplotlib.use("Agg")
from matplotlib import pyplot as plt

_BINS = 20


def calibration(judged: Judged, path: Path) -> None:
    """How often a guess of a given confidence is right, and how many guesses have it."""
    confidence = judged.chances.max(axis=1)
    right = judged.guess == judged.truth
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    used = [b for b in range(_BINS) if (bins == b).sum() >= 10]
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="perfect")
    axes.plot(
        [confidence[bins == b].mean() for b in used],
        [right[bins == b].mean() for b in used],
        "o-",
        label="measured",
    )
    middles = [(b + 0.5) / _BINS for b in range(_BINS)]
    shares = np.bincount(bins, minlength=_BINS) / len(bins)
    axes.bar(middles, shares, width=0.9 / _BINS, alpha=0.25, label="share of texts")
    axes.set(xlabel="confidence", ylabel="share of right guesses", title="Calibration, out of fold")
    axes.legend()
    figure.savefig(path, dpi=120, bbox_inches="tight")
    plt.close(figure)


def learning(points: list[tuple[int, float]], path: Path) -> None:
    """Accuracy by training size, with what 5,000 more examples would bring."""
    sizes, accuracy = zip(*points, strict=True)
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.plot(sizes, [100 * value for value in accuracy], "o-", label="measured")
    more = np.linspace(sizes[-1], sizes[-1] + 5000, 10)
    axes.plot(more, [100 * forecast(points, size) for size in more], "--", label="5,000 more (forecast)")
    axes.set(xlabel="examples learned from", ylabel="right, %", title="Learning curve, one fold")
    axes.legend()
    figure.savefig(path, dpi=120, bbox_inches="tight")
    plt.close(figure)
