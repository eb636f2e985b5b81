"""The linter finds what it is there for; noise damages as much as it says."""

import random

from tools import check, noise
from tools.data import Example
from tools.tables import forecast


def _example(text, intent="ask_deadline", language="en"):
    return Example(text, intent, language, "file")


def _kinds(findings):
    return [(finding.kind, finding.hard) for finding in findings]


def test_one_text_under_two_intents_is_an_error():
    findings = check.duplicates([_example("When is it due?"), _example("when is it due", "ask_next_hearing")])
    assert _kinds(findings) == [("one text, two intents", True)]


def test_the_same_words_under_two_intents_of_two_languages_are_only_listed():
    findings = check.duplicates([_example("ok", "affirm", "en"), _example("ok", "thank", "fr")])
    assert _kinds(findings) == [("one text, two intents", False)]


def test_a_duplicate_and_a_reordered_text_are_listed():
    assert _kinds(check.duplicates([_example("Due date?"), _example("due date")])) == [("duplicate", False)]
    texts = [_example("what is my deadline"), _example("my deadline is what")]
    assert _kinds(check.near_duplicates(texts)) == [("near duplicate", False)]


def test_another_script_is_an_error():
    assert _kinds(check.wrong_script([_example("когда срок")])) == [("wrong script", True)]
    assert _kinds(check.wrong_script([_example("kogda srok", language="ru")])) == []


def test_numbers_and_addresses_of_people_are_errors():
    texts = ["my number is 012-345-678", "write to ana@example.com", "code AB12CD34"]
    assert _kinds(check.personal_data([_example(text) for text in texts])) == [("personal data", True)] * 3


def test_forms_dates_and_placeholders_are_not_personal_data():
    texts = ["form I-589 due 11/24/2026", "<a_number> is mine", "ASYLUMS and 100MB", "150 days"]
    assert _kinds(check.personal_data([_example(text) for text in texts])) == []


def test_too_few_examples_are_an_error_for_each_language():
    findings = list(check.counts([_example("due?")]))
    assert len(findings) == 10
    assert all(finding.hard for finding in findings)


def test_typos_damage_about_the_share_asked_for():
    text = "when is my next hearing at the immigration court " * 40
    damaged = noise.typos(0.1)(text, "en", random.Random(1))
    letters = sum(letter.isalpha() for letter in text)
    assert damaged != text
    assert abs(len(damaged) - len(text)) < 0.1 * letters


def test_accents_are_dropped_but_gurmukhi_stays():
    assert noise.without_accents("cuándo duruşmam ışık", "tr", random.Random(1)) == "cuando durusmam isik"
    assert noise.without_accents("ਪੇਸ਼ੀ", "pa", random.Random(1)) == "ਪੇਸ਼ੀ"


def test_the_forecast_goes_on_as_a_power_of_the_size():
    points = [(1000, 0.8), (2000, 0.9), (4000, 0.95)]
    assert round(forecast(points, 8000), 3) == 0.975
