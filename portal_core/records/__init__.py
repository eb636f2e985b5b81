"""The tables of the core, one file per subject. Columns `*_sealed` and `*_digest` are made by services."""

from portal_core.records.case import AsylumClock, Case, ClockEvent, Respondent
from portal_core.records.court import Court, CourtClosure
from portal_core.records.deadline import Deadline
from portal_core.records.filing import Filing, FilingMove
from portal_core.records.hearing import Hearing
from portal_core.records.link import ContactLink, LinkAttempt, LinkGuard, OneTimeCode
from portal_core.records.notice import Notice
from portal_core.records.outage import OutageRecord
from portal_core.records.staff import StaffTrace

__all__ = [
    "AsylumClock",
    "Case",
    "ClockEvent",
    "ContactLink",
    "Court",
    "CourtClosure",
    "Deadline",
    "Filing",
    "FilingMove",
    "Hearing",
    "LinkAttempt",
    "LinkGuard",
    "Notice",
    "OneTimeCode",
    "OutageRecord",
    "Respondent",
    "StaffTrace",
]
