"""Keeps the table of courts equal to the list, and records closures."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal_core.answers import ClosureAnswer
from portal_core.data import read_tsv
from portal_core.database import insert_if_absent, new_public_id
from portal_core.records import Court, CourtClosure
from portal_core.records.court import Confidence, Docket


def sync_courts(session: Session) -> int:
    """Add or correct every court of `courts.tsv`; returns how many rows are new.

    An address or phone that the list does not have is left as it is in the table.
    """
    known = {court.code: court for court in session.scalars(select(Court))}
    listed = {row["code"]: _values(row) for row in read_tsv("courts.tsv")}
    new = [{"address": "", "phone": "", **listed[code]} for code in listed.keys() - known.keys()]
    insert_if_absent(session, Court, *new)
    for code in listed.keys() & known.keys():
        for name, value in listed[code].items():
            setattr(known[code], name, value)
    session.flush()
    return len(new)


def add_closure(
    session: Session,
    *,
    court_code: str | None,
    starts_on: date,
    ends_on: date,
    reason: str,
    notice_text: str = "",
    source_url: str = "",
) -> None:
    """Record a closure; the same one again changes nothing."""
    same = select(CourtClosure).where(
        CourtClosure.court_code == court_code
        if court_code is not None
        else CourtClosure.court_code.is_(None),
        CourtClosure.starts_on == starts_on,
    )
    if session.scalars(same).first() is None:
        values = {
            "public_id": new_public_id(),
            "court_code": court_code,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "reason": reason,
            "notice_text": notice_text,
            "source_url": source_url,
        }
        insert_if_absent(session, CourtClosure, values)


def closures(session: Session, court_code: str, today: date) -> tuple[ClosureAnswer, ...]:
    """Closures of a court (or of all courts) that are not over yet, soonest first."""
    query = (
        select(CourtClosure)
        .where(or_(CourtClosure.court_code == court_code, CourtClosure.court_code.is_(None)))
        .where(CourtClosure.ends_on >= today)
        .order_by(CourtClosure.starts_on)
    )
    return tuple(
        ClosureAnswer(row.court_code, row.starts_on, row.ends_on, row.reason, row.notice_text, row.source_url)
        for row in session.scalars(query)
    )


def _values(row: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {
        name: row[name] for name in ("code", "name", "city", "county", "state", "tz")
    }
    values["docket"] = Docket(row["docket"])
    values["confidence"] = Confidence(row["confidence"])
    values |= {name: _day(row[name]) for name in ("valid_from", "valid_to")}
    return values | {name: row[name] for name in ("address", "phone") if row[name]}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
