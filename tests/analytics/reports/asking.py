"""Putting questions to a mirror in tests, and reading lists to their end."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from pritok.accounts.models import Organisation
from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.drilling import Page, things_behind
from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Answer, Asked, Keys, Report
from pritok.analytics.store import Mark
from pritok.kit import clock
from tests.analytics.stories import DAY, START, Story, write_stages, write_stories
from tests.analytics.worlds import Move, World

ALICE, BOB, CAROL = 1, 2, 3
MOSCOW = ZoneInfo("Europe/Moscow")
TEAMS = {ALICE: 1, BOB: 1, CAROL: None}
CATEGORIES = {5: 1, 6: 1, 7: None}


def make_company() -> None:
    """Make the organisation whose working time the stories are told in: nine hours on weekdays."""
    week = {str(day): [["09:00", "18:00"]] for day in range(5)}
    Organisation.objects.create(pk=1, name="Test", week=week, created_at=clock.now())


def question(**more: Any) -> Question:
    maps = {"team": TEAMS, "category": CATEGORIES}
    return Question(**{"zone": MOSCOW, "now": START + 40 * DAY, "maps": maps, **more})


def answer(mirror: Mirror, report: Report, asked: Question) -> Answer:
    return mirror.read(lambda c, m: report.answer(Asked(c, m, asked)))[0]


def figures(found: Answer, asked: Question | None = None) -> dict[Keys, dict[str, Any]]:
    """Return the figures of each row by its keys; of a question without groups those of the total under ()."""
    if asked is not None and not asked.group_by:
        assert not found.rows
        return {(): found.total.figures}
    return {row.keys: row.figures for row in found.rows}


def listed(mirror: Mirror, report: Report, asked: Question, cell: str, limit: int = 7) -> list[Any]:
    """Return all things behind a number, page by page; asserts that every page names the same total."""
    things: list[Any] = []
    after: str | None = None
    while True:
        page = mirror.read(partial(_page, report, asked, cell, after, limit))[0]
        things += page.items
        after = page.next
        if after is None:
            assert page.total == len(things)
            return things


def _page(
    report: Report, asked: Question, cell: str, after: str | None, limit: int, c: Any, m: Mark
) -> Page:
    return things_behind(Asked(c, m, asked), report, cell, after=after, limit=limit)


@contextmanager
def played(moves: list[Move], deals: int) -> Iterator[tuple[Mirror, list[Story]]]:
    """Record a random history and mirror it; everything is taken back at the end."""
    with transaction.atomic():
        write_stages()
        world = World(deals)
        list(world.play(moves))
        write_stories(*world.stories)
        mirror = Mirror(places.MEMORY)
        try:
            yield mirror, world.stories
        finally:
            mirror.close()
            transaction.set_rollback(True)


def check_lists(mirror: Mirror, report: Report, asked: Question, found: Answer) -> None:
    """Assert that every number that opens a list is as long as it says, in rows and total, and that rows add up."""
    keys = report.keys_of(asked)
    for row in found.rows:
        about_row = asked.of_row(dict(zip(keys, row.keys, strict=True)))
        for cell in report.cells:
            assert len(listed(mirror, report, about_row, cell)) == row.figures[cell], (row, cell)
    for cell in report.cells:
        assert len(listed(mirror, report, asked, cell)) == found.total.figures[cell], cell
        if keys:
            assert sum(row.figures[cell] or 0 for row in found.rows) == found.total.figures[cell]
