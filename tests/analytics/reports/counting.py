"""Groups of deals as a question makes them, slowly: for references of reports that count whole deals."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from pritok.analytics.reports.question import Question
from pritok.analytics.reports.report import Keys
from tests.analytics.reports.asking import question
from tests.analytics.reports.reference import Told, fits, key_of, suits, told
from tests.analytics.stories import DAY, START, Story


def groups(
    stories: list[Story],
    asked: Question,
    *,
    counts: Callable[[Told], bool],
    moment: Callable[[Told], int] | None,
    holder: Callable[[Told], int],
    with_who: bool = True,
) -> dict[Keys, list[Told]]:
    """Return the deals of each row by its keys. `moment` is what the period cuts, `holder` who is credited."""
    rows: dict[Keys, list[Told]] = defaultdict(list)
    if not asked.group_by:
        rows[()] = []
    asked_of = asked if moment else replace(asked, since=None, until=None)
    for story in stories:
        deal = told(story)
        if deal is None or not counts(deal):
            continue
        # Periods are cut by the moment as if the deal had been created then.
        placed = replace(deal, created_at=moment(deal)) if moment else deal
        who = deal.owner if asked.credit == "current" else holder(deal)
        if fits(placed, asked_of) and (not with_who or suits(who, asked)):
            rows[tuple(key_of(key, placed, who, asked) for key in asked.group_by)].append(deal)
    return dict(rows)


FILTERS: st.SearchStrategy[dict[str, tuple[int, ...]]] = st.fixed_dictionaries(
    {},
    optional={
        "manager": st.sampled_from([(0,), (1,), (1, 2), (0, 3)]),
        "team": st.sampled_from([(0,), (1,), (0, 1), (5,)]),
        "source": st.sampled_from([(0,), (1,), (1, 2)]),
        "category": st.sampled_from([(0,), (1,), (0, 1)]),
        "client_kind": st.sampled_from([(1,), (2,)]),
        "size_band": st.sampled_from([(0,), (1, 2), (4, 5)]),
        "stage": st.sampled_from([(11, 21), (13,)]),
    },
)
DIMENSIONS = (
    "manager", "team", "pipeline", "source", "product", "category", "client_kind", "size_band", "period", "stage",
    "market",
)  # fmt: skip


@st.composite
def questions(draw: Any, /, dimensions: tuple[str, ...] = DIMENSIONS, **more: Any) -> Question:
    """Any grouping, filters, period and credit that every report knows."""
    since = draw(st.one_of(st.none(), st.integers(START - DAY, START + 20 * DAY)))
    return question(
        since=since,
        until=None if since is None else since + draw(st.integers(0, 60 * DAY)),
        group_by=tuple(draw(st.lists(st.sampled_from(dimensions), max_size=2, unique=True))),
        filters=draw(FILTERS),
        credit=draw(st.sampled_from(["at_time", "current"])),
        grain=draw(st.sampled_from(["day", "week", "month"])),
        **more,
    )
