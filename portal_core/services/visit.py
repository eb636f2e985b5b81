"""One contact at the desk: all that judging a proof needs, within one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal_core.crypto import Keyring

Random = Callable[[int], int]
"""A secure random integer from 0 up to, and without, its argument (`secrets.randbelow`)."""


@dataclass(frozen=True)
class Visit:
    """`contact_id` is the opaque reference of a phone or browser; `now` is an aware UTC instant."""

    session: Session
    keyring: Keyring
    now: datetime
    random: Random
    contact_id: str
