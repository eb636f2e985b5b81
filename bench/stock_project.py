"""A stock Rasa project on our intents, laid out as a newcomer would: default config, one answer an intent."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).parent / "stock"

Content = dict[str, Any]


def write(project: Path, lines: Path, intents: Sequence[str], epochs: int) -> None:
    """Write config, domain, rules, stories and credentials to `project`, and take over the examples."""
    shutil.copytree(lines, project / "data")
    shutil.copy(SOURCE / "credentials.yml", project)
    _dump(project / "config.yml", _config(epochs))
    _dump(project / "domain.yml", _domain(intents))
    _dump(project / "data" / "rules.yml", {"version": "3.1", "rules": [_rule(name) for name in intents]})
    _dump(project / "data" / "stories.yml", {"version": "3.1", "stories": [_story(name) for name in intents]})


def _config(epochs: int) -> Content:
    """The default config with other epochs for what learns from the examples; the policies keep theirs."""
    config: Content = yaml.safe_load((SOURCE / "config.yml").read_text())
    for component in config["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    return config


def _domain(intents: Sequence[str]) -> Content:
    answers = {f"utter_{name}": [{"text": f"The answer to {name}."}] for name in intents}
    return {"version": "3.1", "intents": list(intents), "responses": answers}


def _rule(intent: str) -> Content:
    return {"rule": intent, "steps": _exchange(intent)}


def _story(intent: str) -> Content:
    """A short talk around each intent, so that the policies that learn have something to learn from."""
    return {"story": intent, "steps": [*_exchange("greet"), *_exchange(intent), *_exchange("thank")]}


def _exchange(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": f"utter_{intent}"}]


def _dump(path: Path, content: Content) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False))
