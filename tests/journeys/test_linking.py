"""Proving who one is: the happy way, every wrong turn, sleeping, waking, forgetting."""

import pytest

from tests.journeys.conftest import Stack
from tests.support.phone import Phone
from tests.support.services import CATALOG

pytestmark = pytest.mark.rasa


def en(key: str) -> str:
    """The first sentence of an English text that needs no facts."""
    return CATALOG.text("en", key).split(". ")[0]


def test_a_question_in_spanish_is_answered_after_the_proof(phone: Phone, stack: Stack) -> None:
    phone.text("hola, cuando es mi corte")
    phone.text("900000001")
    phone.text("DEMO0001")

    answer = phone.text(stack.one_time_code())

    assert "diciembre de 2026" in answer
    assert "hora de Chicago" in answer
    assert "Demo Judge Alder" in answer


def test_number_and_code_may_come_in_one_text(phone: Phone, stack: Stack) -> None:
    phone.text("my a number is A 900-000-002 and the code is demo-0002")

    assert "A***-**0-002" in phone.text(stack.one_time_code())


def test_eight_digits_are_read_back_and_can_be_refused(phone: Phone) -> None:
    phone.text("link my case")

    assert "A 012-345-678" in phone.text("12345678")
    assert en("link_ask_a_number") in phone.text("no")
    assert "A 087-654-321" in phone.text("87654321")
    assert en("link_ask_code") in phone.text("1")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1234567", "link_a_number_7_digits"),
        ("MSC2190012345", "link_a_number_receipt"),
        ("123-45-6789", "link_a_number_ssn"),
        ("+1 202 555 0143", "link_a_number_phone"),
        ("12345", "link_a_number_bad"),
    ],
)
def test_a_number_that_is_no_a_number_gets_its_own_answer(typed: str, key: str, phone: Phone) -> None:
    phone.text("link my case")

    assert en(key) in phone.text(typed)


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(phone: Phone) -> None:
    known = phone.text("900000001 WRNG0001")
    unknown = phone.text("123123123 WRNG0001")

    assert known == unknown
    assert en("link_not_matched") in known


def test_a_wrong_one_time_code_can_be_tried_again(phone: Phone, stack: Stack) -> None:
    phone.text("900000009 DEMO0009")
    code = stack.one_time_code()
    wrong = "000000" if code != "000000" else "111111"

    assert "4" in phone.text(wrong)
    assert "A***-**0-009" in phone.text(code)


def test_five_wrong_tries_lock_the_phone_for_a_day(phone: Phone, stack: Stack) -> None:
    for _ in range(5):
        last = phone.text("321321321 WRNG0001")

    assert "December 2, 2026" in last
    assert "December 2, 2026" in phone.text("900000010 DEMO0010")
    stack.clock.advance(hours=25)
    assert en("link_ask_one_time_code") in phone.text("900000010 DEMO0010")


def test_a_question_inside_the_form_is_answered_and_the_form_goes_on(phone: Phone) -> None:
    phone.text("link my case")

    answer = phone.text("what file types can i upload")

    assert "25 MB" in answer
    assert en("link_ask_a_number") in answer
    assert en("link_ask_code") in phone.text("900000001")


def test_the_form_can_be_left(phone: Phone) -> None:
    phone.text("link my case")

    assert en("link_cancelled") in phone.text("never mind, leave it")
    assert en("link_ask_a_number") not in phone.text("thanks")


def test_a_represented_person_hears_what_fits_them(phone: Phone) -> None:
    assert en("link_represented") in phone.text("900000006 DEMO0006")


def test_a_link_sleeps_after_90_days_and_a_code_wakes_it(phone: Phone, stack: Stack, link) -> None:
    link(10)
    stack.clock.advance(days=91)

    assert en("link_ask_one_time_code") in phone.text("which court do i have")
    assert "San Juan" in phone.text(stack.one_time_code())


def test_forget_me_removes_the_link(phone: Phone, link) -> None:
    link(2)

    assert en("link_forgotten") in phone.text("forget me")
    assert en("link_needed_first") in phone.text("what is due")


def test_two_cases_on_one_phone_are_picked_from_a_list(phone: Phone, link) -> None:
    link(1)
    link(12)

    offer = phone.text("when is my hearing")

    assert "1 " in offer
    assert "2 " in offer
    assert "2026" in phone.text("1") or "2027" in phone.received[-1]


def test_somebody_else_learns_nothing(phone: Phone, link, stack: Stack) -> None:
    link(1)
    other = Phone(phone.client, phone.services, number="+12025559999")

    answer = other.text("when is my hearing A900000001")

    assert "2026" not in answer
    assert "Chicago" not in answer
