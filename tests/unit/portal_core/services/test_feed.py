"""Importing the court's feed: good rows land, bad rows are told, the same again changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, read_scope
from portal_core.records import Case, ClockEvent, Court, Filing, FilingMove, Hearing
from portal_core.records.case import ClockEventKind, Proceeding, RecordKind, Stage
from portal_core.records.hearing import HearingKind, HearingState, Medium
from portal_core.records.notice import NoticeChannel, NoticeKind
from portal_core.rules.asylum_clock import ClockReason, ClockState
from portal_core.rules.defaults import deadline_rules
from portal_core.rules.filing_states import SENT_STATES
from portal_core.services import feed_rows as rows
from portal_core.services.feed import ImportReport, RowProblem, import_file, import_lines
from tests.conftest import FixedClock

DOCUMENTATION = Path(__file__).parents[4] / "docs" / "cases-feed.md"
ROW: dict[str, Any] = {
    "a_number": "012345678",
    "name": "Test Person",
    "linking_code": "TEST0001",
    "court": "NYC",
    "stage": "PENDING",
    "hearings": [
        {"ref": "H1", "kind": "MASTER", "date": "2026-12-20", "time": "08:30", "medium": "in_person"},
        {"ref": "H2", "kind": "INDIVIDUAL", "date": "2027-03-20", "time": "13:00", "medium": "video"},
    ],
    "deadlines": [{"ref": "D1", "kind": "response", "anchor": "2026-12-01"}],
    "filings": [
        {
            "ref": "F1",
            "document_kind": "evidence",
            "state": "UNDER_REVIEW",
            "submitted_at": "2026-11-30T22:00:00-05:00",
        }
    ],
    "asylum_clock": {
        "state": "RUNNING",
        "days": 10,
        "as_of": "2026-12-01",
        "events": [{"date": "2026-11-21", "event": "started"}],
    },
}


@pytest.fixture
def take(sessions: SessionFactory, keyring: Keyring, clock: FixedClock) -> Any:
    """Imports rows (or raw lines) and returns the report."""

    def do(*rows: dict[str, Any] | bytes) -> ImportReport:
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        return import_lines(lines, sessions, keyring, clock)

    return do


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.failed


def test_a_row_is_added_then_unchanged_then_changed(take: Any) -> None:
    assert _counts(take(ROW)) == (1, 0, 0, 0)
    assert _counts(take(ROW)) == (0, 0, 1, 0)
    assert _counts(take({**ROW, "judge": "Someone Else"})) == (0, 1, 0, 0)


def test_the_same_number_written_otherwise_is_the_same_case(take: Any) -> None:
    take(ROW)
    assert _counts(take({**ROW, "a_number": "A 012-345-678"})) == (0, 0, 1, 0)
    assert _counts(take({**ROW, "a_number": "12345678"})) == (0, 0, 1, 0)


def test_good_rows_land_whatever_the_others_hold(take: Any, sessions: SessionFactory) -> None:
    report = take(
        b"{not json",
        {**ROW, "a_number": "000000001"},
        b"\xff\xfe",
        b"",
        {**ROW, "a_number": "1234"},
        b"[1, 2]",
        {**ROW, "a_number": "000000002"},
        {**ROW, "a_number": "000000002"},
    )
    assert _counts(report) == (2, 0, 0, 5)
    assert report.problems == (
        RowProblem(1, "", "not_json"),
        RowProblem(3, "", "not_utf8"),
        RowProblem(5, "a_number", "a_number_bad"),
        RowProblem(6, "", "model_type"),
        RowProblem(8, "a_number", "a_number_twice"),
    )


def _with(part: str, **fields: Any) -> dict[str, Any]:
    return {**ROW, part: [{**ROW[part][0], **fields}]}


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ({**ROW, "stage": "SLEEPING"}, "stage", "enum"),
        ({**ROW, "court": "XXX"}, "court", "court_unknown"),
        ({**ROW, "nationality": "X"}, "nationality", "extra_forbidden"),
        ({**ROW, "linking_code": "ABCDEFGH"}, "linking_code", "linking_code_bad"),
        ({**ROW, "a_number": "123-45-6789"}, "a_number", "a_number_ssn"),
        ({**ROW, "name": " "}, "name", "string_too_short"),
        (_with("hearings", date="2026-13-01"), "hearings.0.date", "date_from_datetime_parsing"),
        (_with("hearings", time_zone="Mars/Base"), "hearings.0.time_zone", "time_zone_unknown"),
        (_with("hearings", date="2027-03-14", time="02:30"), "", "hearing_time_does_not_exist"),
        ({**_with("hearings"), "court": None}, "", "hearing_time_zone_missing"),
        ({**ROW, "hearings": ROW["hearings"][:1] * 2}, "hearings", "ref_twice"),
        (_with("deadlines", kind="someday"), "deadlines.0.kind", "deadline_kind_unknown"),
        (_with("deadlines", kind="petition_for_review"), "deadlines.0.kind", "deadline_kind_unknown"),
        (_with("deadlines", kind="judge_order"), "deadlines.0", "due_or_anchor"),
        (_with("filings", state="DRAFT"), "filings.0", "filing_state_not_sent"),
        (_with("filings", state="ACCEPTED"), "filings.0", "decided_at_missing"),
        (_with("filings", submitted_at="2026-11-30T22:00:00"), "filings.0.submitted_at", "timezone_aware"),
        (_with("filings", reasons=["BECAUSE"]), "filings.0.reasons.0", "reason_unknown"),
        (_with("filings", reasons=["NO_FEE"]), "filings.0", "reasons_only_if_rejected"),
        (_with("filings", supersedes="F9"), "", "supersedes_unknown"),
        (
            {**ROW, "asylum_clock": {**ROW["asylum_clock"], "days": -1}},
            "asylum_clock.days",
            "greater_than_equal",
        ),
    ],
)
def test_a_bad_field_is_named(take: Any, row: dict[str, Any], field: str, code: str) -> None:
    report = take(row)
    assert _counts(report) == (0, 0, 0, 1)
    assert report.problems == (RowProblem(1, field, code),)


def test_a_report_never_holds_what_was_in_the_row(take: Any) -> None:
    shown = repr(take({**ROW, "a_number": "98765432101", "stage": "Test Person"}))
    assert "98765432101" not in shown
    assert "Test Person" not in shown


def test_parts_follow_the_row_and_keep_their_ids(take: Any, sessions: SessionFactory) -> None:
    take(ROW)
    with read_scope(sessions) as session:
        before = {h.ref: h.public_id for h in session.scalars(sa.select(Hearing))}
    moved = {**ROW["hearings"][1], "date": "2027-04-20", "state": "RESCHEDULED"}
    clock = {**ROW["asylum_clock"], "state": "STOPPED", "reason": "find_counsel"}
    clock["events"] = [*clock["events"], {"date": "2026-12-01", "event": "stopped", "reason": "find_counsel"}]
    take({**ROW, "hearings": [moved], "asylum_clock": clock})
    with read_scope(sessions) as session:
        hearing = session.scalars(sa.select(Hearing)).one()
        assert (hearing.ref, hearing.public_id, hearing.state) == ("H2", before["H2"], "RESCHEDULED")
        assert hearing.starts_at.isoformat() == "2027-04-20T17:00:00+00:00"
        assert [e.kind for e in session.scalars(sa.select(ClockEvent))] == ["started", "stopped"]


def test_a_row_without_a_clock_removes_it(take: Any, sessions: SessionFactory) -> None:
    take(ROW)
    take({**ROW, "asylum_clock": None})
    with read_scope(sessions) as session:
        assert session.scalars(sa.select(Case)).one().clock is None
        assert session.scalars(sa.select(ClockEvent)).all() == []


def test_a_filing_moves_along_the_table_and_its_history_is_kept(take: Any, sessions: SessionFactory) -> None:
    take(ROW)
    decided = {"decided_at": "2026-12-01T10:00:00-05:00"}
    take(_with("filings", state="REJECTED", reasons=["NO_SERVICE"], note="No proof of service.", **decided))
    with read_scope(sessions) as session:
        moves = [(m.start.value, m.end.value) for m in session.scalars(sa.select(FilingMove))]
    assert moves == [("SUBMITTED", "UNDER_REVIEW"), ("UNDER_REVIEW", "REJECTED")]


def test_a_move_that_the_table_lacks_is_refused_and_nothing_of_the_row_lands(
    take: Any, sessions: SessionFactory
) -> None:
    decided = {"decided_at": "2026-12-01T10:00:00-05:00"}
    take(_with("filings", state="ACCEPTED", **decided))
    back = {**_with("filings", state="UNDER_REVIEW"), "judge": "Someone Else"}
    report = take(back)
    assert report.problems == (RowProblem(1, "filings.0.state", "filing_move_not_allowed"),)
    with read_scope(sessions) as session:
        assert session.scalars(sa.select(Filing)).one().state == "ACCEPTED"
        assert session.scalars(sa.select(Case)).one().judge == ""


def test_a_filing_that_the_row_no_longer_has_is_kept(take: Any, sessions: SessionFactory) -> None:
    take(ROW)
    take({**ROW, "filings": []})
    with read_scope(sessions) as session:
        assert len(session.scalars(sa.select(Filing)).all()) == 1


def test_a_filing_may_supersede_another_of_the_same_row(take: Any, sessions: SessionFactory) -> None:
    first = ROW["filings"][0]
    take({**ROW, "filings": [{**first, "ref": "F2", "supersedes": "F1"}, first]})
    with read_scope(sessions) as session:
        by_ref = {f.ref: f for f in session.scalars(sa.select(Filing))}
        assert by_ref["F2"].supersedes_id == by_ref["F1"].id


def test_a_file_with_a_byte_order_mark_is_read(
    tmp_path: Path, sessions: SessionFactory, keyring: Keyring, clock: FixedClock
) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r\n\r\n")
    assert _counts(import_file(path, sessions, keyring, clock)) == (1, 0, 0, 0)


def test_every_court_of_the_list_is_in_the_table(take: Any, sessions: SessionFactory) -> None:
    take()
    with read_scope(sessions) as session:
        courts = {court.code: court for court in session.scalars(sa.select(Court))}
    assert len(courts) == 79
    assert (courts["ELP"].tz, courts["BIA"].county) == ("America/Denver", "Falls Church, VA")
    assert [c for c in sorted(courts) if courts[c].confidence == "lower"] == [
        "CHD",
        "FWA",
        "GUM",
        "HOJ",
        "LOU",
        "RIC",
        "SAI",
        "SFS",
    ]


def test_the_example_in_the_documentation_is_accepted(take: Any) -> None:
    text = DOCUMENTATION.read_text("utf-8")
    example = text.split("```json\n")[1].split("```")[0]
    assert _counts(take(json.loads(example))) == (1, 0, 0, 0)


def test_the_documentation_names_every_field_and_value() -> None:
    text = DOCUMENTATION.read_text("utf-8")
    models = (
        rows.CaseRow,
        rows.HearingRow,
        rows.DeadlineRow,
        rows.FilingRow,
        rows.ClockRow,
        rows.ClockEventRow,
        rows.NoticeRow,
    )
    names = {name for model in models for name in model.model_fields}
    enums = (Stage, Proceeding, RecordKind, HearingKind, HearingState, Medium, ClockState, ClockReason)
    kinds = (ClockEventKind, NoticeKind, NoticeChannel)
    names |= {member.value for enum in enums + kinds for member in enum}
    names |= SENT_STATES | {rule.code for rule in deadline_rules().values() if rule.days and not rule.outside}
    assert {name for name in names if f"`{name}`" not in text} == set()
