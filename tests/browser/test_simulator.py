"""The phone simulator in a real browser in front of the real stack."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.dates import format_date
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from portal_core.services.demo import demo_lines
from tests.browser.conftest import Console
from tests.browser.phone_page import ANSWER_MS, PhonePage

pytestmark = pytest.mark.browser

STICKING_OUT = """[...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility())
    .map((element) => [element.outerHTML, element.getBoundingClientRect()])
    .filter(([, box]) => box.left < 0 || box.right > 320)
    .map(([html]) => html)"""
SEND, MESSAGES = "**/simulator/send", re.compile("/simulator/messages")


@pytest.fixture(params=["light", "dark"])
def small_phone(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[PhonePage]:
    """The page on the smallest screen, in both colour schemes."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme=request.param, has_touch=True
    )
    opened = PhonePage(context.new_page(), base_url)
    opened.open()
    yield opened
    context.close()


@pytest.fixture
def picture(phone: PhonePage, tmp_path: Path) -> Path:
    """A real PNG: the page itself."""
    path = tmp_path / "notice.png"
    phone.page.screenshot(path=path)
    return path


def hearing_day() -> date:
    """The day of the hearing in the first demo case, as the demo's own feed has it today."""
    today = datetime.now(UTC).astimezone(ZoneInfo("America/New_York")).date()
    return date.fromisoformat(json.loads(demo_lines(today)[0])["hearings"][0]["date"])


def fail_with(status: int, error: str, **facts: object):
    """A route's answer that is an error of the server."""
    return lambda route: route.fulfill(status=status, json={"error": error, **facts})


def aborted(route: Route) -> None:
    route.abort("connectionrefused")


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practices."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found]


def test_a_person_links_a_case_and_gets_the_hearing_date_in_spanish_by_keyboard_alone(
    phone: PhonePage,
) -> None:
    phone.page.reload()
    phone.tab_to(phone.field)
    day = format_date(hearing_day(), "d 'de' MMMM", "es")
    spanish = re.compile(f"{day}.*8:30", re.DOTALL)
    phone.link_case("hola, cuando es mi corte", "900000001", "DEMO0001", spanish)
    expect(phone.mine.first).to_contain_text("understood: ask_next_hearing")


def test_each_answer_shows_its_segments_and_its_delivery(phone: PhonePage) -> None:
    phone.ask("HELP")
    small = phone.theirs.first.locator(".small")
    expect(small).to_contain_text(re.compile(r"\d segments? (GSM-7|UCS-2)"))
    expect(small).to_contain_text("delivered", timeout=ANSWER_MS)


def test_stop_is_answered_by_the_carrier_and_not_by_the_assistant(phone: PhonePage) -> None:
    phone.say("STOP")
    note = phone.page.locator(".carrier")
    expect(note).to_contain_text("You have successfully been unsubscribed")
    expect(note).to_contain_text("From the carrier")
    expect(phone.mine.first).to_contain_text("no answer, on purpose")
    expect(phone.theirs).to_have_count(0)


def test_a_phone_that_is_off_shows_the_error(phone: PhonePage) -> None:
    phone.page.get_by_role("button", name="+1 202 555 0002").press("Enter")
    before = phone.theirs.count()
    phone.say("HELP")
    expect(phone.theirs).to_have_count(before + 1, timeout=ANSWER_MS)
    expect(phone.theirs.last).to_contain_text("not delivered (30003", timeout=ANSWER_MS)


def test_a_picture_is_attached_sent_and_answered(phone: PhonePage, picture: Path) -> None:
    phone.page.set_input_files("#picker", picture)
    expect(phone.page.get_by_role("button", name=f"Remove {picture.name}")).to_be_visible()
    phone.field.focus()
    phone.page.keyboard.press("Enter")
    shown = phone.mine.locator("img")
    expect(shown).to_be_visible(timeout=ANSWER_MS)
    phone.page.wait_for_function("document.querySelector('#bubbles img').naturalWidth > 0")
    expect(phone.theirs).to_have_count(1, timeout=ANSWER_MS)
    expect(phone.page.locator("#files li")).to_have_count(0)


def test_a_picked_file_can_be_taken_back(phone: PhonePage, picture: Path) -> None:
    phone.page.set_input_files("#picker", picture)
    phone.page.get_by_role("button", name="Remove").press("Enter")
    expect(phone.page.locator("#files li")).to_have_count(0)
    expect(phone.page.get_by_role("button", name="Attach pictures")).to_be_focused()


def test_a_failing_webhook_is_said_and_the_text_is_kept_and_sent_again(
    phone: PhonePage, console: Console
) -> None:
    console.expected = True
    phone.page.route(SEND, fail_with(502, "webhook_status", webhook_status=500))
    phone.say("HELP")
    expect(phone.problem).to_contain_text("webhook answered with error 500")
    expect(phone.field).to_have_value("HELP")
    expect(phone.mine).to_have_count(0)
    phone.page.unroute(SEND)
    phone.tab_to(phone.page.get_by_role("button", name="Send again"))
    phone.page.keyboard.press("Enter")
    expect(phone.theirs).to_have_count(1, timeout=ANSWER_MS)
    expect(phone.problem).to_be_hidden()
    expect(phone.mine).to_have_count(1)
    expect(phone.field).to_have_value("")


def test_a_text_that_arrived_although_the_answer_was_lost_is_not_sent_twice(
    phone: PhonePage, console: Console
) -> None:
    console.expected = True

    def arrives_but_answer_is_lost(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    phone.page.route(SEND, arrives_but_answer_is_lost)
    phone.say("HELP")
    expect(phone.problem).to_contain_text("server cannot be reached")
    expect(phone.mine).to_have_count(1, timeout=ANSWER_MS)
    phone.page.unroute(SEND)
    with phone.page.expect_response(SEND) as answer:
        phone.page.get_by_role("button", name="Send again").press("Enter")
    assert answer.value.ok
    expect(phone.problem).to_be_hidden()
    expect(phone.mine).to_have_count(1)
    expect(phone.theirs).to_have_count(1)


def test_typed_text_survives_a_reload(phone: PhonePage) -> None:
    phone.page.keyboard.type("kilè odyans mwen an?")
    phone.page.reload()
    expect(phone.field).to_have_value("kilè odyans mwen an?")


def test_a_server_that_is_away_is_said_until_it_is_back(phone: PhonePage, console: Console) -> None:
    console.expected = True
    offline = phone.page.locator("#offline")
    phone.page.route(MESSAGES, aborted)
    expect(offline).to_be_visible(timeout=ANSWER_MS)
    phone.page.unroute(MESSAGES)
    phone.page.get_by_role("button", name="Try again").press("Enter")
    expect(offline).to_be_hidden()


def test_a_page_that_is_too_old_keeps_the_text_and_offers_to_reload(
    phone: PhonePage, context: BrowserContext, console: Console
) -> None:
    console.expected = True
    context.clear_cookies()
    phone.say("HELP")
    expect(phone.problem).to_contain_text("too old")
    phone.page.get_by_role("button", name="Reload the page").press("Enter")
    expect(phone.field).to_have_value("HELP")
    phone.field.focus()
    phone.page.keyboard.press("Enter")
    expect(phone.theirs).to_have_count(1, timeout=ANSWER_MS)


def test_an_arabic_text_runs_from_right_to_left(phone: PhonePage) -> None:
    phone.say("مرحبا")
    bubble = phone.mine.first.locator(".bubble")
    expect(bubble).to_have_text("مرحبا")
    assert bubble.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_html_in_a_text_stays_text(phone: PhonePage) -> None:
    markup = "<img src=x onerror=alert(1)><b>hola</b>"
    phone.say(markup)
    expect(phone.mine.first.locator(".bubble")).to_have_text(markup)
    expect(phone.page.locator("#bubbles b, #bubbles img")).to_have_count(0)


def test_an_answer_is_announced_to_screen_readers(phone: PhonePage) -> None:
    phone.ask("HELP")
    said = phone.theirs.first.locator(".bubble").inner_text()
    expect(phone.page.locator("#announcer[aria-live=polite]")).to_contain_text(said.split(".")[0])


def test_shift_and_enter_start_a_new_line(phone: PhonePage) -> None:
    phone.page.keyboard.type("one")
    phone.page.keyboard.press("Shift+Enter")
    phone.page.keyboard.type("two")
    expect(phone.field).to_have_value("one\ntwo")


def test_starting_over_takes_a_new_number_and_an_empty_talk(phone: PhonePage) -> None:
    phone.ask("HELP")
    number = phone.page.get_by_label("From")
    before = number.input_value()
    phone.new_conversation()
    assert number.input_value() != before
    assert re.fullmatch(r"\+1\d{3}55501\d\d", number.input_value())
    expect(phone.page.get_by_text("No messages yet.")).to_be_visible()
    number.select_option(before)
    expect(phone.theirs).to_have_count(1)


def test_a_person_can_type_a_number_of_their_own(phone: PhonePage) -> None:
    phone.page.get_by_label("From").select_option("")
    typed = phone.page.get_by_label("Number with + and country code")
    typed.fill("Maria")
    typed.press("Enter")
    expect(phone.page.get_by_text("Write + and the country code")).to_be_visible()
    typed.fill("+52 55 5501 0199")
    typed.press("Enter")
    expect(phone.page.get_by_label("From")).to_have_value("+525555010199")
    expect(phone.field).to_be_focused()


def test_whatsapp_is_chosen_by_arrow_key(phone: PhonePage) -> None:
    phone.page.get_by_label("SMS", exact=True).focus()
    phone.page.keyboard.press("ArrowRight")
    phone.field.focus()
    phone.ask("HELP")
    expect(phone.mine.first).to_have_attribute("data-channel", "whatsapp")
    expect(phone.theirs.first.locator(".small")).not_to_contain_text("segment")


def test_a_thing_to_try_goes_into_the_field(phone: PhonePage) -> None:
    phone.page.get_by_role("button", name="DEMO0003").press("Enter")
    expect(phone.field).to_have_value("DEMO0003")
    expect(phone.field).to_be_focused()


def test_on_the_smallest_screen_nothing_is_cut_off(small_phone: PhonePage) -> None:
    small_phone.ask("HELP")
    assert small_phone.page.evaluate("document.scrollingElement.scrollWidth") == 320
    assert small_phone.page.evaluate(STICKING_OUT) == []


def test_on_the_smallest_screen_buttons_are_large_enough_to_touch(small_phone: PhonePage) -> None:
    for button in small_phone.page.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24  # CSS pixels, WCAG 2.2 criterion 2.5.8


def test_axe_finds_nothing_in_light_and_dark_and_on_a_small_screen(small_phone: PhonePage) -> None:
    assert violations(small_phone.page) == []
    small_phone.ask("HELP")
    small_phone.say("STOP")
    expect(small_phone.page.locator(".carrier")).to_have_count(2)
    small_phone.page.route(SEND, fail_with(504, "webhook_slow"))
    small_phone.say("hola")
    expect(small_phone.problem).to_be_visible()
    assert violations(small_phone.page) == []


def test_axe_finds_nothing_on_a_wide_screen(phone: PhonePage, picture: Path) -> None:
    phone.page.get_by_label("From").select_option("")
    phone.page.set_input_files("#picker", picture)
    assert violations(phone.page) == []


def test_motion_is_left_out_for_those_who_ask_for_it(browser: Browser, base_url: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    phone = PhonePage(context.new_page(), base_url)
    phone.open()
    phone.ask("HELP")
    name = phone.theirs.first.evaluate("element => getComputedStyle(element).animationName")
    context.close()
    assert name == "none"
