"""The way from the simulated Twilio to our webhooks: signed forms over loopback, and delivery reports."""

import threading
import time

import httpx
import structlog
from twilio.request_validator import RequestValidator

from bot.ports import LOOPBACK
from bot.settings import Settings
from bot.simulator.fates import Fate

WEBHOOK_SECONDS = 15.0  # Twilio gives up after this long (error 11205)
PACE_SECONDS = 0.4  # between two reports, so that a person can see the state change
USER_AGENT = "TwilioProxy/1.1"

log = structlog.get_logger()


class NotOurAddress(ValueError):
    """Raised for a callback that leads anywhere but to this server."""


class Network:
    """Posts what Twilio would post. Signs for the public address, connects to this machine only."""

    def __init__(
        self,
        settings: Settings,
        *,
        transport: httpx.BaseTransport | None = None,
        pace_seconds: float = PACE_SECONDS,
    ) -> None:
        self._settings = settings
        self._pace = pace_seconds
        self._validator = RequestValidator(settings.twilio_auth_token)
        self._client = httpx.Client(
            base_url=f"http://{LOOPBACK}:{settings.port}",
            transport=transport,
            timeout=WEBHOOK_SECONDS,
            trust_env=False,  # a proxy of the machine must not see it
        )

    def post(self, url: str, form: dict[str, str]) -> httpx.Response:
        """Post a signed form to one of our own URLs. Raises NotOurAddress, httpx.HTTPError."""
        base = self._settings.base_url
        if not url.startswith(f"{base}/"):
            raise NotOurAddress(base)
        signature = self._validator.compute_signature(url, form)
        headers = {"X-Twilio-Signature": signature, "User-Agent": USER_AGENT}
        return self._client.post(url.removeprefix(base), data=form, headers=headers)

    def report(self, callback: str, text: dict[str, str], fate: Fate) -> threading.Thread | None:
        """Report the delivery of a text (its MessageSid, From, To) from a thread; None without a callback."""
        if not callback:
            return None
        thread = threading.Thread(target=self._report, args=(callback, text, fate), daemon=True)
        thread.start()
        return thread

    def _report(self, callback: str, text: dict[str, str], fate: Fate) -> None:
        form = {**text, "AccountSid": self._settings.twilio_account_sid, "ApiVersion": "2010-04-01"}
        steps = ["sent", fate.status] if fate.refused_with is None else [fate.status]
        try:
            for status in steps:
                time.sleep(self._pace)
                self.post(callback, {**form, **_status(status, fate)})
        except (httpx.HTTPError, NotOurAddress) as error:
            log.warning("delivery_report_failed", reason=type(error).__name__)


def _status(status: str, fate: Fate) -> dict[str, str]:
    fields = {"MessageStatus": status, "SmsStatus": status}
    if fate.error_code and status == fate.status:
        fields["ErrorCode"] = str(fate.error_code)
    return fields
