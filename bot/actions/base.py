"""The ground of every action: who is asking, how to answer, and Rasa's events."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.records import Conversation
from bot.services import Services
from bot.vault import Vault
from bot.words.facts import Facts
from bot.words.render import Choice, Reply
from portal_core.database import read_scope


@dataclass
class Asked:
    """One call of Rasa: the conversation behind it, its slots, and the way to answer.

    The tracker's `sender_id` is the conversation's opaque id; everything about the person is looked up here.
    """

    services: Services
    tracker: Tracker
    dispatcher: CollectingDispatcher
    events: list[EventType] = field(default_factory=list)

    @cached_property
    def conversation(self) -> Conversation:
        """The conversation, with its contact loaded."""
        with read_scope(self.services.sessions) as session:
            found = sa.select(Conversation).where(Conversation.public_id == self.tracker.sender_id)
            talk = session.scalars(found).one()
            _ = talk.contact.public_id
        return talk

    @property
    def contact(self) -> str:
        """The contact's opaque id, as `portal_core` knows it."""
        return self.conversation.contact.public_id

    @cached_property
    def vault(self) -> Vault:
        """Where the secrets of this conversation are."""
        return Vault(self.services.sessions, self.services.keyring, self.services.clock)

    def slot(self, name: str) -> Any:
        """A slot's value."""
        return self.tracker.get_slot(name)

    def entity(self, name: str) -> str | None:
        """An entity of the command just given."""
        return next(self.tracker.get_latest_entity_values(name), None)

    def secret(self, ref: str | None) -> str:
        """The words behind a reference; empty when they are gone or none was given."""
        return (self.vault.take(self.tracker.sender_id, ref) or "") if ref else ""

    def use_up(self, *slots: str) -> tuple[str, ...]:
        """The words behind these slots, once: slots and vault forget them; no form can take them again."""
        refs = [self.slot(name) for name in slots]
        words = tuple(self.secret(ref) for ref in refs)
        self.vault.drop(self.conversation.id, [ref for ref in refs if ref])
        self.set(**dict.fromkeys(slots))
        return words

    def set(self, **slots: Any) -> None:
        """Set slots: references and states only."""
        self.events.extend(SlotSet(name, value) for name, value in slots.items())

    def go_on_with(self, action: str) -> None:
        """Run this action or form next, whatever the rules say."""
        self.events.append(FollowupAction(action))

    def say(
        self,
        key: str,
        facts: Facts | None = None,
        *,
        choices: tuple[Choice, ...] = (),
        in_form: bool = False,
    ) -> None:
        """Answer with a catalog key. Facts and choices go to the vault; Rasa gets a reference."""
        payload: dict[str, Any] = {"key": key, **({"in_form": True} if in_form else {})}
        if facts or choices:
            reply = json.dumps(Reply(key, facts or {}, choices).dump())
            payload["ref"] = self.vault.put(self.conversation.id, [("reply", reply)])[0]
        self.dispatcher.utter_message(json_message=payload)

    def switch_language(self, code: str, key: str) -> None:
        """Answer in another language from here on."""
        self.dispatcher.utter_message(json_message={"key": key, "language": code})


Run = Callable[[Asked], None]


class ServedAction(Action):
    """A named action of the domain that runs a plain function over `Asked`."""

    def __init__(self, name: str, run: Run, services: Services) -> None:
        self._name = name
        self._run = run
        self._services = services

    def name(self) -> str:
        """The name in the domain."""
        return self._name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:  # noqa: ARG002
        """Run the function and give its events to Rasa."""
        asked = Asked(self._services, tracker, dispatcher)
        self._run(asked)
        return asked.events
