"""Linking codes as people copy them from a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_core.errors import BadLinkingCode
from portal_core.rules import linking_code

SAME = linking_code.parse("DEMO0001")


@pytest.mark.parametrize(
    "text",
    [
        "demo0001",
        "DEMO-0001",
        "DEMO 0001",
        "d e m o 0 0 0 1",
        "DEM00001",
        "DEMOOOO1",
        "DEMO000I",
        "demo000l",
        "ＤＥＭＯ０００１",
        "my code is DEMO0001",
        "code: DEMO 0001.",
        "DЕМО0001",  # Cyrillic E, M, O
        " DEMO\u200b0001 ",
    ],
)
def test_it_reads_however_it_is_copied(text: str) -> None:
    assert linking_code.parse(text) == SAME


@pytest.mark.parametrize(
    "text", ["", "hospital", "olvidelo", "12345678", "DEMO001", "DEMO00011", "DEMO0001 or DEMO0002", "💥" * 8]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadLinkingCode):
        linking_code.parse(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        code = linking_code.parse(text)
    except BadLinkingCode:
        return
    assert len(code) == 8
    assert not set(code) & set("OIL")


def test_different_codes_stay_different() -> None:
    assert linking_code.parse("DEMO0002") != SAME
