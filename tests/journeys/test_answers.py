"""Answers about a case, each with its date, place and rule, for the twelve demo cases."""

import pytest

from tests.support.phone import Phone
from tests.support.services import CATALOG

pytestmark = pytest.mark.rasa


def test_what_is_due_by_a_judges_order(phone: Phone, link) -> None:
    link(2)

    answer = phone.text("what is due and by when")

    assert "the judge's order" in answer
    assert "New York time" in answer
    assert "To be safe" in answer


def test_an_outage_that_moved_a_date_is_said_with_its_rule(phone: Phone, link) -> None:
    link(3)

    answer = phone.text("when do i have to send my brief")

    assert "The system was down" in answer
    assert "EOIR FAQ" in answer
    assert "To be safe, file by" in answer
    assert "Los Angeles time" in answer
    assert "Eastern" in answer  # the clock of the phone's area code differs


def test_a_rejection_has_its_reason_and_the_courts_own_words(phone: Phone, link) -> None:
    link(4)

    answer = phone.text("was my document accepted") + phone.text("more")

    assert "rejected" in answer
    assert "no certificate of the translator" in answer
    assert "If the date has passed, the judge decides" in answer


def test_a_paper_file_gets_the_answer_that_fits(phone: Phone, link) -> None:
    link(5)

    assert "on paper" in phone.text("i want to send a document to the court")


def test_a_detained_person_is_told_who_sets_the_dates(phone: Phone, link) -> None:
    link(7)

    assert "the court sets" in phone.text("status of my case") + phone.text("more")


def test_a_case_at_the_bia(phone: Phone, link) -> None:
    link(8)

    assert "Board of Immigration Appeals" in phone.text("which court has my case")


def test_a_hearing_by_internet_in_arizona(phone: Phone, link) -> None:
    link(9)

    answer = phone.text("when is my hearing")

    assert "Webex" in answer
    assert "Phoenix time" in answer or "Tucson time" in answer


def test_the_asylum_clock_is_told_as_the_record_says(phone: Phone, link) -> None:
    link(11)

    answer = phone.text("how many days on my asylum clock")

    assert "88 days" in answer
    assert "stopped" in answer


def test_two_questions_in_one_text_get_two_answers(phone: Phone, link) -> None:
    link(2)

    answer = phone.text("when is my hearing and what is due?")

    assert "Next hearing" in answer
    assert "To file" in answer


def test_i_cannot_come_gets_only_what_the_court_says(phone: Phone, link) -> None:
    link(1)
    phone.text("when is my hearing")

    answer = phone.text("1")

    assert "You must go to your hearing" in answer


def test_legal_advice_is_refused_and_referred(phone: Phone) -> None:
    answer = phone.text("should i appeal the decision of the judge or not")

    assert CATALOG.text("en", "legal_advice").split(". ")[0] in answer


def test_the_support_line_says_that_it_is_open(phone: Phone) -> None:
    answer = phone.text("what is the phone number of customer support")

    assert "1-877-388-3842" in answer
    assert "open now" in answer


def test_the_support_line_says_when_it_opens(phone: Phone, stack) -> None:
    stack.clock.advance(hours=12)  # 10 p.m. in New York

    answer = phone.text("what is the phone number of customer support")

    assert "December 2, 2026, 6:00 AM" in answer.replace("\u202f", " ")


def test_a_person_can_be_asked_for_and_only_once(phone: Phone) -> None:
    first, second = phone.text("i want to talk to a person"), phone.text("i want to talk to a person")

    assert CATALOG.text("en", "person_ticket_open").split(". ")[0] in first
    assert CATALOG.text("en", "person_already_waiting").split(". ")[0] in second


def test_twice_not_understood_offers_a_person(phone: Phone) -> None:
    phone.text("hello")
    for words in ("fltrb wqx nnn", "zzgh plok mjjn"):
        answer = phone.text(words)

    assert answer.strip()


def test_repeat_says_the_last_answer_again(phone: Phone) -> None:
    first = phone.text("what is an erop")

    assert phone.text("repeat") == first


def test_more_gives_the_rest_and_then_says_that_there_is_no_more(phone: Phone) -> None:
    answer = phone.text("i want to send a document to the court")
    rest = phone.text("more")
    end = phone.text("more")

    assert CATALOG.text("en", "more_hint") in answer
    assert "25 MB" in rest
    assert CATALOG.text("en", "no_more") in end
