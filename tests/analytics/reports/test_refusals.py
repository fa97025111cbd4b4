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
from pritok.deals.events import DealLinesChanged, DealLost, Line
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


def test_a_filter_chooses_rows_and_not_what_they_are_compared_with(mirror: Mirror) -> None:
    write_stories(
        *(lost(ALICE, DEAR) for _ in range(40)),
        *(lost(ALICE, SILENT) for _ in range(10)),
        *(lost(BOB, DEAR) for _ in range(10)),
        *(lost(BOB, SILENT) for _ in range(40)),
    )

    everybody = answer(mirror, REFUSALS_REPORT, question())
    alone = question(filters={"manager": (ALICE,), "reason": (DEAR,)})
    of_alice = answer(mirror, REFUSALS_REPORT, alone)

    assert figures(of_alice) == {(ALICE, DEAR): figures(everybody)[ALICE, DEAR]}
    assert (of_alice.total.figures["lost"], of_alice.total.figures["share"]) == (40, 0.8)
    check_lists(mirror, REFUSALS_REPORT, alone, of_alice)


def test_a_reason_somebody_never_has_is_conspicuous_too(mirror: Mirror) -> None:
    write_stories(
        *(lost(ALICE, DEAR) for _ in range(40)),
        *(lost(BOB, DEAR) for _ in range(20)),
        *(lost(BOB, SILENT) for _ in range(20)),
    )

    found = answer(mirror, REFUSALS_REPORT, question())
    of_bob = answer(mirror, REFUSALS_REPORT, question(filters={"manager": (BOB,)}))

    (gap,) = found.parts["absent"]
    assert (gap.keys, gap.expected) == ((ALICE, SILENT), 10.0)
    assert gap.q < 1e-4
    assert of_bob.parts["absent"] == []


def test_the_margin_of_half_as_many_refusals_has_a_range_of_its_own(mirror: Mirror) -> None:
    def won(cost: int) -> Story:
        line = Line(1000, 10_000, cost_minor=cost, product=5)
        told = DealLinesChanged(lines=[line], amount_minor=10_000)
        return Story().created(owner=ALICE).tell(HOUR, told).won(DAY, 10_000)

    write_stories(*(lost(ALICE, DEAR) for _ in range(60)), *(won(c) for c in (4_000, 8_000) * 5))
    month = int(30.4375 * DAY)

    (dear,) = answer(
        mirror, REFUSALS_REPORT, question(since=START, until=START + month, now=START + month)
    ).parts["halving"]

    # p = 1; Poisson 60 halved; margins of 6,000 and 2,000 by turns, ten of them.
    assert (dear.deals, dear.margin) == (pytest.approx(30), pytest.approx(30 * 4_000))
    of_deals, of_mean = 0.5 * 60**0.5 * 4_000, 30 * (2_000**2 * 10 / 9 / 10) ** 0.5
    reach = 1.2815515655446004 * (of_deals**2 + of_mean**2) ** 0.5
    assert dear.margin_high - dear.margin == pytest.approx(reach)
    assert dear.margin - dear.margin_low == pytest.approx(reach)


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
