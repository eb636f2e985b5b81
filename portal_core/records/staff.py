"""Traces of security events that staff should see."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal_core.database import Base, Code, IntPk


class StaffTrace(Base):
    """An event for the staff's eyes; `facts` hold no personal data in the clear."""

    __tablename__ = "staff_trace"

    id: Mapped[IntPk]
    happened_at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[Code]
    contact_id: Mapped[Code | None]
    facts: Mapped[dict[str, Any]]
