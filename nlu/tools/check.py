"""Lint the training data: hard errors fail (exit code 1), soft ones are listed for a person to judge."""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components.folding import bare
from components.languages import script_language
from components.placeholders import without
from components.short_texts import short_intent
from tools.crossval import Judged, cross_validate
from tools.data import LANGUAGES, NLU, Example, read_examples
from tools.tables import markdown

FEWEST = 30  # examples an intent and language
_SUSPECT = 0.9  # out-of-fold confidence in another intent
_OWNED = 12  # uses of a word, all in one intent, that look like an accident
_SHOWN = 200
_ANOTHER_LANGUAGE_WELCOME = {"change_language", "out_of_scope", "greet", "goodbye", "thank", "affirm", "deny"}
_SECRETS = {
    "digits like an A-number, phone or code": re.compile(r"(?<![\d.,/:-])(?:\d[\s().-]?){7,}"),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "linking code": re.compile(r"\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{8}\b"),
}


@dataclass(frozen=True)
class Finding:
    """Something to look at."""

    hard: bool
    kind: str
    text: str


def counts(examples: Sequence[Example]) -> Iterator[Finding]:
    """Intents with too few examples in a language."""
    numbers = Counter((example.intent, example.language) for example in examples)
    for intent in sorted({example.intent for example in examples}):
        for language in LANGUAGES:
            if numbers[intent, language] < FEWEST:
                text = f"{intent} in {language}: {numbers[intent, language]} of {FEWEST}"
                yield Finding(True, "too few examples", text)


def duplicates(examples: Sequence[Example]) -> Iterator[Finding]:
    """The same folded text twice in a language, or under two intents anywhere."""
    by_key: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_key[bare(example.text) or example.text].append(example)
    for key, same in by_key.items():
        intents = ", ".join(sorted({example.intent for example in same}))
        languages = Counter(example.language for example in same)
        text = f"{key}: {intents} ({', '.join(languages)})"
        if len({example.intent for example in same}) > 1:
            yield Finding(_contradictory(same), "one text, two intents", text)
        elif max(languages.values()) > 1:
            yield Finding(False, "duplicate", text)


def _contradictory(same: Sequence[Example]) -> bool:
    """Whether a text stands letter for letter under two intents of one language ("çık" is not "cık")."""
    intents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for example in same:
        intents[example.language, example.text.lower().strip(" .!?")].add(example.intent)
    return any(len(names) > 1 for names in intents.values())


def near_duplicates(examples: Sequence[Example]) -> Iterator[Finding]:
    """Texts of a language made of the same words in another order, or with a word repeated."""
    groups: dict[tuple[str, frozenset[str]], list[Example]] = defaultdict(list)
    for example in examples:
        words = frozenset(bare(example.text).split())
        if len(words) > 2:
            groups[example.language, words].append(example)
    for (language, _), same in groups.items():
        if len({bare(example.text) for example in same}) > 1:
            intents = ", ".join(sorted({example.intent for example in same}))
            texts = " / ".join(example.text for example in same)
            yield Finding(False, "near duplicate", f"{language}, {intents}: {texts}")


def wrong_script(examples: Sequence[Example]) -> Iterator[Finding]:
    """Texts whose script belongs to another language."""
    for example in examples:
        script = script_language(example.text)
        if script and script != example.language and example.intent not in _ANOTHER_LANGUAGE_WELCOME:
            yield Finding(True, "wrong script", f"{example.language} {example.intent}: {example.text}")


def personal_data(examples: Sequence[Example]) -> Iterator[Finding]:
    """Digits, codes and addresses that may be somebody's."""
    for example in examples:
        for kind, pattern in _SECRETS.items():
            if pattern.search(without(example.text)):
                text = f"{kind}: {example.language} {example.intent}: {example.text}"
                yield Finding(example.intent != "out_of_scope", "personal data", text)


def short_text_conflicts(examples: Sequence[Example]) -> Iterator[Finding]:
    """Examples that the table of short texts decides otherwise."""
    for example in examples:
        intent = short_intent(example.text)
        if intent and intent != example.intent:
            text = f"{example.language}: {example.text}: {example.intent}, table says {intent}"
            yield Finding(False, "short text", text)


def owned_words(examples: Sequence[Example]) -> Iterator[Finding]:
    """Frequent words that one intent has to itself; some are its topic, others a habit of the writer."""
    uses: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for word in set(bare(example.text).split()):
            uses[example.language, word][example.intent] += 1
    for (language, word), intents in sorted(uses.items()):
        if len(intents) == 1 and intents.total() >= _OWNED:
            intent, number = intents.most_common(1)[0]
            yield Finding(False, "word of one intent", f"{language}: {word}: {intent} {number}")


def label_suspects(judged: Judged) -> Iterator[Finding]:
    """Examples that a model which has not seen them is sure belong elsewhere."""
    confidence = judged.chances.max(axis=1)
    wrong = np.flatnonzero((judged.guess != judged.truth) & (confidence >= _SUSPECT))
    for row in wrong[np.argsort(-confidence[wrong])]:
        example, guess = judged.examples[row], judged.classes[judged.guess[row]]
        looks = f"looks like {guess} ({confidence[row]:.2f})"
        text = f"{example.language}: {example.text}: {example.intent}, {looks}"
        yield Finding(False, "label suspect", text)


_CHECKS = (
    counts,
    duplicates,
    near_duplicates,
    wrong_script,
    personal_data,
    short_text_conflicts,
    owned_words,
)


def find_all(examples: list[Example], with_model: bool) -> list[Finding]:
    """Every finding of every check."""
    findings = [finding for check in _CHECKS for finding in check(examples)]
    if with_model:
        findings += label_suspects(cross_validate(examples, folds=3))
    return findings


def report(examples: Sequence[Example], findings: Sequence[Finding]) -> str:
    """Counts per intent and language, then the findings by kind, hard ones first."""
    numbers = Counter((example.intent, example.language) for example in examples)
    intents = sorted({example.intent for example in examples})
    rows = [[intent, *(numbers[intent, language] for language in LANGUAGES)] for intent in intents]
    totals = Counter(example.language for example in examples)
    rows.append(["all", *(totals[language] for language in LANGUAGES)])
    parts = ["# Training data", markdown(["intent", *LANGUAGES], rows)]
    for kind in dict.fromkeys(finding.kind for finding in sorted(findings, key=lambda f: not f.hard)):
        of_kind = sorted((f for f in findings if f.kind == kind), key=lambda f: not f.hard)
        lines = [f"- {'**' if f.hard else ''}{f.text}{'**' if f.hard else ''}" for f in of_kind[:_SHOWN]]
        parts.append(f"## {kind} ({len(of_kind)})\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=NLU / "data")
    parser.add_argument("--no-model", action="store_true", help="leave out label suspects")
    arguments = parser.parse_args()
    examples = read_examples(arguments.folder)
    findings = find_all(examples, not arguments.no_model)
    path = NLU / "reports" / "data.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(report(examples, findings), encoding="utf-8")
    for kind, number in Counter(finding.kind for finding in findings).items():
        print(f"{number:5} {kind}")
    hard = [finding for finding in findings if finding.hard]
    for finding in hard:
        print(f"ERROR {finding.kind}: {finding.text}")
    print(f"{len(examples)} examples, {len(hard)} errors; all findings in {path.relative_to(NLU.parent)}")
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
