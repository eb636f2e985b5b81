"""Counts wrong tries and locks: 5 in an hour lock that contact and that A-number for 24 hours.

A guard row is taken with a row lock before a try is judged, so that two tries at once are counted one
after the other. Guards are made for A-numbers that do not exist too: nothing may tell them apart.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from portal_core.database import insert_if_absent
from portal_core.records import LinkAttempt, LinkGuard, StaffTrace
from portal_core.records.link import Subject
from portal_core.services.visit import Visit

MAX_WRONG = 5
WINDOW = timedelta(hours=1)
LOCK = timedelta(hours=24)


def contact_guard(visit: Visit) -> LinkGuard:
    """The guard of the contact, held until the transaction ends."""
    return _guard(visit, Subject.CONTACT, visit.keyring.digest("contact", visit.contact_id))


def a_number_guard(visit: Visit, a_number_digest: str) -> LinkGuard:
    """The guard of an A-number, known or not, held until the transaction ends."""
    return _guard(visit, Subject.A_NUMBER, a_number_digest)


def locked_until(visit: Visit, guards: Sequence[LinkGuard]) -> datetime | None:
    """The instant at which the last lock ends; None if nothing is locked."""
    ends = (guard.locked_until for guard in guards if guard.locked_until)
    return max((end for end in ends if end > visit.now), default=None)


def count_wrong_try(visit: Visit, guards: Sequence[LinkGuard]) -> datetime | None:
    """Count a wrong try against every guard; returns the end of the lock if that locked any.

    A lock leaves a trace for staff that holds no number and no code.
    """
    newly_locked = [guard for guard in guards if _count(visit, guard)]
    if not newly_locked:
        return None
    until = visit.now + LOCK
    for guard in newly_locked:
        guard.locked_until = until
    facts = {"subjects": [str(guard.subject) for guard in newly_locked], "until": until.isoformat()}
    visit.session.add(
        StaffTrace(happened_at=visit.now, kind="link_locked", contact_id=visit.contact_id, facts=facts)
    )
    visit.session.flush()
    return until


def _guard(visit: Visit, subject: Subject, key: str) -> LinkGuard:
    insert_if_absent(visit.session, LinkGuard, {"subject": subject, "key": key})
    query = select(LinkGuard).where(LinkGuard.subject == subject, LinkGuard.key == key)
    return visit.session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()


def _count(visit: Visit, guard: LinkGuard) -> bool:
    """Write the try down; whether the guard has had enough of them in the past hour."""
    session, own = visit.session, LinkAttempt.guard_id == guard.id
    session.execute(delete(LinkAttempt).where(own, LinkAttempt.tried_at <= visit.now - WINDOW))
    session.add(LinkAttempt(guard_id=guard.id, tried_at=visit.now))
    session.flush()
    tries = session.scalar(select(func.count()).select_from(LinkAttempt).where(own))
    return (tries or 0) >= MAX_WRONG
