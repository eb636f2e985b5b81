"""Rendering: replies (keys and facts) become the messages a person reads, in their language and channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.capabilities import Capabilities
from bot.channels.segments import cut, for_sms, segments, split
from bot.words.catalog import Catalog
from bot.words.facts import Fact, dump_facts, load_facts
from bot.words.languages import Language, languages
from bot.words.writing import NO_BREAK_SPACE

MORE = "#more"


@dataclass(frozen=True)
class Choice:
    """Something a person may pick: `label` is a catalog key, `payload` what the bot gets back."""

    label: str
    payload: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """One thing to say: a catalog key (its `#more` twin comes along by itself), facts, and choices."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Reply":
        """From JSON data, as `dump` makes it. Raises KeyError or pydantic.ValidationError if malformed."""
        choices = (
            Choice(item["label"], item["payload"], load_facts(item.get("facts") or {}))
            for item in data.get("choices") or ()
        )
        return cls(data["key"], load_facts(data.get("facts") or {}), tuple(choices))

    def dump(self) -> dict[str, Any]:
        """As JSON data."""
        choices = [
            {"label": choice.label, "payload": choice.payload, "facts": dump_facts(choice.facts)}
            for choice in self.choices
        ]
        return {"key": self.key, "facts": dump_facts(self.facts), "choices": choices}


@dataclass(frozen=True)
class Option:
    """A choice as the person sees it: by number, by label."""

    number: int
    label: str
    payload: str


@dataclass(frozen=True)
class Rendered:
    """What goes out now (`texts`, one message each), what waits for MORE (`rest`), and the choices shown.

    `rest` is kept as it is and handed to `Renderer.more` when the person asks for it.
    """

    texts: tuple[str, ...]
    rest: str | None = None
    options: tuple[Option, ...] = ()


class Renderer:
    """Makes messages of replies. Built once over the catalogs; safe to share between threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def render(self, replies: Sequence[Reply], code: str, channel: Capabilities) -> Rendered:
        """All replies of one turn in the language `code` (catalog code).

        On SMS they are one message, so that they cannot arrive out of order, of at most
        `channel.max_segments`; the rest waits for MORE. Raises MissingTextError for an unknown key.
        """
        options = self._options(replies, code)
        texts = [self._catalog.text(code, reply.key, reply.facts) for reply in replies]
        twins = [self._twin(reply, code) for reply in replies]
        if channel.max_segments is not None:
            menu = "" if channel.buttons else _numbered(options)
            return self._one_sms("\n".join(texts), _paragraphs(twins), menu, options, code, channel)
        bodies = [_paragraphs(pair) for pair in zip(texts, twins, strict=True)]
        if not channel.buttons and options:
            bodies = [*bodies[:-1], f"{bodies[-1]}\n{_numbered(options)}"]
        if channel.max_characters is not None:
            bodies = _pieces(_paragraphs(bodies), channel.max_characters)
        return Rendered(tuple(body.replace(NO_BREAK_SPACE, " ") for body in bodies), options=options)

    def more(self, rest: str, code: str, channel: Capabilities) -> Rendered:
        """The next part of a text that was kept back."""
        if channel.max_segments is None:
            return Rendered((rest.replace(NO_BREAK_SPACE, " "),))
        return self._one_sms(rest, "", "", (), code, channel)

    def _options(self, replies: Sequence[Reply], code: str) -> tuple[Option, ...]:
        choices = [choice for reply in replies for choice in reply.choices]
        return tuple(
            Option(number, self._label(choice, code), choice.payload)
            for number, choice in enumerate(choices, start=1)
        )

    def _label(self, choice: Choice, code: str) -> str:
        return self._catalog.text(code, choice.label, choice.facts).replace(NO_BREAK_SPACE, " ")

    def _twin(self, reply: Reply, code: str) -> str:
        """Further detail; a language may have one where English needs none, to keep its first text short."""
        twin = reply.key + MORE
        known = self._catalog.has(twin) or twin in self._catalog.entries(code)
        return self._catalog.text(code, twin, reply.facts) if known else ""

    def _one_sms(
        self, text: str, twin: str, menu: str, options: tuple[Option, ...], code: str, channel: Capabilities
    ) -> Rendered:
        """One SMS of at most the channel's segments, and what is kept back of it."""
        language = languages()[code]
        limit = channel.max_segments or 1

        def cost(body: str) -> int:
            return segments(_wire(body, language))

        whole = _lines(_paragraphs([text, twin]), menu)
        if cost(whole) <= (channel.easy_segments if twin else limit):
            return Rendered((_wire(whole, language),), options=options)
        tail = "\n".join(filter(None, [self._catalog.text(code, "more_hint"), menu]))
        head, kept = split(text, limit, suffix="\n" + tail, wire=lambda body: _wire(body, language))
        rest = _paragraphs([kept, twin])
        return Rendered((_wire(_lines(head, tail), language),), rest=rest or None, options=options)


def _wire(body: str, language: Language) -> str:
    return for_sms(body, fold_accents=language.fold_accents)


def _numbered(options: Sequence[Option]) -> str:
    return "\n".join(f"{option.number} {option.label}" for option in options)


def _paragraphs(texts: Sequence[str]) -> str:
    return "\n\n".join(filter(None, texts))


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _pieces(text: str, max_characters: int) -> list[str]:
    """The text as messages of at most `max_characters` each, cut at sentence ends."""
    pieces = []
    while text:
        piece, text = cut(text, lambda head: len(head) <= max_characters)
        pieces.append(piece)
    return pieces
