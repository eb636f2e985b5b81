"""SMS text: which characters travel in GSM-7, how many segments a text costs, and where it may be cut.

Sizes (GSM 03.38, 3GPP TS 23.038): 160 septets alone, 153 each when split; UCS-2: 70 UTF-16 units, 67 each.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_ESCAPED = frozenset("\f^{}\\[~]|€")

_GSM_SIZES = (160, 153)
_UCS2_SIZES = (70, 67)

# Characters that only look different: a phone shows the same, the segment count does not.
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‹", "<"),
        **dict.fromkeys("›", ">"),
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t", " "),
        **dict.fromkeys("•·∙●▪", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
        **dict.fromkeys("\u2028\u2029", "\n"),
        "…": "...",
        "×": "x",
        "№": "No.",
        "⁄": "/",
    }
)
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "ª": "a", "º": "o"})


def plain(text: str) -> str:
    """Replace characters that only look alike. No letter and no meaning is lost; composed form (NFC)."""
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES).replace("\r\n", "\n")


def without_accents(text: str) -> str:
    """Fold accented Latin letters that GSM-7 lacks to their base letter: á→a, ç→c, but é and ñ stay."""
    return "".join(_base_letter(character) for character in text.translate(_LIGATURES))


def _base_letter(character: str) -> str:
    if character in GSM_BASIC or not unicodedata.name(character, "").startswith("LATIN "):
        return character
    return unicodedata.normalize("NFD", character)[0]


def for_sms(text: str, *, fold_accents: bool) -> str:
    """The text as it goes out by SMS.

    Accents are folded only where the language allows it, and only when that brings the whole
    message into GSM-7 and saves segments; otherwise the message keeps every accent.
    """
    kept = plain(text)
    if not fold_accents or is_gsm(kept):
        return kept
    folded = without_accents(kept)
    return folded if is_gsm(folded) and segments(folded) < segments(kept) else kept


def is_gsm(text: str) -> bool:
    """True if every character is in the GSM-7 alphabet or its escape table."""
    return all(character in GSM_BASIC or character in GSM_ESCAPED for character in text)


def segments(text: str) -> int:
    """Number of SMS segments; an empty text still costs one."""
    if is_gsm(text):
        return _count((2 if character in GSM_ESCAPED else 1 for character in text), *_GSM_SIZES)
    return _count((2 if ord(character) > 0xFFFF else 1 for character in text), *_UCS2_SIZES)


def _count(widths: Iterator[int], alone: int, each: int) -> int:
    """Segments for characters of 1 or 2 units; a two-unit character never straddles two segments."""
    total, parts, used = 0, 1, 0
    for width in widths:
        total += width
        if used + width > each:
            parts, used = parts + 1, 0
        used += width
    return 1 if total <= alone else parts


def split(
    text: str, limit_segments: int, *, suffix: str = "", wire: Callable[[str], str] = plain
) -> tuple[str, str]:
    """Cut so that head + suffix, as `wire` sends it, fits in `limit_segments`; the rest comes back second."""
    return cut(text, lambda head: segments(wire(head + suffix)) <= limit_segments)


def cut(text: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """Cut at the last sentence end that fits, else at a space, else (one endless word) anywhere.

    A no-break space is never a place to cut: rendered dates, names and numbers are held together by it.
    `fits` must be true for the empty text and, once false, stay false for longer heads.
    """
    if fits(text):
        return text, ""
    at_space = _last_fitting(text, _space_ends(text), fits)
    at_sentence = _last_fitting(text, _sentence_ends(text), fits)
    place = at_sentence if at_sentence * 2 >= at_space else at_space
    place = place or _last_fitting(text, list(range(1, len(text))), fits) or 1
    return text[:place].rstrip(), text[place:].lstrip()


_BREAK = re.compile(r"[ \n]+|(?<=[。！？，；：、])(?!$)")
_SENTENCE_END = re.compile(r"[.!?؟।]+[\"')\]”»]*(?=[ \n])|[。！？][”』」）]*|\n+")
_ABBREVIATION = re.compile(r"(?:\b\w\.)+\w\.$|\b(?:[A-Z]|St|Dr|Mr|Mrs|Ms|Sr|Sra|art|núm|г|т\.д)\.$")


def _space_ends(text: str) -> list[int]:
    return [found.end() for found in _BREAK.finditer(text)]


def _sentence_ends(text: str) -> list[int]:
    ends = (found.end() for found in _SENTENCE_END.finditer(text))
    return [end for end in ends if not _ABBREVIATION.search(text, max(0, end - 12), end)]


def _last_fitting(text: str, places: list[int], fits: Callable[[str], bool]) -> int:
    """The largest place whose head fits (places ascending, binary search), or 0."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if fits(text[: places[middle]].rstrip()):
            low = middle + 1
        else:
            high = middle
    return places[low - 1] if low else 0
