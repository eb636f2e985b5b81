"""Filings and the history of their states."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal_core.database import Base, Code, IntPk, PublicId
from portal_core.rules.filing_states import FilingState


class FilingMove(Base):
    """One move of a filing from state to state; `number` counts from 1."""

    __tablename__ = "filing_move"
    __table_args__ = (UniqueConstraint("filing_id", "number"),)

    id: Mapped[IntPk]
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id", ondelete="CASCADE"))
    number: Mapped[int]
    start: Mapped[FilingState]
    end: Mapped[FilingState]
    moved_at: Mapped[datetime]
    moved_by: Mapped[Code]


class Filing(Base):
    """A paper sent to a court; `tz` is the zone of its stamp, `note_sealed` the court's own words."""

    __tablename__ = "filing"
    __table_args__ = (UniqueConstraint("case_id", "ref"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"))
    ref: Mapped[Code]
    document_kind: Mapped[Code]
    court_code: Mapped[str | None] = mapped_column(ForeignKey("court.code"))
    tz: Mapped[str]
    state: Mapped[FilingState]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    reasons: Mapped[list[str]]
    note_sealed: Mapped[str | None]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("filing.id"))

    moves: Mapped[list[FilingMove]] = relationship(cascade="all, delete-orphan", order_by=FilingMove.number)
