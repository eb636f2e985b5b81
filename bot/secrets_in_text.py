"""Finds A-numbers, codes and other runs of digits in a text, so that they go to the vault and not further."""

import re
import unicodedata
from dataclasses import dataclass

from portal_core.errors import BadANumber
from portal_core.rules import a_number

DATE = r"\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})(?!\d)"
CODE = r"(?<![^\W_])(?=[A-Z0-9-]{0,8}[A-Z])(?=[A-Z0-9-]{0,8}\d)[A-Z0-9]{4}-?[A-Z0-9]{4}(?![^\W_])"
RECEIPT = r"(?<![^\W_])[A-Z]{3}[ -]?\d{10}(?!\d)"
DIGITS = r"(?:(?<![^\W_])[AА]\s?[#№-]?\s?|#)?\+?\(?\d(?:[ .()\-‐-―]{0,2}\d){4,}(?!\d)"
SECRET = re.compile(
    rf"(?P<date>{DATE})|(?P<receipt>{RECEIPT})|(?P<code>{CODE})|(?P<digits>{DIGITS})", re.IGNORECASE
)
SPACED_CODE = re.compile(
    rf"^(?:{CODE.replace('-?', '[ -]?').replace('A-Z0-9-', 'A-Z0-9 -')})$", re.IGNORECASE
)
ONE_TIME_CODE = re.compile(r"\d{3}[ -]?\d{3}")


@dataclass(frozen=True)
class Secret:
    """A secret found at `start:end` of the text; `kind` is the entity name that the dialogue knows."""

    kind: str
    value: str
    start: int
    end: int


def find_secrets(text: str) -> tuple[str, list[Secret]]:
    """The text with digits of every script made ASCII, and the secrets in it (positions in that text)."""
    plain = "".join(_ascii_digit(character) for character in text)
    whole = plain.strip()
    if SPACED_CODE.match(whole) and not whole.replace(" ", "").isdigit():
        start = plain.index(whole)
        return plain, [Secret("linking_code", whole, start, start + len(whole))]
    found = (_read(match) for match in SECRET.finditer(plain))
    return plain, [secret for secret in found if secret]


def _read(match: re.Match[str]) -> Secret | None:
    value, (start, end) = match.group(), match.span()
    if match.lastgroup == "date":
        return None
    if match.lastgroup == "code":
        return Secret("linking_code", value, start, end)
    return Secret(_kind_of_digits(value), value, start, end)


def _kind_of_digits(value: str) -> str:
    if ONE_TIME_CODE.fullmatch(value.strip()):
        return "one_time_code"
    try:
        a_number.parse(value)
    except BadANumber:
        return "digits"
    return "a_number"


def _ascii_digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdecimal() else character
