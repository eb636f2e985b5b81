"""Outages are recorded once, and what is newly known of them is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from portal_core.database import SessionFactory, write_scope
from portal_core.errors import BadInput
from portal_core.rules.outages import OutageKind, OutageSystem
from portal_core.services.outages import add_outage, outages

START = datetime(2026, 12, 18, 14, tzinfo=UTC)


def test_the_end_of_an_outage_is_added_to_the_same_record(sessions: SessionFactory) -> None:
    facts = {"system": OutageSystem.ECAS, "kind": OutageKind.UNPLANNED, "starts_at": START}
    with write_scope(sessions) as session:
        first = add_outage(session, **facts)  # type: ignore[arg-type]
        second = add_outage(session, **facts, ends_at=START + timedelta(hours=2))  # type: ignore[arg-type]
        (only,) = outages(session)
    assert first.id == second.id == only.id
    assert only.ends_at == START + timedelta(hours=2)


def test_an_outage_cannot_end_before_it_starts(sessions: SessionFactory) -> None:
    with write_scope(sessions) as session, pytest.raises(BadInput):
        add_outage(
            session,
            system=OutageSystem.ECAS,
            kind=OutageKind.UNPLANNED,
            starts_at=START,
            ends_at=START,
        )


def test_outages_over_before_a_given_instant_are_left_out(sessions: SessionFactory) -> None:
    with write_scope(sessions) as session:
        for day, length in ((1, 1), (5, 1), (3, None)):
            starts_at = START + timedelta(days=day)
            ends_at = starts_at + timedelta(hours=length) if length else None
            kind = OutageKind.UNPLANNED
            add_outage(session, system=OutageSystem.ECAS, kind=kind, starts_at=starts_at, ends_at=ends_at)
        found = outages(session, since=START + timedelta(days=4))
    assert [(outage.starts_at - START).days for outage in found] == [3, 5]
