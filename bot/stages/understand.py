"""Understanding: what is asked, in which language, and whether we are sure enough to act on it."""

from bot.rasa import Command, Parsed
from bot.turn import Turn
from bot.understanding import ACT, choose_language, clauses, decide
from bot.words.languages import find_language_named, language
from bot.words.render import Reply

LONGEST_READ = 512  # characters; the model reads no further
MISSES_BEFORE_A_PERSON = 2
SEVERAL_ANSWERED = ("ask_", "faq_", "submit_document", "request_erop", "manage_reminders")


def understand(turn: Turn) -> None:
    """Turn the text into commands for the dialogue."""
    if turn.commands:
        turn.conversation.misses = 0
        return
    parsed = turn.services.rasa.parse(turn.text[:LONGEST_READ])
    _language(turn, parsed)
    turn.intent, turn.confidence = parsed.ranking[0]
    intents = _several(turn) or _one(turn, parsed)
    turn.commands.extend(_command(turn, intent) for intent in intents)


def _language(turn: Turn, parsed: Parsed) -> None:
    talk = turn.conversation
    choice = choose_language(
        talk.language,
        locked=talk.language_locked,
        hint=talk.language_hint,
        seen=language(parsed.language).code,
        confidence=parsed.language_confidence,
        words=len(turn.text.split()),
    )
    talk.language, talk.language_hint = choice.language, choice.hint
    if choice.noticed:
        turn.replies.append(Reply("language_noticed"))


def _one(turn: Turn, parsed: Parsed) -> list[str]:
    verdict = decide(parsed.ranking)
    if verdict.intent:
        turn.conversation.misses = 0
        return [verdict.intent]
    turn.conversation.misses += 1
    if turn.conversation.misses >= MISSES_BEFORE_A_PERSON:
        return ["offer_person"]
    turn.entities = {"candidates": ",".join(verdict.candidates)} if verdict.candidates else {}
    return ["did_you_mean" if verdict.candidates else "not_understood"]


def _several(turn: Turn) -> list[str]:
    """Two questions in one text: each part is read by itself, and both answered when both are clear."""
    found: list[str] = []
    for part in clauses(turn.text)[:3]:
        intent, confidence = turn.services.rasa.parse(part).ranking[0]
        if confidence >= ACT and intent.startswith(SEVERAL_ANSWERED) and intent not in found:
            found.append(intent)
    return found if len(found) > 1 else []


def _command(turn: Turn, intent: str) -> Command:
    if intent == "change_language":
        named = find_language_named(turn.text)
        return Command(intent, {"language": named} if named else {})
    return Command(intent, turn.entities)
