"""The public face of the core: one method per use case, frozen facts out, errors with codes.

Every method that reads a case takes the contact that asks and checks its link itself.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal_core.answers import (
    Access,
    CaseRef,
    CaseStatus,
    ClockAnswer,
    ClosureAnswer,
    CourtAnswer,
    DeadlineAnswer,
    FilingAnswer,
    HearingAnswer,
    LinkDone,
    LinkStart,
    OutageAnswer,
    WakeDone,
    WakeStart,
)
from portal_core.clock import Clock
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, read_scope, write_scope
from portal_core.records import Case
from portal_core.rules import a_number, linking_code
from portal_core.rules.outages import EASTERN, OutageKind, OutageSystem
from portal_core.rules.support_hours import SupportHours, support_hours
from portal_core.services import cases, courts, demo, feed, keys, linking, outages
from portal_core.services.deadlines import deadline_answers
from portal_core.services.feed import ImportReport
from portal_core.services.filings import filing_answers
from portal_core.services.hearings import next_hearing_answer
from portal_core.services.visit import Random, Visit


class Portal:
    """What the assistant can ask of the court's record. Safe to share between threads.

    `random(n)` gives a secure integer from 0 up to, and without, n.
    """

    def __init__(
        self, sessions: SessionFactory, keyring: Keyring, clock: Clock, random: Random = secrets.randbelow
    ) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._clock = clock
        self._random = random

    # Proving who one is

    def access(self, contact_id: str, case_id: str | None = None) -> Access:
        """Whether this contact may see a case now, and which ones."""
        with read_scope(self._sessions) as session:
            return linking.access(session, self._keyring, self._clock(), contact_id, case_id)

    def cases_for(self, contact_id: str) -> tuple[CaseRef, ...]:
        """The cases this contact may see now."""
        answer = self.access(contact_id)
        return answer.cases if answer.state in ("open", "pick") else ()

    def start_link(self, contact_id: str, a_number_text: str, linking_code_text: str) -> LinkStart:
        """Judge an A-number and linking code. Raises BadANumber or BadLinkingCode if one cannot be read."""
        number = a_number.parse(a_number_text)
        code = linking_code.parse(linking_code_text)
        with write_scope(self._sessions) as session:
            return linking.start_link(self._visit(session, contact_id), number, code)

    def confirm_link(self, contact_id: str, code: str) -> LinkDone:
        """Judge the one-time code of `start_link`."""
        with write_scope(self._sessions) as session:
            return linking.confirm_link(self._visit(session, contact_id), code)

    def start_wake(self, contact_id: str) -> WakeStart:
        """A one-time code for a contact whose links sleep."""
        with write_scope(self._sessions) as session:
            return linking.start_wake(self._visit(session, contact_id))

    def confirm_wake(self, contact_id: str, code: str) -> WakeDone:
        """Judge the one-time code of `start_wake`; the right one wakes every link of the contact."""
        with write_scope(self._sessions) as session:
            return linking.confirm_wake(self._visit(session, contact_id), code)

    def forget_links(self, contact_id: str) -> int:
        """Remove every link of a contact; returns how many there were."""
        with write_scope(self._sessions) as session:
            return linking.forget_links(session, contact_id)

    # Answers about a case: all raise NotAllowed `link_missing` or `link_asleep`

    def case_status(self, contact_id: str, case_id: str) -> CaseStatus:
        """Where the case stands by the court's record."""
        with self._case(contact_id, case_id) as (_, case, now):
            return cases.case_status(case, self._keyring, now)

    def next_hearing(self, contact_id: str, case_id: str) -> HearingAnswer | None:
        """The next hearing, or None if the record has none."""
        with self._case(contact_id, case_id) as (_, case, now):
            return next_hearing_answer(case, self._keyring, now)

    def court_info(self, contact_id: str, case_id: str) -> CourtAnswer | None:
        """The court that has the case, or None while the record names none."""
        with self._case(contact_id, case_id) as (_, case, _now):
            return cases.court_answer(case)

    def deadlines(self, contact_id: str, case_id: str) -> tuple[DeadlineAnswer, ...]:
        """Everything due and not done, soonest first."""
        with self._case(contact_id, case_id) as (session, case, now):
            return deadline_answers(session, case, now)

    def asylum_clock(self, contact_id: str, case_id: str) -> ClockAnswer:
        """The asylum clock as the record says."""
        with self._case(contact_id, case_id) as (_, case, _now):
            return cases.clock_answer(case)

    def filings(self, contact_id: str, case_id: str) -> tuple[FilingAnswer, ...]:
        """Every filing that was sent, newest first."""
        with self._case(contact_id, case_id) as (_, case, _now):
            return filing_answers(self._keyring, case)

    # Facts that are no secret

    def support_hours(self) -> SupportHours:
        """Whether Customer Support is open now, and when that changes."""
        return support_hours(self._clock())

    def closures(self, court_code: str) -> tuple[ClosureAnswer, ...]:
        """Closures of a court that are not over yet (by Eastern date), soonest first."""
        with read_scope(self._sessions) as session:
            return courts.closures(session, court_code, self._clock().astimezone(EASTERN).date())

    # The court's side

    def import_cases(self, path: Path) -> ImportReport:
        """Take in a feed (docs/cases-feed.md). Raises OSError if the file cannot be read."""
        return feed.import_file(path, self._sessions, self._keyring, self._clock)

    def load_demo(self) -> ImportReport:
        """Load or refresh the demo cases, with dates relative to today."""
        return demo.load(self._sessions, self._keyring, self._clock)

    def add_outage(
        self,
        *,
        system: OutageSystem,
        kind: OutageKind,
        starts_at: datetime,
        ends_at: datetime | None = None,
        announced_at: datetime | None = None,
        source_url: str = "",
    ) -> OutageAnswer:
        """Record an outage; every deadline counts with it from now on. Raises BadInput."""
        with write_scope(self._sessions) as session:
            recorded = outages.add_outage(
                session,
                system=system,
                kind=kind,
                starts_at=starts_at,
                ends_at=ends_at,
                announced_at=announced_at,
                source_url=source_url,
            )
        return outages.outage_answer(recorded)

    def all_filings(self) -> tuple[FilingAnswer, ...]:
        """Every filing of every case that was sent, for the court's side."""
        with read_scope(self._sessions) as session:
            every = session.scalars(select(Case).order_by(Case.id))
            return tuple(answer for case in every for answer in filing_answers(self._keyring, case))

    def reseal_all(self) -> dict[str, int]:
        """Seal every sealed value with the newest key; how many rows of each table."""
        return keys.reseal_all(self._sessions, self._keyring)

    def ping(self) -> None:
        """Returns if the database answers; raises SQLAlchemy's error if not."""
        with read_scope(self._sessions) as session:
            session.execute(text("SELECT 1"))

    def _visit(self, session: Session, contact_id: str) -> Visit:
        return Visit(session, self._keyring, self._clock(), self._random, contact_id)

    @contextmanager
    def _case(self, contact_id: str, case_id: str) -> Iterator[tuple[Session, Case, datetime]]:
        now = self._clock()
        with read_scope(self._sessions) as session:
            yield session, linking.case_for(session, now, contact_id, case_id), now
