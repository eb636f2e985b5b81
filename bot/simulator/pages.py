"""`/simulator` (demo only): a phone on a page whose texts reach the real webhook as Twilio's would."""

import hmac
import re
import secrets
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import structlog
from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.channels.twilio import address_on
from bot.records import ChannelName
from bot.simulator.carrier_words import carrier_reply
from bot.simulator.fates import STOPPED, fate_of
from bot.simulator.memory import Memory, StoredMedia
from bot.simulator.network import Network
from bot.simulator.phone import MOST_CHARACTERS, NUMBER, NotTwiml, PhoneText, Reply, replies_in, webhook_form
from bot.simulator.reading import conversation
from bot.web.extension import services_of

NETWORK = "simulated_network"
TOKEN = "simulator_token"  # noqa: S105 (the name of a field)
NUMBER_HEADER = "X-Phone-Number"
MOST_FILES = 10
MOST_BYTES = 5 * 1024 * 1024  # Twilio's limit of one MMS
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
UNKNOWN_TYPE = "application/octet-stream"
MESSAGE_TOKEN = re.compile("[0-9a-f]{32}")

blueprint = Blueprint(
    "simulator", __name__, url_prefix="/simulator", static_folder="static", template_folder="templates"
)
log = structlog.get_logger()


class Refused(Exception):
    """Raised with a code for the page and an HTTP status when a text cannot be sent or was not answered."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code)
        self.status, self.code, self.facts = status, code, facts


@blueprint.get("")
def page() -> str:
    """The page."""
    services = services_of(current_app)
    session.setdefault(TOKEN, secrets.token_hex(16))
    return render_template(
        "simulator.html",
        program=getattr(services.catalog.constants["program"], "value", ""),
        sender=services.settings.twilio_from,
        token=session[TOKEN],
        things=_things_to_try(),
    )


@cache
def _things_to_try() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "things_to_try.toml").read_text("utf-8"))


@blueprint.get("/messages")
def messages() -> ResponseReturnValue:
    """The talk of the number in the header (never in a URL), from `after` on."""
    number = request.headers.get(NUMBER_HEADER, "")
    if not NUMBER.fullmatch(number):
        raise Refused(400, "bad_number")
    try:
        after = datetime.fromisoformat(request.args["after"]) if request.args.get("after") else None
    except ValueError:
        abort(400)
    if after and after.tzinfo is None:
        abort(400)
    return jsonify(conversation(services_of(current_app), number, after=after))


@blueprint.post("/send")
def send() -> ResponseReturnValue:
    """Send a text from the phone; 200 when the webhook answered with TwiML, as Twilio would see it."""
    _only_from_our_page()
    text = _read_text()
    replies = _deliver(text)
    rowless = [reply.text for reply in replies if not reply.callback]
    return jsonify({"sid": text.sid, "replies": len(replies), "rowless": rowless})


def _only_from_our_page() -> None:
    ours, given = session.get(TOKEN, ""), request.form.get("token", "")
    if not ours or not hmac.compare_digest(ours.encode(), given.encode()):
        raise Refused(403, "page_expired")


def _read_text() -> PhoneText:
    form = request.form
    number, channel, body = form.get("number", ""), form.get("channel", ""), form.get("body", "")
    token = form.get("message") or secrets.token_hex(16)
    if not NUMBER.fullmatch(number):
        raise Refused(400, "bad_number")
    if channel not in (ChannelName.SMS, ChannelName.WHATSAPP) or not MESSAGE_TOKEN.fullmatch(token):
        raise Refused(400, "bad_request")
    body = body.replace("\r\n", "\n")  # forms turn line ends into CRLF, phones do not
    if len(body) > MOST_CHARACTERS:
        raise Refused(400, "too_long")
    return PhoneText(token, number, ChannelName(channel), body, _keep_files())


def _keep_files() -> list[tuple[str, str]]:
    """Store the attachments; (url, content type) of each, as Twilio would name them."""
    files = [
        StoredMedia(file.read(), file.mimetype or UNKNOWN_TYPE)
        for file in request.files.getlist("media")
        if file.filename
    ]
    if len(files) > MOST_FILES:
        raise Refused(400, "too_many_files")
    if sum(len(file.content) for file in files) > MOST_BYTES:
        raise Refused(413, "too_large")
    settings = services_of(current_app).settings
    memory = Memory(settings)
    base = f"{settings.base_url}{blueprint.url_prefix}/media/"
    return [(base + memory.keep(file), file.content_type) for file in files]


def _deliver(text: PhoneText) -> list[Reply]:
    """Do what Twilio does with an inbound text: heed STOP and START, call the webhook, deliver its TwiML."""
    settings = services_of(current_app).settings
    _heed_carrier_words(text)
    replies = _call_webhook(webhook_form(settings, text))
    address = address_on(text.channel, text.number)
    fate = STOPPED if Memory(settings).is_blocked(address) else fate_of(address)
    for reply in replies:
        sid = "SM" + secrets.token_hex(16)
        fields = {"MessageSid": sid, "SmsSid": sid, "To": address}
        fields["From"] = address_on(text.channel, settings.twilio_from)
        _network().report(reply.callback, fields, fate)
    return replies


def _heed_carrier_words(text: PhoneText) -> None:
    memory = Memory(services_of(current_app).settings)
    reply = carrier_reply(text.channel, text.body, stopped=memory.is_blocked(text.number))
    if reply and reply.kind == "stop":
        memory.block(text.number)
    if reply and reply.kind == "start":
        memory.unblock(text.number)


def _call_webhook(form: dict[str, str]) -> list[Reply]:
    settings = services_of(current_app).settings
    try:
        answer = _network().post(f"{settings.base_url}/twilio/messages", form)
        if answer.status_code != httpx.codes.OK:
            raise Refused(502, "webhook_status", webhook_status=answer.status_code)
        return replies_in(answer.headers.get("Content-Type", ""), answer.text)
    except httpx.TimeoutException as error:
        raise Refused(504, "webhook_slow") from error
    except httpx.HTTPError as error:
        raise Refused(502, "webhook_unreachable") from error
    except NotTwiml as error:
        raise Refused(502, "webhook_not_twiml") from error


def _network() -> Network:
    """One pool of connections for the app; tests put their own in its place."""
    if NETWORK not in current_app.extensions:
        current_app.extensions[NETWORK] = Network(services_of(current_app).settings)
    network: Network = current_app.extensions[NETWORK]
    return network


@blueprint.get("/media/<media_id>")
def media(media_id: str) -> Response:
    """An attachment of a simulated phone; what a browser could run is only ever offered as a download."""
    found = Memory(services_of(current_app).settings).media(media_id)
    if found is None:
        abort(404)
    inline = found.content_type in SHOWN_INLINE
    response = Response(found.content, content_type=found.content_type if inline else UNKNOWN_TYPE)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, max-age=3600"
    if not inline:
        response.headers["Content-Disposition"] = "attachment"
    return response


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> ResponseReturnValue:
    """The code the page knows how to say."""
    log.info("simulator_refused", code=error.code)
    return {"error": error.code, **error.facts}, error.status


@blueprint.errorhandler(HTTPException)
def http_error(error: HTTPException) -> ResponseReturnValue:
    """Errors of Flask itself, in the same form."""
    status = error.code or 500
    return {"error": "too_large" if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE else "bad_request"}, status
