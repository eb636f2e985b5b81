"""A running stack and a browser for the whole session; a fresh phone for each test."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from tests.browser.phone_page import PhonePage, running_browser
from tests.stack import running_stack


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_stack(tmp_path_factory.mktemp("stack")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@dataclass
class Console:
    """What the browser complains about. `expected` complaints are those a test provokes."""

    complaints: list[str] = field(default_factory=list)
    expected: bool = False

    def note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture
def console() -> Iterator[Console]:
    heard = Console()
    yield heard
    assert heard.expected or heard.complaints == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def phone(context: BrowserContext, base_url: str, console: Console) -> PhonePage:
    """The simulator's page with a number that nobody has used."""
    page = context.new_page()
    page.on("console", console.note)
    page.on("pageerror", lambda error: console.complaints.append(str(error)))
    opened = PhonePage(page, base_url)
    opened.open()
    return opened
