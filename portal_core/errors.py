"""What the filing core can refuse. Every error carries a stable code and facts, never a sentence.

PortalError
├── BadInput            what a person typed cannot be read
│   ├── BadANumber
│   └── BadLinkingCode
├── NotAllowed          this contact may not see this case now
├── NotFound            no such record
├── MoveNotAllowed      the state table has no such move
├── BadFeedRow          one row of a court feed cannot be read
├── BadKeys             the keyring cannot be built from these settings
└── SealBroken          a sealed value cannot be opened with any of the keys
"""

from typing import ClassVar


class PortalError(Exception):
    """Root of all errors of the core; `code` is stable, `facts` never hold personal data."""

    default_code: ClassVar[str] = "portal_error"

    def __init__(self, code: str | None = None, **facts: object) -> None:
        self.code = code or self.default_code
        self.facts = facts
        super().__init__(self.code)


class BadInput(PortalError):
    default_code = "bad_input"


class BadANumber(BadInput):
    default_code = "a_number_bad"


class BadLinkingCode(BadInput):
    default_code = "linking_code_bad"


class NotAllowed(PortalError):
    default_code = "not_allowed"


class NotFound(PortalError):
    default_code = "not_found"


class MoveNotAllowed(PortalError):
    default_code = "move_not_allowed"


class BadFeedRow(PortalError):
    default_code = "feed_row_bad"


class BadKeys(PortalError):
    default_code = "bad_keys"


class SealBroken(PortalError):
    default_code = "seal_broken"
