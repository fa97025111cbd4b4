"""What is sold in a deal: lines with quantities, discounts by the seller's habit, costs where anybody knows them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random

from pritok.deals.history import Lines
from pritok.deals.lines import LineDraft
from pritok.demo.lives import Life
from pritok.demo.rhythm import moment
from pritok.demo.world import Good, World

_MOST_EXTRAS = 4


class Orders:
    def __init__(self, world: World) -> None:
        self._shelves: list[tuple[Sequence[Good], Sequence[float]]] = []
        for place in range(len(world.ways)):
            shelf = [n for n, good in enumerate(world.goods) if good.pipeline == place]
            sums = list(accumulate(world.popularity[n] for n in shelf))
            self._shelves.append(([world.goods[n] for n in shelf], sums))

    def main_good(self, pipeline: int, rng: Random) -> Good:
        goods, sums = self._shelves[pipeline]
        return goods[min(bisect_right(sums, rng.random() * sums[-1]), len(goods) - 1)]

    def settle(self, life: Life, main: Good, *, is_last: bool) -> None:
        """Put an offer on the table, or a better price on the one there is; the final word may change nothing."""
        former = next((step for step in reversed(life.steps) if isinstance(step, Lines)), None)
        if former is None:
            lines = self._offer(life, main)
        elif is_last and life.rng.random() < 0.5:
            return
        else:
            lines = [_cheaper(line, 0.02 + 0.04 * life.rng.random()) for line in former.lines]
        life.happens(Lines(moment(life.at), lines))

    def _offer(self, life: Life, main: Good) -> list[LineDraft]:
        rng, owner = life.rng, life.owner
        assert owner is not None
        wanted = {main.id: (main, 1 + int(rng.expovariate(0.8)))}
        for _ in range(_MOST_EXTRAS):
            if rng.random() >= owner.upselling:
                break
            extra = self.main_good(main.pipeline, rng)
            wanted.setdefault(extra.id, (extra, 1 + int(rng.expovariate(1.2))))
        share = min(max(rng.gauss(owner.discount, 0.04), 0.0), 0.35)
        return [
            LineDraft(
                name=good.name,
                quantity_milli=count * 1000,
                price_minor=good.price_minor,
                discount_minor=_rounded(good.price_minor * share),
                cost_minor=good.cost_minor,
                product_id=good.id,
            )
            for good, count in wanted.values()
        ]


def _cheaper(line: LineDraft, share: float) -> LineDraft:
    discount = min(line.discount_minor + _rounded(line.price_minor * share), line.price_minor)
    return LineDraft(
        line.name, line.quantity_milli, line.price_minor, discount, line.cost_minor, line.product_id
    )


def _rounded(minor: float) -> int:
    """People give discounts in whole tens of the currency."""
    return int(minor / 1000) * 1000
