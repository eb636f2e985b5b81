"""Brings one case in the database up to one row of the feed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal_core.crypto import Keyring
from portal_core.database import Base, insert_if_absent
from portal_core.errors import BadFeedRow
from portal_core.records import (
    AsylumClock,
    Case,
    ClockEvent,
    Deadline,
    Filing,
    FilingMove,
    Hearing,
    Notice,
    Respondent,
)
from portal_core.rules.a_number import ANumber
from portal_core.rules.filing_states import FilingState, path_to
from portal_core.services.feed_rows import (
    CaseRow,
    ClockRow,
    FilingRow,
    HearingRow,
    court_zones,
    local_instant,
)

R = TypeVar("R", bound=Base)

COURT = "court"
UTC_NAME = "UTC"


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def upsert_case(session: Session, keyring: Keyring, now: datetime, row: CaseRow) -> Outcome:
    """Add the case, change it, or leave it if it was last made from this very row.

    Hearings, deadlines, notices and clock events that the row no longer has are removed; filings never.
    Raises BadFeedRow if a filing would have to make a move that the state table does not have.
    """
    row_digest = keyring.digest("feed_row", row.model_dump_json())
    respondent = _held_respondent(session, keyring, row)
    case = session.scalars(select(Case).where(Case.respondent_id == respondent.id)).one_or_none()
    if case is not None and case.row_digest == row_digest:
        return Outcome.UNCHANGED
    outcome = Outcome.CHANGED if case else Outcome.ADDED
    if case is None:
        case = Case(respondent=respondent)
        session.add(case)
    _set(respondent, _respondent_values(keyring, row))
    _set(case, {**_case_values(row), "row_digest": row_digest, "updated_at": now})
    _sync_parts(session, keyring, case, row)
    return outcome


def _held_respondent(session: Session, keyring: Keyring, row: CaseRow) -> Respondent:
    """The person's row, made if need be and locked, so that two imports at once come one after the other."""
    a_digest = keyring.digest("a_number", row.a_number)
    query = select(Respondent).where(Respondent.a_number_digest == a_digest).with_for_update()
    respondent = session.scalars(query).one_or_none()
    if respondent is None:
        values = _respondent_values(keyring, row) | {"a_number_digest": a_digest}
        insert_if_absent(session, Respondent, values)
        respondent = session.scalars(query).one()
    return respondent


def _respondent_values(keyring: Keyring, row: CaseRow) -> dict[str, Any]:
    code = row.linking_code
    return {
        "a_number_sealed": keyring.seal(row.a_number),
        "a_number_last3": ANumber(row.a_number).last3(),
        "name_sealed": keyring.seal(row.name),
        "linking_code_digest": keyring.digest("linking_code", code) if code else None,
    }


def _case_values(row: CaseRow) -> dict[str, Any]:
    plain = ("stage", "proceeding", "record_kind", "efile_eligible", "represented", "detained", "judge")
    invited = row.linking_code is not None if row.invited is None else row.invited
    return {name: getattr(row, name) for name in plain} | {"court_code": row.court, "invited": invited}


def _sync_parts(session: Session, keyring: Keyring, case: Case, row: CaseRow) -> None:
    with session.no_autoflush:
        _sync(case.hearings, Hearing, {h.ref: _hearing_values(keyring, row, h) for h in row.hearings}, _ref)
        _sync(
            case.deadlines, Deadline, {d.ref: _deadline_values(d.model_dump()) for d in row.deadlines}, _ref
        )
        _sync(case.notices, Notice, {n.ref: n.model_dump() for n in row.notices}, _ref)
        _sync_clock(case, row.asylum_clock)
    session.flush()
    _sync_filings(session, keyring, case, row)


def _hearing_values(keyring: Keyring, row: CaseRow, hearing: HearingRow) -> dict[str, Any]:
    zone = row.zone_of(hearing) or UTC_NAME
    values = hearing.model_dump(exclude={"date", "time", "time_zone", "court", "link"})
    values["starts_at"] = local_instant(hearing.date, hearing.time, ZoneInfo(zone))
    values["link_sealed"] = keyring.seal(hearing.link) if hearing.link else None
    return values | {"tz": zone, "court_code": hearing.court or row.court}


def _deadline_values(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"due_on": fields.pop("due"), "anchor_on": fields.pop("anchor")}


def _sync_clock(case: Case, row: ClockRow | None) -> None:
    if row is None:
        case.clock = None
        case.clock_events.clear()
        return
    case.clock = case.clock or AsylumClock()
    _set(case.clock, row.model_dump(exclude={"events"}))
    events = {
        (e.date, e.event): {"happened_on": e.date, "kind": e.event, "reason": e.reason} for e in row.events
    }
    _sync(case.clock_events, ClockEvent, events, lambda event: (event.happened_on, event.kind))


def _sync_filings(session: Session, keyring: Keyring, case: Case, row: CaseRow) -> None:
    known = {filing.ref: filing for filing in case.filings}
    for index, item in enumerate(row.filings):
        filing = known.get(item.ref)
        if filing is None:
            filing = Filing(ref=item.ref, state=FilingState.SUBMITTED, tz=UTC_NAME)
            case.filings.append(filing)
            known[item.ref] = filing
        _move(filing, item, index)
        _set(filing, _filing_values(keyring, row, item))
    session.flush()
    for item in row.filings:
        earlier = known[item.supersedes] if item.supersedes else None
        known[item.ref].supersedes_id = earlier.id if earlier else None


def _filing_values(keyring: Keyring, row: CaseRow, item: FilingRow) -> dict[str, Any]:
    court = item.court or row.court
    values = item.model_dump(include={"document_kind", "submitted_at", "decided_at"})
    values["reasons"] = list(item.reasons)
    values["note_sealed"] = keyring.seal(item.note) if item.note else None
    return values | {"court_code": court, "tz": court_zones()[court] if court else UTC_NAME}


def _move(filing: Filing, item: FilingRow, index: int) -> None:
    """Take the filing to the row's state along the table, writing each move down."""
    path = path_to(filing.state, item.state)
    if path is None:
        raise BadFeedRow("filing_move_not_allowed", field=f"filings.{index}.state")
    for step in path:
        moved_at = item.decided_at or item.submitted_at
        filing.moves.append(
            FilingMove(
                number=len(filing.moves) + 1, start=filing.state, end=step, moved_at=moved_at, moved_by=COURT
            )
        )
        filing.state = step


def _ref(record: Any) -> Any:
    return record.ref


def _sync(
    records: list[R], table: type[R], wanted: Mapping[Any, Mapping[str, Any]], key: Callable[[R], Any]
) -> None:
    """Make a list of records equal to the wanted rows, keeping those whose key stays."""
    known = {key(record): record for record in records}
    for gone in known.keys() - wanted.keys():
        records.remove(known[gone])
    for ref, values in wanted.items():
        record = known.get(ref)
        if record is None:
            record = table()
            records.append(record)
        _set(record, values)


def _set(record: Base, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
