"""The journey of one message: named stages over one turn. A stage may speak and stop, or stop silently;
only the pipeline catches."""

from collections.abc import Callable, Sequence

import structlog

from bot.rasa import RasaDown
from bot.records import InboundState
from bot.stages.attachments import attachments
from bot.stages.consent import consent
from bot.stages.dialogue import dialogue
from bot.stages.limits import limits
from bot.stages.privacy import privacy
from bot.stages.shortcuts import shortcuts
from bot.stages.stops import Silent, Speak
from bot.stages.understand import understand
from bot.turn import Turn
from bot.words.render import Reply

Stage = Callable[[Turn], None]
STAGES: Sequence[Stage] = (
    consent,
    limits,
    attachments,
    shortcuts,
    privacy,
    understand,
    dialogue,
)

log = structlog.get_logger()


def run(turn: Turn, stages: Sequence[Stage] = STAGES) -> None:
    """Take the turn through the stages and leave replies and a state in it."""
    try:
        for stage in stages:
            stage(turn)
    except Speak as stop:
        turn.replies.extend(stop.replies)
    except Silent:
        turn.state = InboundState.SILENT
    except RasaDown as error:
        log.warning("rasa_down", reason=str(error), message_id=turn.message_id)
        tell_trouble_once(turn)
    except Exception as error:  # whatever it is, the person must not meet silence
        log.error("turn_failed", exc_info=error, message_id=turn.message_id)
        tell_trouble_once(turn)


def tell_trouble_once(turn: Turn) -> None:
    """The message stays stored and is tried again; the person is told once until an answer got through."""
    turn.state = InboundState.WAITING
    turn.replies.clear()
    if turn.conversation.trouble_told_at:
        return
    turn.conversation.trouble_told_at = turn.services.clock()
    turn.replies.append(Reply("trouble" if turn.conversation.language else "trouble_first_contact"))
