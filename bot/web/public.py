"""The public app: webhooks, health, metrics, and in the demo the phone simulator."""

import hmac

import structlog
from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.exceptions import HTTPException

from bot.health import readiness
from bot.services import Services
from bot.simulator.pages import blueprint as simulator
from bot.web import twilio
from bot.web.extension import attach, services_of

LARGEST_REQUEST = 6 * 1024 * 1024  # bytes: a simulated MMS of 5 MB and its fields
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}

health = Blueprint("health", __name__)
log = structlog.get_logger()


def create_public(services: Services) -> Flask:
    """The app that faces the internet."""
    app = Flask("bot.web.public", static_folder=None, template_folder=None)
    app.config.update(SECRET_KEY=services.settings.secret_key, MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    attach(app, services)
    app.register_blueprint(health)
    app.register_blueprint(twilio.blueprint)
    if services.settings.demo:
        app.register_blueprint(simulator)
    app.after_request(_with_headers)
    app.register_error_handler(Exception, _failed)
    return app


def _failed(error: Exception) -> ResponseReturnValue:
    """Whatever no view expected: its class is logged, and nothing of it is shown."""
    if isinstance(error, HTTPException):
        return error
    log.error("request_failed", exc_info=error)
    return {"error": "internal"}, 500


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


@health.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Alive: this process answers."""
    return {"alive": True}


@health.get("/readyz")
def readyz() -> ResponseReturnValue:
    """200 only when every part answers; the JSON names each."""
    parts = readiness(services_of(current_app))
    return jsonify(parts), 200 if all(parts.values()) else 503


@health.get("/metrics")
def metrics() -> Response:
    """Prometheus figures; outside the demo only with the bearer token of `METRICS_TOKEN`."""
    settings = services_of(current_app).settings
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    allowed = bool(settings.metrics_token) and hmac.compare_digest(
        given.encode(), settings.metrics_token.encode()
    )
    if not (settings.demo or allowed):
        abort(403)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
