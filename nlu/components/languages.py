"""Which of the ten languages a text is in: by script where that settles it, else by its letter sequences."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components import linear
from components.ngrams import Grams, NgramFeatures
from components.placeholders import without

LANGUAGES = ("en", "es", "pt", "ht", "zh", "pa", "ru", "ar", "fr", "tr")
_SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "pa": re.compile(r"[\u0a00-\u0a7f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
}
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_ENOUGH = 0.2  # share of letters in another script: people mix English court words into every language
_KINDS = (Grams("char_wb", 1, 5, 17), Grams("word", 1, 1, 16, 0.7))
_COST = 0.5


def script_language(text: str) -> str | None:
    """The language that the text's script leaves no doubt about, or None for Latin letters."""
    counts = {language: len(pattern.findall(text)) for language, pattern in _SCRIPTS.items()}
    counts["zh"] *= 3  # a Chinese character is about a word
    best = max(counts, key=lambda language: counts[language])
    letters = sum(counts.values()) + len(_LATIN.findall(text))
    return best if letters and counts[best] / letters >= _ENOUGH else None


def _plain(text: str) -> str:
    """Lower case with accents kept: they tell languages apart."""
    return unicodedata.normalize("NFKC", without(text)).lower().replace("’", "'")


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@dataclass
class LanguageModel:
    """Letter sequences weighed per language; trained on texts as written and without their accents."""

    features: NgramFeatures
    model: linear.LinearModel
    sharpness: float

    @classmethod
    def train(cls, texts: Sequence[str], languages: Sequence[str]) -> "LanguageModel":
        """Learn from texts in Latin letters; other scripts need no learning."""
        latin = [
            (_plain(text), language)
            for text, language in zip(texts, languages, strict=True)
            if script_language(text) is None
        ]
        both = latin + [(_unaccented(text), language) for text, language in latin]
        features = NgramFeatures(_KINDS)
        rows = features.fit_transform([text for text, _ in both])
        labels = np.array([language for _, language in both])
        model = linear.fit(rows, labels, _COST)
        originals = slice(0, len(latin))
        scores = linear.out_of_fold_scores(rows[originals], labels[originals], _COST)
        truth = np.searchsorted(model.classes, labels[originals])
        return cls(features, model, linear.sharpness_of(scores, truth))

    def recognise(self, text: str) -> tuple[str, float]:
        """Language code and confidence; a text without letters gives English with no confidence."""
        script = script_language(text)
        if script:
            return script, 0.99
        plain = _plain(text)
        if not _LATIN.search(plain):
            return "en", 0.0
        scores = self.model.scores(self.features.transform([plain]))
        chances = linear.softmax(self.sharpness * scores)[0]
        best = int(chances.argmax())
        return self.model.classes[best], float(chances[best])

    def save(self, folder: Path) -> None:
        """Write language.npz."""
        arrays = {**self.features.arrays(), **self.model.arrays(), "sharpness": np.array(self.sharpness)}
        np.savez_compressed(folder / "language.npz", **arrays)

    @classmethod
    def load(cls, folder: Path) -> "LanguageModel":
        """Read what `save` wrote."""
        with np.load(folder / "language.npz") as file:
            arrays = dict(file)
        features = NgramFeatures.from_arrays(_KINDS, arrays)
        return cls(features, linear.LinearModel.from_arrays(arrays), float(arrays["sharpness"]))
