"""An offer's life: a manager writes and sends it, a client reads and accepts it, each on a screen of their own."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import sign_in
from tests.browser.server import Server, pritok, running_server

# The promise is two seconds; a busy build machine gets a little more before the test gives up.
LIVE_MS = 6_000


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("offers")
    pritok(folder, "demo", "--deals", "500", "--language", "ru")
    with running_server(folder, "serve") as server:
        yield server


def test_an_offer_is_sent_read_before_the_managers_eyes_and_accepted(
    company: Server, new_page: NewPage, assert_accessible: Callable[[Page], None]
) -> None:
    desk, client = new_page(), new_page()
    sign_in(desk, company.url, "manager")
    deal = own_deal(desk, company.url)
    desk.goto(f"{company.url}/deals/{deal}")

    write_draft(desk)
    link = send(desk)

    client.goto(link)
    drawer = desk.get_by_role("dialog", name="Коммерческое предложение")
    expect(drawer.get_by_text("Читает сейчас").first).to_be_visible(timeout=LIVE_MS)
    expect(desk.get_by_text(re.compile(r"Клиент читает КП № \d+"))).to_be_visible(timeout=LIVE_MS)
    assert_accessible(client)

    client.get_by_role("checkbox").check()
    expect(client.locator("#total")).to_have_text(re.compile(r"13\s500,00"))
    client.get_by_label("Как вас зовут").fill("Нина Комарова")
    client.get_by_role("button", name=re.compile("Принять предложение")).click()

    expect(client.get_by_text("Предложение принято.")).to_be_visible()
    expect(drawer.get_by_text("Принято на")).to_be_visible(timeout=LIVE_MS)
    expect(drawer.get_by_text("Нина Комарова")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("heading", level=1).locator("..")).to_contain_text(
        re.compile(r"13\s500"), timeout=LIVE_MS
    )


def test_the_page_of_an_offer_needs_no_script(company: Server, new_page: NewPage) -> None:
    desk = new_page()
    client = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    sign_in(desk, company.url, "manager")
    desk.goto(f"{company.url}/deals/{own_deal(desk, company.url)}")
    write_draft(desk)
    link = send(desk)

    client.goto(link)
    client.get_by_role("checkbox").check()
    client.get_by_role("button", name="Показать сумму с отмеченным").click()
    expect(client.locator("#total")).to_have_text(re.compile(r"13\s500,00"))
    client.get_by_text("Отклонить предложение").click()
    client.get_by_label("Своими словами").fill("Дорого")
    client.get_by_role("button", name="Отклонить", exact=True).click()

    expect(client.get_by_text("Предложение отклонено.")).to_be_visible()
    drawer = desk.get_by_role("dialog", name="Коммерческое предложение")
    expect(drawer.get_by_text("«Дорого»")).to_be_visible(timeout=LIVE_MS)


def own_deal(page: Page, url: str) -> str:
    found = page.request.get(f"{url}/api/v1/deals?mine=true&state=open&limit=1").json()
    return str(found["items"][0]["id"])


def write_draft(page: Page) -> None:
    """Begin an offer of a course for 12,000 and an optional exam for 1,500 on the open deal's page."""
    page.get_by_role("button", name="Новое КП").click()
    drawer = page.get_by_role("dialog", name="Коммерческое предложение")
    drawer.get_by_role("button", name="Править", exact=True).click()
    editor = page.get_by_role("dialog", name=re.compile("Черновик КП"))
    while editor.get_by_role("group").count() > 1:
        editor.get_by_role("button", name="Убрать позицию 1").click()
    fill_line(editor.get_by_role("group", name="Позиция 1"), "Курс", "12000")
    editor.get_by_role("button", name="Ещё позиция").click()
    second = editor.get_by_role("group", name="Позиция 2")
    fill_line(second, "Экзамен", "1500")
    second.get_by_role("checkbox", name="По желанию клиента").check()
    editor.get_by_role("button", name="Сохранить черновик").click()
    expect(editor).to_have_count(0)


def fill_line(line: Locator, name: str, price: str) -> None:
    line.get_by_label("Название").fill(name)
    line.get_by_label("Кол-во").fill("1")
    line.get_by_label("Цена").fill(price)
    line.get_by_label("Скидка").fill("0")


def send(page: Page) -> str:
    """Send the draft and return the link that is shown this one time."""
    page.get_by_role("button", name="Отправить…").click()
    page.get_by_role("button", name="Отправить и получить ссылку").click()
    dialog = page.get_by_role("dialog", name="Ссылка для клиента")
    link = dialog.get_by_label("Ссылка", exact=True).input_value()
    dialog.get_by_role("button", name="Закрыть").click()
    return link
