"""Folding: one spelling for all the ways people type a word, used to compare and never to show."""

import unicodedata
from collections.abc import Iterator

# Letters that people exchange freely when they type in a hurry or on a foreign keyboard.
_SAME_LETTER = str.maketrans({"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ı": "i", "ø": "o", "ł": "l"})
_APOSTROPHES = frozenset("'’‘ʼ`´")
_SIGNS_OF_WORDS = frozenset(("L", "N", "M"))  # letters, digits, and the vowel signs of Indic scripts
_OPTIONAL_MARKS = frozenset("\u0a3c\u0640\u200c\u200d\ufe0f")  # nukta, tatweel, joiners, emoji selector


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: "¡Más!" → "mas", "Don't" → "dont".

    Emoji and other symbols stay; Gurmukhi vowel signs stay, since they are letters in all but name.
    """
    return " ".join("".join(_folded(text)).translate(_SAME_LETTER).split())


def _folded(text: str) -> Iterator[str]:
    for character in unicodedata.normalize("NFKD", text).casefold():
        category = unicodedata.category(character)
        if character in _APOSTROPHES or character in _OPTIONAL_MARKS or unicodedata.combining(character) > 9:
            continue
        if category[0] in _SIGNS_OF_WORDS or category == "So":
            yield character
        elif category != "Cf":
            yield " "
