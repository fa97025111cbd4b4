"""Everything a story needs to know about the generated company: plain values, so that it travels to a process."""

from collections.abc import Sequence
from dataclasses import dataclass

from pritok.demo.rhythm import Arrivals, Clock


@dataclass(frozen=True)
class Seller:
    """A manager's hidden nature: reports should find it again.

    Skills are on the logit scale; `pace` stretches every working hour, `answer_minutes` is the median first answer.
    """

    id: int
    team: int
    weight: float
    joined_at: float
    left_at: float
    skill: float
    market_skill: Sequence[float]
    type_skill: Sequence[float]
    pace: float
    answer_minutes: float
    discount: float
    upselling: float
    forgetting: float
    away: Sequence[tuple[float, float]]

    def is_away(self, at: float) -> bool:
        return any(begins <= at < ends for begins, ends in self.away)


@dataclass(frozen=True)
class Good:
    """A product as it is sold; `pipeline` is its place in the world's list."""

    id: int
    name: str
    price_minor: int
    cost_minor: int | None
    pipeline: int


@dataclass(frozen=True)
class Origin:
    """A source of requests: how often, how good on the logit scale, its campaigns."""

    id: int
    weight: float
    quality: float
    campaigns: Sequence[int]


@dataclass(frozen=True)
class Way:
    """A pipeline: its stages, how many working hours a deal usually stands in each, its reasons to lose."""

    id: int
    stages: Sequence[int]
    hours: Sequence[float]
    share: float


@dataclass(frozen=True)
class Reason:
    id: int
    weight: float
    since: int


@dataclass(frozen=True)
class World:
    """The company. `total` deals are told, the last ones just now."""

    seed: int
    total: int
    language: str
    currency: str
    # Unix seconds at which the history begins and is told.
    since: float
    now: float
    answer_target_s: int
    promise_s: int
    arrivals: Arrivals
    clock: Clock
    sellers: Sequence[Seller]
    ways: Sequence[Way]
    origins: Sequence[Origin]
    goods: Sequence[Good]
    popularity: Sequence[float]
    markets: Sequence[int]
    deal_types: Sequence[int]
    reasons: Sequence[Reason]
