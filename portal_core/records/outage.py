"""Outages of the filing systems."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from portal_core.database import Base, IntPk, PublicId
from portal_core.rules.outages import OutageKind, OutageSystem


class OutageRecord(Base):
    """`announced_at` None = never announced; `ends_at` None = still on."""

    __tablename__ = "outage"
    __table_args__ = (UniqueConstraint("system", "starts_at"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    system: Mapped[OutageSystem]
    kind: Mapped[OutageKind]
    announced_at: Mapped[datetime | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    source_url: Mapped[str]
