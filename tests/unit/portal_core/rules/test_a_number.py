"""A-numbers in every way people write them, and the numbers that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_core.errors import BadANumber
from portal_core.rules import a_number

SAME = "012345678"


@pytest.mark.parametrize(
    "text",
    [
        "012345678",
        "A012345678",
        "a012345678",
        "A 012 345 678",
        "A 012-345-678",
        "A-012-345-678",
        "A#012345678",
        "#012345678",
        "A.012.345.678",
        "A012–345–678",
        "(A) 012345678",
        "А012345678",  # Cyrillic A
        "Α012345678",  # Greek Alpha
        "Ａ０１２３４５６７８",  # full width
        "٠١٢٣٤٥٦٧٨",  # Arabic-Indic
        "۰۱۲۳۴۵۶۷۸",  # Persian
        "੦੧੨੩੪੫੬੭੮",  # Gurmukhi
        "०१२३४५६७८",  # Devanagari
        "my number is A 012 345 678 thanks",
        "A-number: 012345678",
        "mi numero es 012345678",
        "A号012345678",
        "A012345678 code DEMO0001",
        "012\u200b345\u200e678",
        "A012-34-5678",
    ],
)
def test_it_reads_however_it_is_written(text: str) -> None:
    number = a_number.parse(text)
    assert (number.digits, number.padded) == (SAME, False)


@pytest.mark.parametrize("text", ["12345678", "A12 345 678", "A#12345678", "１２３４５６７８"])
def test_eight_digits_get_a_zero_that_must_be_read_back(text: str) -> None:
    number = a_number.parse(text)
    assert (number.digits, number.padded) == (SAME, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234567", "a_number_7_digits"),
        ("A1234567", "a_number_7_digits"),
        ("IOE0912345678", "a_number_receipt"),
        ("MSC-21-901-23456", "a_number_receipt"),
        ("eac 2190123456", "a_number_receipt"),
        ("123-45-6789", "a_number_ssn"),
        ("123 45 6789", "a_number_ssn"),
        ("3055550123", "a_number_phone"),
        ("(305) 555-0123", "a_number_phone"),
        ("1-305-555-0123", "a_number_phone"),
        ("+1 305 555 0123", "a_number_phone"),
        ("+50255501234", "a_number_phone"),
        ("", "a_number_bad"),
        ("hello", "a_number_bad"),
        ("123456", "a_number_bad"),
        ("A0123456789", "a_number_bad"),
        ("C12345678", "a_number_bad"),
        ("12-31-2026", "a_number_bad"),
        ("2026-12-31", "a_number_bad"),
        ("his A012345678 hers A012345679", "a_number_bad"),
        ("012345678 012345679", "a_number_bad"),
        ("9" * 5000, "a_number_bad"),
    ],
)
def test_other_numbers_are_refused_by_what_they_are(text: str, code: str) -> None:
    with pytest.raises(BadANumber) as caught:
        a_number.parse(text)
    assert caught.value.code == code
    assert caught.value.facts == {}


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = a_number.parse(text)
    except BadANumber:
        return
    assert len(number.digits) == 9
    assert number.digits.isascii()
    assert number.digits.isdigit()


@given(
    st.from_regex(r"\A[0-9]{9}\Z"), st.sampled_from(["A {}-{}-{}", "A{}{}{}", "A# {} {} {}", "a.{}.{}.{}"])
)
def test_what_is_written_comes_back(digits: str, layout: str) -> None:
    written = layout.format(digits[:3], digits[3:6], digits[6:])
    assert a_number.parse(written).digits == digits


def test_a_number_shows_itself_masked_unless_asked_for_the_whole() -> None:
    number = a_number.parse(SAME)
    assert number.display() == "A 012-345-678"
    assert number.mask() == str(number) == "A***-**5-678"
    assert "01234" not in repr(number)
    assert number.last3() == "678"
