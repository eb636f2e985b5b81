"""Rotation re-seals every sealed column, so that the old key can be dropped."""

import pytest

from portal_core.crypto import Keyring, new_data_key
from portal_core.database import SessionFactory
from portal_core.errors import SealBroken
from portal_core.portal import Portal
from portal_core.services import demo, keys
from tests.conftest import FixedClock

OLD, NEW, SECRET = new_data_key(), new_data_key(), "s" * 48


def test_after_resealing_the_new_key_alone_opens_everything(
    sessions: SessionFactory, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "BATCH", 5)
    demo.load(sessions, Keyring((OLD,), SECRET), clock)
    counts = keys.reseal_all(sessions, Keyring((NEW, OLD), SECRET))
    assert counts["respondent"] == 12
    assert counts["filing"] == 3
    portal = Portal(sessions, Keyring((NEW,), SECRET), clock)
    start = portal.start_link("phone", "900000004", "DEMO0004")
    assert start.code is not None
    case = portal.confirm_link("phone", start.code).case
    assert case is not None
    assert [filing.note is not None for filing in portal.filings("phone", case.id)] == [False, True, False]


def test_a_row_that_no_key_opens_is_an_error(sessions: SessionFactory, clock: FixedClock) -> None:
    demo.load(sessions, Keyring((OLD,), SECRET), clock)
    with pytest.raises(SealBroken):
        keys.reseal_all(sessions, Keyring((NEW,), SECRET))
