"""How commands get their services."""

from collections.abc import Callable

from bot.services import Services
from portal_core import schema

Build = Callable[[], Services]


def ready(build: Build) -> Services:
    """The services, with the tables at their newest revision."""
    services = build()
    schema.upgrade(services.engine)
    return services
