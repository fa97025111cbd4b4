"""Moving a card by finger and by keyboard in a real browser, and what the deals screens are to a screen reader."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import sign_in
from tests.browser.server import Server, pritok, running_server

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LONG_PRESS_MS = 500


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("company")
    pritok(folder, "demo", "--deals", "300", "--language", "ru")
    with running_server(folder, "serve") as server:
        yield server


def test_a_finger_carries_a_card_over_the_edge_to_the_next_stage(
    company: Server, new_page: NewPage
) -> None:
    page = new_page(**PHONE)
    open_board(page, company.url)
    title = first_card(page, 0).inner_text()
    finger = Finger(page)

    finger.press(*middle(first_card(page, 0)))
    page.wait_for_timeout(LONG_PRESS_MS)
    carry_over_the_edge(finger, page)
    finger.lift()

    expect(column(page, 1).get_by_role("link", name=title, exact=True).first).to_be_visible()


def test_a_finger_that_moves_at_once_scrolls_and_moves_nothing(
    company: Server, new_page: NewPage
) -> None:
    page = new_page(**PHONE)
    open_board(page, company.url)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.method))
    x, y = middle(first_card(page, 0))
    finger = Finger(page)

    finger.press(x, y + 200)
    for step in range(10):
        finger.move(x, y + 200 - step * 18)
    finger.lift()

    page.wait_for_timeout(LONG_PRESS_MS)
    assert page.locator("[data-column]").first.evaluate("one => one.scrollTop") > 0
    assert "PUT" not in asked


def test_a_card_goes_to_the_next_stage_by_keyboard_alone(
    company: Server, new_page: NewPage
) -> None:
    page = new_page()
    open_board(page, company.url)
    title = first_card(page, 0).inner_text()

    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem").nth(1)).to_be_focused()
    page.keyboard.press("Enter")

    moved = column(page, 1).get_by_role("link", name=title, exact=True).first
    expect(moved).to_be_visible()
    expect(moved).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=re.compile("теперь на этапе"))).to_have_count(
        1
    )


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_screens_of_deals_are_accessible(
    company: Server, new_page: NewPage, assert_accessible: Callable[[Page], None], look: str
) -> None:
    page = new_page(color_scheme=look)
    open_board(page, company.url)
    assert_accessible(page)

    page.goto(f"{company.url}/deals?view=list")
    expect(page.get_by_role("row").nth(2)).to_be_visible()
    assert_accessible(page)

    page.get_by_role("row").nth(2).get_by_role("link").click()
    expect(page.get_by_label("Текст заметки")).to_be_visible()
    assert_accessible(page)

    page.goto(f"{company.url}/deals")
    first_card(page, 0).focus()
    page.keyboard.press("l")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(300)
    assert_accessible(page)


class Finger:
    """One finger on the screen. Playwright only taps; a press and a way need the browser's own protocol."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._protocol: CDPSession = page.context.new_cdp_session(page)

    def press(self, x: float, y: float) -> None:
        self._touch("touchStart", x, y)

    def move(self, x: float, y: float) -> None:
        self._touch("touchMove", x, y)
        self._page.wait_for_timeout(16)

    def lift(self) -> None:
        self._protocol.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _touch(self, kind: str, x: float, y: float) -> None:
        point = {"type": kind, "touchPoints": [{"x": x, "y": y}]}
        self._protocol.send("Input.dispatchTouchEvent", point)


def carry_over_the_edge(finger: Finger, page: Page) -> None:
    """Hold the card at the right edge until the next column has come, then bring it to its middle."""
    target = column(page, 1)
    for _ in range(200):
        box = target.bounding_box()
        assert box
        if box["x"] < 60:
            break
        finger.move(372, 420)
    finger.move(200, 420)
    expect(target).to_have_attribute("data-over", "true")


def open_board(page: Page, url: str) -> None:
    sign_in(page, url, "head")
    page.goto(f"{url}/deals")
    # The very first page of a server that has just started takes longer than any later one.
    expect(first_card(page, 0)).to_be_visible(timeout=20_000)


def column(page: Page, number: int) -> Locator:
    return page.locator("section[data-drop]").nth(number)


def first_card(page: Page, number: int) -> Locator:
    return column(page, number).locator("article").first.get_by_role("link")


def middle(card: Locator) -> tuple[float, float]:
    box = card.bounding_box()
    assert box
    return box["x"] + 60, box["y"] + 40
