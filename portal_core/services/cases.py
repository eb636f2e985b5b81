"""Answers about one case, for a contact that has proved itself."""

from datetime import datetime

from portal_core.answers import CaseRef, CaseStatus, ClockAnswer, CourtAnswer
from portal_core.crypto import Keyring
from portal_core.records import Case
from portal_core.records.court import BIA
from portal_core.rules.a_number import ANumber
from portal_core.rules.asylum_clock import ClockRecord, milestones
from portal_core.services.hearings import next_hearing_answer


def case_ref(case: Case, keyring: Keyring) -> CaseRef:
    """The case as it may be named in a list."""
    return CaseRef(
        id=case.public_id,
        number=ANumber(keyring.open(case.respondent.a_number_sealed)).mask(),
        court_code=case.court_code,
        court_city=case.court.city if case.court else None,
        stage=case.stage,
        record_kind=case.record_kind,
        represented=case.represented,
        detained=case.detained,
        invited=case.invited,
    )


def case_status(case: Case, keyring: Keyring, now: datetime) -> CaseStatus:
    """Where the case stands by the court's record."""
    return CaseStatus(
        case=case_ref(case, keyring),
        stage=case.stage,
        proceeding=case.proceeding,
        efile_eligible=case.efile_eligible,
        court=court_answer(case),
        next_hearing=next_hearing_answer(case, keyring, now),
        record_updated_at=case.updated_at,
    )


def court_answer(case: Case) -> CourtAnswer | None:
    """The court that has the case; None while the record names none."""
    court = case.court
    if court is None:
        return None
    return CourtAnswer(
        code=court.code,
        name=court.name,
        city=court.city,
        state=court.state,
        tz=court.tz,
        docket=court.docket,
        address=court.address,
        phone=court.phone,
        judge=case.judge,
        is_bia=court.code == BIA,
    )


def clock_answer(case: Case) -> ClockAnswer:
    """The asylum clock as the record says."""
    clock = case.clock
    if clock is None:
        return ClockAnswer(state=None)
    record = ClockRecord(clock.state, clock.days, clock.as_of, clock.since, clock.reason)
    return ClockAnswer(
        record.state, record.days, record.as_of, record.since, record.reason, milestones(record)
    )
