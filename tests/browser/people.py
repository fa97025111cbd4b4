"""The demo's people at the door, and what a person does on a board."""

from playwright.sync_api import Locator, Page, expect

from pritok.demo.people import PASSWORD

STEPS = 12


def sign_in(page: Page, url: str, who: str) -> None:
    page.goto(f"{url}/sign-in")
    page.locator("input[type=email]").fill(f"{who}@example.com")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").first).to_be_visible()


def drag(page: Page, card: Locator, target: Locator) -> None:
    """Drag as a hand does: press, many small moves, a short rest over the target, release."""
    start, end = card.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 40, start["y"] + 14)
    page.mouse.down()
    for step in range(1, STEPS + 1):
        share = step / STEPS
        page.mouse.move(
            start["x"] + 40 + (end["x"] + end["width"] / 2 - start["x"] - 40) * share,
            start["y"] + 14 + (end["y"] + 60 - start["y"] - 14) * share,
        )
    page.wait_for_timeout(150)
    page.mouse.up()
