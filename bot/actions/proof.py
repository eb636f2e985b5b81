"""May the facts of a case be told now? If not, which proof comes first."""

from dataclasses import dataclass

from bot.actions import facts
from bot.actions.base import Asked
from bot.one_time_codes import send_code
from bot.words.render import Choice
from portal_core.answers import Access, CaseRef

TOLD, LINK, WAKE = "told", "link", "wake"  # the values of the slot `access`


@dataclass(frozen=True)
class Proof:
    """The case that may be told, or None when the person has been asked for something first."""

    case: CaseRef | None = None


def prove(asked: Asked, question: str) -> Proof:
    """The case to tell of; otherwise says what is needed, and keeps the question for later."""
    access = _access(asked)
    if access.state == "open":
        return Proof(access.cases[0])
    asked.set(pending=question)
    if access.state == "pick":
        _offer_cases(asked, access)
    elif access.state == "asleep":
        _wake(asked)
    else:
        asked.say("link_needed_first")
        asked.set(access=LINK, case=None, link_state=None)
    return Proof()


def _access(asked: Asked) -> Access:
    """Of the case that was picked before, or of whatever this phone may see."""
    portal, case_id = asked.services.portal, asked.slot("case")
    if case_id:
        access = portal.access(asked.contact, case_id)
        if access.state != "none":
            return access
    return portal.access(asked.contact)


def _offer_cases(asked: Asked, access: Access) -> None:
    choices = tuple(
        Choice("choice_case", f'/pick_case{{"case": "{case.id}"}}', {"a_number": facts.code(case.number)})
        for case in access.cases
    )
    asked.say("link_pick_case", choices=choices)
    asked.set(access=TOLD)


def _wake(asked: Asked) -> None:
    start = asked.services.portal.start_wake(asked.contact)
    if start.state == "locked" and start.locked_until:
        asked.say("link_locked", {"until": facts.moment(start.locked_until, facts.EASTERN)})
        asked.set(access=TOLD, pending=None)
        return
    if start.code:
        send_code(asked.services, asked.conversation, start.code)
    asked.say("link_needed_first")
    asked.set(access=WAKE, link_state=None, one_time_code=None)
