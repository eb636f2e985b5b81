"""Catalogs are checked like code: complete, used, in the right script, within budget, in plain words."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bench.segments import messages, table
from bot.channels.capabilities import CHANNELS, SMS
from bot.channels.segments import for_sms, segments, without_accents
from bot.words.catalog import Catalog, Entry, po_file
from bot.words.facts import Facts, load_facts
from bot.words.folding import fold
from bot.words.keywords import keyword
from bot.words.languages import LOCALES, SOURCE, Language, languages
from bot.words.render import Renderer, Reply
from portal_core.data import read_toml
from portal_core.records.case import Proceeding, Stage
from portal_core.records.hearing import HearingKind, Medium
from portal_core.rules.asylum_clock import ClockReason
from portal_core.rules.defaults import FIXED_BASES, deadline_rules
from portal_core.rules.filing_states import FilingState
from tests.project.reading_level import grade, words

ROOT = Path(__file__).parents[2]
CATALOG = Catalog(strict=True)
ENGLISH = CATALOG.entries(SOURCE)
SAMPLES: Facts = load_facts(tomllib.loads((LOCALES / "samples.toml").read_text("utf-8")))
KEYS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("keys.toml").read_text("utf-8"))
COMPLETE = [language for language in languages().values() if language.complete]
TRANSLATED = [language for language in COMPLETE if language.code != SOURCE]
READING_GRADE = 6.0
LABELS = (
    "choice_",
    "document_kind_",
    "intent_",
    "proceeding_",
    "deadline_basis_",
    "hearing_kind_",
    "medium_",
)
ABOUT_OTHER_LANGUAGES = re.compile(r"language_[a-z][a-z](_.+)?")
SEVERAL_LANGUAGES = {"trouble_first_contact"}  # the very first words to somebody whose language is unknown

SCRIPTS = {"zh_Hans": "\u4e00-\u9fff", "pa": "\u0a00-\u0a7f", "ru": "\u0400-\u04ff", "ar": "\u0600-\u06ff"}
LATIN = "A-Za-z\u00c0-\u024f"

each_complete = pytest.mark.parametrize("language", COMPLETE, ids=lambda language: language.code)
each_translated = pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)


def own_words(text: str) -> str:
    """A text without what is rightly not in its language: placeholders, quoted and bracketed terms, names."""
    return re.sub(
        r"\{[^}]*\}|\"[^\"]*\"|“[^”]*”|«[^»]*»|\([^()]*\)|（[^（）]*）|[A-Z][A-Za-z]*-?\d[\w./-]*", " ", text
    )


def placeholders(entry: Entry) -> set[str]:
    return set(re.findall(r"\{([^}]*)\}", " ".join(entry.forms)))


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", re.sub(r"\{[^}]*\}", "", text)))


def spoken(language: Language) -> dict[str, Entry]:
    """The texts of a language that are words of its own."""
    entries = CATALOG.entries(language.code)
    return {key: entry for key, entry in entries.items() if not ABOUT_OTHER_LANGUAGES.fullmatch(key)}


# --- complete and used -------------------------------------------------------------------------------


@each_complete
def test_no_text_is_missing_and_none_is_left_over(language: Language) -> None:
    assert set(CATALOG.entries(language.code)) == set(ENGLISH)


@each_translated
def test_no_text_is_older_than_its_english(language: Language) -> None:
    assert [key for key in ENGLISH if CATALOG.is_stale(language.code, key)] == []


@each_complete
def test_no_key_stands_twice_in_a_file(language: Language) -> None:
    keys = re.findall(r'^msgctxt "(.+)"$', po_file(LOCALES, language.code).read_text("utf-8"), re.MULTILINE)

    assert [key for key, times in Counter(keys).items() if times > 1] == []


@each_complete
def test_each_text_has_all_plural_forms_of_its_language(language: Language) -> None:
    rule = re.search(r"nplurals=(\d)", po_file(LOCALES, language.code).read_text("utf-8"))
    assert rule
    plural = {key for key, entry in ENGLISH.items() if len(entry.forms) > 1}

    forms = {key: len(entry.forms) for key, entry in CATALOG.entries(language.code).items() if key in plural}

    assert forms == dict.fromkeys(plural, int(rule[1]))


def test_every_text_is_said_somewhere() -> None:
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "nlu" / "domain").glob("*.yml"), ROOT / "app.py"]
    named = {word for path in sources for word in re.findall(r"\w+", path.read_text("utf-8"))}
    known = re.compile("|".join([*KEYS["built"], *KEYS["waiting"]]))

    unused = [
        key for key in {key.removesuffix("#more") for key in ENGLISH} - named if not known.fullmatch(key)
    ]

    assert unused == []


def rows(name: str) -> list[str]:
    return [code for code, row in read_toml(name).items() if isinstance(row, dict)]


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("stage_{}", list(Stage)),
        ("proceeding_{}", list(Proceeding)),
        ("hearing_kind_{}", list(HearingKind)),
        ("medium_{}", list(Medium)),
        ("filing_status_{}", list(FilingState)),
        ("clock_reason_{}", [*ClockReason, "unknown"]),
        ("deadline_basis_{}", [*FIXED_BASES, *deadline_rules()]),
        ("document_kind_{}", rows("document_kinds.toml")),
        ("reason_{}", rows("reject_reasons.toml")),
        ("reason_{}_next", rows("reject_reasons.toml")),
        ("language_{}", list(languages())),
    ],
)
def test_every_code_of_the_core_has_its_words(pattern: str, codes: list[Any]) -> None:
    assert [code for code in codes if pattern.format(code) not in ENGLISH] == []


# --- the same facts in every language ----------------------------------------------------------------


@each_translated
def test_a_translation_has_the_placeholders_of_the_english(language: Language) -> None:
    def names(entry: Entry) -> set[str]:
        return {placeholder.split(":")[0] for placeholder in placeholders(entry)}

    entries = CATALOG.entries(language.code)

    assert [key for key, entry in ENGLISH.items() if names(entries[key]) != names(entry)] == []


def test_every_placeholder_is_a_known_fact() -> None:
    known = set(SAMPLES) | set(CATALOG.constants)
    forms = {"", "date", "short", "time", "clock"}

    for entry in ENGLISH.values():
        for placeholder in placeholders(entry):
            name, _, form = placeholder.partition(":")
            assert name in known, (entry.key, name)
            assert form in forms, (entry.key, form)


@each_translated
def test_a_translation_has_the_figures_of_the_english(language: Language) -> None:
    entries = spoken(language)

    different = [
        key for key, entry in entries.items() if numbers(entry.forms[-1]) != numbers(ENGLISH[key].forms[-1])
    ]

    assert different == []


@each_complete
def test_every_text_renders_on_every_channel_with_the_longest_facts(language: Language) -> None:
    renderer = Renderer(CATALOG)
    for key in messages(CATALOG):
        for channel in CHANNELS.values():
            rendered = renderer.render([Reply(key, SAMPLES)], language.code, channel)
            for text in rendered.texts:
                assert not re.search(r"[{}\u00a0]", text), (key, text)


# --- the right language ------------------------------------------------------------------------------


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
            if words(own_words(ENGLISH[key].forms[0])) > 1
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


@each_translated
def test_the_words_a_person_is_told_to_write_are_understood(language: Language) -> None:
    """ "Reply MORE" in English must name a word of the same meaning, such as MÁS, in every other language."""
    entries = CATALOG.entries(language.code)
    for key, english in ENGLISH.items():
        if key.startswith(LABELS):
            continue
        told = {
            meaning
            for word in re.findall(r"\b[A-Z]{4,}(?: ME)?\b", english.forms[0])
            if (meaning := keyword(word))
        }
        tokens = fold(entries[key].forms[0]).split()
        phrases = [" ".join(tokens[at : at + size]) for at in range(len(tokens)) for size in (1, 2, 3)]
        unspaced = fold(entries[key].forms[0])
        understood = {keyword(phrase) for phrase in phrases}
        understood |= {
            keyword(unspaced[at : at + size]) for at in range(len(unspaced)) for size in range(2, 7)
        }
        assert told <= understood, key


# --- plain words, within budget ----------------------------------------------------------------------


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
