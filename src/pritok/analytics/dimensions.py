"""What reports filter and group by. Each word stands for a fixed SQL expression; values are always bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pritok.kit.errors import Invalid

NONE = 0
MOST_VALUES = 100


@dataclass(frozen=True)
class Dimension:
    """`sql` is its column or expression over `deal`, a number or NULL; `over` names the dimension whose values
    are mapped to it at query time (a team is a set of managers, a category a set of products)."""

    key: str
    ru: str
    en: str
    sql: str = ""
    over: str = ""
    words: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The dimension the database groups and filters by for this one."""
        return self.over or self.key


# Bands of the amount, upper bounds in major units; money in other currencies than the organisation's is rare.
BANDS = (1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000)
_BAND_SQL = "case when amount_minor is null then null {} else {} end".format(
    " ".join(
        f"when amount_minor < {bound * 100} then {place}" for place, bound in enumerate(BANDS, 1)
    ),
    len(BANDS) + 1,
)
CLIENT_KINDS = ("new", "returning")

ALL = (
    Dimension("manager", "Менеджер", "Manager", "who"),
    Dimension("team", "Команда", "Team", over="manager"),
    Dimension("pipeline", "Воронка", "Pipeline", "pipeline"),
    Dimension("stage", "Этап", "Stage", "stage"),
    Dimension("deal_type", "Тип сделки", "Deal type", "deal_type"),
    Dimension("market", "Рынок", "Market", "market"),
    Dimension("source", "Источник", "Source", "source"),
    Dimension("campaign", "Кампания", "Campaign", "campaign"),
    Dimension("product", "Продукт", "Product", "product"),
    Dimension("category", "Категория", "Category", over="product"),
    Dimension("client_kind", "Новый или повторный клиент", "New or returning client",
              "case when is_returning then 2 else 1 end", words=CLIENT_KINDS),
    Dimension("size_band", "Размер сделки", "Deal size", _BAND_SQL),
    Dimension("reason", "Причина отказа", "Lost reason", "reason"),
    Dimension("reason_group", "Группа причин", "Group of reasons", "reason_group"),
    Dimension("period", "Период", "Period", "period"),
)  # fmt: skip
BY_KEY = {dimension.key: dimension for dimension in ALL}
FILTERS = tuple(dimension.key for dimension in ALL if dimension.key != "period")


def read_values(key: str, written: Sequence[str]) -> tuple[int, ...]:
    """Turn filter values as typed (ids, `none`, or the dimension's own words) into keys, 0 = none."""
    if len(written) > MOST_VALUES:
        raise Invalid("Too many values.", fields={key: f"At most {MOST_VALUES} values."})
    return tuple(dict.fromkeys(_read_value(key, value) for value in written))


def written_value(key: str, value: int) -> str:
    """Return a value as it is written in a query."""
    words = BY_KEY[key].words
    if value == NONE:
        return "none"
    return words[value - 1] if words else str(value)


def _read_value(key: str, written: str) -> int:
    words = BY_KEY[key].words
    if written in words:
        return words.index(written) + 1
    if written == "none":
        return NONE
    # isdecimal alone would let other scripts' digits and endless numbers through.
    if not words and written.isascii() and written.isdecimal() and len(written) <= 9:
        return int(written)
    expected = f"one of {', '.join(words)}" if words else "an id or “none”"
    raise Invalid("A filter value is not valid.", fields={key: f"Expected {expected}."})


class Parameters:
    """Bound values of one statement; `add` returns the placeholder to write instead."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def add(self, value: Any) -> str:
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def is_in(self, sql: str, values: Iterable[int]) -> str:
        """Return the condition that `sql` is one of `values`; 0 stands for NULL and for nobody."""
        wanted = list(values)
        marks = ", ".join(self.add(value) for value in wanted)
        if not wanted:
            return "false"
        if NONE in wanted:
            return f"coalesce({sql}, 0) in ({marks})"
        return f"{sql} in ({marks})"
