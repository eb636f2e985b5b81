"""Secrets arrive as `<a_number:REF>`: the reference becomes an entity, the model sees a neutral word."""

import re
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"<(a_number|linking_code|one_time_code|digits)(?::([^<>\s]+))?>")
_WORDS = {"a_number": "A-number", "linking_code": "linking code", "one_time_code": "code", "digits": "number"}


@dataclass(frozen=True)
class Placeholder:
    """One secret in a text: its kind, its vault reference, and where the placeholder stands."""

    kind: str
    reference: str
    start: int
    end: int


def find(text: str) -> list[Placeholder]:
    """The placeholders of a text that carry a reference, in order."""
    return [
        Placeholder(match[1], match[2], match.start(), match.end())
        for match in _PLACEHOLDER.finditer(text)
        if match[2]
    ]


def neutral(text: str) -> str:
    """The text with a common word for each placeholder, so that a reference never sways the model."""
    return _PLACEHOLDER.sub(lambda match: _WORDS[match[1]], text)


def without(text: str) -> str:
    """The text with its placeholders removed."""
    return _PLACEHOLDER.sub(" ", text).strip()
