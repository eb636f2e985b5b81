"""Counters for `/metrics`: never a person, a text or a number in a label."""

from prometheus_client import Counter

INBOUND = Counter("assistant_inbound_messages", "Messages received", ["channel", "delivery"])
