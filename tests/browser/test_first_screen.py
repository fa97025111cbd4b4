"""What a newcomer meets first, in both languages and both colour schemes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.server import Server


@pytest.mark.parametrize("locale", ["ru-RU", "en-GB"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_first_screen_is_drawn_and_accessible(
    empty_server: Server,
    new_page: NewPage,
    assert_accessible: Callable[[Page], None],
    locale: str,
    scheme: str,
) -> None:
    page = new_page(locale=locale, color_scheme=scheme)

    page.goto(empty_server.url)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
