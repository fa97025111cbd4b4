"""Typical checks against closed forms and a seeded simulation; spread and winsorising by hand."""

import numpy as np
import pytest

from pritok.analytics.statistics.checks import TypicalChecks, spread, typical_checks, winsorise


def checks_of(logs: list[np.ndarray]) -> TypicalChecks | None:
    return typical_checks(
        [len(own) for own in logs],
        [float(own.sum()) for own in logs],
        [float((own**2).sum()) for own in logs],
    )


def team_of(seed: int, people: int = 20) -> tuple[np.ndarray, list[np.ndarray]]:
    random = np.random.default_rng(seed)
    theta = random.normal(10, 0.35, people)
    sales = random.choice([0, 1, 3, 5, 10, 30, 100], people)
    return theta, [random.normal(mean, 1.2, n) for mean, n in zip(theta, sales, strict=True)]


def test_much_data_speak_for_themselves_and_little_for_the_team() -> None:
    random = np.random.default_rng(1)
    logs = [random.normal(mean, 1.0, 20_000) for mean in (9.5, 10.0, 10.5)] + [np.array([14.0])]

    found = checks_of(logs)

    assert found is not None
    own = [np.exp(each.mean()) for each in logs[:3]]
    assert found.typical[:3] == pytest.approx(own, rel=0.01)
    assert found.typical[3] < np.exp(12.5)
    assert list(found.is_own) == [True, True, True, False]


def test_mean_equals_the_normal_closed_form_averaged_by_brute_force() -> None:
    logs = [np.array([9.0, 10.0, 11.0, 9.5]), np.array([11.0, 12.0]), np.array([10.0])]
    random = np.random.default_rng(4)
    # Importance sampling from the priors: sigma² from its scaled inverse chi², tau from Gamma(2, 0.2).
    within = sum(float(((own - own.mean()) ** 2).sum()) for own in logs)
    sigma2, tau2 = within / random.chisquare(4, 200_000), random.gamma(2, 0.2, 200_000) ** 2
    n, mean = np.array([[4], [2], [1]]), np.array([[own.mean()] for own in logs])
    variance = tau2 + sigma2 / n
    precision = (1 / variance).sum(0)
    mu = (mean / variance).sum(0) / precision
    weight = np.exp(-((mean - mu) ** 2 / variance).sum(0) / 2)
    weight /= np.sqrt(variance.prod(0) * precision)
    own = tau2 / variance
    expected = ((own * mean + (1 - own) * mu) * weight).sum(1) / weight.sum()

    found = checks_of(logs)

    assert found is not None
    assert np.log(found.typical) == pytest.approx(expected, abs=0.01)


def test_intervals_cover_about_ninety_percent() -> None:
    covered = []
    for seed in range(60):
        theta, logs = team_of(seed)
        found = checks_of(logs)
        assert found is not None
        covered += list((np.log(found.low) <= theta) & (theta <= np.log(found.high)))

    assert 0.85 <= np.mean(covered) <= 0.97


def test_hardly_any_pair_is_called_the_wrong_way_round() -> None:
    wrong, claims = 0, 0
    for seed in range(60):
        theta, logs = team_of(seed)
        found = checks_of(logs)
        assert found is not None
        claimed = found.standing.beats > 0.95
        claims += int(claimed.sum())
        wrong += int((claimed & (theta[:, None] < theta[None, :])).sum())

    assert claims > 200
    assert wrong / claims <= 0.03


def test_equal_data_give_equal_answers_in_any_order() -> None:
    _, logs = team_of(3)

    first, turned = checks_of(logs), checks_of(logs[::-1])

    assert first is not None
    assert turned is not None
    assert (first.low == turned.low[::-1]).all()
    assert first.standing.rank == pytest.approx(turned.standing.rank[::-1], abs=0.1)


def test_one_price_for_all_is_its_own_typical_check() -> None:
    found = checks_of([np.full(50, 8.0), np.full(9, 8.0)])

    assert found is not None
    assert found.typical == pytest.approx(np.exp(8.0))
    assert found.high / found.low == pytest.approx(1, abs=0.01)


def test_without_a_second_sale_nothing_is_known() -> None:
    assert typical_checks([1, 1, 0], [9.0, 10.0, 0.0], [81.0, 100.0, 0.0]) is None
    with pytest.raises(ValueError, match="equally long"):
        typical_checks([1, 2], [9.0], [81.0])


def test_winsorising_cuts_the_largest_down_and_says_how_many() -> None:
    found = winsorise([*range(1, 101), 10_000])

    assert (found.limit, found.cut) == (100.0, 1)
    assert found.values.max() == 100
    assert found.values.sum() == sum(range(1, 101)) + 100


def test_spread_is_free_of_units() -> None:
    found = spread([100.0, 200.0, 300.0])

    assert found.ratio == pytest.approx(280 / 120)
    assert found.variation == pytest.approx(0.5)
    assert spread([1.0, 2.0, 3.0]) == pytest.approx(found)
    assert spread([7.0, 7.0]) == (1.0, 0.0)
    assert spread([5.0]) == (None, None)
    assert spread([-1.0, 1.0]) == (None, None)
