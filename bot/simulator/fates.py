"""What the simulated network does with a text: numbers whose last four digits fail as Twilio's errors do."""

from dataclasses import dataclass

UNSUBSCRIBED = 21610
UNREACHABLE = 30003
SERVER_ERROR = 20500
CARRIER_ERROR = 30500


@dataclass(frozen=True)
class Fate:
    """How a text ends, and how Twilio's API refuses to take it (HTTP status and code) if it does."""

    status: str = "delivered"
    error_code: int | None = None
    refused_with: tuple[int, int] | None = None


DELIVERED = Fate()
STOPPED = Fate("failed", UNSUBSCRIBED, (400, UNSUBSCRIBED))
BY_LAST_DIGITS = {
    "0001": STOPPED,
    "0002": Fate("undelivered", UNREACHABLE),
    "0003": Fate("failed", CARRIER_ERROR, (500, SERVER_ERROR)),
}


def fate_of(number: str) -> Fate:
    """The fate of texts to a number (E.164, with or without `whatsapp:`)."""
    return BY_LAST_DIGITS.get(number[-4:], DELIVERED)
