"""A headless Chromium and a page that fails its test on anything the browser complains about."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from tests.browser.server import Server, pritok, running_server

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = ROOT / ".build" / "screenshots"
FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium refuses its own sandbox under root, as in a container of the build server.
ROOT_FLAGS = ["--no-sandbox"] if os.geteuid() == 0 else []
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("PRITOK_CHROMIUM")
    if not executable:
        raise pytest.UsageError("run browser tests with `make browser`, which finds Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS + ROOT_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A company that has not been set up yet."""
    folder = tmp_path_factory.mktemp("empty")
    pritok(folder, "migrate")
    with running_server(folder, "serve") as server:
        yield server


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Open pages with a session each; `new_page(locale="en-GB", color_scheme="dark")`.

    A page's uncaught error, console error or 5xx fails the test, and every page is photographed into
    `.build/screenshots`.
    """
    pages: list[Page] = []
    complaints: list[str] = []

    def open_page(**options: object) -> Page:
        page = browser.new_context(**{"locale": "ru-RU", **options}).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.on("console", lambda said: _note_error(said, complaints))
        page.on("response", lambda answer: _note_failure(answer, complaints))
        pages.append(page)
        return page

    yield open_page
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        page.screenshot(path=SCREENSHOTS / f"{request.node.name}-{number}.png")
        page.context.close()
    # A refused request is logged by the browser too; the screen must show it, and tests look there.
    serious = [text for text in complaints if "status of 4" not in text]
    assert serious == []


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Check a page against WCAG 2.2 AA with axe."""

    def check(page: Page) -> None:
        # Evaluated, not added as a script: our content security policy rightly refuses the latter.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("tags => axe.run({ runOnly: tags })", WCAG)
        found = {hit["id"]: [node["html"] for node in hit["nodes"]] for hit in result["violations"]}
        assert found == {}

    return check


def _note_error(said: ConsoleMessage, complaints: list[str]) -> None:
    if said.type == "error":
        complaints.append(said.text)


def _note_failure(answer: Response, complaints: list[str]) -> None:
    if answer.status >= 500:
        complaints.append(f"{answer.status} {answer.url}")
