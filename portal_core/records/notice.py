"""Papers and messages the court sent about a case."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal_core.database import Base, Code, IntPk


class NoticeKind(StrEnum):
    NTA = "nta"
    HEARING = "hearing"
    DECISION = "decision"
    RECEIPT = "receipt"
    REJECTION = "rejection"
    BRIEFING_SCHEDULE = "briefing_schedule"
    INVITATION = "invitation"
    OUTAGE = "outage"


class NoticeChannel(StrEnum):
    MAIL = "mail"
    PORTAL = "portal"
    EMAIL = "email"


class Notice(Base):
    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("case_id", "ref"),)

    id: Mapped[IntPk]
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"))
    ref: Mapped[Code]
    kind: Mapped[NoticeKind]
    channel: Mapped[NoticeChannel]
    issued_on: Mapped[date]
