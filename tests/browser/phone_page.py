"""The phone simulator in a browser, as a person works it; also used to take the pictures of the docs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
ANSWER_MS = 20_000
MOST_TABS = 80
ONE_TIME_CODE = re.compile(r"\b\d{6}\b")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class PhonePage:
    """What a person sees and does. Everything goes by keyboard; waits end when the page shows it."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url
        self.field = page.get_by_label("Message", exact=True)
        self.mine = page.locator("#bubbles > .mine")
        self.theirs = page.locator("#bubbles > .theirs")
        self.problem = page.locator("#problem")

    def open(self) -> None:
        """Open the page and take a number that nobody has used."""
        self.page.goto(f"{self.base_url}/simulator")
        self.new_conversation()

    def new_conversation(self) -> None:
        self.page.get_by_role("button", name="Start over").press("Enter")
        expect(self.field).to_be_focused()

    def tab_to(self, target: Locator) -> None:
        """Move there with the Tab key alone."""
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def say(self, text: str) -> None:
        """Type a text where the cursor is and press Enter."""
        expect(self.field).to_be_focused()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def ask(self, text: str, answer: str | re.Pattern[str] = "") -> None:
        """Say something and wait for a new answer with these words."""
        matching = self.theirs.filter(has_text=answer)
        before = matching.count()
        self.say(text)
        expect(matching.nth(before)).to_be_visible(timeout=ANSWER_MS)

    def wait_until_delivered(self) -> None:
        """Until the last answer has arrived on the phone."""
        expect(self.theirs.last).to_have_attribute("data-state", "delivered", timeout=ANSWER_MS)

    def one_time_code(self) -> str:
        """The code that the assistant has texted."""
        text = self.theirs.filter(has_text=ONE_TIME_CODE).last
        expect(text).to_be_visible(timeout=ANSWER_MS)
        found = ONE_TIME_CODE.search(text.locator(".bubble").inner_text())
        assert found
        return found.group()

    def link_case(
        self, question: str, a_number: str, linking_code: str, answer: str | re.Pattern[str]
    ) -> None:
        """Ask about a case and prove who one is, until the answer to the question comes."""
        self.ask(question, re.compile("A-number", re.IGNORECASE))
        self.ask(a_number, re.compile("linking code", re.IGNORECASE))
        self.ask(linking_code, ONE_TIME_CODE)
        self.ask(self.one_time_code(), answer)
