"""Which hearings of a case are still to come."""

from datetime import datetime
from zoneinfo import ZoneInfo

from portal_core.answers import HearingAnswer
from portal_core.crypto import Keyring
from portal_core.records import Case, Hearing
from portal_core.records.hearing import EXPECTED_STATES


def hearings_to_come(case: Case, now: datetime) -> list[Hearing]:
    """Hearings the person must still come to, soonest first; today's stays until the local day is over."""
    return [
        hearing for hearing in case.hearings if hearing.state in EXPECTED_STATES and _not_over(hearing, now)
    ]


def next_hearing_answer(case: Case, keyring: Keyring, now: datetime) -> HearingAnswer | None:
    """The next hearing, or None if the record has none."""
    hearing = next(iter(hearings_to_come(case, now)), None)
    if hearing is None:
        return None
    court = hearing.court or case.court
    return HearingAnswer(
        id=hearing.public_id,
        kind=hearing.kind,
        state=hearing.state,
        starts_at=hearing.starts_at,
        tz=hearing.tz,
        medium=hearing.medium,
        court_code=court.code if court else None,
        court_name=court.name if court else None,
        court_city=court.city if court else None,
        location=hearing.location,
        judge=hearing.judge or case.judge,
        link=keyring.open(hearing.link_sealed) if hearing.link_sealed else None,
        record_updated_at=case.updated_at,
    )


def _not_over(hearing: Hearing, now: datetime) -> bool:
    zone = ZoneInfo(hearing.tz)
    return hearing.starts_at.astimezone(zone).date() >= now.astimezone(zone).date()
