"""The shape of one row of the court's feed (`docs/cases-feed.md`), checked field by field."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from portal_core.data import read_toml, read_tsv
from portal_core.errors import BadInput
from portal_core.records.case import ClockEventKind, Proceeding, RecordKind, Stage
from portal_core.records.hearing import HearingKind, HearingState, Medium
from portal_core.records.notice import NoticeChannel, NoticeKind
from portal_core.rules import a_number, linking_code
from portal_core.rules.asylum_clock import ClockReason, ClockState
from portal_core.rules.defaults import FIXED_BASES, Count, deadline_rules
from portal_core.rules.filing_states import SENT_STATES, FilingState

T = TypeVar("T")

DECIDED_STATES = (FilingState.ACCEPTED, FilingState.REJECTED)


@cache
def court_zones() -> dict[str, str]:
    """The zone of every court in our list by its code."""
    return {row["code"]: row["tz"] for row in read_tsv("courts.tsv")}


@cache
def _codes_of(toml_name: str) -> frozenset[str]:
    return frozenset(code for code, row in read_toml(toml_name).items() if isinstance(row, dict))


def _refuse(code: str) -> PydanticCustomError:
    return PydanticCustomError(code, "not readable")


def _reads(read: Callable[[str], str]) -> AfterValidator:
    """A validator from one of the core's own readers."""

    def check(value: str) -> str:
        try:
            return read(value)
        except BadInput as error:
            raise _refuse(error.code) from None

    return AfterValidator(check)


def _one_of(known: Callable[[], Any], code: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known():
            raise _refuse(code)
        return value

    return AfterValidator(check)


ANumberText = Annotated[str, _reads(lambda text: a_number.parse(text).digits)]
LinkingCodeText = Annotated[str, _reads(linking_code.parse)]
CourtCode = Annotated[str, _one_of(court_zones, "court_unknown")]
ZoneName = Annotated[str, _one_of(available_timezones, "time_zone_unknown")]
DocumentKind = Annotated[str, _one_of(lambda: _codes_of("document_kinds.toml"), "document_kind_unknown")]
ReasonCode = Annotated[str, _one_of(lambda: _codes_of("reject_reasons.toml"), "reason_unknown")]
Ref = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(max_length=4000)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HearingRow(_Row):
    """A hearing in the local time of its place."""

    ref: Ref
    kind: HearingKind
    state: HearingState = HearingState.SCHEDULED
    date: dt.date
    time: dt.time
    time_zone: ZoneName | None = None
    medium: Medium
    court: CourtCode | None = None
    location: Line = ""
    judge: Line = ""
    link: Line | None = None
    noticed_on: dt.date | None = None


class DeadlineRow(_Row):
    """A date a judge or notice gave (`due`), or the event from which a usual rule counts (`anchor`)."""

    ref: Ref
    kind: Annotated[str, _one_of(lambda: _deadline_kinds(), "deadline_kind_unknown")]
    document_kind: DocumentKind = "other"
    due: dt.date | None = None
    anchor: dt.date | None = None
    forum: CourtCode | None = None
    replaces: Annotated[str, _one_of(deadline_rules, "deadline_kind_unknown")] | None = None
    ordered_on: dt.date | None = None
    done: bool = False

    @model_validator(mode="after")
    def _has_its_date(self) -> "DeadlineRow":
        given, other = (self.due, self.anchor) if self.kind in FIXED_BASES else (self.anchor, self.due)
        if given is None or other is not None:
            raise _refuse("due_or_anchor")
        return self


class FilingRow(_Row):
    """A filing the court has received."""

    ref: Ref
    document_kind: DocumentKind
    state: FilingState
    submitted_at: AwareDatetime
    decided_at: AwareDatetime | None = None
    court: CourtCode | None = None
    reasons: list[ReasonCode] = []
    note: Words | None = None
    supersedes: Ref | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> "FilingRow":
        if self.state not in SENT_STATES:
            raise _refuse("filing_state_not_sent")
        if self.state in DECIDED_STATES and self.decided_at is None:
            raise _refuse("decided_at_missing")
        if (self.state is FilingState.REJECTED) != bool(
            self.reasons
        ) and self.state is not FilingState.CLOSED:
            raise _refuse("reasons_only_if_rejected")
        return self


class ClockEventRow(_Row):
    date: dt.date
    event: ClockEventKind
    reason: ClockReason | None = None


class ClockRow(_Row):
    """The asylum clock as the court's record gives it."""

    state: ClockState
    days: Annotated[int, Field(ge=0, le=20_000)]
    as_of: dt.date
    since: dt.date | None = None
    reason: ClockReason | None = None
    events: list[ClockEventRow] = []


class NoticeRow(_Row):
    ref: Ref
    kind: NoticeKind
    channel: NoticeChannel
    issued_on: dt.date


class CaseRow(_Row):
    """One case: one line of the feed."""

    a_number: ANumberText
    name: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    linking_code: LinkingCodeText | None = None
    invited: bool | None = None
    court: CourtCode | None = None
    stage: Stage
    proceeding: Proceeding = Proceeding.REMOVAL
    record_kind: RecordKind = RecordKind.ELECTRONIC
    efile_eligible: bool = True
    represented: bool = False
    detained: bool = False
    judge: Line = ""
    hearings: Annotated[list[HearingRow], AfterValidator(lambda rows: _refs_differ(rows))] = []
    deadlines: Annotated[list[DeadlineRow], AfterValidator(lambda rows: _refs_differ(rows))] = []
    filings: Annotated[list[FilingRow], AfterValidator(lambda rows: _refs_differ(rows))] = []
    notices: Annotated[list[NoticeRow], AfterValidator(lambda rows: _refs_differ(rows))] = []
    asylum_clock: ClockRow | None = None

    def zone_of(self, hearing: HearingRow) -> str | None:
        """The IANA zone of a hearing: its own, its court's, the case's court's; None if no court is named."""
        court = hearing.court or self.court
        return hearing.time_zone or (court_zones()[court] if court else None)

    @model_validator(mode="after")
    def _hearings_have_a_zone(self) -> "CaseRow":
        for hearing in self.hearings:
            zone = self.zone_of(hearing)
            if zone is None:
                raise _refuse("hearing_time_zone_missing")
            if not _exists(hearing.date, hearing.time, ZoneInfo(zone)):
                raise _refuse("hearing_time_does_not_exist")
        return self

    @model_validator(mode="after")
    def _supersedes_are_known(self) -> "CaseRow":
        refs = {filing.ref for filing in self.filings}
        if any(filing.supersedes not in refs | {None} for filing in self.filings):
            raise _refuse("supersedes_unknown")
        return self


def local_instant(day: dt.date, clock: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The instant of a local day and time."""
    return dt.datetime.combine(day, clock, zone).astimezone(ZoneInfo("UTC"))


def _exists(day: dt.date, clock: dt.time, zone: ZoneInfo) -> bool:
    """Whether the local clock ever shows this time (it skips an hour in spring)."""
    back = local_instant(day, clock, zone).astimezone(zone)
    return (back.date(), back.time()) == (day, clock)


def _refs_differ(rows: list[T]) -> list[T]:
    refs = [row.ref for row in rows]  # type: ignore[attr-defined]
    if len(set(refs)) != len(refs):
        raise _refuse("ref_twice")
    return rows


def _deadline_kinds() -> frozenset[str]:
    countable = (r.code for r in deadline_rules().values() if r.count is not Count.NONE and not r.outside)
    return frozenset(FIXED_BASES) | frozenset(countable)
