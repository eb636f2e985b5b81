"""Linking when requests come at the same moment, on SQLite and PostgreSQL."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from portal_core.crypto import Keyring
from portal_core.database import Base, SessionFactory, make_sessions, read_scope
from portal_core.portal import Portal
from portal_core.records import Case, ContactLink, LinkAttempt, LinkGuard, StaffTrace
from portal_core.services import demo
from portal_core.services.feed import ImportReport, import_lines
from tests.conftest import FixedClock

AT_ONCE = 8


@pytest.fixture
def both(engine: Engine) -> SessionFactory:
    Base.metadata.create_all(engine)
    return make_sessions(engine)


@pytest.fixture
def racing(both: SessionFactory, keyring: Keyring, clock: FixedClock) -> Portal:
    demo.load(both, keyring, clock)
    return Portal(both, keyring, clock)


def _all_at_once(do: Callable[[int], str]) -> Counter[str]:
    """What each of eight threads got that started together."""
    gate, results = threading.Barrier(AT_ONCE), []

    def run(number: int) -> None:
        gate.wait()
        results.append(do(number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(results)


def test_no_more_than_five_wrong_tries_are_judged_however_fast_they_come(
    racing: Portal, both: SessionFactory
) -> None:
    found = _all_at_once(lambda n: racing.start_link(f"contact {n}", "900000001", "DEMO9999").state)
    assert found == {"not_matched": 4, "locked": 4}
    with read_scope(both) as session:
        guards = session.scalars(sa.select(LinkGuard).where(LinkGuard.subject == "a_number")).all()
        tries = session.scalars(sa.select(LinkAttempt).where(LinkAttempt.guard_id == guards[0].id)).all()
        traces = session.scalars(sa.select(StaffTrace)).all()
    assert (len(guards), len(tries), len(traces)) == (1, 5, 1)


def test_one_code_links_once_however_often_it_is_sent(racing: Portal, both: SessionFactory) -> None:
    code = racing.start_link("phone", "900000001", "DEMO0001").code
    assert code is not None
    found = _all_at_once(lambda _: racing.confirm_link("phone", code).state)
    assert found == {"linked": 1, "expired": AT_ONCE - 1}
    with read_scope(both) as session:
        assert len(session.scalars(sa.select(ContactLink)).all()) == 1


def test_a_proof_started_twice_at_once_leaves_one_code(racing: Portal, both: SessionFactory) -> None:
    codes: list[str | None] = []

    def start(_: int) -> str:
        answer = racing.start_link("phone", "900000001", "DEMO0001")
        codes.append(answer.code)
        return answer.state

    assert _all_at_once(start) == {"code_made": AT_ONCE}
    with read_scope(both) as session:
        assert session.scalar(sa.text("SELECT count(*) FROM one_time_code")) == 1


def test_a_feed_imported_twice_at_once_is_imported_once(
    both: SessionFactory, keyring: Keyring, clock: FixedClock
) -> None:
    def import_day(day: int) -> list[ImportReport]:
        lines = demo.demo_lines(date(2026, 12, day))
        reports: list[ImportReport] = []
        _all_at_once(lambda _: str(reports.append(import_lines(lines, both, keyring, clock))))
        return reports

    for reports in (import_day(1), import_day(2)):
        assert sum(report.added + report.changed for report in reports) == 12
        assert [report.failed for report in reports] == [0] * AT_ONCE
    with read_scope(both) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Case)) == 12
