"""Linking a phone with a case: who are you, the code of the notice, the code just sent."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from bot.actions import facts
from bot.actions.base import Asked
from bot.actions.case import answer_pending
from bot.actions.proof import WAKE
from bot.one_time_codes import send_code
from bot.services import Services
from bot.words.render import Choice
from portal_core.answers import LinkDone, LinkStart, WakeDone
from portal_core.errors import BadANumber, BadLinkingCode
from portal_core.rules import a_number, linking_code

YES_NO = (Choice("choice_yes", "/affirm"), Choice("choice_no", "/deny"))
CODE_LENGTH = 6


class LinkForm(FormValidationAction):
    """`link_form`: the A-number (read back when a zero was put in front) and the linking code."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def name(self) -> str:
        """The name in the domain."""
        return "validate_link_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Any,  # noqa: ARG002
    ) -> list[str]:
        """A number of nine digits needs no confirmation."""
        asked = Asked(self._services, tracker, dispatcher)
        if _is_padded(asked.secret(asked.slot("a_number"))):
            return domain_slots
        return [name for name in domain_slots if name != "a_number_confirmed"]

    def validate_a_number(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Keep the reference when an A-number is behind it; else say what is wrong with it."""
        asked = Asked(self._services, tracker, dispatcher)
        typed = asked.secret(value)
        if not typed:
            return {"a_number": None}
        try:
            a_number.parse(typed)
        except BadANumber as error:
            asked.say(f"link_{error.code}")
            return {"a_number": None}
        return {"a_number": value}

    def validate_a_number_confirmed(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,  # noqa: ARG002
        tracker: Tracker,  # noqa: ARG002
        domain: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        """No: ask for the number again."""
        return {"a_number_confirmed": True} if value else {"a_number": None, "a_number_confirmed": None}

    def validate_linking_code(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Keep the reference when a code of the right shape is behind it."""
        asked = Asked(self._services, tracker, dispatcher)
        typed = asked.secret(value)
        if not typed:
            return {"linking_code": None}
        try:
            linking_code.parse(typed)
        except BadLinkingCode:
            asked.say("link_code_bad")
            return {"linking_code": None}
        return {"linking_code": value}


class CodeForm(FormValidationAction):
    """`code_form`: the six digits that were just sent to the phone."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def name(self) -> str:
        """The name in the domain."""
        return "validate_code_form"

    def validate_one_time_code(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Only six digits can be the code; anything else costs no try."""
        asked = Asked(self._services, tracker, dispatcher)
        digits = [character for character in asked.secret(value) if character.isdigit()]
        return {"one_time_code": value if len(digits) == CODE_LENGTH else None}


def ask_confirmation(asked: Asked) -> None:
    """Read back the number that was completed with a zero."""
    number = a_number.parse(asked.secret(asked.slot("a_number")))
    asked.say(
        "link_a_number_read_back", {"a_number": facts.code(number.display())}, choices=YES_NO, in_form=True
    )


def start_link(asked: Asked) -> None:
    """Say why and what is needed, unless the number is already there."""
    if not asked.slot("a_number"):
        asked.say("link_intro")
    asked.set(link_state=None, a_number_confirmed=None)


def check_link(asked: Asked) -> None:
    """Compare number and code with the record; on a match send a one-time code."""
    number, code = asked.use_up("a_number", "linking_code")
    start = asked.services.portal.start_link(asked.contact, number, code)
    asked.set(a_number_confirmed=None)
    if start.code:
        send_code(asked.services, asked.conversation, start.code)
        asked.set(link_state="code_sent", access=None, one_time_code=None)
    elif start.state == "not_matched":
        asked.say("link_not_matched")
        asked.go_on_with("link_form")
    else:
        _end(asked, start)


def _end(asked: Asked, start: LinkStart) -> None:
    if start.state == "locked" and start.locked_until:
        asked.say("link_locked", {"until": facts.moment(start.locked_until, facts.EASTERN)})
    elif start.state == "represented":
        asked.say("link_represented")
    else:
        asked.say("link_already")
    asked.set(link_state="ended", pending=None)


def confirm_code(asked: Asked) -> None:
    """Take the one-time code: it links the phone or wakes a link; then the open question is answered."""
    (typed,) = asked.use_up("one_time_code")
    portal, waking = asked.services.portal, asked.slot("access") == WAKE
    done = portal.confirm_wake(asked.contact, typed) if waking else portal.confirm_link(asked.contact, typed)
    asked.set(link_state="ended")
    if isinstance(done, LinkDone) and done.case:
        key = "link_done_short" if asked.slot("pending") else "link_done"
        asked.say(key, {"a_number": facts.code(done.case.number)})
        answer_pending(asked, done.case.id)
    elif done.state == "woken":
        asked.say("link_woken")
        answer_pending(asked, asked.slot("case"))
    else:
        _code_refused(asked, done)


def _code_refused(asked: Asked, done: LinkDone | WakeDone) -> None:
    if done.state == "wrong_code":
        asked.say("link_one_time_wrong", {"n": facts.number(done.tries_left or 0)})
        asked.set(link_state=None)
        asked.go_on_with("code_form")
    elif done.locked_until:
        asked.say("link_locked", {"until": facts.moment(done.locked_until, facts.EASTERN)})
    else:
        asked.say("link_one_time_expired")


def leave_form(asked: Asked) -> None:
    """Forget the half-given answers."""
    asked.say("link_cancelled")
    asked.set(a_number=None, linking_code=None, a_number_confirmed=None, one_time_code=None, pending=None)


def forget_me(asked: Asked) -> None:
    """Remove every link of this phone."""
    removed = asked.services.portal.forget_links(asked.contact)
    asked.say("link_forgotten" if removed else "link_nothing_to_forget")
    asked.set(case=None, access=None, pending=None)


def _is_padded(text: str) -> bool:
    try:
        return bool(text) and a_number.parse(text).padded
    except BadANumber:
        return False
