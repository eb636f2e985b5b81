"""Rasa's structured log without what people write: an event's name and technical fields only."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SHOWN = frozenset({
    "action_name", "event", "event_key", "exception", "exc_info", "exception_class", "filename", "host",
    "intent_name", "level", "model_id", "name", "policy_name", "port", "status", "status_code", "url",
})  # fmt: skip


def _drop_texts(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep only fields that cannot hold a person's words."""
    return {key: value for key, value in event.items() if key in SHOWN}


def configure_structlog(log_level: int | None = None) -> None:
    """Stand in for Rasa's function of the same name; a traceback is printed without local variables."""
    level = log_level or logging.getLevelName("WARNING")
    logging.basicConfig(format="%(message)s", stream=sys.stdout, level=level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.add_log_level,
            _drop_texts,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        context_class=dict,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
