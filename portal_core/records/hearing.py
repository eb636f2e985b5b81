"""Hearings of a case."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal_core.database import Base, Code, IntPk, PublicId
from portal_core.records.court import Court


class HearingKind(StrEnum):
    MASTER = "MASTER"
    INDIVIDUAL = "INDIVIDUAL"
    BOND = "BOND"


class Medium(StrEnum):
    IN_PERSON = "in_person"
    VIDEO = "video"
    INTERNET = "internet"
    PHONE = "phone"


class HearingState(StrEnum):
    SCHEDULED = "SCHEDULED"
    RESCHEDULED = "RESCHEDULED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"
    MISSED = "MISSED"


EXPECTED_STATES = (HearingState.SCHEDULED, HearingState.RESCHEDULED)
"""States in which the person must still come; RESCHEDULED is set for its new date."""


class Hearing(Base):
    """A hearing; `tz` is the zone of the hearing location, which may differ from the filing court's."""

    __tablename__ = "hearing"
    __table_args__ = (UniqueConstraint("case_id", "ref"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"))
    ref: Mapped[Code]
    kind: Mapped[HearingKind]
    state: Mapped[HearingState]
    starts_at: Mapped[datetime]
    tz: Mapped[str]
    medium: Mapped[Medium]
    court_code: Mapped[str | None] = mapped_column(ForeignKey("court.code"))
    location: Mapped[str]
    judge: Mapped[str]
    link_sealed: Mapped[str | None]
    noticed_on: Mapped[date | None]

    court: Mapped[Court | None] = relationship(lazy="joined")
