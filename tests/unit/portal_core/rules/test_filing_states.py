"""The table of a filing's moves: everything not in it is refused."""

from datetime import UTC, datetime
from itertools import product

import pytest

from portal_core.errors import MoveNotAllowed
from portal_core.rules.filing_states import (
    ALLOWED_MOVES,
    SENT_STATES,
    FilingState,
    check_move,
    filed_at,
    path_to,
)

MOVES = {
    ("DRAFT", "UPLOADED"),
    ("UPLOADED", "SCANNING"),
    ("SCANNING", "SCAN_FAILED"),
    ("SCAN_FAILED", "DRAFT"),
    ("SCANNING", "SUBMITTED"),
    ("SUBMITTED", "UNDER_REVIEW"),
    ("UNDER_REVIEW", "ACCEPTED"),
    ("UNDER_REVIEW", "REJECTED"),
    ("REJECTED", "CLOSED"),
}
STAMP = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(("start", "end"), list(product(FilingState, FilingState)))
def test_only_the_moves_of_the_table_are_allowed(start: FilingState, end: FilingState) -> None:
    if (start, end) in MOVES:
        check_move(start, end)
        assert path_to(start, end) == (end,)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(start, end)


def test_every_state_has_a_row() -> None:
    assert set(ALLOWED_MOVES) == set(FilingState)


def test_what_was_sent_never_becomes_a_draft_again() -> None:
    back = [path_to(sent, state) for sent in SENT_STATES for state in set(FilingState) - SENT_STATES]
    assert set(back) == {None}


def test_a_path_follows_the_table() -> None:
    path = path_to(FilingState.SUBMITTED, FilingState.CLOSED)
    assert path == (FilingState.UNDER_REVIEW, FilingState.REJECTED, FilingState.CLOSED)


def test_only_an_accepted_paper_counts_as_filed_and_from_its_submission() -> None:
    assert {state for state in FilingState if filed_at(state, STAMP)} == {FilingState.ACCEPTED}
    assert filed_at(FilingState.ACCEPTED, STAMP) == STAMP
