"""Proving that a contact belongs to a case: A-number, linking code, one-time code; sleeping and waking.

Whether an A-number exists must not show: not in the answer, not in the work done before it.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal_core.answers import Access, CaseRef, LinkDone, LinkStart, WakeDone, WakeStart
from portal_core.crypto import Keyring, same_digest
from portal_core.database import insert_if_absent
from portal_core.errors import NotAllowed
from portal_core.records import Case, ContactLink, LinkGuard, OneTimeCode, Respondent
from portal_core.records.link import CodePurpose
from portal_core.rules.a_number import ANumber
from portal_core.services.cases import case_ref
from portal_core.services.link_guards import a_number_guard, contact_guard, count_wrong_try, locked_until
from portal_core.services.one_time_codes import Verdict, drop_codes, judge_code, make_code
from portal_core.services.visit import Visit

SLEEPS_AFTER = timedelta(days=90)


def access(
    session: Session, keyring: Keyring, now: datetime, contact_id: str, case_id: str | None = None
) -> Access:
    """What a contact may see now; with `case_id` only that case is looked at."""
    links = [link for link in _links(session, contact_id) if case_id in (None, link.case.public_id)]
    awake = tuple(case_ref(link.case, keyring) for link in links if _is_awake(link, now))
    if awake:
        return Access("open" if len(awake) == 1 else "pick", awake)
    asleep = tuple(case_ref(link.case, keyring) for link in links)
    return Access("asleep" if asleep else "none", asleep)


def case_for(session: Session, now: datetime, contact_id: str, case_id: str) -> Case:
    """The case, if this contact has an awake link to it.

    Raises NotAllowed `link_missing` (also for a case that does not exist) or `link_asleep`.
    """
    link = next((link for link in _links(session, contact_id) if link.case.public_id == case_id), None)
    if link is None:
        raise NotAllowed("link_missing")
    if not _is_awake(link, now):
        raise NotAllowed("link_asleep")
    return link.case


def start_link(visit: Visit, a_number: ANumber, linking_code: str) -> LinkStart:
    """Judge an A-number with its linking code (canonical form); make a one-time code if they match."""
    a_digest = visit.keyring.digest("a_number", a_number.digits)
    guards = (contact_guard(visit), a_number_guard(visit, a_digest))
    matches = _matches(visit, a_digest, linking_code)
    until = locked_until(visit, guards)
    if until is None and not matches:
        until = count_wrong_try(visit, guards)
        if until is None:
            return LinkStart("not_matched")
    if until is not None:
        return LinkStart("locked", locked_until=until)
    return _start_matched(visit, _case_of(visit, a_digest))


def confirm_link(visit: Visit, typed: str) -> LinkDone:
    """Judge the one-time code; the right one links the contact to the case, or wakes that link."""
    guards = [contact_guard(visit)]
    until = locked_until(visit, guards)
    if until is not None:
        return LinkDone("locked", locked_until=until)
    verdict = judge_code(visit, CodePurpose.LINK, typed)
    case = visit.session.get(Case, verdict.case_id) if verdict.case_id else None
    if case is None:
        return LinkDone("expired")
    if verdict.state == "right":
        return LinkDone("linked", _link(visit, case))
    if verdict.state == "wrong":
        guards.append(a_number_guard(visit, case.respondent.a_number_digest))
    until = _after_wrong(visit, verdict, guards)
    return LinkDone("locked" if until else "wrong_code", None, verdict.tries_left, until)


def start_wake(visit: Visit) -> WakeStart:
    """A one-time code for a contact whose links sleep."""
    until = locked_until(visit, [contact_guard(visit)])
    if until is not None:
        return WakeStart("locked", locked_until=until)
    if all(_is_awake(link, visit.now) for link in _links(visit.session, visit.contact_id)):
        return WakeStart("nothing_asleep")
    code, expires_at = make_code(visit, CodePurpose.WAKE)
    return WakeStart("code_made", code, expires_at)


def confirm_wake(visit: Visit, typed: str) -> WakeDone:
    """Judge the one-time code; the right one wakes every link of the contact."""
    guards = [contact_guard(visit)]
    until = locked_until(visit, guards)
    if until is not None:
        return WakeDone("locked", locked_until=until)
    verdict = judge_code(visit, CodePurpose.WAKE, typed)
    if verdict.state == "expired":
        return WakeDone("expired")
    if verdict.state == "right":
        return WakeDone("woken", _wake(visit))
    until = _after_wrong(visit, verdict, guards)
    return WakeDone("locked" if until else "wrong_code", (), verdict.tries_left, until)


def forget_links(session: Session, contact_id: str) -> int:
    """Remove every link and live code of a contact; returns how many links there were.

    Wrong tries and locks stay: forgetting must not be a way around them.
    """
    links = _links(session, contact_id)
    session.execute(delete(OneTimeCode).where(OneTimeCode.contact_id == contact_id))
    session.execute(delete(ContactLink).where(ContactLink.contact_id == contact_id))
    return len(links)


def _matches(visit: Visit, a_digest: str, linking_code: str) -> bool:
    """One look-up, two digests and one comparison, whether or not the A-number is known."""
    query = select(Respondent.linking_code_digest).where(Respondent.a_number_digest == a_digest)
    on_record = visit.session.execute(query).scalar_one_or_none()
    nobody = visit.keyring.digest("no_linking_code", linking_code)
    return same_digest(visit.keyring.digest("linking_code", linking_code), on_record or nobody)


def _case_of(visit: Visit, a_digest: str) -> Case:
    query = select(Case).join(Case.respondent).where(Respondent.a_number_digest == a_digest)
    return visit.session.scalars(query).one()


def _start_matched(visit: Visit, case: Case) -> LinkStart:
    ref = case_ref(case, visit.keyring)
    links = [link for link in _links(visit.session, visit.contact_id) if link.case_id == case.id]
    if any(_is_awake(link, visit.now) for link in links):
        return LinkStart("already_linked", case=ref)
    if case.represented:
        return LinkStart("represented", case=ref)
    code, expires_at = make_code(visit, CodePurpose.LINK, case)
    return LinkStart("code_made", code, expires_at, case=ref)


def _link(visit: Visit, case: Case) -> CaseRef:
    key = {"contact_id": visit.contact_id, "case_id": case.id}
    insert_if_absent(
        visit.session, ContactLink, {**key, "verified_at": visit.now, "last_proved_at": visit.now}
    )
    for link in _links(visit.session, visit.contact_id):
        if link.case_id == case.id:
            link.last_proved_at = visit.now
    return case_ref(case, visit.keyring)


def _wake(visit: Visit) -> tuple[CaseRef, ...]:
    links = _links(visit.session, visit.contact_id)
    for link in links:
        link.last_proved_at = visit.now
    return tuple(case_ref(link.case, visit.keyring) for link in links)


def _after_wrong(visit: Visit, verdict: Verdict, guards: list[LinkGuard]) -> datetime | None:
    """Count a wrong code (an unreadable one is no try); the end of the lock if that was one too many."""
    until = count_wrong_try(visit, guards) if verdict.state == "wrong" else None
    if until is not None:
        drop_codes(visit)
    return until


def _links(session: Session, contact_id: str) -> list[ContactLink]:
    query = select(ContactLink).where(ContactLink.contact_id == contact_id).order_by(ContactLink.id)
    return list(session.scalars(query))


def _is_awake(link: ContactLink, now: datetime) -> bool:
    return now < link.last_proved_at + SLEEPS_AFTER
