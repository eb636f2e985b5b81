"""Immigration courts (and the Board of Immigration Appeals as a forum), and their closures."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal_core.database import Base, Code, IntPk, PublicId

BIA = "BIA"


class Docket(StrEnum):
    NON_DETAINED = "non_detained"
    DETAINED = "detained"
    APPEALS = "appeals"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How well a row of the court list is attested."""

    HIGH = "high"
    LOWER = "lower"


class Court(Base):
    """A court; `tz` is the IANA zone of its own building, `county` decides on Inauguration Day."""

    __tablename__ = "court"

    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[str]
    city: Mapped[str]
    county: Mapped[str]
    state: Mapped[str]
    tz: Mapped[str]
    docket: Mapped[Docket]
    confidence: Mapped[Confidence]
    address: Mapped[str]
    phone: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class CourtClosure(Base):
    """Days on which a court (None = every court) is closed; closures move no date by themselves."""

    __tablename__ = "court_closure"
    __table_args__ = (UniqueConstraint("court_code", "starts_on"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    court_code: Mapped[str | None] = mapped_column(ForeignKey("court.code"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[Code]
    notice_text: Mapped[str]
    source_url: Mapped[str]
