"""The seam between Rasa's domain and our code: every action, text and intent name, both ways."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.actions.registry import ACTIONS, FORMS
from bot.rasa import Command
from bot.words.catalog import Catalog
from bot.words.languages import languages

ROOT = Path(__file__).parents[2]
NLU = ROOT / "nlu"
DOMAIN = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((NLU / "domain").glob("*.yml"))]
RULES = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((NLU / "data" / "rules").glob("*.yml"))]
CATALOG = Catalog(strict=True)
BUILT_IN = {"action_listen", "action_deactivate_loop", "action_restart"}
SPEAKING = [path for path in sorted((ROOT / "bot").rglob("*.py")) if "simulator" not in path.parts]
OF_THE_POLICY = {"action_fallback"}


def gathered(section: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in DOMAIN:
        items = part.get(section) or {}
        found.update(items if isinstance(items, dict) else dict.fromkeys(items))
    return found


def payloads() -> list[dict[str, Any]]:
    return [item["custom"] for variants in gathered("responses").values() for item in variants]


def in_rules(kind: str) -> set[str]:
    text = yaml.safe_dump(RULES)
    return set(re.findall(rf"\b{kind}: (\w+)", text))


def test_every_action_of_the_domain_has_its_code_and_the_reverse() -> None:
    assert set(gathered("actions")) == set(ACTIONS) | set(FORMS)


def test_every_action_and_response_is_used_by_a_rule_or_a_form_and_the_reverse() -> None:
    named = {name for name in in_rules("action") if name not in BUILT_IN}
    known = set(gathered("actions")) | set(gathered("responses")) | set(gathered("forms"))
    asking = {name for name in known if "_ask_" in name}

    assert named <= known
    assert known - named - asking - set(FORMS) == OF_THE_POLICY


def test_every_intent_has_a_rule_or_a_form_and_the_reverse() -> None:
    assert in_rules("intent") == set(gathered("intents"))


def test_every_response_is_a_key_that_the_catalogs_have() -> None:
    missing = {payload["key"] for payload in payloads() if not CATALOG.has(payload["key"])}

    assert not missing


def test_every_choice_of_a_response_has_a_label_and_a_known_intent() -> None:
    choices = [choice for payload in payloads() for choice in payload.get("choices", [])]

    assert choices
    for choice in choices:
        assert CATALOG.has(choice["label"])
        assert Command.read(choice["payload"]).intent in gathered("intents")


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_every_key_that_the_code_says_is_in_the_catalogs(path: Path) -> None:
    said = re.findall(
        r"(?:\bsay\(|Reply\(|switch_language\(\w+, |Choice\()\s*\"(\w+)\"", path.read_text("utf-8")
    )

    assert [key for key in said if not CATALOG.has(key)] == []


def test_the_trained_languages_are_the_languages_we_answer_in() -> None:
    folders = {path.name for path in (NLU / "data").iterdir() if path.is_dir()} - {"rules"}

    assert folders == {language.nlu for language in languages().values()}


def test_every_intent_of_the_domain_can_be_named_in_a_list_of_choices() -> None:
    given_by_the_bot = {"not_understood", "did_you_mean", "offer_person", "pick_case", "forget_me"}
    given_by_the_bot |= {"cannot_come", "inform"}
    learned = set(gathered("intents")) - given_by_the_bot

    assert len(learned) == 50
    assert [name for name in learned if not CATALOG.has(f"intent_{name}")] == []
