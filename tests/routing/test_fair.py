"""The fair choice keeps its promise over random companies, and its draws are draws."""

import random
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pritok.routing.fair import PARTS, Candidate, choose, draw

WEIGHTS = st.lists(st.integers(1, 400), min_size=1, max_size=12)


def _take_part(weights: list[int]) -> list[Candidate]:
    return [Candidate(person=number, weight=weight) for number, weight in enumerate(weights, 1)]


def _decide(team: list[Candidate], seed: int) -> tuple[list[Candidate], int | None]:
    decision = choose(team, seed=seed)
    if decision is None:
        return team, None
    after = [
        replace(
            member,
            given=member.given + (member.person == decision.person),
            due=member.due + decision.accrued.get(member.person, 0),
        )
        for member in team
    ]
    return after, decision.person


def _absent(team: list[Candidate], away: set[int]) -> list[Candidate]:
    return [replace(member, is_eligible=member.person not in away) for member in team]


@settings(max_examples=150, deadline=None)
@given(weights=WEIGHTS, seed=st.integers(0, 2**32))
def test_given_and_due_differ_by_at_most_one_deal_while_nobody_is_left_out(
    weights: list[int], seed: int
) -> None:
    team = _take_part(weights)

    for turn in range(200):
        team, _ = _decide(team, seed + turn)

        assert all(abs(member.debt) <= PARTS for member in team)
    assert sum(member.given for member in team) == 200
    assert sum(member.due for member in team) == 200 * PARTS


@settings(max_examples=150, deadline=None)
@given(weights=WEIGHTS, seed=st.integers(0, 2**32))
def test_no_pattern_of_absence_and_weights_breaks_the_stated_bound(
    weights: list[int], seed: int
) -> None:
    team = _take_part(weights)
    chance = random.Random(seed)
    bound = (len(team) + 1) * PARTS // 2

    for turn in range(200):
        away = {member.person for member in team if chance.random() < 0.4}
        if chance.random() < 0.05:
            team = [replace(member, weight=chance.randint(1, 400)) for member in team]
        team, chosen = _decide(_absent(team, away), seed + turn)

        assert chosen not in away
        assert all(abs(member.debt) <= bound for member in team)


def test_a_part_timer_gets_a_part() -> None:
    team = _take_part([100, 100, 50])

    for turn in range(500):
        team, _ = _decide(team, turn)

    assert [member.given for member in team] == [200, 200, 100]


def test_who_comes_back_from_leave_gets_no_flood() -> None:
    team = _take_part([100] * 5)
    for turn in range(300):
        team, _ = _decide(_absent(team, {1} if turn >= 100 else set()), turn)

    first_day_back = []
    for turn in range(10):
        team, chosen = _decide(_absent(team, set()), 1000 + turn)
        first_day_back.append(chosen)

    assert first_day_back.count(1) <= 3
    assert team[0].given < 25


def test_the_pool_stays_full_when_nobody_may_take_a_deal() -> None:
    team = _absent(_take_part([100, 100]), {1, 2})

    assert choose(team, seed=1) is None
    assert choose([], seed=1) is None
    assert choose([Candidate(person=1, weight=0)], seed=1) is None


def test_the_same_seed_decides_the_same_way() -> None:
    team = _take_part([100] * 7)

    decisions = {choose(team, seed=41).person for _ in range(20)}  # type: ignore[union-attr]

    assert len(decisions) == 1


def test_a_newcomer_starts_with_the_average_and_not_with_the_arrears_of_a_year() -> None:
    team = _take_part([100, 100])
    for turn in range(400):
        team, _ = _decide(team, turn)

    team = [*team, Candidate(person=3, weight=100)]
    got: Counter[int | None] = Counter()
    for turn in range(30):
        team, chosen = _decide(team, 5000 + turn)
        got[chosen] += 1

    assert all(9 <= count <= 11 for count in got.values())


def test_ties_are_drawn_evenly() -> None:
    team = _take_part([100] * 6)
    first: Counter[int] = Counter()

    for seed in range(6000):
        decision = choose(team, seed=seed)
        assert decision is not None
        assert decision.propensity == 1 / 6
        first[decision.person] += 1

    # 20.5 is the 99.9 % point of chi-square with five degrees of freedom.
    assert sum((count - 1000) ** 2 / 1000 for count in first.values()) < 20.5


def test_the_draw_covers_every_place_evenly() -> None:
    places = Counter(draw(10, seed=seed) for seed in range(20_000))

    assert sum((count - 2000) ** 2 / 2000 for count in places.values()) < 27.9


def test_everybody_has_had_one_before_anybody_has_two() -> None:
    team = _take_part([100] * 8)
    chosen = []

    for turn in range(8):
        team, person = _decide(team, 77 + turn)
        chosen.append(person)

    assert set(chosen) == set(range(1, 9))
