"""Six-digit one-time codes: made, kept as digests, judged in constant time, gone after use.

Callers hold the contact's guard (`link_guards`), so that two tries never see the same row.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from portal_core.crypto import same_digest
from portal_core.records import Case, OneTimeCode
from portal_core.records.link import CodePurpose
from portal_core.rules.folding import fold
from portal_core.services.visit import Visit

CODE_LENGTH = 6
LIFETIME = timedelta(minutes=10)
MAX_TRIES = 5
MAX_TEXT = 40
NO_DIGEST = "0" * 64


@dataclass(frozen=True)
class Verdict:
    """`right`, `wrong`, `unreadable` (not six digits; costs no try) or `expired` (also: there is none)."""

    state: str
    case_id: int | None = None
    tries_left: int | None = None


def make_code(visit: Visit, purpose: CodePurpose, case: Case | None = None) -> tuple[str, datetime]:
    """A new code and the instant it dies; it replaces an earlier one of the same contact and purpose."""
    code = f"{visit.random(10**CODE_LENGTH):0{CODE_LENGTH}d}"
    row = _row(visit, purpose) or OneTimeCode(contact_id=visit.contact_id, purpose=purpose)
    row.case_id = case.id if case else None
    row.code_digest = _digest(visit, purpose, code)
    row.expires_at = visit.now + LIFETIME
    row.tries_left = MAX_TRIES
    visit.session.add(row)
    visit.session.flush()
    return code, row.expires_at


def judge_code(visit: Visit, purpose: CodePurpose, typed: str) -> Verdict:
    """Judge what was typed; a right code is used up, a wrong one costs a try."""
    row = _row(visit, purpose)
    digits = re.sub(r"[\s.\-]", "", fold(typed[:MAX_TEXT]))
    right = same_digest(_digest(visit, purpose, digits), row.code_digest if row else NO_DIGEST)
    if row is None or row.expires_at <= visit.now:
        return Verdict("expired")
    if not re.fullmatch(rf"\d{{{CODE_LENGTH}}}", digits):
        return Verdict("unreadable", row.case_id, row.tries_left)
    return _settle(visit, row, right)


def drop_codes(visit: Visit) -> None:
    """Make every live code of a contact worthless."""
    visit.session.execute(delete(OneTimeCode).where(OneTimeCode.contact_id == visit.contact_id))


def _settle(visit: Visit, row: OneTimeCode, right: bool) -> Verdict:
    row.tries_left -= 1
    verdict = Verdict("right" if right else "wrong", row.case_id, row.tries_left)
    if right or row.tries_left <= 0:
        visit.session.delete(row)
    visit.session.flush()
    return verdict


def _row(visit: Visit, purpose: CodePurpose) -> OneTimeCode | None:
    query = select(OneTimeCode).where(
        OneTimeCode.contact_id == visit.contact_id, OneTimeCode.purpose == purpose
    )
    return visit.session.scalars(query).one_or_none()


def _digest(visit: Visit, purpose: CodePurpose, code: str) -> str:
    return visit.keyring.digest("one_time_code", f"{visit.contact_id}\0{purpose}\0{code}")
