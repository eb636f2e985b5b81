"""Small actions around the talk: another language, a person, "did you mean", and the last resort."""

from bot.actions import facts
from bot.actions.base import Asked
from bot.tickets import ASKED, open_ticket
from bot.words.languages import languages
from bot.words.render import Choice


def change_language(asked: Asked) -> None:
    """Switch to the language that was named, or offer the list."""
    code = asked.entity("language")
    if code in languages():
        asked.switch_language(code, "language_changed")
        return
    choices = tuple(
        Choice(f"language_{language.code}", f'/change_language{{"language": "{language.code}"}}')
        for language in languages().values()
    )
    asked.say("language_pick", choices=choices)


def did_you_mean(asked: Asked) -> None:
    """Offer the likeliest questions by number, and a way out."""
    names = (asked.entity("candidates") or "").split(",")
    choices = tuple(Choice(f"intent_{name}", f"/{name}") for name in names if name)
    asked.say("did_you_mean", choices=(*choices, Choice("choice_none_of_these", "/offer_person")))


def talk_to_person(asked: Asked) -> None:
    """Put the conversation into the staff's queue and say honestly when somebody is there."""
    hours = asked.services.portal.support_hours()
    if not open_ticket(asked.services, asked.tracker.sender_id, ASKED):
        asked.say("person_already_waiting")
    elif hours.open_now:
        asked.say("person_ticket_open")
    else:
        asked.say("person_ticket_closed_hours", {"opens_at": facts.moment(hours.changes_at, facts.EASTERN)})


def support_hours(asked: Asked) -> None:
    """The support line, and whether it is open now (FAQ 4)."""
    hours = asked.services.portal.support_hours()
    moment = facts.moment(hours.changes_at, facts.EASTERN)
    if hours.open_now:
        asked.say("faq_contact_support_open", {"closes_at": moment})
    else:
        asked.say("faq_contact_support_closed", {"opens_at": moment})


def fallback(asked: Asked) -> None:
    """No rule fits: it must not happen, and is said as not understood rather than as nothing."""
    asked.say("not_understood")
