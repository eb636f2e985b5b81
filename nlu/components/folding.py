"""One spelling for what people write in many ways: case, accents, stretched letters, look-alike signs."""

import re
import unicodedata

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"\s+")
_SAME = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ё": "е",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": "",
})  # fmt: skip
_KEEPS_MARKS = re.compile(r"[\u0900-\u0dff]")  # Indic scripts: vowel signs are marks and must stay
_NOISE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def fold(text: str) -> str:
    """Lower case, no accents, Arabic letter forms unified, a letter written three times or more kept once."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_SAME)
    if not _KEEPS_MARKS.search(text):
        decomposed = unicodedata.normalize("NFD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _SPACES.sub(" ", _STRETCHED.sub(r"\1", text)).strip()


def bare(text: str) -> str:
    """The folded text without punctuation; emoji, letters and digits stay."""
    kept = (" " if unicodedata.category(c)[0] in "PZ" else c for c in fold(text).replace("'", ""))
    return _SPACES.sub(" ", "".join(kept)).strip()
