"""What is due in a case: a date a judge or notice gave, or an event from which a usual rule counts."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal_core.database import Base, Code, IntPk, PublicId


class Deadline(Base):
    """`kind` is `judge_order`, `court_notice` (then `due_on` is set) or a usual rule (then `anchor_on` is).

    `replaces` names the usual rule that an order or notice beats; `forum` a place other than the case's
    court.
    """

    __tablename__ = "deadline"
    __table_args__ = (UniqueConstraint("case_id", "ref"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"))
    ref: Mapped[Code]
    kind: Mapped[Code]
    document_kind: Mapped[Code]
    due_on: Mapped[date | None]
    anchor_on: Mapped[date | None]
    forum: Mapped[str | None] = mapped_column(ForeignKey("court.code"))
    replaces: Mapped[Code | None]
    ordered_on: Mapped[date | None]
    done: Mapped[bool]
