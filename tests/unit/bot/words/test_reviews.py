"""Review states: draft, reviewed, stale, missing."""

import shutil
from pathlib import Path

import pytest

from bot.words.catalog import Catalog
from bot.words.languages import LOCALES, SOURCE
from bot.words.reviews import Reviews, ReviewState, digest

PO = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def entry(key: str, english: str, translation: str) -> str:
    return f'\nmsgctxt "{key}"\nmsgid "{english}"\nmsgstr "{translation}"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    english = "".join(entry(key, f"Text {key}.", "") for key in "abcde")
    spanish = (
        entry("a", "Text a.", "Texto a.")
        + entry("b", "Text b.", "Texto b.")
        + entry("c", "Old c.", "Texto c.")
    )
    spanish += entry("d", "Text d.", "Texto d.")
    for code, body in (("en", english), ("es", spanish)):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / code / "LC_MESSAGES" / "messages.po").write_text(PO + body, "utf-8")
    shutil.copy(LOCALES / "constants.toml", tmp_path)
    return tmp_path


def test_each_text_has_its_state(folder: Path) -> None:
    catalog = Catalog(folder)
    read_now = digest(catalog.entries(SOURCE)["b"])
    (folder / "reviews.toml").write_text(
        f'[es.b]\nby = "Ana"\non = 2026-11-24\nenglish = "{read_now}"\n'
        '[es.d]\nby = "Ana"\non = 2026-11-24\nenglish = "000000000000"\n'
    )

    reviews = Reviews(catalog, folder)

    states = {key: reviews.state("es", key) for key in "abcde"}
    assert states == {
        "a": ReviewState.DRAFT,
        "b": ReviewState.REVIEWED,
        "c": ReviewState.STALE,  # made from an older English text
        "d": ReviewState.STALE,  # reviewed against an older English text
        "e": ReviewState.MISSING,
    }
    assert reviews.summary("es") == {"draft": 1, "reviewed": 1, "stale": 2, "missing": 1}


def test_what_nobody_reviewed_is_a_draft_in_the_real_catalogs() -> None:
    catalog = Catalog()

    summary = Reviews(catalog).summary("es")

    assert summary.total() == len(catalog.entries(SOURCE))
    assert summary[ReviewState.DRAFT] + summary[ReviewState.REVIEWED] > 0
