"""The life of a filing as one table of allowed moves. Accepted means "in the record", never "granted"."""

from datetime import datetime
from enum import StrEnum

from portal_core.errors import MoveNotAllowed


class FilingState(StrEnum):
    DRAFT = "DRAFT"
    UPLOADED = "UPLOADED"
    SCANNING = "SCANNING"
    SCAN_FAILED = "SCAN_FAILED"
    SUBMITTED = "SUBMITTED"
    UNDER_REVIEW = "UNDER_REVIEW"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    CLOSED = "CLOSED"


ALLOWED_MOVES: dict[FilingState, frozenset[FilingState]] = {
    FilingState.DRAFT: frozenset({FilingState.UPLOADED}),
    FilingState.UPLOADED: frozenset({FilingState.SCANNING}),
    FilingState.SCANNING: frozenset({FilingState.SCAN_FAILED, FilingState.SUBMITTED}),
    FilingState.SCAN_FAILED: frozenset({FilingState.DRAFT}),
    FilingState.SUBMITTED: frozenset({FilingState.UNDER_REVIEW}),
    FilingState.UNDER_REVIEW: frozenset({FilingState.ACCEPTED, FilingState.REJECTED}),
    FilingState.ACCEPTED: frozenset(),
    FilingState.REJECTED: frozenset({FilingState.CLOSED}),
    FilingState.CLOSED: frozenset(),
}

SENT_STATES = frozenset(
    {
        FilingState.SUBMITTED,
        FilingState.UNDER_REVIEW,
        FilingState.ACCEPTED,
        FilingState.REJECTED,
        FilingState.CLOSED,
    }
)
"""States a filing has only after it was submitted; from then on it cannot be edited."""


def check_move(start: FilingState, end: FilingState) -> None:
    """Raises MoveNotAllowed unless the table has this move."""
    if end not in ALLOWED_MOVES[start]:
        raise MoveNotAllowed(start=start.value, end=end.value)


def path_to(start: FilingState, end: FilingState) -> tuple[FilingState, ...] | None:
    """The shortest chain of moves from `start` (left out) to `end`; None if the table has none."""
    paths: list[tuple[FilingState, ...]] = [()]
    reached = {start}
    for path in paths:
        here = path[-1] if path else start
        if here is end:
            return path
        for step in sorted(ALLOWED_MOVES[here] - reached):
            reached.add(step)
            paths.append((*path, step))
    return None


def filed_at(state: FilingState, submitted_at: datetime | None) -> datetime | None:
    """The instant that counts as filed: submission, once accepted (FAQ 16); a rejected paper was never
    filed (8 CFR 1001.1(dd))."""
    return submitted_at if state is FilingState.ACCEPTED else None
