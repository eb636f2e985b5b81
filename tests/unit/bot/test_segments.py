"""SMS segments: a table of cases and properties of splitting."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.segments import GSM_BASIC, GSM_ESCAPED, cut, for_sms, is_gsm, plain, segments, split

GSM, UCS2 = True, False

CASES = [
    ("", GSM, 1),
    ("a" * 160, GSM, 1),
    ("a" * 161, GSM, 2),
    ("a" * 306, GSM, 2),
    ("a" * 307, GSM, 3),
    ("ñ¿¡éèùàìòÇÑü" + "a" * 148, GSM, 1),
    ("€" * 80, GSM, 1),
    ("€" * 81, GSM, 2),
    ("[]{}^\\~|" * 10, GSM, 1),
    ("a" * 152 + "€" + "a" * 151, GSM, 2),  # 305 units
    ("a" * 152 + "€" + "a" * 152, GSM, 3),  # 306 units, but the pair may not straddle 153
    ("á", UCS2, 1),
    ("á" * 70, UCS2, 1),
    ("á" * 71, UCS2, 2),
    ("á" * 134, UCS2, 2),
    ("á" * 135, UCS2, 3),
    ("ç", UCS2, 1),
    ("中" * 70, UCS2, 1),
    ("ਪ" * 71, UCS2, 2),
    ("👍" * 35, UCS2, 1),
    ("👍" * 36, UCS2, 2),
    ("👍" * 67, UCS2, 3),  # 134 units, but 33 pairs a segment, since a pair may not straddle 67
    ("\f", GSM, 1),
    ("`", UCS2, 1),
]


@pytest.mark.parametrize(("text", "gsm", "count"), CASES)
def test_segments_are_counted_as_the_phone_company_counts_them(text: str, gsm: bool, count: int) -> None:
    assert (is_gsm(text), segments(text)) == (gsm, count)


def test_the_gsm_alphabet_is_complete() -> None:
    assert len(GSM_BASIC) == 127  # 128 places, one of which is the escape itself
    assert len(GSM_ESCAPED) == 10


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("“It’s here” – now…", '"It\'s here" - now...'),
        ("9:00\u202fAM", "9:00 AM"),
        ("A\u00a0012-345-678", "A 012-345-678"),
        ("«oui»", '"oui"'),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("e\u0301", "é"),
        ("a\r\nb", "a\nb"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner is part of the spelling
    ],
)
def test_characters_that_only_look_alike_are_replaced(typed: str, sent: str) -> None:
    assert plain(typed) == sent


def test_accents_are_folded_when_that_saves_segments() -> None:
    text = "Su audiencia está aquí. " * 5

    assert for_sms(text, fold_accents=True) == "Su audiencia esta aqui. " * 5
    assert segments(for_sms(text, fold_accents=True)) == 1
    assert segments(for_sms(text, fold_accents=False)) == 2


def test_accents_stay_when_folding_saves_nothing() -> None:
    assert for_sms("Sí, está aquí", fold_accents=True) == "Sí, está aquí"


def test_accents_stay_when_something_else_needs_ucs2_anyway() -> None:
    text = "está 中 " * 20

    assert for_sms(text, fold_accents=True) == text


def test_letters_that_gsm_has_are_never_folded() -> None:
    assert for_sms("año, niñez, él, ¿qué? ó" * 10, fold_accents=True) == "año, niñez, él, ¿qué? o" * 10


def test_marks_that_change_the_meaning_stay_in_turkish() -> None:
    text = "Duruşmanız salı günü. " * 8

    assert for_sms(text, fold_accents=False) == text


@given(st.text())
def test_no_letter_is_lost_by_replacing_lookalikes(text: str) -> None:
    def letters(some: str) -> list[str]:  # "×" becomes the letter that looks like it
        kept = [c for c in unicodedata.normalize("NFC", some) if c not in "ʼ№×"]
        return [c for c in kept if unicodedata.category(c)[0] in "LN"]

    assert letters(plain(text.replace("×", ""))) == letters(text)


@given(st.text())
def test_replacing_lookalikes_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(), st.booleans())
def test_the_text_sent_never_costs_more_than_with_its_accents(text: str, fold: bool) -> None:
    assert segments(for_sms(text, fold_accents=fold)) <= segments(plain(text))


@given(st.text(min_size=1), st.text(min_size=1))
def test_more_text_never_costs_less(head: str, tail: str) -> None:
    assert segments(head) <= segments(head + tail)


WORDS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=12)
    | st.sampled_from(["Go.", "¿Qué?", "。", "। ", "نعم؟", "1-877-388-3842", "December\u00a014,\u00a02026"]),
    max_size=120,
)


@given(WORDS, st.integers(1, 4), st.sampled_from(["", "\nReply MORE for more."]))
def test_splitting_loses_nothing_and_the_head_fits(words: list[str], limit: int, suffix: str) -> None:
    text = " ".join(words)

    head, rest = split(text, limit, suffix=suffix)

    assert "".join((head + rest).split()) == "".join(text.split())
    assert segments(plain(head + suffix)) <= limit or len(head) <= 1
    assert rest == "" or head != ""


LONG = (
    "Your hearing is on Monday,\u00a0December\u00a014,\u00a02026,\u00a09:00\u00a0AM. "
    "Go to the court at 8 a.m. and wait. "
    "Call 1-877-388-3842 or see acis.eoir.justice.gov. Bring your papers. "
) * 3


def test_a_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    head, rest = split(LONG, 2)

    assert head.endswith("acis.eoir.justice.gov.")
    assert rest.startswith("Bring your papers.")


def test_without_a_sentence_end_it_is_cut_at_a_space() -> None:
    head, rest = split("word " * 60, 1)

    assert head.endswith("word")
    assert rest.startswith("word")


def test_one_endless_word_is_cut_anywhere() -> None:
    assert split("x" * 200, 1) == ("x" * 160, "x" * 40)


@given(st.integers(60, len(LONG)))
def test_nothing_that_belongs_together_is_cut_apart(length: int) -> None:
    head, rest = cut(LONG, lambda text: len(text) <= length)

    for whole in (r"December\u00a014", r"9:00\u00a0AM", r"1-877-388-3842", r"acis\.eoir\.justice\.gov"):
        found = len(re.findall(whole, head)) + len(re.findall(whole, rest))
        assert found == len(re.findall(whole, LONG))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("从现在开始我用中文。请写您的问题，谢谢。", "。"),
        ("ਸੁਣਵਾਈ ਸੋਮਵਾਰ ਹੈ। ਅਦਾਲਤ ਵਿੱਚ ਜਾਓ। ਹੁਣ", "।"),
        ("متى تكون جلستي القادمة؟ الجلسة يوم الاثنين", "؟"),
    ],
)
def test_sentences_of_every_script_end_where_their_readers_end_them(text: str, end: str) -> None:
    head, rest = cut(text, lambda some: len(some) <= len(text) * 2 // 3)

    assert head.endswith(end)
    assert rest


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "The desk is open every weekday. It opens at 6 a.m. Eastern Time and closes in the evening"

    head, rest = cut(text, lambda some: len(some) <= 50)

    assert head == "The desk is open every weekday."
    assert rest.startswith("It opens")
