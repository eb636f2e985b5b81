"""Texts are in their own language, in plain words, within budget, and never say what they must not."""

import re
from statistics import median

import pytest

from bench.segments import table
from bot.channels.capabilities import SMS
from bot.channels.segments import for_sms, segments, without_accents
from bot.words.folding import fold
from bot.words.keywords import keyword
from bot.words.languages import SOURCE, Language, languages
from bot.words.render import MORE
from tests.project.catalogs import (
    CATALOG,
    COMPLETE,
    ENGLISH,
    LABELS,
    LATIN,
    SAMPLES,
    SCRIPTS,
    SEVERAL_LANGUAGES,
    each_complete,
    each_translated,
    own_words,
    spoken,
)
from tests.project.reading_level import grade, words

READING_GRADE = 6.0


@each_translated
def test_each_text_is_in_the_script_of_its_language(language: Language) -> None:
    own = SCRIPTS.get(language.code, LATIN)
    other = "".join(script for script in (*SCRIPTS.values(), LATIN) if script != own)
    if own == LATIN:
        wrong = [
            key for key, entry in spoken(language).items() if re.search(f"[{other}]", " ".join(entry.forms))
        ]
    else:
        wrong = [
            key
            for key, entry in spoken(language).items()
            if words(own_words(ENGLISH[key.removesuffix(MORE)].forms[0])) > 1
            and len(re.findall(f"[{own}]", own_words(entry.forms[0])))
            <= len(re.findall(f"[{LATIN}]", own_words(entry.forms[0])))
        ]

    assert wrong == []


@each_translated
def test_no_english_is_left_over(language: Language) -> None:
    tell_tale = re.compile(
        r"\b(the|and|you|your|with|from|this|that|will|have|must|paper|hearing|please)\b", re.I
    )

    left = {
        key: found[0]
        for key, entry in spoken(language).items()
        if (found := tell_tale.search(own_words(" ".join(entry.forms))))
    }

    assert left == {}


def test_english_speaks_english() -> None:
    entries = spoken(languages()[SOURCE])
    foreign = re.compile(f"[{''.join(SCRIPTS.values())}áéíóúñç]")

    assert [key for key, entry in entries.items() if foreign.search(entry.forms[0])] == []


def told_to_write(language: Language, text: str) -> set[str | None]:
    """Meanings of the words a text asks for: words in capitals, or any words in scripts without capitals."""
    if language.code in ("zh_Hans", "pa", "ar"):
        folded = fold(text)
        parts = {folded[at : at + size] for at in range(len(folded)) for size in range(2, 20)}
    else:
        runs = [
            run.split()
            for run in re.findall(r"[^\W\d_a-z]{2,}(?:[ -][^\W\d_a-z]{1,})*", text)
            if run.isupper()
        ]
        parts = {
            " ".join(run[at:end])
            for run in runs
            for at in range(len(run))
            for end in range(at + 1, len(run) + 1)
        }
    return {keyword(part.strip()) for part in parts}


@each_translated
def test_the_words_a_person_is_told_to_write_are_understood(language: Language) -> None:
    """Where English says "Reply MORE", the translation must name a word of the same meaning, such as MÁS."""
    entries = CATALOG.entries(language.code)

    not_understood = {
        key: missing
        for key, english in ENGLISH.items()
        if not key.startswith(LABELS)
        and (
            missing := told_to_write(languages()[SOURCE], english.forms[0])
            - {None}
            - told_to_write(language, entries[key].forms[0])
        )
    }

    assert not_understood == {}


@each_complete
def test_sms_answers_stay_within_their_budget(language: Language) -> None:
    costs = table(CATALOG, language, SAMPLES)

    assert median(cost.at_once for cost in costs) <= 2
    assert [cost.key for cost in costs if cost.total > (SMS.max_segments or 0)] == []


@each_complete
def test_labels_are_short(language: Language) -> None:
    limits = {"choice_": 22, "intent_": 42}
    long = [
        key
        for key, entry in CATALOG.entries(language.code).items()
        for start, limit in limits.items()
        if key.startswith(start) and len(re.sub(r"\{[^}]*\}", "A***-**5-678", entry.forms[0])) > limit
    ]

    assert long == []


@each_complete
def test_no_label_to_type_is_a_word_that_stops_messages(language: Language) -> None:
    labels = {
        key: entry.forms[0] for key, entry in CATALOG.entries(language.code).items() if "choice_" in key
    }

    assert [key for key, label in labels.items() if keyword(label) in ("stop", "start", "help")] == []


def test_english_is_written_for_a_sixth_grade_reader() -> None:
    hard = {
        key: round(grade(form), 1)
        for key, entry in ENGLISH.items()
        if not key.startswith(LABELS)
        for form in entry.forms
        if words(form) >= 5 and grade(form) > READING_GRADE
    }

    assert hard == {}


@each_complete
def test_the_code_comes_first_in_a_neutral_text(language: Language) -> None:
    """Others may read a lock screen: no court, no case, no immigration."""
    text = CATALOG.text(language.code, "one_time_code_text", SAMPLES)

    assert text.lstrip("\u2066\u2068").startswith("482913")
    assert segments(for_sms(text, fold_accents=language.fold_accents)) <= 2
    assert not re.search(r"court|case|immigra|asyl|corte|caso|inmigra|asilo|hearing|{program}", text, re.I)


def test_spanish_past_tenses_do_not_hang_on_an_accent() -> None:
    """Without its accent "aceptó" (it accepted) reads "acepto" (I accept): such verbs are not used."""
    first_person_past = re.compile(r"\b\w+[^\Wiu]ó\b")
    allowed = {"envió"}  # "si envió" → "si envio" stays the same fact

    found = {
        word
        for entry in CATALOG.entries("es").values()
        for word in first_person_past.findall(" ".join(entry.forms))
    }

    assert found <= allowed


@pytest.mark.parametrize("code", [language.code for language in COMPLETE if language.fold_accents])
def test_folding_accents_leaves_only_the_letters_of_the_phone_alphabet(code: str) -> None:
    left = {
        character
        for key, entry in spoken(languages()[code]).items()
        if key not in SEVERAL_LANGUAGES
        for character in without_accents(" ".join(entry.forms))
        if segments(character * 71) > 1 and character not in "«»“”’…–— "
    }

    assert left == set()


@pytest.mark.parametrize(
    "never",
    [
        r"you (do not )?qualify",
        r"you will (win|lose)",
        r"you (need|do) not (attend|go)",
        r"will be accepted",
        r"guarantee",
        r"your deadline is certainly",
        r"we recommend",
    ],
)
def test_what_an_assistant_must_never_say_is_not_said(never: str) -> None:
    assert [key for key, entry in ENGLISH.items() if re.search(never, " ".join(entry.forms), re.I)] == []


def test_accepted_is_never_called_granted() -> None:
    mentions = [key for key, entry in ENGLISH.items() if "granted" in " ".join(entry.forms)]

    assert mentions
    assert all("does not mean granted" in " ".join(ENGLISH[key].forms) for key in mentions)
