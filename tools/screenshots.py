"""Takes the pictures of the docs anew: three short talks in the phone simulator, on the real stack."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.phone_page import PhonePage, running_browser
from tests.stack import running_stack

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 900}
HANDSET = {"width": 390, "height": 844}
SHARPNESS = 2  # device pixels for each CSS pixel


def hearing_in_spanish(phone: PhonePage) -> None:
    """Link a case and ask for the hearing."""
    phone.link_case("hola, cuando es mi corte", "900000001", "DEMO0001", re.compile("8:30"))


def deadline_with_outage(phone: PhonePage) -> None:
    """Link a case and ask what is due, when an outage has moved it."""
    phone.link_case("when is my paper due?", "900000003", "DEMO0003", "system was down")


def greeting_in_arabic(phone: PhonePage) -> None:
    """Say hello from right to left."""
    phone.ask("مرحبا")


TALKS: tuple[tuple[str, Callable[[PhonePage], None], dict[str, int], str], ...] = (
    ("simulator-desktop-light", hearing_in_spanish, DESKTOP, "light"),
    ("simulator-desktop-dark", deadline_with_outage, DESKTOP, "dark"),
    ("simulator-phone-light", hearing_in_spanish, HANDSET, "light"),
    ("simulator-phone-dark", greeting_in_arabic, HANDSET, "dark"),
)


def main() -> None:
    """Start everything, talk, take the pictures, stop everything."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_stack(Path(folder)) as address,
        running_browser() as browser,
    ):
        for name, talk, size, scheme in TALKS:
            take(browser, address, name, talk, size, scheme)
            print(f"docs/pictures/{name}.png")


def take(
    browser: Browser,
    address: str,
    name: str,
    talk: Callable[[PhonePage], None],
    size: dict[str, int],
    scheme: str,
) -> None:
    """One talk on a fresh phone, and its picture."""
    context = browser.new_context(
        viewport=size, color_scheme=scheme, device_scale_factor=SHARPNESS, reduced_motion="reduce"
    )
    phone = PhonePage(context.new_page(), address)
    phone.open()
    talk(phone)
    phone.wait_until_delivered()
    phone.page.screenshot(path=PICTURES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
