"""The regression against a reference, against dense algebra, and on data where managers do not differ."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from statsmodels.genmod.bayes_mixed_glm import BinomialBayesMixedGLM

from pritok.routing.model.arrays import Floats, sigmoid
from pritok.routing.model.arrow import Arrow, Sides
from pritok.routing.model.fitting import fit
from pritok.routing.model.tables import Columns, Measure, Shape, Table
from tests.routing.model.made_up import SHAPE, make_table


def _dense(columns: Columns, shape: Shape) -> Floats:
    """Return the whole matrix of the regression, every manager's columns behind the common ones."""
    width = shape.common + shape.people * shape.personal
    full = np.zeros((len(columns.person), width))
    for row in range(len(full)):
        np.add.at(full[row], columns.common[row], columns.common_values[row])
        own = shape.common + columns.person[row] * shape.personal + columns.personal[row]
        np.add.at(full[row], own, columns.personal_values[row])
    return full


def test_the_arrow_solves_what_dense_algebra_solves() -> None:
    table, _, _ = make_table(400, seed=3)
    table.factors[::7] = -1
    table.person[::11] = -1
    columns = Columns.of(table, SHAPE)
    rng = np.random.default_rng(1)
    weight = rng.random(400)
    ridge = Sides(np.full(SHAPE.common, 0.7), np.full((SHAPE.people, SHAPE.personal), 3.0))
    right = Sides(rng.normal(size=SHAPE.common), rng.normal(size=ridge.personal.shape))
    dense = _dense(columns, SHAPE)
    whole = dense.T @ (dense * weight[:, None])
    whole += np.diag(np.concatenate([ridge.common, ridge.personal.ravel()]))

    solved, variances = Arrow.gram(columns, SHAPE, weight, ridge).solve(right)

    expected = np.linalg.solve(whole, np.concatenate([right.common, right.personal.ravel()]))
    assert np.concatenate([solved.common, solved.personal.ravel()]) == pytest.approx(expected)
    diagonal = np.concatenate([variances.common, variances.personal.ravel()])
    assert diagonal == pytest.approx(np.diag(np.linalg.inv(whole)))
    vector = np.concatenate([right.common, right.personal.ravel()])
    assert right.along(columns) == pytest.approx(dense @ vector)
    back = Sides.transposed(columns, SHAPE, weight)
    assert np.concatenate([back.common, back.personal.ravel()]) == pytest.approx(dense.T @ weight)


def test_effects_equal_those_of_a_bayesian_mixed_model() -> None:
    shape = Shape(people=12, levels=(3,), crossed=(0,), measures=(Measure(sd=1.0),))
    rng = np.random.default_rng(7)
    count = 9000
    person, kind = rng.integers(0, 12, count), rng.integers(0, 3, count)
    load = rng.normal(0, 0.5, count)
    skill = rng.normal(0, 0.5, 12)[person] + rng.normal(0, 0.5, (12, 3))[person, kind]
    won = (rng.random(count) < sigmoid(-0.9 + skill - 0.3 * load)).astype(float)
    table = Table(person, kind[:, None], load[:, None], won, np.ones(count))

    ours = fit(table, shape, tolerance=1e-5)
    rows = np.arange(count)
    ones = np.ones(count)
    random = np.hstack([
        csr_matrix((ones, (rows, kind)), (count, 3)).toarray(),
        csr_matrix((ones, (rows, person)), (count, 12)).toarray(),
        csr_matrix((ones, (rows, person * 3 + kind)), (count, 36)).toarray(),
    ])  # fmt: skip
    groups = np.repeat([0, 1, 2], [3, 12, 36])
    fixed = np.column_stack([ones, load])
    reference = BinomialBayesMixedGLM(won, fixed, random, groups, vcp_p=1.0, fe_p=5.0).fit_vb()

    theirs = reference.vc_mean
    mine = np.concatenate([ours.effects.common[2:], ours.effects.personal[:, 0]])
    assert ours.effects.common[1] == pytest.approx(reference.fe_mean[1], abs=0.05)
    pair_mine = _pairs(mine[3:], ours.effects.personal[:, 1:], mine[:3], ours.effects.common[0])
    pair_theirs = _pairs(theirs[3:15], theirs[15:].reshape(12, 3), theirs[:3], reference.fe_mean[0])
    assert np.abs(pair_mine - pair_theirs).max() < 0.05


def _pairs(main: Floats, cross: Floats, kinds: Floats, intercept: float) -> Floats:
    """Return the logit of every manager × kind: what a decision depends on.

    How much of it is the manager and how much the pair, a mean-field reference cannot tell.
    """
    found: Floats = intercept + main[:, None] + cross + kinds
    return found


def test_true_effects_are_found_where_there_are_enough_deals() -> None:
    table, main, cross = make_table(30_000, seed=5)

    found = fit(table, SHAPE)

    own = found.effects.personal
    true = main[:, None] + cross
    estimate = own[:, :1] + own[:, 1:7]
    centred = (true - true.mean(axis=0)) - (estimate - estimate.mean(axis=0))
    assert np.sqrt((centred**2).mean()) < 0.15
    assert np.corrcoef(true.ravel(), estimate.ravel())[0, 1] > 0.9


def test_managers_drawn_anew_differ_by_almost_nothing() -> None:
    table, _, _ = make_table(10_000, seed=2)
    shuffled = Table(
        np.random.default_rng(9).permutation(table.person),
        table.factors,
        table.measures,
        table.won,
        table.weight,
    )

    real, drawn = fit(table, SHAPE), fit(shuffled, SHAPE)

    assert np.all(drawn.personal_variances < 0.015)
    assert real.personal_variances[:2].sum() > 0.1
    assert np.abs(drawn.effects.personal).max() < 0.2 < np.abs(real.effects.personal).max()


def test_last_nights_fit_saves_rounds_and_ends_at_the_same_place() -> None:
    table, _, _ = make_table(5_000, seed=4)
    before = fit(table.rows(slice(0, 4_900)), SHAPE, tolerance=1e-5)

    cold = fit(table, SHAPE, tolerance=1e-5)
    warm = fit(table, SHAPE, start=before, tolerance=1e-5)

    assert warm.rounds < cold.rounds
    assert warm.effects.personal == pytest.approx(cold.effects.personal, abs=1e-3)


def test_a_weight_of_two_is_the_deal_twice() -> None:
    table, _, _ = make_table(800, seed=6)
    twice = table.rows(np.concatenate([np.arange(800), np.arange(100)]))
    weight = np.ones(800)
    weight[:100] = 2
    weighted = Table(table.person, table.factors, table.measures, table.won, weight)

    assert fit(weighted, SHAPE).effects.personal == pytest.approx(
        fit(twice, SHAPE).effects.personal, abs=1e-9
    )
