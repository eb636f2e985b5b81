"""Loads the demo: twelve invented cases as a feed whose dates are relative to today, an outage, addresses.

A date in the data is written `{"days_from_today": 12}`; `"business_day": true` rolls it forward, and
`"at": "18:00", "zone": "America/New_York"` makes it an instant.
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal_core.clock import Clock
from portal_core.crypto import Keyring
from portal_core.data import read_text, read_toml
from portal_core.database import SessionFactory, write_scope
from portal_core.records import Court, OutageRecord
from portal_core.rules.business_days import Calendar
from portal_core.rules.outages import EASTERN, OutageKind, OutageSystem
from portal_core.services.feed import ImportReport, import_lines
from portal_core.services.outages import add_outage

DEMO_OUTAGES = "https://example.org/demo-"


def load(sessions: SessionFactory, keyring: Keyring, clock: Clock) -> ImportReport:
    """Load or refresh the demo; loading it twice on one day changes nothing the second time."""
    today = clock().astimezone(EASTERN).date()
    report = import_lines(demo_lines(today), sessions, keyring, clock)
    extras = _dated(read_toml("demo.toml"), today)
    with write_scope(sessions) as session:
        _put_outages(session, extras["outage"])
        for code, facts in extras["court"].items():
            court = session.get_one(Court, code)
            court.address, court.phone = facts["address"], facts["phone"]
    return report


def demo_lines(today: date) -> list[bytes]:
    """The demo cases as lines of a feed, dated from `today`."""
    rows = (json.loads(line) for line in read_text("demo_cases.jsonl").splitlines())
    return [json.dumps(_dated(row, today)).encode() for row in rows]


def _put_outages(session: Session, rows: list[dict[str, Any]]) -> None:
    session.execute(delete(OutageRecord).where(OutageRecord.source_url.startswith(DEMO_OUTAGES)))
    for row in rows:
        add_outage(
            session,
            system=OutageSystem(row["system"]),
            kind=OutageKind(row["kind"]),
            announced_at=datetime.fromisoformat(row["announced_at"]),
            starts_at=datetime.fromisoformat(row["starts_at"]),
            ends_at=datetime.fromisoformat(row["ends_at"]),
            source_url=row["source_url"],
        )


def _dated(value: Any, today: date) -> Any:
    """The same data with every relative date written out in ISO form."""
    if isinstance(value, list):
        return [_dated(item, today) for item in value]
    if not isinstance(value, dict):
        return value
    if "days_from_today" in value:
        return _iso(value, today)
    return {key: _dated(item, today) for key, item in value.items()}


def _iso(relative: dict[str, Any], today: date) -> str:
    day = today + timedelta(days=relative["days_from_today"])
    if relative.get("business_day"):
        day = Calendar().roll(day)
    if "at" not in relative:
        return day.isoformat()
    return datetime.combine(day, time.fromisoformat(relative["at"]), ZoneInfo(relative["zone"])).isoformat()
