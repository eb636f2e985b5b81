"""Proving who one is: matching, one-time codes, locks, sleeping, forgetting, and what must not show."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from portal_core import services
from portal_core.answers import LinkStart
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory, read_scope
from portal_core.errors import BadANumber, BadLinkingCode, NotAllowed
from portal_core.portal import Portal
from portal_core.records import ContactLink, LinkGuard, OneTimeCode, Respondent, StaffTrace
from portal_core.services import linking
from tests.conftest import FixedClock

KNOWN, RIGHT, WRONG = "900000001", "DEMO0001", "DEMO9999"
UNKNOWN = "123456789"


def _link(portal: Portal, number: int, contact: str = "phone") -> str:
    """Link a contact to a demo case; returns the case id."""
    start = portal.start_link(contact, f"9000000{number:02d}", f"DEMO00{number:02d}")
    assert start.code is not None
    done = portal.confirm_link(contact, start.code)
    assert done.case is not None
    return done.case.id


def _fail(portal: Portal, times: int, contact: str = "phone", number: str = KNOWN) -> LinkStart:
    for _ in range(times):
        answer = portal.start_link(contact, number, WRONG)
    return answer


def test_number_code_and_one_time_code_link_a_contact(portal: Portal, clock: FixedClock) -> None:
    start = portal.start_link("phone", "A 900-000-001", "demo 0001")
    assert (start.state, start.code) == ("code_made", "000000")
    assert start.expires_at == clock.now + timedelta(minutes=10)
    assert portal.access("phone").state == "none"
    done = portal.confirm_link("phone", "000 000")
    assert done.state == "linked"
    assert done.case is not None
    assert done.case.number == "A***-**0-001"
    assert portal.access("phone").state == "open"
    assert portal.cases_for("phone") == (done.case,)


def test_linking_again_says_so(portal: Portal) -> None:
    _link(portal, 1)
    assert portal.start_link("phone", KNOWN, RIGHT).state == "already_linked"


def test_several_cases_on_one_phone_make_a_pick_list(portal: Portal) -> None:
    first, second = _link(portal, 1), _link(portal, 12)
    access = portal.access("phone")
    assert access.state == "pick"
    assert [case.id for case in access.cases] == [first, second]
    assert portal.access("phone", second).state == "open"
    assert portal.access("phone", "no-such-case").state == "none"


def test_a_code_is_good_for_one_use_and_one_contact(portal: Portal) -> None:
    start = portal.start_link("phone", KNOWN, RIGHT)
    assert start.code is not None
    assert portal.confirm_link("other", start.code).state == "expired"
    assert portal.confirm_link("phone", start.code).state == "linked"
    assert portal.confirm_link("phone", start.code).state == "expired"


def test_a_new_code_makes_the_old_one_worthless(portal: Portal) -> None:
    old = portal.start_link("phone", KNOWN, RIGHT).code
    new = portal.start_link("phone", KNOWN, RIGHT).code
    assert old is not None
    assert new is not None
    assert portal.confirm_link("phone", old).state == "wrong_code"
    assert portal.confirm_link("phone", new).state == "linked"


def test_a_code_dies_after_ten_minutes(portal: Portal, clock: FixedClock) -> None:
    code = portal.start_link("phone", KNOWN, RIGHT).code
    assert code is not None
    clock.advance(minutes=10)
    assert portal.confirm_link("phone", code).state == "expired"
    assert portal.access("phone").state == "none"


def test_a_wrong_code_costs_a_try_and_an_unreadable_one_does_not(portal: Portal) -> None:
    portal.start_link("phone", KNOWN, RIGHT)
    assert portal.confirm_link("phone", "what code?").tries_left == 5
    answers = [portal.confirm_link("phone", "999999") for _ in range(4)]
    assert [(a.state, a.tries_left) for a in answers] == [("wrong_code", n) for n in (4, 3, 2, 1)]
    assert portal.confirm_link("phone", "999999").state == "locked"
    assert portal.confirm_link("phone", "000000").state == "locked"


def test_five_wrong_tries_in_an_hour_lock_for_24_hours(portal: Portal, clock: FixedClock) -> None:
    assert _fail(portal, 4).state == "not_matched"
    fifth = _fail(portal, 1)
    assert (fifth.state, fifth.locked_until) == ("locked", clock.now + timedelta(hours=24))
    assert portal.start_link("phone", KNOWN, RIGHT).state == "locked"
    clock.advance(hours=24, seconds=-1)
    assert portal.start_link("phone", KNOWN, RIGHT).state == "locked"
    clock.advance(seconds=1)
    assert portal.start_link("phone", KNOWN, RIGHT).state == "code_made"


def test_the_lock_holds_the_contact_for_every_number(portal: Portal) -> None:
    _fail(portal, 5)
    assert portal.start_link("phone", "900000002", "DEMO0002").state == "locked"


def test_the_lock_holds_the_number_for_every_contact(portal: Portal) -> None:
    for contact in ("a", "b", "c", "d", "e"):
        _fail(portal, 1, contact)
    assert portal.start_link("owner", KNOWN, RIGHT).state == "locked"
    assert portal.start_link("a", "900000002", "DEMO0002").state == "code_made"


def test_wrong_tries_older_than_an_hour_do_not_count(portal: Portal, clock: FixedClock) -> None:
    _fail(portal, 4)
    clock.advance(hours=1)
    assert _fail(portal, 4).state == "not_matched"
    assert portal.start_link("phone", KNOWN, RIGHT).state == "code_made"


def test_a_lock_leaves_a_trace_for_staff_without_personal_data(
    portal: Portal, sessions: SessionFactory, clock: FixedClock
) -> None:
    _fail(portal, 7)
    with read_scope(sessions) as session:
        trace = session.scalars(sa.select(StaffTrace)).one()
    assert (trace.kind, trace.contact_id, trace.happened_at) == ("link_locked", "phone", clock.now)
    assert set(trace.facts) == {"subjects", "until"}
    assert sorted(trace.facts["subjects"]) == ["a_number", "contact"]


def test_what_cannot_be_read_is_refused_and_is_no_try(portal: Portal, sessions: SessionFactory) -> None:
    with pytest.raises(BadANumber):
        portal.start_link("phone", "123-45-6789", RIGHT)
    with pytest.raises(BadLinkingCode):
        portal.start_link("phone", KNOWN, "no code")
    with read_scope(sessions) as session:
        assert session.scalars(sa.select(LinkGuard)).all() == []


@contextmanager
def _work(sessions: SessionFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The SQL statements, digests and comparisons done inside the block, in order."""
    done: list[str] = []
    digest, compare = Keyring.digest, linking.same_digest

    def seen_sql(*args: object) -> None:
        done.append(str(args[2]))

    def seen_digest(self: Keyring, kind: str, value: str) -> str:
        done.append(f"digest {kind}")
        return digest(self, kind, value)

    def seen_compare(left: str, right: str) -> bool:
        done.append(f"compare {len(left)} {len(right)}")
        return compare(left, right)

    engine = sessions.kw["bind"]
    event.listen(engine, "before_cursor_execute", seen_sql)
    monkeypatch.setattr(Keyring, "digest", seen_digest)
    monkeypatch.setattr(services.linking, "same_digest", seen_compare)
    yield done
    event.remove(engine, "before_cursor_execute", seen_sql)
    monkeypatch.undo()


def test_an_unknown_number_gets_the_same_answer_for_the_same_work(
    portal: Portal, sessions: SessionFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _work(sessions, monkeypatch) as for_known:
        known = portal.start_link("one", KNOWN, WRONG)
    with _work(sessions, monkeypatch) as for_unknown:
        unknown = portal.start_link("two", UNKNOWN, WRONG)
    assert known == unknown == LinkStart("not_matched")
    assert for_known == for_unknown
    assert "compare 64 64" in for_known


def test_an_unknown_number_locks_like_a_known_one(portal: Portal) -> None:
    known = [portal.start_link("one", KNOWN, WRONG) for _ in range(6)]
    unknown = [portal.start_link("two", UNKNOWN, WRONG) for _ in range(6)]
    assert known == unknown
    assert unknown[-1].state == "locked"


def test_no_code_matches_a_number_that_has_none(portal: Portal, sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        session.execute(sa.update(Respondent).values(linking_code_digest=None))
    assert portal.start_link("phone", KNOWN, RIGHT).state == "not_matched"


def test_a_represented_person_is_told_so_only_with_the_right_code(portal: Portal) -> None:
    assert portal.start_link("phone", "900000006", WRONG).state == "not_matched"
    answer = portal.start_link("phone", "900000006", "DEMO0006")
    assert (answer.state, answer.code) == ("represented", None)


def test_the_case_tells_what_decides_the_fitting_answer(portal: Portal) -> None:
    _link(portal, 5)
    (case,) = portal.cases_for("phone")
    assert (case.record_kind, case.represented, case.invited, case.detained) == ("paper", False, False, False)


def test_a_link_sleeps_after_90_days_and_wakes_by_one_time_code(portal: Portal, clock: FixedClock) -> None:
    case_id = _link(portal, 1)
    assert portal.start_wake("phone").state == "nothing_asleep"
    clock.advance(days=90, seconds=-1)
    assert portal.access("phone").state == "open"
    clock.advance(seconds=1)
    assert portal.access("phone").state == "asleep"
    assert portal.cases_for("phone") == ()
    with pytest.raises(NotAllowed) as caught:
        portal.next_hearing("phone", case_id)
    assert caught.value.code == "link_asleep"
    start = portal.start_wake("phone")
    assert start.code is not None
    assert portal.confirm_wake("phone", "999999").tries_left == 4
    done = portal.confirm_wake("phone", start.code)
    assert (done.state, [case.id for case in done.cases]) == ("woken", [case_id])
    assert portal.access("phone").state == "open"


def test_a_sleeping_link_can_also_be_proved_again_from_the_start(portal: Portal, clock: FixedClock) -> None:
    _link(portal, 1)
    clock.advance(days=100)
    _link(portal, 1)
    assert portal.access("phone").state == "open"


def test_a_wake_code_links_nothing_and_a_link_code_wakes_nothing(portal: Portal, clock: FixedClock) -> None:
    _link(portal, 1)
    clock.advance(days=100)
    wake = portal.start_wake("phone").code
    assert wake is not None
    assert portal.confirm_link("phone", wake).state == "expired"
    assert portal.access("phone").state == "asleep"


def test_a_contact_without_links_has_nothing_to_wake(portal: Portal) -> None:
    assert portal.start_wake("phone").state == "nothing_asleep"
    assert portal.confirm_wake("phone", "000000").state == "expired"


def test_forgetting_removes_links_and_codes_but_no_locks(portal: Portal, sessions: SessionFactory) -> None:
    case_id = _link(portal, 1)
    _link(portal, 12)
    portal.start_link("phone", "900000002", "DEMO0002")
    assert portal.forget_links("phone") == 2
    assert portal.forget_links("phone") == 0
    assert portal.access("phone").state == "none"
    with pytest.raises(NotAllowed):
        portal.case_status("phone", case_id)
    with read_scope(sessions) as session:
        assert session.scalars(sa.select(ContactLink)).all() == []
        assert session.scalars(sa.select(OneTimeCode)).all() == []
    _fail(portal, 5)
    portal.forget_links("phone")
    assert portal.start_link("phone", KNOWN, RIGHT).state == "locked"
