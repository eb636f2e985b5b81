"""Answers about one's own case: only to a phone that has proved itself, each with what it rests on."""

from collections.abc import Callable

from bot.actions import facts
from bot.actions.base import Asked
from bot.actions.deadlines import tell_deadlines
from bot.actions.proof import TOLD, prove
from bot.words.facts import Fact
from bot.words.render import Choice
from portal_core.answers import CaseRef, CourtAnswer, FilingAnswer, HearingAnswer
from portal_core.records.case import RecordKind
from portal_core.records.hearing import Medium
from portal_core.rules.asylum_clock import ClockState
from portal_core.rules.filing_states import FilingState

MOST_FILINGS = 2
CANNOT_COME = (Choice("choice_cannot_come", "/cannot_come"),)


def answer_case(asked: Asked) -> None:
    """Answer the question just asked, or keep it until the person has proved who they are."""
    answer_or_prove(asked, asked.tracker.get_intent_of_latest_message())


def answer_or_prove(asked: Asked, question: str) -> None:
    """Tell the facts, or set `access` so that the rules ask for proof first."""
    proof = prove(asked, question)
    if proof.case:
        # The pick holds for one answer: with several cases on a phone, an old pick could tell the wrong date.
        asked.set(access=TOLD, pending=None, case=None)
        ANSWERS[question](asked, proof.case)


def answer_pending(asked: Asked, case_id: str | None) -> None:
    """After the proof: answer what was asked before it."""
    question = asked.slot("pending")
    asked.set(pending=None, case=None)
    asked.tracker.slots["case"] = case_id
    if question in ANSWERS:
        answer_or_prove(asked, question)


def pick_case(asked: Asked) -> None:
    """One of several cases was picked: answer what was asked, or tell its status."""
    asked.tracker.slots["case"] = asked.entity("case") or asked.slot("case")
    answer_or_prove(asked, asked.slot("pending") or "ask_case_status")


def submit_document(asked: Asked) -> None:
    """Filing by text is not open yet: what can be done today, by what the record says of the case."""
    case = _known_case(asked)
    asked.say(_not_fileable(case) or "submit_today")


def request_erop(asked: Asked) -> None:
    """The record of proceeding: today in the portal, or by EOIR's own process for a paper file (FAQ 12)."""
    case = _known_case(asked)
    asked.say("paper_only" if case and case.record_kind == RecordKind.PAPER else "erop_today")


def tell_status(asked: Asked, case: CaseRef) -> None:
    """Where the case stands, what comes next, and what is special about it."""
    status = asked.services.portal.case_status(asked.contact, case.id)
    stage = facts.term(f"stage_{status.stage}")
    asked.say("case_status", {"a_number": facts.code(case.number), "stage": stage})
    special = _not_fileable(case)
    if special:
        asked.say(special)
    if case.detained:
        asked.say("detained_note")
    if status.next_hearing:
        asked.say("case_status_hearing", {"when": facts.hearing_time(status.next_hearing)})
    elif not special:
        asked.say("case_status_no_hearing")


def tell_hearing(asked: Asked, case: CaseRef) -> None:
    """The next hearing: local time, place or link, judge."""
    hearing = asked.services.portal.next_hearing(asked.contact, case.id)
    if hearing is None:
        asked.say("hearing_none")
        return
    key, place = _hearing_place(hearing)
    known = {
        "when": facts.hearing_time(hearing),
        "kind": facts.term(f"hearing_kind_{hearing.kind}"),
        "judge": facts.judge(hearing.judge),
    }
    asked.say(key, {**known, **place}, choices=CANNOT_COME)


def _hearing_place(hearing: HearingAnswer) -> tuple[str, dict[str, Fact]]:
    court = facts.text(hearing.court_name or hearing.location)
    if hearing.medium == Medium.INTERNET:
        if hearing.link:
            return "hearing_next_internet", {"link": facts.code(hearing.link)}
        return "hearing_next_internet_no_link", {}
    if hearing.medium == Medium.PHONE:
        return "hearing_next_phone", {"court": court}
    key = "hearing_next_video" if hearing.medium == Medium.VIDEO else "hearing_next_in_person"
    return key, {"court": court, "address": facts.text(hearing.location)}


def tell_court(asked: Asked, case: CaseRef) -> None:
    """The court, its address and the judge."""
    court = asked.services.portal.court_info(asked.contact, case.id)
    if court is None:
        asked.say("hearing_none")
    elif court.is_bia:
        asked.say("court_info_bia")
    elif court.address and court.phone:
        place = {"address": facts.text(court.address), "phone": facts.code(court.phone)}
        asked.say("court_info", {**_court(court), **place})
    else:
        asked.say("court_info_short", _court(court))


def _court(court: CourtAnswer) -> dict[str, Fact]:
    return {"court": facts.text(court.name), "judge": facts.judge(court.judge)}


def tell_clock(asked: Asked, case: CaseRef) -> None:
    """The asylum clock exactly as the record says it, never computed."""
    clock = asked.services.portal.asylum_clock(asked.contact, case.id)
    if clock.state is None:
        asked.say("clock_none")
    elif clock.state == ClockState.NOT_STARTED or clock.days is None or clock.as_of is None:
        asked.say("clock_not_started")
    elif clock.state == ClockState.ENDED:
        asked.say("clock_ended", {"n": facts.number(clock.days)})
    else:
        counted = {"n": facts.number(clock.days), "as_of": facts.date(clock.as_of)}
        if clock.state == ClockState.STOPPED:
            counted["reason"] = facts.term(f"clock_reason_{clock.reason or 'unknown'}")
        asked.say(f"clock_{clock.state}".lower(), counted)


def tell_filings(asked: Asked, case: CaseRef) -> None:
    """The state of the newest papers, a rejection with its reasons and the court's words."""
    filings = asked.services.portal.filings(asked.contact, case.id)
    if not filings:
        asked.say("filing_none")
    for filing in filings[:MOST_FILINGS]:
        _tell_filing(asked, filing)
    if len(filings) > MOST_FILINGS:
        asked.say("filing_more")


def _tell_filing(asked: Asked, filing: FilingAnswer) -> None:
    known = {"paper": facts.term(f"document_kind_{filing.document_kind}")}
    if filing.submitted_at:
        known["sent"] = facts.moment(filing.submitted_at, filing.tz)
    rejected = filing.state == FilingState.REJECTED
    if rejected:
        known["reason"] = facts.term(f"reason_{filing.reasons[0] if filing.reasons else 'OTHER'}")
    asked.say(f"filing_status_{filing.state}", known)
    if rejected:
        for code in filing.reasons[1:]:
            asked.say(f"reason_{code}")
        if filing.note:
            asked.say("filing_court_words", {"words": facts.text(filing.note)})
        for code in filing.reasons:
            asked.say(f"reason_{code}_next")
        asked.say("filing_rejected_next")


def _not_fileable(case: CaseRef | None) -> str | None:
    """The answer that fits a person who cannot e-file (FAQ 5, 6, 12)."""
    if case is None:
        return None
    if case.represented:
        return "represented"
    if case.record_kind == RecordKind.PAPER:
        return "paper_only"
    return None if case.invited else "not_invited"


def _known_case(asked: Asked) -> CaseRef | None:
    cases = asked.services.portal.cases_for(asked.contact)
    picked = [case for case in cases if case.id == asked.slot("case")] or list(cases)
    return picked[0] if len(picked) == 1 else None


ANSWERS: dict[str, Callable[[Asked, CaseRef], None]] = {
    "ask_case_status": tell_status,
    "ask_next_hearing": tell_hearing,
    "ask_court_info": tell_court,
    "ask_deadline": tell_deadlines,
    "ask_asylum_clock": tell_clock,
    "ask_filing_status": tell_filings,
}
