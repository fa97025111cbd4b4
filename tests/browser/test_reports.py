"""Reports in a real browser: quick to come, readable for everybody, and kept as files."""

import struct
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import sign_in
from tests.browser.server import Server, pritok, running_server

FIRST_PAINT_MS = 1000
PNG_SCALE = 2
TRIES = 3
# The first question of a day waits for the mirror to be built.
LOADED_MS = 20_000
# A blank picture of this size is a tenth of it.
LEAST_PNG_BYTES = 10_000


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("reports")
    pritok(folder, "demo", "--deals", "500", "--language", "ru")
    with running_server(folder, "serve") as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_report_is_drawn_and_accessible(
    demo_server: Server,
    new_page: NewPage,
    assert_accessible: Callable[[Page], None],
    scheme: str,
    width: int,
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    sign_in(page, demo_server.url, "manager")
    page.goto(f"{demo_server.url}/reports")
    links = page.get_by_role("navigation", name="Отчёты").get_by_role("link")
    expect(links.first).to_be_visible()
    addresses = [link.get_attribute("href") for link in links.all()]

    for address in addresses:
        page.goto(f"{demo_server.url}{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")

        assert_accessible(page)
        assert _overflow(page) <= 0, f"{address} is wider than the window"


def test_report_stands_within_a_second(demo_server: Server, new_page: NewPage) -> None:
    page = new_page()
    sign_in(page, demo_server.url, "manager")

    # A machine busy with something else is slow now and then, not each time.
    best = min(_opening_ms(page, demo_server.url) for _ in range(TRIES))

    assert best < FIRST_PAINT_MS


def _opening_ms(page: Page, url: str) -> float:
    """From the press of a link to a drawn picture and the table under it, in a freshly loaded page."""
    page.goto(f"{url}/reports")
    expect(page.get_by_role("navigation", name="Отчёты")).to_be_visible()
    page.wait_for_load_state("networkidle")
    spent: float = page.evaluate(
        """() => new Promise((resolve) => {
            const started = performance.now();
            document.querySelector('nav a[href="/reports/conversion"]').click();
            const look = () => {
                const isThere = document.querySelector('main [role=img] svg path') &&
                    document.querySelector('main tbody tr');
                if (isThere) resolve(performance.now() - started);
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )
    return spent


def test_picture_is_kept_as_a_file_at_twice_the_size(
    demo_server: Server, new_page: NewPage
) -> None:
    page = new_page(accept_downloads=True)
    sign_in(page, demo_server.url, "manager")
    page.goto(f"{demo_server.url}/reports/conversion")
    panel = page.get_by_role("region", name="Вся воронка")
    expect(panel.get_by_role("img").first).to_be_visible(timeout=LOADED_MS)
    page.get_by_role("button", name="Выгрузить").click()

    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Вся воронка").click()

    content = download.value.path().read_bytes()
    width, _height = struct.unpack(">II", content[16:24])
    assert content.startswith(b"\x89PNG")
    assert width >= 640 * PNG_SCALE
    assert len(content) > LEAST_PNG_BYTES


def _overflow(page: Page) -> int:
    """By how many pixels the screen is wider than the window."""
    overflow: int = page.evaluate(
        "document.querySelector('#screen').scrollWidth - document.querySelector('#screen').clientWidth"
    )
    return overflow
