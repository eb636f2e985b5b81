"""Which contact may see which case, and the guards around proving it.

`contact_id` is the opaque reference that the bot gives a phone or browser; the core knows no phone number.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal_core.database import Base, Code, Digest, IntPk
from portal_core.records.case import Case


class ContactLink(Base):
    """A contact that proved itself for a case; it sleeps 90 days after `last_proved_at`."""

    __tablename__ = "contact_link"
    __table_args__ = (UniqueConstraint("contact_id", "case_id"),)

    id: Mapped[IntPk]
    contact_id: Mapped[Code]
    case_id: Mapped[int] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"), index=True)
    verified_at: Mapped[datetime]
    last_proved_at: Mapped[datetime]

    case: Mapped[Case] = relationship(lazy="joined", innerjoin=True)


class Subject(StrEnum):
    """Who is counted and locked: the contact that tries, and the A-number that is tried."""

    CONTACT = "contact"
    A_NUMBER = "a_number"


class LinkGuard(Base):
    """One row per subject, locked while a try is judged; `key` is a digest, of unknown numbers too."""

    __tablename__ = "link_guard"
    __table_args__ = (UniqueConstraint("subject", "key"),)

    id: Mapped[IntPk]
    subject: Mapped[Subject]
    key: Mapped[Digest]
    locked_until: Mapped[datetime | None]


class LinkAttempt(Base):
    """One wrong try against a guard."""

    __tablename__ = "link_attempt"

    id: Mapped[IntPk]
    guard_id: Mapped[int] = mapped_column(ForeignKey("link_guard.id", ondelete="CASCADE"), index=True)
    tried_at: Mapped[datetime]


class CodePurpose(StrEnum):
    LINK = "link"
    WAKE = "wake"


class OneTimeCode(Base):
    """The one live code of a contact for a purpose; kept as a digest, gone once used."""

    __tablename__ = "one_time_code"
    __table_args__ = (UniqueConstraint("contact_id", "purpose"),)

    id: Mapped[IntPk]
    contact_id: Mapped[Code]
    purpose: Mapped[CodePurpose]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("court_case.id", ondelete="CASCADE"))
    code_digest: Mapped[Digest]
    expires_at: Mapped[datetime]
    tries_left: Mapped[int]
