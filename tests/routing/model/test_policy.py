"""The choice: exact chances, the guard, the control group, working hours, and weights that average to one."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import chisquare

from pritok.routing.model.arrays import Floats
from pritok.routing.model.evidence import Block, is_open_after, strength, with_block
from pritok.routing.model.policy import Rule, View, decide, guarded, mix, pick
from pritok.routing.model.shares import PRIOR, kept_by


def _view(rng: np.random.Generator, people: int, *, worlds: int = 1) -> View:
    size = (worlds, people)
    able = rng.random(size) < 0.7
    able[:, 0] = True
    return View(
        able=able,
        weight=rng.choice([50.0, 100.0, 100.0], size),
        promised=rng.exponential(1.0, size),
        price=rng.normal(0, 0.3, size),
        share=rng.gamma(8, 1 / 8, size),
        debt=rng.normal(0, 1, size),
        load=rng.integers(0, 6, size).astype(float),
    )


def _one(view: View, world: int = 0) -> View:
    names = View.__dataclass_fields__
    return View(**{name: getattr(view, name)[world] for name in names})


def test_chances_are_chances_over_ten_thousand_random_states() -> None:
    rng = np.random.default_rng(1)
    rule = Rule(band=0.1)
    for people in (1, 2, 5, 20, 60):
        view = replace(_view(rng, people, worlds=2000), weight=np.full((2000, people), 100.0))
        control, is_open = rng.uniform(0.05, 0.5, 2000), rng.random(2000) < 0.5

        found = mix(view, rule, control=control, is_open=is_open)

        assert found.chance.sum(axis=1) == pytest.approx(1.0)
        least = control[:, None] / found.eligible.sum(axis=1, keepdims=True)
        assert np.all((found.chance >= least - 1e-12) | ~found.eligible)
        assert np.all(found.chance[~found.eligible] == 0)
        assert np.all(view.able | ~found.eligible)
        assert np.all(found.eligible.any(axis=1))


def test_a_part_timers_control_chance_follows_the_working_hours() -> None:
    view = replace(_one(_view(np.random.default_rng(2), 3)), weight=np.array([100.0, 50.0, 50.0]))
    view = replace(view, able=np.full(3, True), share=np.ones(3))

    found = mix(view, Rule(), control=0.2, is_open=True)

    assert found.fair == pytest.approx([0.5, 0.25, 0.25])
    assert np.all(found.chance >= 0.2 * found.fair - 1e-12)


def test_frequencies_follow_the_logged_chances() -> None:
    view = _one(_view(np.random.default_rng(4), 12))
    view = replace(view, load=np.zeros(12), share=np.ones(12))
    rng = np.random.default_rng(5)
    rule = Rule(band=0.3, control=0.3, trial_deals=0)

    decisions = [decide(view, rule, decided=1, is_open=True, rng=rng) for _ in range(20_000)]

    counts: Counter[int] = Counter()
    for decision in decisions:
        assert decision is not None
        assert decision.propensity == decision.mixture.chance[decision.place]
        counts[decision.place] += 1
    assert decision is not None
    chance = decision.mixture.chance
    possible = np.nonzero(chance)[0]
    seen = [counts[int(place)] for place in possible]
    assert sum(seen) == 20_000
    assert chisquare(seen, 20_000 * chance[possible]).pvalue > 0.001


def test_a_control_deal_logs_the_same_chances_as_a_chosen_one() -> None:
    view = replace(_one(_view(np.random.default_rng(4), 12)), share=np.ones(12))
    rng = np.random.default_rng(8)

    decisions = [decide(view, Rule(), decided=0, is_open=True, rng=rng) for _ in range(200)]

    logged = {tuple(one.mixture.chance) for one in decisions if one}
    assert {one.branch for one in decisions if one} == {"control", "best"}
    assert len(logged) == 1


def test_nobody_able_means_no_decision() -> None:
    view = replace(_one(_view(np.random.default_rng(4), 3)), able=np.full(3, False))

    assert decide(view, Rule(), decided=0, is_open=True, rng=np.random.default_rng(1)) is None


def test_among_equals_the_least_loaded_gets_the_deal() -> None:
    view = View(
        able=np.full(4, True),
        weight=np.full(4, 100.0),
        promised=np.array([1.0, 0.97, 0.96, 0.5]),
        price=np.zeros(4),
        share=np.ones(4),
        debt=np.zeros(4),
        load=np.array([5.0, 2.0, 2.0, 0.0]),
    )

    found = mix(view, Rule(band=0.1), control=0.0, is_open=True)

    assert found.best == pytest.approx([0, 0.5, 0.5, 0])


def test_the_guard_feeds_the_starving_and_spares_the_stuffed() -> None:
    view = replace(_one(_view(np.random.default_rng(3), 4)), able=np.full(4, True))
    rule = Rule(low=0.5, high=1.5)

    starving = replace(view, share=np.array([1.0, 0.41, 1.2, 1.9]))
    stuffed = replace(view, share=np.array([1.0, 0.9, 1.2, 1.9]))

    assert guarded(starving, rule).tolist() == [False, True, False, False]
    assert guarded(stuffed, rule).tolist() == [True, True, True, False]


def _month(rule: Rule, *, is_guard_broken: bool) -> tuple[Floats, Floats]:
    """Play 4,000 deals; return weights of a uniform target over those eligible, and the shares given.

    The broken guard looks at control deals only after their chances were logged.
    """
    rng, people = np.random.default_rng(12), 8
    skill = rng.exponential(1.0, people)
    given, due = np.zeros(people), np.zeros(people)
    weights = []
    for _ in range(4000):
        share = (given + PRIOR) / (due + PRIOR)
        view = View(
            able=rng.random(people) < 0.8,
            weight=np.full(people, 100.0),
            promised=skill * rng.exponential(1.0, people),
            price=np.zeros(people),
            share=share,
            debt=due - given,
            load=np.zeros(people),
        )
        if not view.able.any():
            continue
        found = mix(view, rule, control=rule.control, is_open=True)
        chance, target = found.chance, found.fair
        if is_guard_broken:
            unguarded = view.able / view.able.sum()
            place = int(
                pick(unguarded if rng.random() < rule.control else found.best, rng.random())
            )
            logged = rule.control * found.fair + (1 - rule.control) * found.best
            weights.append(unguarded[place] / max(logged[place], 0.01))
        else:
            place = int(pick(chance, rng.random()))
            weights.append(target[place] / chance[place])
        given, due = given * kept_by(people), due * kept_by(people) + view.able / view.able.sum()
        given[place] += 1
    return np.array(weights), given


def _distance(weights: Floats) -> float:
    return float(abs(weights.mean() - 1) / (weights.std() / np.sqrt(len(weights))))


def test_weights_average_to_one_and_a_broken_guard_is_found_out() -> None:
    rule = Rule(control=0.3, trial_deals=0)

    sound, _ = _month(rule, is_guard_broken=False)
    broken, _ = _month(rule, is_guard_broken=True)

    assert _distance(sound) < 4
    assert _distance(broken) > 4


def test_evidence_gathers_in_blocks_and_looks_back_fifteen() -> None:
    blocks: tuple[Block, ...] = ()
    for _ in range(40):
        blocks = with_block(blocks, Block(100, 1.0, 0.25))

    assert len(blocks) == 15
    assert [block.deals for block in blocks] == [200] * 15
    assert strength(blocks) == pytest.approx(15 * 1.5)


@pytest.mark.parametrize(
    ("found", "was_open", "is_open"),
    [(2.9, False, False), (3.0, False, True), (0.1, True, True), (0.0, True, False)],
)
def test_the_gate_opens_at_ln_twenty_and_shuts_at_nothing(
    found: float, was_open: bool, is_open: bool
) -> None:
    assert is_open_after((Block(200, found, 0.0),), was_open=was_open) is is_open
