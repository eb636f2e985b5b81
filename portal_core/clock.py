"""The one place that reads the wall clock; everything else is given a `Clock`."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present instant, aware, in UTC."""


def system_clock() -> datetime:
    """The machine's present instant in UTC."""
    return datetime.now(UTC)
