"""A respondent's case before the court, and the asylum clock as the court's record gives it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal_core.database import Base, Digest, IntPk, PublicId, Sealed
from portal_core.records.court import Court
from portal_core.records.deadline import Deadline
from portal_core.records.filing import Filing
from portal_core.records.hearing import Hearing
from portal_core.records.notice import Notice
from portal_core.rules.asylum_clock import ClockReason, ClockState


class Stage(StrEnum):
    PRE_NTA = "PRE_NTA"
    NTA_FILED = "NTA_FILED"
    PENDING = "PENDING"
    DECIDED = "DECIDED"
    APPEAL_WINDOW = "APPEAL_WINDOW"
    ON_APPEAL = "ON_APPEAL"
    BIA_DECIDED = "BIA_DECIDED"
    FINAL = "FINAL"
    REMANDED = "REMANDED"
    REOPENED = "REOPENED"
    ADMIN_CLOSED = "ADMIN_CLOSED"
    TERMINATED = "TERMINATED"
    VENUE_CHANGED = "VENUE_CHANGED"
    IN_ABSENTIA_ORDER = "IN_ABSENTIA_ORDER"


class Proceeding(StrEnum):
    REMOVAL = "removal"
    BOND = "bond"
    ASYLUM_ONLY = "asylum_only"
    WITHHOLDING_ONLY = "withholding_only"
    CREDIBLE_FEAR_REVIEW = "credible_fear_review"


class RecordKind(StrEnum):
    ELECTRONIC = "electronic"
    PAPER = "paper"
    MIXED = "mixed"


class Respondent(Base):
    """The person; found by the digest of the A-number, never by name."""

    __tablename__ = "respondent"

    id: Mapped[IntPk]
    a_number_digest: Mapped[Digest] = mapped_column(unique=True)
    a_number_sealed: Mapped[Sealed]
    a_number_last3: Mapped[str]
    name_sealed: Mapped[Sealed]
    linking_code_digest: Mapped[Digest | None]


class Case(Base):
    """One case; `row_digest` is the digest of the feed row it was last made from."""

    __tablename__ = "court_case"

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    respondent_id: Mapped[int] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"), unique=True)
    court_code: Mapped[str | None] = mapped_column(ForeignKey("court.code"), index=True)
    stage: Mapped[Stage]
    proceeding: Mapped[Proceeding]
    record_kind: Mapped[RecordKind]
    efile_eligible: Mapped[bool]
    represented: Mapped[bool]
    detained: Mapped[bool]
    invited: Mapped[bool]
    judge: Mapped[str]
    row_digest: Mapped[Digest]
    updated_at: Mapped[datetime]

    respondent: Mapped[Respondent] = relationship(lazy="joined", innerjoin=True)
    court: Mapped[Court | None] = relationship(lazy="joined")
    hearings: Mapped[list[Hearing]] = relationship(cascade="all, delete-orphan", order_by=Hearing.starts_at)
    deadlines: Mapped[list[Deadline]] = relationship(cascade="all, delete-orphan", order_by=Deadline.id)
    filings: Mapped[list[Filing]] = relationship(order_by=Filing.id)
    notices: Mapped[list[Notice]] = relationship(cascade="all, delete-orphan", order_by=Notice.issued_on)
    clock: Mapped["AsylumClock | None"] = relationship(cascade="all, delete-orphan")
    clock_events: Mapped[list["ClockEvent"]] = relationship(
        cascade="all, delete-orphan", order_by="ClockEvent.happened_on"
    )


class AsylumClock(Base):
    """The clock as reported: `days` counted on `as_of`, the state `since` a day, and why."""

    __tablename__ = "asylum_clock"

    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[ClockState]
    days: Mapped[int]
    as_of: Mapped[date]
    since: Mapped[date | None]
    reason: Mapped[ClockReason | None]


class ClockEventKind(StrEnum):
    STARTED = "started"
    STOPPED = "stopped"
    RESTARTED = "restarted"
    ENDED = "ended"


class ClockEvent(Base):
    """One event of the clock's history, as the court recorded it."""

    __tablename__ = "clock_event"
    __table_args__ = (UniqueConstraint("case_id", "happened_on", "kind"),)

    id: Mapped[IntPk]
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"), index=True)
    happened_on: Mapped[date]
    kind: Mapped[ClockEventKind]
    reason: Mapped[ClockReason | None]
