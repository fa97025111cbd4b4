"""Who is ahead of whom, read off posterior draws of everybody's true value."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
DRAWS = 4000
# Between these chances two people cannot be told apart (“statistically tied”).
TIED_BELOW = 0.95


class Standing(NamedTuple):
    """`is_best[i]` is the chance to be the best, `rank[i]` the expected rank (1 is best), both of shape (n,);
    `beats[i, j]` is the chance that i is truly above j, 1/2 on the diagonal."""

    is_best: Numbers
    rank: Numbers
    beats: Numbers


def standing(draws: Numbers, data: Sequence[Numbers]) -> Standing:
    """Return the standing of n people from draws of shape (n, number of draws).

    `data` are the columns, each of shape (n,), that the draws come from: equal people get the same chance and rank.
    """
    people, count = draws.shape
    ahead = np.full((people, people), count / 2)
    for i in range(people - 1):
        wins, draws_equal = draws[i] > draws[i + 1 :], draws[i] == draws[i + 1 :]
        ahead[i, i + 1 :] = wins.sum(axis=1) + draws_equal.sum(axis=1) / 2
        ahead[i + 1 :, i] = count - ahead[i, i + 1 :]
    best = np.bincount(draws.argmax(axis=0), minlength=people) / count
    beats = ahead / count
    return Standing(of_equals(best, data), of_equals(beats.sum(axis=0) + 0.5, data), beats)


def of_equals(values: Numbers, columns: Sequence[Numbers]) -> Numbers:
    """Return `values`, shape (n,), averaged over people whose `columns` are the same: draws differ, data do not."""
    _, kind, count = np.unique(np.stack(columns), axis=1, return_inverse=True, return_counts=True)
    return np.asarray((np.bincount(kind, values, len(count)) / count)[kind])


def tied_groups(
    values: npt.ArrayLike, beats: Numbers, *, tied_below: float = TIED_BELOW
) -> list[list[int]]:
    """Return the places of people in table order (best value first), cut into groups that cannot be told apart.

    A group ends before the first one whom its leader is ahead of with a chance of `tied_below` or more. Being
    tied is not transitive: `beats` alone tells about two people in different groups.
    """
    groups: list[list[int]] = []
    for person in np.argsort(-np.asarray(values, dtype=np.float64), kind="stable").tolist():
        if groups and beats[groups[-1][0], person] < tied_below:
            groups[-1].append(person)
        else:
            groups.append([person])
    return groups


def is_tied(beats: float) -> bool:
    """Tell whether a chance P(A > B) is too near to 1/2 to say who is ahead (statistics of tables, § 6)."""
    return 1 - TIED_BELOW < beats < TIED_BELOW


def generator_of(columns: Sequence[Numbers]) -> np.random.Generator:
    """Return random numbers that depend on the data alone: equal data give equal answers."""
    seed = sha256(b"|".join(np.ascontiguousarray(column).tobytes() for column in columns))
    return np.random.default_rng(int.from_bytes(seed.digest()[:8]))
