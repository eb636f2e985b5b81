"""Reads the linking code of the mailed notice: 8 letters and digits, at least one of each.

Case, spaces and hyphens do not matter, and characters that are easily confused on paper (0/O, 1/I/L) are one.
"""

import re

from portal_core.errors import BadLinkingCode
from portal_core.rules.folding import fold

LENGTH = 8
MAX_TEXT = 200

_CONFUSABLE = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s.\-‐‑‒–—―−_]+")
_CODE = re.compile(rf"[A-Z0-9]{{{LENGTH}}}")


def parse(text: str) -> str:
    """The canonical form of the code in a text that is meant to hold one. Raises BadLinkingCode."""
    words = _SEPARATORS.split(fold(text[:MAX_TEXT]).strip(" .,;:!?\"'()[]"))
    found = {canonical(code) for code in _candidates(words) if _has_both(code)}
    if len(found) != 1:
        raise BadLinkingCode
    return found.pop()


def canonical(code: str) -> str:
    """The form that is compared and digested: confusable characters folded to digits."""
    return code.translate(_CONFUSABLE)


def _candidates(words: list[str]) -> list[str]:
    """The whole text written together, if that is 8 characters; else any words side by side that are."""
    whole = "".join(words)
    if _CODE.fullmatch(whole):
        return [whole]
    joined = ("".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return [text for text in joined if _CODE.fullmatch(text)]


def _has_both(code: str) -> bool:
    return bool(re.search(r"[A-Z]", code) and re.search(r"[0-9]", code))
