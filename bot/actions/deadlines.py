"""What is due and by when: the date that counts, the rule it rests on, the safe date, both clocks."""

from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers.timezone import time_zones_for_number

from bot.actions import facts
from bot.actions.base import Asked
from bot.words.facts import Fact
from portal_core.answers import CaseRef, DeadlineAnswer

MOST_TOLD = 3
BY_THE_COURT = ("judge_order", "court_notice")
COUNTED_DOWN_DAYS = 14


def tell_deadlines(asked: Asked, case: CaseRef) -> None:
    """Everything that is due, soonest first. Dates come from the core's one set of rules only."""
    due = asked.services.portal.deadlines(asked.contact, case.id)
    if not due:
        asked.say("deadline_none")
    for deadline in due[:MOST_TOLD]:
        _tell(asked, deadline)


def _tell(asked: Asked, deadline: DeadlineAnswer) -> None:
    asked.say(_key(deadline), _facts(deadline))
    if deadline.state != "open":
        return
    if deadline.days_left == 0:
        asked.say("deadline_today")
    elif deadline.days_left <= COUNTED_DOWN_DAYS:
        asked.say("deadline_days_left", {"n": facts.number(deadline.days_left)})
    if deadline.warn_on:
        asked.say("deadline_appeal_note", {"warn": facts.date(deadline.warn_on)})
    elif deadline.contested:
        asked.say("deadline_contested")
    _tell_own_clock(asked, deadline)


def _key(deadline: DeadlineAnswer) -> str:
    if deadline.state == "outage_on":
        return "deadline_outage_open"
    if deadline.state == "past":
        return "deadline_past"
    if deadline.moved_by:
        return "deadline_outage"
    return "deadline_order" if deadline.basis_code in BY_THE_COURT else "deadline_rule"


def _facts(deadline: DeadlineAnswer) -> dict[str, Fact]:
    return {
        "paper": facts.term(f"document_kind_{deadline.document_kind}"),
        "due": facts.date(deadline.due),
        "rolled": facts.date(deadline.rolled),
        "safe": facts.date(deadline.safe_date),
        "zone": facts.zone(deadline.tz, deadline.forum_city),
        "basis": facts.term(f"deadline_basis_{deadline.basis_code}"),
    }


def _tell_own_clock(asked: Asked, deadline: DeadlineAnswer) -> None:
    """The same instant on the clock of the phone's area, where it differs.

    The area is not where the person is: it is called what it is, and left out if it has several clocks.
    """
    zone = _phone_zone(asked)
    if zone and _offset(deadline, zone) != _offset(deadline, deadline.tz):
        asked.say("deadline_your_clock", {"closes_at": facts.moment(deadline.closes_at, zone)})


def _phone_zone(asked: Asked) -> str | None:
    number = asked.services.keyring.open(asked.conversation.contact.address_sealed)
    try:
        zones = time_zones_for_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return None
    return zones[0] if len(zones) == 1 and "/" in zones[0] and not zones[0].startswith("Etc/") else None


def _offset(deadline: DeadlineAnswer, zone: str) -> object:
    return deadline.closes_at.astimezone(ZoneInfo(zone)).utcoffset()
