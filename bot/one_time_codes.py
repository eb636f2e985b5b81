"""Sends a one-time code to the phone: a neutral text of its own, never part of an answer, never repeated."""

from bot import outbox
from bot.channels.capabilities import CHANNELS
from bot.channels.segments import segments
from bot.records import Conversation
from bot.services import Services
from bot.words.facts import Code
from bot.words.render import Reply
from portal_core.database import write_scope


def send_code(services: Services, conversation: Conversation, code: str) -> None:
    """Queue the code as a text of its own on the channel the person is on."""
    channel = CHANNELS[conversation.channel.value]
    reply = Reply("one_time_code_text", {"code": Code(value=code)})
    rendered = services.renderer.render([reply], conversation.language or "en", channel)
    text = rendered.texts[0]
    draft = outbox.Draft(text, segments(text), secret=True)
    with write_scope(services.sessions) as session:
        row = outbox.add(
            services, session, conversation=conversation, channel=conversation.channel, draft=draft
        )
        session.flush()
        message_id = row.id
    services.queue.send_message(message_id)
