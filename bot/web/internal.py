"""The internal app: Rasa's action server. Loopback only; never gives the tracker back in an error."""

import asyncio

import structlog
from flask import Blueprint, Flask, current_app, request
from flask.typing import ResponseReturnValue
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import (
    ActionExecutionRejection,
    ActionMissingDomainException,
    ActionNotFoundException,
)

from bot.actions.registry import executor_for
from bot.services import Services
from bot.web.extension import attach

LARGEST_REQUEST = 4 * 1024 * 1024  # bytes: an action call carries the tracker, 3.6 kB for each past turn

blueprint = Blueprint("actions", __name__)
log = structlog.get_logger()


def create_internal(services: Services) -> Flask:
    """The app that only Rasa calls."""
    app = Flask("bot.web.internal", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    attach(app, services)
    app.extensions["executor"] = executor_for(services)
    app.register_blueprint(blueprint)
    return app


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Alive: this process answers."""
    return {"alive": True}


@blueprint.post("/webhook")
def webhook() -> ResponseReturnValue:
    """Run one action for Rasa and answer with its events and replies."""
    executor: ActionExecutor = current_app.extensions["executor"]
    try:
        result = asyncio.run(executor.run(request.get_json()))
    except ActionExecutionRejection as rejection:
        return {"error": str(rejection), "action_name": rejection.action_name}, 400
    except ActionMissingDomainException as missing:
        return {"error": "domain missing", "action_name": missing.action_name}, 449
    except ActionNotFoundException as unknown:
        return {"error": "unknown action", "action_name": unknown.action_name}, 404
    return result.model_dump() if result else {}


@blueprint.errorhandler(Exception)
def failed(error: Exception) -> ResponseReturnValue:
    """Any other failure: the class of the error and nothing of the request."""
    log.error("action_failed", reason=type(error).__name__, exc_info=error)
    return {"error": type(error).__name__}, 500
