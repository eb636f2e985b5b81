"""Finding A-numbers and codes in what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.secrets_in_text import find_secrets

CASES = [
    ("900000001", [("a_number", "900000001")]),
    ("my number is A 012-345-678 thanks", [("a_number", "A 012-345-678")]),
    ("A#012345678", [("a_number", "A#012345678")]),
    ("а012345678", [("a_number", "а012345678")]),
    ("１２３４５６７８９", [("a_number", "123456789")]),
    ("٩٠٠٠٠٠٠٠١", [("a_number", "900000001")]),
    ("12345678", [("a_number", "12345678")]),
    ("1234567", [("digits", "1234567")]),
    ("DEMO0001", [("linking_code", "DEMO0001")]),
    ("demo-0001", [("linking_code", "demo-0001")]),
    ("demo 0001", [("linking_code", "demo 0001")]),
    ("A900000001 DEMO0001", [("a_number", "A900000001"), ("linking_code", "DEMO0001")]),
    ("123456", [("one_time_code", "123456")]),
    ("el código es 123 456", [("one_time_code", "123 456")]),
    ("call me at (202) 555-0143", [("digits", "(202) 555-0143")]),
    ("+1 202 555 0143", [("digits", "+1 202 555 0143")]),
    ("MSC2190012345", [("digits", "MSC2190012345")]),
    ("123-45-6789", [("digits", "123-45-6789")]),
    ("my hearing is 12-15-2026 at 9:30", []),
    ("el 3/4/2027", []),
    ("what is form I-589", []),
    ("the case 2026", []),
    ("150 days", []),
    ("hola", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_secrets_are_found_and_ordinary_numbers_are_left(text: str, expected: list[tuple[str, str]]) -> None:
    _, found = find_secrets(text)

    assert [(secret.kind, secret.value) for secret in found] == expected


@given(st.text(max_size=60), st.integers(0, 999_999_999))
def test_nine_digits_never_go_on_whatever_stands_around_them(around: str, number: int) -> None:
    digits = f"{number:09d}"

    text, found = find_secrets(f"{around} {digits}")

    left = "".join(part for part in _outside(text, found))
    assert digits not in left


def _outside(text: str, found: list) -> list[str]:
    parts, at = [], 0
    for secret in found:
        parts.append(text[at : secret.start])
        at = secret.end
    return [*parts, text[at:]]
