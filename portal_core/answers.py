"""What the portal answers with: frozen facts and codes, never a sentence. Instants are aware UTC."""

from dataclasses import dataclass
from datetime import date, datetime

from portal_core.records.case import Proceeding, RecordKind, Stage
from portal_core.records.court import Docket
from portal_core.records.hearing import HearingKind, HearingState, Medium
from portal_core.rules.asylum_clock import ClockReason, ClockState, Milestone
from portal_core.rules.deadlines import Step
from portal_core.rules.filing_states import FilingState
from portal_core.rules.outages import OutageKind, OutageSystem


@dataclass(frozen=True)
class CaseRef:
    """Enough to tell one's cases apart in a list, and the facts on which the fitting answer depends.

    `id` is opaque; `number` is masked (`A***-**5-678`).
    """

    id: str
    number: str
    court_code: str | None
    court_city: str | None
    stage: Stage
    record_kind: RecordKind
    represented: bool
    detained: bool
    invited: bool


@dataclass(frozen=True)
class Access:
    """What a contact may see: `none`, `open` (one case), `pick` (several), `asleep` (prove it again)."""

    state: str
    cases: tuple[CaseRef, ...] = ()


@dataclass(frozen=True)
class LinkStart:
    """`code_made` (send `code` to that contact), `not_matched`, `locked`, `represented`, `already_linked`."""

    state: str
    code: str | None = None
    expires_at: datetime | None = None
    locked_until: datetime | None = None
    case: CaseRef | None = None


@dataclass(frozen=True)
class LinkDone:
    """`linked`, `wrong_code`, `expired` (also: there was none), `locked`."""

    state: str
    case: CaseRef | None = None
    tries_left: int | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True)
class WakeStart:
    """`code_made` (send `code` to that contact), `nothing_asleep`, `locked`."""

    state: str
    code: str | None = None
    expires_at: datetime | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True)
class WakeDone:
    """`woken`, `wrong_code`, `expired` (also: there was none), `locked`."""

    state: str
    cases: tuple[CaseRef, ...] = ()
    tries_left: int | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True)
class HearingAnswer:
    """A hearing to come; `tz` is the IANA zone of the place, `link` the video link if the record has one."""

    id: str
    kind: HearingKind
    state: HearingState
    starts_at: datetime
    tz: str
    medium: Medium
    court_code: str | None
    court_name: str | None
    court_city: str | None
    location: str
    judge: str
    link: str | None
    record_updated_at: datetime


@dataclass(frozen=True)
class CourtAnswer:
    """The court of a case; empty address or phone = not in our list."""

    code: str
    name: str
    city: str
    state: str
    tz: str
    docket: Docket
    address: str
    phone: str
    judge: str
    is_bia: bool


@dataclass(frozen=True)
class CaseStatus:
    """Where a case stands by the court's record as of `record_updated_at`."""

    case: CaseRef
    stage: Stage
    proceeding: Proceeding
    efile_eligible: bool
    court: CourtAnswer | None
    next_hearing: HearingAnswer | None
    record_updated_at: datetime


@dataclass(frozen=True)
class OutageAnswer:
    """An outage; `ends_at` None = still on, `announced_at` None = never announced."""

    id: str
    system: OutageSystem
    kind: OutageKind
    starts_at: datetime
    ends_at: datetime | None
    announced_at: datetime | None
    notice_days: int | None
    source_url: str


@dataclass(frozen=True)
class DeadlineAnswer:
    """One thing that is due, by the one set of deadline rules.

    `state` is `open`, `past` or `outage_on` (due today or before, the system is down, the new date is not
    known yet). `due` is the date that counts, before midnight in `tz`; `closes_at` that midnight as an
    instant; `nominal` and `rolled` the dates it came from; `safe_date` the day to aim for. `basis_code` is
    `judge_order`, `court_notice` or the usual rule. `days_left` counts by the court's calendar.
    """

    id: str
    kind: str
    document_kind: str
    state: str
    basis_code: str
    citation: str
    source: str
    contested: bool
    note: str | None
    anchor_on: date | None
    ordered_on: date | None
    nominal: date
    rolled: date
    due: date
    closes_at: datetime
    tz: str
    forum_code: str | None
    forum_city: str | None
    safe_date: date
    warn_on: date | None
    days_left: int
    steps: tuple[Step, ...]
    moved_by: tuple[OutageAnswer, ...]
    still_on: OutageAnswer | None
    hearing_id: str | None


@dataclass(frozen=True)
class ClockAnswer:
    """The asylum clock as the record says; `state` None = the record has no clock for this case."""

    state: ClockState | None
    days: int | None = None
    as_of: date | None = None
    since: date | None = None
    reason: ClockReason | None = None
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class FilingAnswer:
    """A filing and its state; `filed_at` is set only once accepted; `note` is the court's own words."""

    id: str
    document_kind: str
    state: FilingState
    submitted_at: datetime | None
    decided_at: datetime | None
    filed_at: datetime | None
    tz: str
    court_code: str | None
    reasons: tuple[str, ...]
    note: str | None
    supersedes: str | None


@dataclass(frozen=True)
class ClosureAnswer:
    """Days on which a court (None = every court) is closed."""

    court_code: str | None
    starts_on: date
    ends_on: date
    reason: str
    notice_text: str
    source_url: str
