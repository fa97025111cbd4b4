"""Residuals, mid-p and false discoveries against scipy and statsmodels, and the false flags of a null table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom
from statsmodels.stats.contingency_tables import Table

from pritok.analytics.statistics.refusals import excess, false_discovery, mid_p


def table_of(seed: int, total: int = 1500, lift: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """A table of 20 managers × 8 reasons drawn with these sums in mind, and which 8 cells were lifted."""
    random = np.random.default_rng(seed)
    rows, columns = random.dirichlet(np.full(20, 4.0)), random.dirichlet(np.full(8, 2.0))
    chance = np.outer(rows, columns)
    lifted = np.zeros(160, dtype=bool)
    lifted[random.choice(160, 8, replace=False)] = lift > 1
    chance = chance * np.where(lifted.reshape(20, 8), lift, 1)
    counts = random.multinomial(total, (chance / chance.sum()).ravel())
    return counts.reshape(20, 8), lifted.reshape(20, 8)


def test_residuals_equal_statsmodels() -> None:
    counts, _ = table_of(1)

    found = excess(counts)

    reference = Table(counts.astype(float), shift_zeros=False)
    assert found.expected == pytest.approx(reference.fittedvalues)
    assert found.residual == pytest.approx(reference.standardized_resids)


@settings(deadline=None)
@given(st.integers(0, 12), st.integers(1, 40), st.integers(1, 40), st.integers(1, 60))
def test_mid_p_equals_its_definition(seen: int, row: int, column: int, rest: int) -> None:
    total = max(row, column) + rest
    seen = min(max(seen, row + column - total), row, column)
    by_chance = hypergeom(total, row, column)
    half = by_chance.pmf(seen) / 2
    smaller = min(by_chance.cdf(seen) - half, by_chance.sf(seen) + half)

    found = mid_p([seen], [row], [column], total)

    if row * column / total < 5:
        assert found[0] == pytest.approx(min(1, 2 * smaller), rel=1e-6, abs=1e-12)


def test_mid_p_of_a_large_company_equals_scipy() -> None:
    seen, row, column = np.array([0, 3, 9, 30]), np.array([900, 200, 20, 40]), np.array([1000] * 4)
    by_chance = hypergeom(1_000_000, row, column)
    half = by_chance.pmf(seen) / 2
    smaller = np.minimum(by_chance.cdf(seen) - half, by_chance.sf(seen) + half)

    assert mid_p(seen, row, column, 1_000_000) == pytest.approx(2 * smaller, rel=1e-5)


def test_small_cells_use_mid_p_and_large_ones_the_normal() -> None:
    counts, _ = table_of(2)

    found = excess(counts)

    few = found.expected < 5
    assert 0 < few.sum() < few.size
    rows, columns = np.broadcast_arrays(counts.sum(1)[:, None], counts.sum(0)[None, :])
    assert found.p[few] == pytest.approx(mid_p(counts[few], rows[few], columns[few], 1500))
    assert 0.04 < found.p[~few & (abs(abs(found.residual) - 1.96) < 0.1)].mean() < 0.06


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_false_discovery_equals_scipy(p: list[float]) -> None:
    assert false_discovery(p) == pytest.approx(false_discovery_control(p))


def test_unknown_cells_take_no_part() -> None:
    with_unknown = false_discovery([[0.01, np.nan], [0.04, np.nan]])

    assert with_unknown[:, 0] == pytest.approx(false_discovery_control([0.01, 0.04]))
    assert np.isnan(with_unknown[:, 1]).all()


def test_lift_is_shown_shrunk_and_flagged_only_when_material() -> None:
    found = excess([[40, 60], [60, 940]])

    assert found.expected[0, 0] == pytest.approx(100 * 100 / 1100)
    assert found.lift[0, 0] == pytest.approx(4.4)
    assert found.shrunk_lift[0, 0] == pytest.approx(60 / (100 * 100 / 1100 + 20))
    # 940 is far more than chance would give, but only 1.03 times as many.
    assert found.q[1, 1] < 0.001
    assert found.flag.tolist() == [[1, -1], [-1, 0]]


def test_empty_rows_and_lonely_columns_expect_nothing() -> None:
    empty = excess([[0, 0], [3, 4]])
    lonely = excess([[3], [4]])

    assert np.isnan(empty.residual).all()
    assert np.isnan(empty.lift[0]).all()
    assert np.isnan(lonely.q).all()
    assert (lonely.flag == 0).all()
    assert excess(np.zeros((0, 3))).q.shape == (0, 3)
    with pytest.raises(ValueError, match="two dimensions"):
        excess([1, 2])


def test_null_tables_are_hardly_ever_flagged() -> None:
    flags = [np.count_nonzero(excess(table_of(seed)[0]).flag) for seed in range(300)]

    assert np.mean(flags) <= 0.2


def test_most_flags_of_a_lifted_table_are_true() -> None:
    false, true = 0, 0
    for seed in range(150):
        counts, lifted = table_of(seed, lift=2.0)
        flagged = excess(counts).flag == 1
        false += int((flagged & ~lifted).sum())
        true += int((flagged & lifted).sum())

    assert true > 150
    assert false / (false + true) <= 0.13
