"""Shrunk rates against brute integration, scipy and seeded simulations of the promised bands."""

import numpy as np
import pytest
from scipy.stats import betabinom, gamma

from pritok.analytics.statistics.comparing import is_tied, tied_groups
from pritok.analytics.statistics.tables import Rates, compare_rates, funnel, overdispersion

WON, TRIED = [3, 10, 0, 25], [20, 40, 5, 60]


def believable_team(seed: int, skill: float, people: int = 30) -> tuple[np.ndarray, ...]:
    """Rates, successes and trials of a team of 1–300 deals each, about 20 % of them won."""
    random = np.random.default_rng(seed)
    trials = np.exp(random.uniform(0, np.log(300), people)).round().astype(int)
    rates = 1 / (1 + np.exp(-(np.log(0.25) + random.normal(0, skill, people))))
    return rates, random.binomial(trials, rates), trials


def test_means_equal_brute_integration_over_a_fine_grid() -> None:
    won, tried = np.array(WON)[:, None], np.array(TRIED)[:, None]
    axes = np.linspace(0.002, 0.9, 150), np.linspace(0.002, 1.9, 250)
    mu, s = (axis.ravel() for axis in np.meshgrid(*axes))
    strength = 1 / (mu * (1 - mu) * s * s) - 1
    chance = gamma(2, scale=0.2).pdf(s)
    chance *= betabinom(tried, mu * strength, (1 - mu) * strength).pmf(won).prod(axis=0)
    expected = (mu * strength + won) / (strength + tried) @ chance / chance.sum()

    found = compare_rates(WON, TRIED)

    assert found.mean == pytest.approx(expected, abs=0.002)


def test_equal_data_give_equal_answers_in_any_order() -> None:
    first, again = compare_rates(WON, TRIED), compare_rates(WON, TRIED)
    turned = compare_rates(WON[::-1], TRIED[::-1])

    for one in (again.mean, turned.mean[::-1]):
        assert (first.mean == one).all()
    assert (first.low == turned.low[::-1]).all()
    assert (first.standing.beats == turned.standing.beats[::-1, ::-1]).all()


def test_standing_is_coherent() -> None:
    _, won, tried = believable_team(1, 0.35)

    found = compare_rates(won, tried).standing

    assert found.is_best.sum() == pytest.approx(1)
    assert found.rank.sum() == pytest.approx(30 * 31 / 2)
    assert found.beats + found.beats.T == pytest.approx(np.ones((30, 30)))


def test_someone_without_trials_stands_at_the_teams_rate() -> None:
    found = compare_rates([40, 44, 0], [100, 100, 0])

    assert found.mean[2] == pytest.approx(found.team, abs=0.01)
    assert found.high[2] - found.low[2] > found.high[0] - found.low[0]


@pytest.mark.parametrize(("won", "tried"), [([0, 0], [9, 4]), ([9, 4], [9, 4]), ([0], [0])])
def test_extremes_have_rates_inside_the_interval(won: list[int], tried: list[int]) -> None:
    found = compare_rates(won, tried)

    assert (found.low <= found.mean).all()
    assert (found.mean <= found.high).all()
    assert (found.low <= found.guaranteed).all()


@pytest.mark.parametrize(("won", "tried"), [([], []), ([3], [2]), ([-1], [2]), ([1, 2], [3])])
def test_impossible_tables_are_refused(won: list[int], tried: list[int]) -> None:
    with pytest.raises(ValueError, match="Successes"):
        compare_rates(won, tried)


def test_huge_teams_resolve_their_rate() -> None:
    found = compare_rates([200_000] * 4, [1_000_000] * 4)

    assert found.team == pytest.approx(0.2, abs=0.001)
    assert found.mean == pytest.approx(0.2, abs=0.0005)


# People who hardly differ are covered more often: the prior does not believe in equal skill.
@pytest.mark.parametrize(("skill", "most"), [(0.1, 0.985), (0.2, 0.97), (0.35, 0.97), (1.0, 0.97)])
def test_intervals_cover_about_ninety_percent(skill: float, most: float) -> None:
    covered = []
    for seed in range(20):
        rates, won, tried = believable_team(seed, skill)
        found = compare_rates(won, tried)
        covered += list((found.low <= rates) & (rates <= found.high))

    assert 0.85 <= np.mean(covered) <= most


def test_hardly_any_pair_is_called_the_wrong_way_round() -> None:
    wrong, claims = 0, 0
    for seed in range(45):
        rates, won, tried = believable_team(seed, 0.35)
        beats = compare_rates(won, tried).standing.beats
        claimed = beats > 0.95
        claims += int(claimed.sum())
        wrong += int((claimed & (rates[:, None] < rates[None, :])).sum())

    assert claims > 900
    assert wrong / claims <= 0.03


def test_luck_of_one_deal_wins_nothing() -> None:
    winners = []
    for seed in range(40):
        _, won, tried = believable_team(seed, 0.35)
        winners.append(tried[compare_rates(won, tried).guaranteed.argmax()])

    assert min(winners) > 5


def test_tied_people_share_a_group() -> None:
    equal: Rates = compare_rates([20, 21, 19], [100, 100, 100])
    apart = compare_rates([20, 80, 21], [100, 100, 100])

    assert tied_groups(equal.mean, equal.standing.beats) == [[1, 0, 2]]
    assert tied_groups(apart.mean, apart.standing.beats) == [[1], [2, 0]]
    assert [is_tied(chance) for chance in (0.5, 0.949, 0.951, 0.049)] == [True, True, False, False]


def test_funnel_limits_follow_the_normal_formula() -> None:
    found = funnel([20, 0], [100, 0])

    deviation = (0.2 * 0.8 / 100) ** 0.5
    assert (found.rate, found.overdispersion) == (0.2, 1.0)
    assert found.low95[0] == pytest.approx(0.2 - 1.959964 * deviation)
    assert found.high998[0] == pytest.approx(0.2 + 3.090232 * deviation)
    assert np.isnan(found.high95[1])


def test_overdispersion_tells_roles_from_skill() -> None:
    skill, roles = [], []
    for seed in range(20):
        _, won, tried = believable_team(seed, 0.05)
        skill.append(overdispersion(won, tried))
        _, won, tried = believable_team(seed, 1.4)
        roles.append(funnel(won, tried).is_different_jobs)

    assert np.median(skill) < 1.2
    assert np.mean(roles) > 0.8


def test_overdispersion_winsorises_the_ends() -> None:
    # z of eleven people by hand: 9 within chance, the two ends cut to the 10th and 90th percentile.
    won, tried = np.array([50] * 9 + [5, 95]), np.full(11, 100)

    assert overdispersion(won, tried) == 1.0
    assert overdispersion([10, 90], [100, 100]) == pytest.approx(((0.8 * 0.4) / 0.05) ** 2)
