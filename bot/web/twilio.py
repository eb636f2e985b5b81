"""Twilio's webhooks: `POST /twilio/messages` and `POST /twilio/status`. Only signed forms get in."""

import structlog
from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot import outbox
from bot.answer import Outgoing, answer
from bot.channels.twilio import NotAPhone, read_inbound, signed_by_twilio, twiml
from bot.inbox import store
from bot.lease import Busy
from bot.metrics import INBOUND
from bot.services import Services
from bot.web.extension import services_of

WAIT_SECONDS = 4.0  # for an earlier message of the same person
FORM = "application/x-www-form-urlencoded"
XML = "text/xml; charset=utf-8"

blueprint = Blueprint("twilio", __name__, url_prefix="/twilio")
log = structlog.get_logger()


@blueprint.before_request
def only_signed_forms() -> None:
    """JSON is refused: the validator would accept any JSON body whose hash the URL itself carries."""
    settings = services_of(current_app).settings
    if request.mimetype != FORM:
        abort(415)
    genuine = signed_by_twilio(
        token=settings.twilio_auth_token,
        base_url=settings.base_url,
        raw_path=request.environ.get("RAW_URI") or request.full_path.rstrip("?"),
        form=request.form,
        signature=request.headers.get("X-Twilio-Signature"),
    )
    if not genuine or request.form.get("AccountSid") != settings.twilio_account_sid:
        abort(403)


@blueprint.post("/messages")
def messages() -> Response:
    """One inbound message; the answer goes out as TwiML, or by the worker when it is not ready in time."""
    services = services_of(current_app)
    try:
        inbound = read_inbound(request.form)
    except NotAPhone:
        return _respond(services, [])
    except KeyError:
        abort(400)
    stored = store(services, inbound)
    INBOUND.labels(inbound.channel.value, "new" if stored.fresh else "again").inc()
    try:
        outgoing = answer(
            services,
            stored.message_id,
            stored.conversation_id,
            inline=True,
            wait_seconds=WAIT_SECONDS,
            carrier_answer=inbound.answered_by_carrier,
        )
    except Busy:
        services.queue.answer_message(stored.message_id)
        return _respond(services, [])
    return _respond(services, outgoing)


@blueprint.post("/status")
def status() -> Response:
    """A delivery report: any order, repeats allowed, always answered so that Twilio does not try again."""
    services = services_of(current_app)
    known = outbox.report(
        services,
        status=request.form.get("MessageStatus", ""),
        sid=request.form.get("MessageSid", ""),
        public_id=request.args.get("message"),
        error_code=request.form.get("ErrorCode"),
    )
    if not known:
        log.info("status_of_unknown_message")
    return Response(status=204)


@blueprint.errorhandler(OperationalError)
@blueprint.errorhandler(DBAPIError)
@blueprint.errorhandler(PoolTimeout)
def no_database(error: Exception) -> Response:
    """Nothing could be stored: say so, so that the person knows to send it again."""
    log.error("no_database", reason=type(error).__name__)
    if request.path.endswith("/status"):
        return Response(status=503)
    catalog = services_of(current_app).catalog
    both = "\n\n".join(catalog.text(code, "try_again_later") for code in ("en", "es"))
    return Response(twiml([(both, "")]), content_type=XML)


def _respond(services: Services, outgoing: list[Outgoing]) -> Response:
    texts = [(item.text, outbox.status_url(services, item.public_id)) for item in outgoing]
    return Response(twiml(texts), content_type=XML)
