"""Folds typed text to plain ASCII where characters only look or count alike; shared by numbers and codes."""

import unicodedata

# Cyrillic and Greek letters that are drawn like Latin ones.
_LOOKALIKES = str.maketrans("АВЕЗКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABE3KMHOPCTYXIJSABEZHIKMNOPTYX")


def fold(text: str) -> str:
    """Upper case, full-width forms narrowed, every script's digits as 0-9, look-alike letters as Latin,
    invisible format characters dropped."""
    narrowed = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return "".join(_plain(char) for char in narrowed if unicodedata.category(char) != "Cf")


def _plain(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
