"""One turn of a conversation: what a stage may read and what it may leave for the next one."""

import json
from dataclasses import dataclass, field

from bot.inbox import Media
from bot.rasa import Command
from bot.records import Conversation, InboundState, Message
from bot.services import Services
from bot.words.render import Reply
from portal_core.database import read_scope


@dataclass
class Turn:
    """`replies` are keys and facts; words are made of them only when the turn is over."""

    services: Services
    message_id: int
    conversation: Conversation
    contact: str
    text: str
    media: tuple[Media, ...]
    carrier_answer: str = ""
    entities: dict[str, str] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    more_of: str = ""
    repeated: list[str] = field(default_factory=list)
    state: InboundState = InboundState.ANSWERED
    intent: str | None = None
    confidence: float | None = None

    @property
    def language(self) -> str:
        """The catalog code to answer in; English until we know better."""
        return self.conversation.language or "en"


def load_turn(services: Services, message_id: int) -> Turn:
    """Read the message and its conversation (detached; `bot.answer` writes the changes back)."""
    with read_scope(services.sessions) as session:
        message = session.get_one(Message, message_id)
        conversation = session.get_one(Conversation, message.conversation_id)
        contact = conversation.contact.public_id
    return Turn(
        services=services,
        message_id=message_id,
        conversation=conversation,
        contact=contact,
        text=services.keyring.open(message.body_sealed),
        media=_media(services, message),
    )


def _media(services: Services, message: Message) -> tuple[Media, ...]:
    if not message.media_sealed:
        return ()
    return tuple(Media(**item) for item in json.loads(services.keyring.open(message.media_sealed)))
