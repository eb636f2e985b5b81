"""The public face: every case answer is guarded, and tells the demo cases as they are."""

import inspect
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, make_engine, make_sessions, write_scope
from portal_core.errors import NotAllowed
from portal_core.portal import Portal
from portal_core.records import Case, Hearing
from portal_core.records.hearing import HearingKind, HearingState, Medium
from portal_core.rules.outages import OutageKind, OutageSystem
from portal_core.services.courts import add_closure
from portal_core.services.outages import add_outage
from tests.conftest import FixedClock

GUARDED = ("case_status", "next_hearing", "court_info", "deadlines", "asylum_clock", "filings")


def _link(portal: Portal, number: int, contact: str = "phone") -> str:
    start = portal.start_link(contact, f"9000000{number:02d}", f"DEMO00{number:02d}")
    assert start.code is not None
    done = portal.confirm_link(contact, start.code)
    assert done.case is not None
    return done.case.id


@pytest.mark.parametrize("method", GUARDED)
def test_no_case_fact_without_a_link(portal: Portal, method: str) -> None:
    case_id = _link(portal, 1)
    getattr(portal, method)("phone", case_id)
    for contact, case in (("stranger", case_id), ("phone", "unknown"), ("", case_id), ("phone", "")):
        with pytest.raises(NotAllowed) as caught:
            getattr(portal, method)(contact, case)
        assert caught.value.code == "link_missing"


@pytest.mark.parametrize("method", GUARDED)
def test_no_case_fact_through_a_sleeping_link(portal: Portal, clock: FixedClock, method: str) -> None:
    case_id = _link(portal, 1)
    clock.advance(days=91)
    with pytest.raises(NotAllowed) as caught:
        getattr(portal, method)("phone", case_id)
    assert caught.value.code == "link_asleep"


def test_every_method_that_takes_a_case_is_in_the_list_of_guarded_ones() -> None:
    takes_case = {
        name
        for name, method in inspect.getmembers(Portal, inspect.isfunction)
        if "case_id" in inspect.signature(method).parameters and not name.startswith("_")
    }
    assert takes_case == {*GUARDED, "access"}


def test_the_next_hearing_in_local_time(portal: Portal) -> None:
    hearing = portal.next_hearing("phone", _link(portal, 1))
    assert hearing is not None
    assert (hearing.kind, hearing.medium, hearing.court_city) == ("MASTER", "in_person", "Chicago")
    assert (hearing.starts_at, hearing.tz) == (datetime(2026, 12, 10, 14, 30, tzinfo=UTC), "America/Chicago")


def test_a_hearing_today_is_told_until_the_local_day_is_over(portal: Portal, clock: FixedClock) -> None:
    case_id = _link(portal, 1)
    clock.now = datetime(2026, 12, 11, 5, 59, tzinfo=UTC)  # 11:59 p.m. in Chicago
    assert portal.next_hearing("phone", case_id) is not None
    clock.advance(minutes=1)
    assert portal.next_hearing("phone", case_id) is None


def test_an_internet_hearing_carries_its_link(portal: Portal) -> None:
    hearing = portal.next_hearing("phone", _link(portal, 9))
    assert hearing is not None
    assert (hearing.medium, hearing.tz) == ("internet", "America/Phoenix")
    assert hearing.link == "https://example.org/demo-hearing-room"


def test_a_case_on_appeal_has_no_hearing_and_the_board_as_its_court(portal: Portal) -> None:
    case_id = _link(portal, 8)
    status = portal.case_status("phone", case_id)
    assert (status.stage, status.next_hearing) == ("ON_APPEAL", None)
    court = portal.court_info("phone", case_id)
    assert court is not None
    assert (court.is_bia, court.city) == (True, "Falls Church")


def test_a_judges_order_beats_the_usual_rule(portal: Portal) -> None:
    (deadline,) = portal.deadlines("phone", _link(portal, 2))
    assert (deadline.kind, deadline.basis_code, deadline.document_kind) == (
        "judge_order",
        "judge_order",
        "evidence",
    )
    assert deadline.due == date(2026, 12, 21)
    assert (deadline.days_left, deadline.state, deadline.tz) == (20, "open", "America/New_York")


def test_without_an_order_the_usual_rule_counts_from_the_hearing(portal: Portal) -> None:
    (deadline,) = portal.deadlines("phone", _link(portal, 10))
    assert (deadline.basis_code, deadline.tz) == ("before_individual", "America/Puerto_Rico")
    assert deadline.anchor_on == date(2027, 1, 20)
    assert deadline.due == date(2026, 12, 21)
    assert deadline.closes_at == datetime(2026, 12, 22, 4, 0, tzinfo=UTC)
    assert deadline.contested
    assert deadline.hearing_id is not None


def test_an_outage_moved_a_deadline(portal: Portal) -> None:
    (deadline,) = portal.deadlines("phone", _link(portal, 3))
    assert (deadline.rolled, deadline.due, deadline.safe_date) == (
        date(2026, 12, 2),
        date(2026, 12, 3),
        date(2026, 12, 2),
    )
    (outage,) = deadline.moved_by
    assert (outage.system, outage.kind, outage.notice_days) == ("ECAS", "planned", 2)
    assert [step.kind for step in deadline.steps] == ["counted", "extended"]


def test_an_outage_that_is_still_on_leaves_the_new_date_open(
    portal: Portal, sessions: SessionFactory, clock: FixedClock
) -> None:
    case_id = _link(portal, 7)
    clock.now = datetime(2026, 12, 11, 20, 0, tzinfo=UTC)
    with write_scope(sessions) as session:
        add_outage(
            session,
            system=OutageSystem.RAP,
            kind=OutageKind.UNPLANNED,
            starts_at=clock.now - timedelta(hours=2),
        )
    (deadline,) = portal.deadlines("phone", case_id)
    assert (deadline.state, deadline.due) == ("outage_on", date(2026, 12, 11))
    assert deadline.still_on is not None


def test_in_a_detained_case_only_what_the_court_set_is_told(portal: Portal) -> None:
    (deadline,) = portal.deadlines("phone", _link(portal, 7))
    assert deadline.basis_code == "judge_order"


def test_the_board_closes_at_midnight_eastern(portal: Portal) -> None:
    (deadline,) = portal.deadlines("phone", _link(portal, 8))
    assert (deadline.basis_code, deadline.tz, deadline.forum_code) == (
        "court_notice",
        "America/New_York",
        "BIA",
    )


def test_a_paper_for_the_board_closes_eastern_even_if_a_hearing_is_set_elsewhere(
    portal: Portal, sessions: SessionFactory
) -> None:
    case_id = _link(portal, 3)
    with write_scope(sessions) as session:
        session.query(Case).filter_by(public_id=case_id).one().deadlines[0].forum = "BIA"
    (deadline,) = portal.deadlines("phone", case_id)
    assert (deadline.tz, deadline.forum_city) == ("America/New_York", "Falls Church")


def test_the_zone_of_the_hearing_place_beats_that_of_the_court(
    portal: Portal, sessions: SessionFactory
) -> None:
    case_id = _link(portal, 2)
    with write_scope(sessions) as session:
        session.query(Case).filter_by(public_id=case_id).one().hearings[0].tz = "America/Los_Angeles"
    (deadline,) = portal.deadlines("phone", case_id)
    assert (deadline.tz, deadline.forum_code) == ("America/Los_Angeles", "NYC")


def test_each_hearing_counts_by_the_clock_of_its_own_place(portal: Portal, sessions: SessionFactory) -> None:
    case_id = _link(portal, 10)
    with write_scope(sessions) as session:
        case = session.query(Case).filter_by(public_id=case_id).one()
        case.hearings.append(
            Hearing(
                ref="H2",
                kind=HearingKind.MASTER,
                state=HearingState.SCHEDULED,
                starts_at=datetime(2027, 3, 1, 18, 0, tzinfo=UTC),
                tz="Pacific/Honolulu",
                medium=Medium.INTERNET,
                location="",
                judge="",
            )
        )
    zones = {deadline.kind: deadline.tz for deadline in portal.deadlines("phone", case_id)}
    assert zones == {"before_individual": "America/Puerto_Rico", "before_master": "Pacific/Honolulu"}


def test_a_past_deadline_is_told_as_past_and_dropped_after_30_days(portal: Portal, clock: FixedClock) -> None:
    case_id = _link(portal, 2)
    clock.now = datetime(2026, 12, 22, 5, 0, tzinfo=UTC)
    (deadline,) = portal.deadlines("phone", case_id)
    assert (deadline.state, deadline.days_left) == ("past", -1)
    clock.advance(days=30)
    assert portal.deadlines("phone", case_id) == ()


def test_without_a_known_court_the_earliest_midnight_counts(portal: Portal, sessions: SessionFactory) -> None:
    case_id = _link(portal, 8)
    with write_scope(sessions) as session:
        case = session.query(Case).filter_by(public_id=case_id).one()
        case.court_code = None
        case.deadlines[0].forum = None
    (deadline,) = portal.deadlines("phone", case_id)
    assert deadline.tz in ("Pacific/Guam", "Pacific/Saipan")
    assert portal.court_info("phone", case_id) is None


def test_the_clock_is_told_as_the_record_says(portal: Portal) -> None:
    running = portal.asylum_clock("phone", _link(portal, 1))
    assert (running.state, running.days, running.as_of) == ("RUNNING", 112, date(2026, 11, 28))
    stopped = portal.asylum_clock("phone", _link(portal, 11))
    assert (stopped.state, stopped.days, stopped.reason) == ("STOPPED", 88, "later_date")
    assert portal.asylum_clock("phone", _link(portal, 9)).state is None


def test_filings_come_newest_first_with_reasons_and_the_courts_words(portal: Portal) -> None:
    review, rejected, accepted = portal.filings("phone", _link(portal, 4))
    assert [f.state for f in (review, rejected, accepted)] == ["UNDER_REVIEW", "REJECTED", "ACCEPTED"]
    assert rejected.reasons == ("NO_TRANS_CERT", "NO_PAGES")
    assert rejected.note is not None
    assert "certificate" in rejected.note
    assert rejected.filed_at is None
    assert accepted.filed_at == accepted.submitted_at


def test_closures_that_are_not_over(portal: Portal, sessions: SessionFactory) -> None:
    with write_scope(sessions) as session:
        for court, day in (("CHI", 2), (None, 3), ("NYC", 3), ("CHI", 1)):
            for _ in range(2):
                on = date(2026, 12, day)
                add_closure(session, court_code=court, starts_on=on, ends_on=on, reason="weather")
        add_closure(
            session,
            court_code="CHI",
            starts_on=date(2026, 11, 29),
            ends_on=date(2026, 11, 30),
            reason="weather",
        )
    found = [(closure.court_code, closure.starts_on.day) for closure in portal.closures("CHI")]
    assert found == [("CHI", 1), ("CHI", 2), (None, 3)]


def test_ping_tells_whether_the_database_answers(keyring: Keyring, portal: Portal, clock: FixedClock) -> None:
    portal.ping()
    gone = make_sessions(make_engine("sqlite:////nonexistent/folder/file.db"))
    with pytest.raises(OperationalError):
        Portal(gone, keyring, clock).ping()
