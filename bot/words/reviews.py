"""Review states of translations (locales/reviews.toml): draft, reviewed by a person, or stale.

`python -m bot.words.reviews CODE KEY…` prints the entries a reviewer adds to that file.
"""

import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from bot.words.catalog import Catalog, Entry
from bot.words.languages import LOCALES, SOURCE


class ReviewState(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


@dataclass(frozen=True)
class Review:
    """One reading by a person: who, when, and a digest of the English text it was compared with."""

    by: str
    on: date
    english: str


class Reviews:
    """The states of all translations of a catalog."""

    def __init__(self, catalog: Catalog, folder: Path = LOCALES) -> None:
        table = tomllib.loads((folder / "reviews.toml").read_text("utf-8"))
        self._catalog = catalog
        self._reviews: dict[str, Mapping[str, Review]] = {
            code: {key: Review(**entry) for key, entry in entries.items()} for code, entries in table.items()
        }

    def state(self, code: str, key: str) -> ReviewState:
        """The state of one text. The English source has no translation to review and counts as reviewed."""
        if code == SOURCE:
            return ReviewState.REVIEWED
        if key not in self._catalog.entries(code):
            return ReviewState.MISSING
        if self._catalog.is_stale(code, key):
            return ReviewState.STALE
        review = self._reviews.get(code, {}).get(key)
        if review is None:
            return ReviewState.DRAFT
        english = self._catalog.entries(SOURCE)[key]
        return ReviewState.REVIEWED if review.english == digest(english) else ReviewState.STALE

    def summary(self, code: str) -> Counter[ReviewState]:
        """How many texts of a language are in each state."""
        return Counter(self.state(code, key) for key in self._catalog.entries(SOURCE))


def digest(english: Entry) -> str:
    """Twelve hex digits that change when the English text does."""
    return hashlib.sha256("\0".join(english.source).encode()).hexdigest()[:12]


def main(code: str, keys: list[str]) -> None:
    english = Catalog().entries(SOURCE)
    for key in keys:
        sys.stdout.write(f'[{code}."{key}"]\nby = ""\non = {datetime.now(UTC).date()}\n')
        sys.stdout.write(f'english = "{digest(english[key])}"\n\n')


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
