"""Counters and timings for `/metrics`: never a person, a text or a number in a label."""

from prometheus_client import Counter, Histogram

INBOUND = Counter("assistant_inbound_messages", "Messages received", ["channel", "delivery"])
ANSWERS = Counter("assistant_answers", "Turns by how they ended", ["state"])
TURN_SECONDS = Histogram(
    "assistant_turn_seconds", "Time to answer one message", buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
)
