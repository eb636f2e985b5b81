"""Records outages and hands them to the deadline rules."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal_core.answers import OutageAnswer
from portal_core.database import insert_if_absent, new_public_id
from portal_core.errors import BadInput
from portal_core.records import OutageRecord
from portal_core.rules.outages import Outage, OutageKind, OutageSystem


def add_outage(
    session: Session,
    *,
    system: OutageSystem,
    kind: OutageKind,
    starts_at: datetime,
    ends_at: datetime | None = None,
    announced_at: datetime | None = None,
    source_url: str = "",
) -> Outage:
    """Record an outage, or what is newly known of it: the same system and start is the same outage.

    Raises BadInput `outage_ends_before_start`.
    """
    if ends_at is not None and ends_at <= starts_at:
        raise BadInput("outage_ends_before_start")
    facts = {"kind": kind, "ends_at": ends_at, "announced_at": announced_at, "source_url": source_url}
    key = {"system": system, "starts_at": starts_at}
    insert_if_absent(session, OutageRecord, {"public_id": new_public_id(), **key, **facts})
    record = session.scalars(
        select(OutageRecord).where(OutageRecord.system == system, OutageRecord.starts_at == starts_at)
    ).one()
    for name, value in facts.items():
        setattr(record, name, value)
    session.flush()
    return _outage(record)


def outages(session: Session, since: datetime | None = None) -> tuple[Outage, ...]:
    """Every outage that was still on at or after `since`, in order of start."""
    query = select(OutageRecord).order_by(OutageRecord.starts_at)
    if since is not None:
        query = query.where((OutageRecord.ends_at.is_(None)) | (OutageRecord.ends_at >= since))
    return tuple(_outage(record) for record in session.scalars(query))


def outage_answer(outage: Outage) -> OutageAnswer:
    """The facts of an outage for those who answer people."""
    return OutageAnswer(
        id=outage.id,
        system=outage.system,
        kind=outage.kind,
        starts_at=outage.starts_at,
        ends_at=outage.ends_at,
        announced_at=outage.announced_at,
        notice_days=outage.notice_days(),
        source_url=outage.source_url,
    )


def _outage(record: OutageRecord) -> Outage:
    return Outage(
        id=record.public_id,
        system=record.system,
        kind=record.kind,
        starts_at=record.starts_at,
        ends_at=record.ends_at,
        announced_at=record.announced_at,
        source_url=record.source_url,
    )
