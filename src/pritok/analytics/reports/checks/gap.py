"""Why a mean check differs from the team's: price, items, mix and discount, adding up to the minor unit.

A mean check is u × Σₚ sₚ × lₚ × kₚ over the products p sold: u items per deal, sₚ the share of p among the items, lₚ
its price before discount, kₚ the part of the price that was paid. Each factor's part of the gap is its Shapley value:
what putting the row's factor in the place of the team's changes, averaged over all orders in which the four can be put
(A. Shorrocks, Journal of Economic Inequality 11, 2013, pp. 99–126). So no factor is favoured by coming first and
nothing is left over. A product the row did not sell keeps the team's price and discount. A deal without lines is one
item of its own product at its amount; an amount agreed otherwise than its lines say is discount.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import factorial, floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
_ITEMS, _MIX, _PRICE, _DISCOUNT = range(4)
_FACTORS = (_ITEMS, _MIX, _PRICE, _DISCOUNT)


@dataclass(frozen=True, eq=False)
class Baskets:
    """What rows sold of each product: parallel arrays, an entry per (row, product) that occurs, each once.

    `row` are places 0 …, `product` any numbers; the others are sums over the lines, quantities above 0.
    """

    row: Places
    product: Places
    quantity: Floats
    listed: Floats
    paid: Floats

    def added_up(self) -> "Baskets":
        """Return the same of all rows together, as one row with its products in order."""
        products, place = np.unique(self.product, return_inverse=True)
        sums = [
            np.bincount(place, each).astype(np.float64)
            for each in (self.quantity, self.listed, self.paid)
        ]
        return Baskets(np.zeros_like(products), products, *sums)


class Sales(NamedTuple):
    """The deals of one row: how many, their amounts, and by how much these differ from what their lines say."""

    deals: int
    amount: int
    beside_lines: int

    @property
    def mean(self) -> int:
        """The mean check in whole minor units, as it is shown."""
        return round(self.amount / self.deals)


class Gap(NamedTuple):
    gap: int
    price: int
    items: int
    mix: int
    discount: int


def gaps(baskets: Baskets, sales: Sequence[Sales], team: Baskets, all_sales: Sales) -> list[Gap]:
    """Return the gap of each row to the team and its four parts, which add up to it exactly.

    `sales[i]` are the deals of row i of `baskets`, at least one; `team` is one row, as `added_up` gives it, and has
    every product the rows have.
    """
    per_deal = _means(baskets, sales, team, all_sales)
    parts = np.stack([_shapley(factor, per_deal) for factor in _FACTORS])
    beside = np.array([each.beside_lines / each.deals for each in sales])
    parts[_DISCOUNT] += beside - all_sales.beside_lines / all_sales.deals
    found = []
    for place, row in enumerate(sales):
        gap = row.mean - all_sales.mean
        whole = _rounded(parts[:, place].tolist(), gap)
        found.append(Gap(gap, whole[_PRICE], whole[_ITEMS], whole[_MIX], whole[_DISCOUNT]))
    return found


def _means(
    baskets: Baskets, sales: Sequence[Sales], team: Baskets, all_sales: Sales
) -> dict[frozenset[int], Floats]:
    """Return the mean check of each row when the factors of the set are the row's and the others the team's."""
    rows, row = len(sales), baskets.row
    of_team = _at(team, baskets.product)
    own_items = np.bincount(row, baskets.quantity, rows)
    team_items = team.quantity.sum()
    items = (
        team_items / all_sales.deals,
        own_items / np.array([each.deals for each in sales]),
    )
    share = (of_team.quantity / team_items, baskets.quantity / own_items[row])
    price = (of_team.listed / of_team.quantity, baskets.listed / baskets.quantity)
    kept = _kept(of_team.paid, of_team.listed, np.ones_like(of_team.paid))
    paid = (kept, _kept(baskets.paid, baskets.listed, kept))
    team_mean = team.paid.sum() / team_items
    means = {}
    for own_mix, own_price, own_discount in product((0, 1), repeat=3):
        net = price[own_price] * paid[own_discount]
        if own_mix:
            level = np.bincount(row, share[1] * net, rows)
        else:
            # Products the row did not sell are as the team's.
            level = team_mean + np.bincount(row, share[0] * (net - price[0] * paid[0]), rows)
        for own_items_too in (0, 1):
            used = (own_items_too, own_mix, own_price, own_discount)
            means[frozenset(f for f in _FACTORS if used[f])] = items[own_items_too] * level
    return means


def _at(team: Baskets, wanted: Places) -> Baskets:
    place = np.searchsorted(team.product, wanted)
    return Baskets(
        team.row[place],
        team.product[place],
        team.quantity[place],
        team.listed[place],
        team.paid[place],
    )


def _kept(paid: Floats, listed: Floats, otherwise: Floats) -> Floats:
    """Return the part of the price that was paid; of a product given away any part is nothing."""
    return np.divide(paid, listed, out=otherwise.copy(), where=listed > 0)


def _shapley(factor: int, means: dict[frozenset[int], Floats]) -> Floats:
    value = np.zeros_like(means[frozenset()])
    for before in _subsets([each for each in _FACTORS if each != factor]):
        weight = factorial(len(before)) * factorial(3 - len(before)) / factorial(4)
        value = value + weight * (means[before | {factor}] - means[before])
    return value


def _subsets(of: Sequence[int]) -> Iterator[frozenset[int]]:
    for size in range(len(of) + 1):
        yield from (frozenset(chosen) for chosen in combinations(of, size))


def _rounded(parts: Sequence[float], total: int) -> list[int]:
    """Round to whole numbers whose sum is `total`: the largest remainders are rounded up."""
    whole = [floor(part) for part in parts]
    rest = total - sum(whole)
    order = sorted(range(len(parts)), key=lambda place: whole[place] - parts[place])
    for turn in range(abs(rest)):
        place = order[turn % len(order)] if rest > 0 else order[-1 - turn % len(order)]
        whole[place] += 1 if rest > 0 else -1
    return whole
