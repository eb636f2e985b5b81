"""How views reach the services they were built with."""

from flask import Flask

from bot.services import Services

KEY = "assistant"


def attach(app: Flask, services: Services) -> None:
    """Give the app its services."""
    app.extensions[KEY] = services


def services_of(app: Flask) -> Services:
    """The services of the running app."""
    services: Services = app.extensions[KEY]
    return services
