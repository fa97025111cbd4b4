"""Prices against an exact linear programme: nearly its gain, within its bounds."""

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.pricing import desk_toll, prices, smoothed_shares
from pritok.routing.model.worth import shrunk_means

DEALS, PEOPLE = 600, 20


def _promised(seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    skill = rng.normal(0, 0.35, (PEOPLE, 1)) + rng.normal(0, 0.35, (PEOPLE, 6))
    segment = rng.integers(0, 6, DEALS)
    value = np.exp(rng.normal(0, 0.5, 6))[segment]
    found: Floats = value[:, None] * sigmoid(
        -1.4 + rng.normal(0, 0.3, (DEALS, 1)) + skill.T[segment]
    )
    return found


def _optimum(promised: Floats, low: float, high: float) -> float:
    """Return the best mean margin any division within the bounds can reach (HiGHS)."""
    index = np.arange(DEALS * PEOPLE)
    ones = np.ones(len(index))
    per_deal = csr_matrix((ones, (index // PEOPLE, index)))
    per_person = csr_matrix((ones / DEALS, (index % PEOPLE, index)))
    found = linprog(
        -promised.ravel(),
        A_eq=per_deal,
        b_eq=np.ones(DEALS),
        A_ub=_stacked(per_person),
        b_ub=np.concatenate([np.full(PEOPLE, high), np.full(PEOPLE, -low)]),
        method="highs",
    )
    return float(-found.fun / DEALS)


def _stacked(per_person: csr_matrix) -> Floats:
    dense = per_person.toarray()
    both: Floats = np.vstack([dense, -dense])
    return both


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_prices_reach_nine_tenths_of_the_optimum_within_the_bounds(seed: int) -> None:
    promised = _promised(seed)
    low, high = 0.5 / PEOPLE, 1.5 / PEOPLE

    price = prices(promised, low=np.full(PEOPLE, low), high=np.full(PEOPLE, high))

    division = smoothed_shares(promised, price)
    shares = division.mean(axis=0)
    assert shares.min() > low * 0.9
    assert shares.max() < high * 1.1
    by_turns = promised.mean()
    gain = (division * promised).sum(axis=1).mean() - by_turns
    assert gain > 0.9 * (_optimum(promised, low, high) - by_turns)


def test_yesterdays_prices_lead_to_the_same_place() -> None:
    promised = _promised(4)
    low, high = np.full(PEOPLE, 0.5 / PEOPLE), np.full(PEOPLE, 1.5 / PEOPLE)
    cold = prices(promised, low=low, high=high)

    warm = prices(promised, low=low, high=high, start=cold * 1.3)

    mine, other = smoothed_shares(promised, cold), smoothed_shares(promised, warm)
    assert mine.mean(axis=0) == pytest.approx(other.mean(axis=0), abs=2e-3)


def test_where_nothing_is_promised_nothing_costs() -> None:
    bounds = np.full(3, 1 / 3)

    assert prices(np.zeros((5, 3)), low=bounds, high=bounds).tolist() == [0, 0, 0]


def test_a_fuller_desk_pays_for_the_deals_already_on_it() -> None:
    promised, value = np.full((4, 2), 20.0), np.full((4, 2), 100.0)

    assert desk_toll(promised, value, -0.3) == pytest.approx(0.3 * 20 * 0.8)
    assert desk_toll(promised, value, 0.2) == 0


def test_a_kind_with_few_sales_is_worth_about_what_all_are() -> None:
    kind = np.array([0] * 200 + [1])
    margin = np.array([100.0] * 200 + [10_000.0])

    worth = shrunk_means(kind, margin, 3)

    assert worth[0] == pytest.approx(100, rel=0.05)
    assert worth[2] == pytest.approx(100, rel=0.05)
    assert worth[1] < 1000
    assert shrunk_means(np.zeros(0, dtype=np.int64), np.zeros(0), 2).tolist() == [1, 1]
