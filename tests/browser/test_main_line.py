"""The main line, as people see it: a stranger writes, a manager works, the head's screens follow by themselves."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import drag, sign_in
from tests.browser.server import Server, pritok, running_server

# The promise is two seconds; a busy build machine gets a little more before the test gives up.
LIVE_MS = 6_000
CLIENT = "Мария Проверкина"
DEAL = f"Заявка: {CLIENT}"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A believable company of its own, so that the story changes nobody else's numbers."""
    folder = tmp_path_factory.mktemp("company")
    pritok(folder, "demo", "--deals", "500", "--language", "ru")
    with running_server(folder, "serve") as server:
        yield server


def test_a_request_becomes_a_deal_is_given_out_worked_and_lost_on_every_screen(
    company: Server, new_page: NewPage
) -> None:
    report, board, desk, visitor = (new_page() for _ in range(4))
    for page, who in ((report, "head"), (board, "head"), (desk, "manager")):
        sign_in(page, company.url, who)
    report.goto(f"{company.url}/reports/conversion?preset=days30")
    entered = total(report)
    for page in (board, desk):
        page.goto(f"{company.url}/deals")
        expect(page.locator("article").first).to_be_visible()

    send_request(visitor, company.url)

    expect(visitor.locator("h1")).to_contain_text(re.compile("принят|Спасибо", re.IGNORECASE))
    expect(card(board)).to_be_visible(timeout=LIVE_MS)
    expect(report.get_by_role("row", name="Всего")).to_contain_text(
        figure(entered + 1), timeout=LIVE_MS
    )

    hand_over(board, company.url)

    expect(card(desk)).to_be_visible(timeout=LIVE_MS)

    second = desk.locator("section[data-drop]").nth(1)
    drag(desk, card(desk), second)

    expect(card(second)).to_be_visible()
    expect(card(board.locator("section[data-drop]").nth(1))).to_be_visible(timeout=LIVE_MS)

    lose(desk)

    expect(card(desk)).to_have_count(0)
    expect(card(board)).to_have_count(0, timeout=LIVE_MS)
    expect(report.get_by_role("row", name="Всего")).to_contain_text(figure(entered + 1))


def send_request(page: Page, url: str) -> None:
    page.goto(f"{url}/f/request")
    page.locator("#f-name").fill(CLIENT)
    page.locator("#f-phone").fill("+7 999 000-11-22")
    page.locator("input[name=consent]").check()
    # Faster than three seconds is what robots are.
    page.wait_for_timeout(3_500)
    page.locator("button[type=submit]").click()


def hand_over(page: Page, url: str) -> None:
    """Give the new deal to the demo's manager, whoever the distribution chose."""
    found = page.request.get(f"{url}/api/v1/deals", params={"q": CLIENT}).json()["items"][0]
    people = page.request.get(f"{url}/api/v1/people", params={"q": "manager@example.com"}).json()
    [token] = [one["value"] for one in page.context.cookies() if one["name"] == "csrftoken"]
    answer = page.request.put(
        f"{url}/api/v1/deals/{found['id']}/owner",
        data={"manager": people["items"][0]["id"], "reason": "Знает клиента"},
        headers={"X-CSRFToken": token, "Referer": url},
    )
    assert answer.ok, answer.text()


def lose(page: Page) -> None:
    card(page).get_by_role("link").focus()
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Из-за чего").click()
    page.get_by_role("option").first.click()
    reason = dialog.get_by_role("combobox", name="Причина", exact=True)
    if not reason.input_value():
        reason.click()
        page.get_by_role("option").first.click()
    dialog.get_by_role("button", name="Закрыть как проигранную").click()


def card(inside: Page | Locator) -> Locator:
    return inside.locator("article").filter(has_text=DEAL)


def total(page: Page) -> int:
    cell = page.get_by_role("row", name="Всего").get_by_role("link").first
    return int(re.sub(r"\D", "", cell.inner_text()))


def figure(count: int) -> re.Pattern[str]:
    """Return the count as the page writes it, with any kind of space between thousands."""
    return re.compile(r"\s?".join(f"{count:,}".split(",")))
