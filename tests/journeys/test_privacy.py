"""After whole conversations, nothing personal is anywhere: no database, no file, no log, no tracker."""

import logging
import sqlite3

import pytest

from tests.journeys.conftest import Stack
from tests.support.phone import Phone

pytestmark = pytest.mark.rasa

STORY = "my name is Ximena Quispehuanca and i am very scared, when is my hearing"


def test_nothing_personal_rests_in_clear(
    phone: Phone, stack: Stack, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone.text(STORY)
    phone.text("A-number 900000010")
    phone.text("my code is DEMO0010")
    code = stack.one_time_code()
    phone.text(code)
    phone.text("what is due")
    phone.text("123-45-6789")

    logged = "".join(capfd.readouterr()) + caplog.text
    stored = b"".join(path.read_bytes() for path in stack.folder.rglob("*") if path.is_file())
    for secret in ("900000010", "DEMO0010", code, phone.number[1:], "Quispehuanca", "123-45-6789"):
        assert secret.encode() not in stored, secret
        assert secret not in logged, secret


def test_rasas_tracker_holds_intents_and_references_only(phone: Phone, stack: Stack) -> None:
    phone.text(STORY)
    phone.text("900000010 DEMO0010")
    phone.text(stack.one_time_code())

    with sqlite3.connect(stack.folder / "rasa.db") as tracker:
        events = " ".join(row[0] for row in tracker.execute("select data from events"))

    assert "ask_next_hearing" in events
    for word in ("scared", "Ximena", "Demo Judge", "San Juan", "900000010"):
        assert word not in events
