"""Folding in other processes gives the same rows as folding here."""

from typing import Any

import pytest

from pritok.analytics import deal_folds
from pritok.analytics.building import build
from pritok.analytics.rows import TABLES
from pritok.analytics.store import IN_MEMORY, Store
from tests.analytics.stories import DAY, OFFER, TALKS, Story, write_stages, write_stories

pytestmark = pytest.mark.django_db(transaction=True)


def rows(store: Store) -> list[Any]:
    return [store.cursor().sql(f"from {table} order by all").fetchall() for table in TABLES]


def test_processes_beside_fold_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deal_folds, "FACTS_AT_ONCE", 7)
    write_stages()
    write_stories(
        *(Story().created(n, owner=n % 3 or None).moved(DAY, TALKS).won(2 * DAY) for n in range(9)),
        *(Story().created(n, stage=OFFER).lost(DAY) for n in range(4)),
    )
    here, beside = Store(IN_MEMORY), Store(IN_MEMORY)
    told: list[tuple[int, int]] = []

    one = build(here)
    other = build(beside, lambda done, total: told.append((done, total)), processes=2)

    assert rows(here) == rows(beside)
    assert (one.position, one.fact) == (other.position, other.fact)
    assert told[-1][0] == 9 * 3 + 4 * 2
    here.close()
    beside.close()
