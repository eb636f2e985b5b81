"""What is due in a case: judge's orders and court notices first, then usual rules (order of truth)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal_core.answers import DeadlineAnswer
from portal_core.records import Case, Court, Deadline, Hearing
from portal_core.records.court import BIA
from portal_core.rules.business_days import calendar_for
from portal_core.rules.deadlines import DueDate, Setting, due_by_rule, due_fixed, filing_zone, fixed_basis
from portal_core.rules.defaults import (
    FIXED_BASES,
    Basis,
    DeadlineRule,
    deadline_rule,
    rule_before_hearing,
)
from portal_core.services.hearings import hearings_to_come
from portal_core.services.outages import outage_answer, outages

PAST_SHOWN = timedelta(days=30)
OUTAGES_KEPT = timedelta(days=60)
ANY_PAPER = "any"


@dataclass(frozen=True)
class _Due:
    """A computed date together with what it is for."""

    id: str
    kind: str
    document_kind: str
    when: DueDate
    forum: Court | None
    note: str | None = None
    anchor_on: date | None = None
    ordered_on: date | None = None
    hearing_id: str | None = None


def deadline_answers(session: Session, case: Case, now: datetime) -> tuple[DeadlineAnswer, ...]:
    """Everything due in a case and not done, soonest first; dates past for over 30 days are left out."""
    courts = _Courts(session, case, now)
    found = [*_given(case, courts), *_before_hearings(case, courts, now)]
    shown = (due for due in found if due.when.closes_at > now - PAST_SHOWN)
    return tuple(_answer(due, now) for due in sorted(shown, key=lambda due: (due.when.closes_at, due.id)))


class _Courts:
    """Where the papers of one case go, and the setting in which dates there are counted."""

    def __init__(self, session: Session, case: Case, now: datetime) -> None:
        self._session = session
        self._case = case
        self._now = now
        self._outages = outages(session, since=now - OUTAGES_KEPT)
        hearing = next(iter(hearings_to_come(case, now)), None)
        self._hearing_zone = ZoneInfo(hearing.tz) if hearing else None

    def forum(self, code: str | None) -> Court | None:
        return self._session.get(Court, code) if code else self._case.court

    def setting(self, forum: Court | None, near: date, hearing: Hearing | None = None) -> Setting:
        """`near` only decides which zone closes first when neither hearing nor court is known."""
        own = ZoneInfo(forum.tz) if forum else None
        hearing_zone = ZoneInfo(hearing.tz) if hearing else self._hearing_zone
        if forum and forum.code == BIA:
            hearing_zone = None
        zone = filing_zone(hearing_zone, own, self._all_zones() if not own else (), near)
        return Setting(zone, calendar_for(forum.county if forum else ""), self._now, self._outages)

    def _all_zones(self) -> list[ZoneInfo]:
        return [ZoneInfo(tz) for tz in self._session.scalars(select(Court.tz).distinct())]


def _given(case: Case, courts: _Courts) -> Iterator[_Due]:
    """The deadlines that the court's record itself lists."""
    for row in case.deadlines:
        due = None if row.done else _due_of(row, case, courts)
        if due is not None:
            yield due


def _due_of(row: Deadline, case: Case, courts: _Courts) -> _Due | None:
    if row.kind in FIXED_BASES:
        return _fixed(row, fixed_basis(row.kind), courts)
    rule = deadline_rule(row.kind)
    if _replaced(case, rule) or not _holds_for(case, rule):
        return None
    return _counted(row, rule, courts)


def _fixed(row: Deadline, basis: Basis, courts: _Courts) -> _Due | None:
    if row.due_on is None:
        return None
    forum = courts.forum(row.forum)
    when = due_fixed(row.due_on, basis, courts.setting(forum, row.due_on))
    return _Due(row.public_id, row.kind, row.document_kind, when, forum, ordered_on=row.ordered_on)


def _counted(row: Deadline, rule: DeadlineRule, courts: _Courts) -> _Due | None:
    if row.anchor_on is None:
        return None
    forum = courts.forum(row.forum or rule.forum)
    when = due_by_rule(row.anchor_on, rule, courts.setting(forum, row.anchor_on))
    if when is None:
        return None
    return _Due(row.public_id, row.kind, row.document_kind, when, forum, rule.note, row.anchor_on)


def _before_hearings(case: Case, courts: _Courts, now: datetime) -> Iterator[_Due]:
    """The usual deadline for papers before each hearing to come, unless an order or notice replaces it."""
    for hearing in hearings_to_come(case, now):
        rule = rule_before_hearing(hearing.kind)
        if rule is None or _replaced(case, rule) or not _holds_for(case, rule):
            continue
        due = _before(hearing, rule, courts)
        if due is not None:
            yield due


def _before(hearing: Hearing, rule: DeadlineRule, courts: _Courts) -> _Due | None:
    day = hearing.starts_at.astimezone(ZoneInfo(hearing.tz)).date()
    forum = courts.forum(hearing.court_code)
    when = due_by_rule(day, rule, courts.setting(forum, day, hearing))
    if when is None:
        return None
    return _Due(
        hearing.public_id, rule.code, ANY_PAPER, when, forum, rule.note, day, hearing_id=hearing.public_id
    )


def _replaced(case: Case, rule: DeadlineRule) -> bool:
    return any(row.replaces == rule.code for row in case.deadlines if row.kind in FIXED_BASES)


def _holds_for(case: Case, rule: DeadlineRule) -> bool:
    return rule.detained or not case.detained


def _answer(due: _Due, now: datetime) -> DeadlineAnswer:
    when = due.when
    return DeadlineAnswer(
        id=due.id,
        kind=due.kind,
        document_kind=due.document_kind,
        state=_state(when, now),
        basis_code=when.basis.code,
        citation=when.basis.citation,
        source=when.basis.source,
        contested=when.basis.contested,
        note=due.note,
        anchor_on=due.anchor_on,
        ordered_on=due.ordered_on,
        nominal=when.nominal,
        rolled=when.rolled,
        due=when.due,
        closes_at=when.closes_at,
        tz=when.zone.key,
        forum_code=due.forum.code if due.forum else None,
        forum_city=due.forum.city if due.forum else None,
        safe_date=when.safe_date,
        warn_on=when.warn_on,
        days_left=when.days_left(now),
        steps=when.steps,
        moved_by=tuple(outage_answer(outage) for outage in when.moved_by),
        still_on=outage_answer(when.still_on) if when.still_on else None,
        hearing_id=due.hearing_id,
    )


def _state(when: DueDate, now: datetime) -> str:
    if when.still_on is not None:
        return "outage_on"
    return "open" if when.is_timely(now) else "past"
