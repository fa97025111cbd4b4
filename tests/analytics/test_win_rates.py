"""How often a stage leads to a sale: every closed deal that came so far counts, and few deals say little."""

from collections.abc import Iterator

import pytest

from pritok.analytics import mirror, places, win_rates
from pritok.analytics.mirror import Mirror
from tests.analytics.stories import (
    HOUR,
    NEW,
    OFFER,
    OTHER_NEW,
    TALKS,
    Story,
    write_stages,
    write_stories,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    write_stages()
    own = Mirror(places.MEMORY)
    for name in ("read", "status"):
        monkeypatch.setattr(mirror, name, getattr(own, name))
    yield own
    own.close()


def closed(count: int, *, reached: int | None, is_won: bool, spam: bool = False) -> list[Story]:
    stories = []
    for _ in range(count):
        story = Story().created(0, stage=NEW)
        if reached is not None:
            story.moved(HOUR, reached, start=NEW)
        if is_won:
            story.won(2 * HOUR)
        else:
            story.lost(2 * HOUR, is_refusal=not spam)
        stories.append(story)
    return stories


def test_nothing_is_said_while_no_mirror_is_open(opened: Mirror) -> None:
    assert win_rates.win_rates() is None


def test_a_stage_is_worth_what_became_of_those_that_reached_it(opened: Mirror) -> None:
    write_stories(
        *closed(10, reached=None, is_won=False),
        *closed(20, reached=TALKS, is_won=False),
        *closed(5, reached=TALKS, is_won=True),
        *closed(5, reached=OFFER, is_won=True),
        *closed(50, reached=None, is_won=False, spam=True),
        Story().created(0, stage=NEW),
    )
    opened.catch_up()

    rates = win_rates.win_rates()

    base = 10 / 40
    assert rates is not None
    assert rates[NEW] == pytest.approx((10 + 20 * base) / (40 + 20))
    assert rates[TALKS] == pytest.approx((10 + 20 * base) / (30 + 20))
    # Those won from the talks have come all the way too.
    assert rates[OFFER] == pytest.approx((10 + 20 * base) / (10 + 20))
    assert OTHER_NEW not in rates
