"""Q7: refusals by reason and manager; the traps by name, then random tables against scipy and a slow count."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats.contingency import expected_freq

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.refusals import REFUSALS_REPORT
from pritok.deals.events import DealLost
from tests.analytics.reports.asking import ALICE, BOB, CAROL, answer, check_lists, figures, question
from tests.analytics.stories import DAY, HOUR, START, Story, write_stages, write_stories

pytestmark = pytest.mark.django_db
DEAR, SILENT, OTHER = 1, 2, 3


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def lost(owner: int, reason: int, at: int = DAY, *, is_refusal: bool = True, **more: Any) -> Story:
    fact = DealLost(stage=0, reason=reason, reason_group=reason % 2 + 1, is_refusal=is_refusal)
    return Story().created(owner=owner, **more).tell(at, fact)


def test_a_refusal_counts_for_whoever_lost_it_and_a_reopened_deal_for_nobody(
    mirror: Mirror,
) -> None:
    write_stories(
        Story().created(owner=ALICE).given(HOUR, BOB).lost(DAY).given(2 * DAY, CAROL),
        Story().created(owner=ALICE).lost(DAY).reopened(2 * DAY),
    )

    found = answer(mirror, REFUSALS_REPORT, question())

    assert {keys: row["lost"] for keys, row in figures(found).items()} == {(BOB, 1): 1}


def test_what_is_no_refusal_is_counted_apart(mirror: Mirror) -> None:
    write_stories(lost(ALICE, DEAR), lost(ALICE, OTHER, is_refusal=False))

    found = answer(mirror, REFUSALS_REPORT, question())

    assert (found.total.figures["lost"], found.total.figures["excluded"]) == (1, 1)
    assert [each.reason for each in found.parts["reasons"]] == [DEAR]


def test_a_reason_that_comes_too_often_is_flagged_and_the_shares_are_of_the_row(
    mirror: Mirror,
) -> None:
    write_stories(
        *(lost(ALICE, DEAR) for _ in range(40)),
        *(lost(ALICE, SILENT) for _ in range(10)),
        *(lost(BOB, DEAR) for _ in range(10)),
        *(lost(BOB, SILENT) for _ in range(40)),
    )

    row = figures(answer(mirror, REFUSALS_REPORT, question()))[ALICE, DEAR]

    assert (row["lost"], row["share"], row["expected"], row["flag"]) == (40, 0.8, 25.0, 1)
    # (40 − 25) ÷ √(25 · ½ · ½)
    assert row["residual"] == pytest.approx(6.0)
    assert row["lift"] == pytest.approx(60 / 45)
    assert row["q"] < 1e-6


def test_half_as_many_refusals_bring_half_the_deals_at_the_rate_of_the_rest(mirror: Mirror) -> None:
    write_stories(
        *(lost(ALICE, DEAR) for _ in range(60)),
        *(lost(ALICE, SILENT) for _ in range(30)),
        *(Story().created(owner=ALICE).won(DAY, 1_000) for _ in range(10)),
    )
    month = int(30.4375 * DAY)

    found = answer(
        mirror, REFUSALS_REPORT, question(since=START, until=START + month, now=START + month)
    )

    dear = found.parts["halving"][0]
    # p = 10 ÷ (10 + 30); half of 60 refusals at that rate in one month.
    assert dear.deals == pytest.approx(0.5 * 60 * 0.25)
    assert dear.amount == pytest.approx(dear.deals * 1_000)
    assert 0 <= dear.low < dear.deals < dear.high
    assert dear.margin is None


def test_a_reason_that_suddenly_grows_raises_an_alert(mirror: Mirror) -> None:
    weeks = 12
    write_stories(
        *(
            lost(ALICE, DEAR if number < 3 else SILENT, week * 7 * DAY + number * HOUR)
            for week in range(weeks)
            for number in range(30)
        ),
        *(lost(ALICE, DEAR, weeks * 7 * DAY + number * HOUR // 2) for number in range(30)),
    )

    found = answer(
        mirror, REFUSALS_REPORT, question(now=START + (weeks * 7 + 2) * DAY, group_by=())
    )

    trend = found.parts["trend"]
    alerts = dict(zip(trend.reasons, trend.chart.alert.tolist(), strict=True))
    assert alerts == {DEAR: 1, SILENT: -1}
    assert trend.totals[-1] == 30
    assert trend.totals[-2] == 30


losses = st.lists(
    st.tuples(
        st.sampled_from([ALICE, BOB, CAROL]),
        st.sampled_from([DEAR, SILENT, OTHER]),
        st.booleans(),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=30,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(losses)
def test_random_tables_agree_with_a_slow_count_and_scipy(
    told: list[tuple[int, int, bool, int]],
) -> None:
    with transaction.atomic():
        write_stages()
        write_stories(
            *(
                lost(owner, reason, is_refusal=is_refusal, amount_minor=amount * 100)
                for owner, reason, is_refusal, amount in told
            )
        )
        mirror = Mirror(places.MEMORY)
        try:
            found = answer(mirror, REFUSALS_REPORT, question())
            check_lists(mirror, REFUSALS_REPORT, question(), found)
        finally:
            mirror.close()
            transaction.set_rollback(True)
    rows = figures(found)
    refusals = Counter((owner, reason) for owner, reason, is_refusal, _ in told if is_refusal)
    assert {keys: row["lost"] for keys, row in rows.items() if row["lost"]} == refusals
    money = Counter[int]()
    for _, reason, is_refusal, amount in told:
        money[reason] += amount * 100 * is_refusal
    assert {r.reason: r.amount for r in found.parts["reasons"]} == {
        reason: money[reason] for _, reason in refusals
    }
    _check_expected(rows, refusals)


def _check_expected(rows: dict[Any, dict[str, Any]], refusals: Counter[tuple[int, int]]) -> None:
    owners, reasons = (sorted({keys[place] for keys in rows}) for place in (0, 1))
    table = np.array([[refusals[owner, reason] for reason in reasons] for owner in owners])
    if not table.sum():
        return
    expected = expected_freq(table)
    for (owner, reason), row in rows.items():
        awaited = expected[owners.index(owner), reasons.index(reason)]
        assert (row["expected"] or 0) == pytest.approx(awaited)
