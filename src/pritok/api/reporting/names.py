"""The names behind a report's keys: people, teams, dictionaries, stages, and the words of computed dimensions."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pritok.accounts import queries as accounts
from pritok.analytics.dimensions import BANDS, BY_KEY, CLIENT_KINDS, NONE
from pritok.analytics.metrics.metric import Language
from pritok.analytics.reports.periods import Grain, day_of
from pritok.analytics.reports.steps import SALE, Step
from pritok.api.reporting.openness import Veil
from pritok.catalog import queries as catalog
from pritok.deals.models import Pipeline, Stage

Named = dict[str, Any]

_NOBODY = {"ru": "Без менеджера", "en": "Unassigned"}
_NOT_SET = {"ru": "Не указано", "en": "Not set"}
_COLLEAGUE = {"ru": "Коллега", "en": "Colleague"}
_SALE = {"ru": "Продажа", "en": "Sale"}
_FIRST = {"ru": "Первый этап", "en": "First stage"}
_NEXT = {"ru": "Следующий этап", "en": "Next stage"}
_CLIENTS = {"ru": ("Новый", "Повторный"), "en": ("New", "Returning")}
_LOADERS: Mapping[str, Callable[[], dict[int, str]]] = {
    "manager": accounts.person_names,
    "team": accounts.team_names,
    "pipeline": lambda: dict(Pipeline.objects.values_list("pk", "name")),
    "stage": lambda: dict(Stage.objects.values_list("pk", "name")),
}


class ReportNames:
    """Names in one language, each kind read at most once per answer."""

    def __init__(self, language: Language, grain: Grain) -> None:
        self._language = language
        self._grain = grain
        self._map = cache(self._load)
        self._hidden: dict[int, int] = {}

    def number_hidden(self, managers: Iterable[int], veil: Veil) -> None:
        """Call those whose names are kept back by a number, in this order."""
        for manager in managers:
            if veil.hides(manager) and manager not in self._hidden:
                self._hidden[manager] = len(self._hidden) + 1

    def of(self, dimension: str, key: int) -> Named:
        """Return `{id, name}` of a value; id None means not set, or nobody."""
        if dimension == "period":
            first = day_of(key)
            return {
                "id": first.isoformat(),
                "name": first.isoformat()[: 7 if self._grain == "month" else 10],
            }
        if key == NONE:
            nothing = _NOBODY if BY_KEY[dimension].source == "manager" else _NOT_SET
            return {"id": None, "name": nothing[self._language]}
        if dimension == "manager" and key in self._hidden:
            number = self._hidden[key]
            return {"id": f"colleague-{number}", "name": f"{_COLLEAGUE[self._language]} {number}"}
        if dimension == "client_kind":
            return {"id": CLIENT_KINDS[key - 1], "name": _CLIENTS[self._language][key - 1]}
        if dimension == "size_band":
            return {"id": key, "name": _band(key)}
        return {"id": key, "name": self._map(dimension).get(key, f"#{key}")}

    def step(self, step: Step) -> dict[str, Named]:
        """Return the names of a step's ends; a step of all pipelines has no ids."""
        start, end = step.from_stage, step.to_stage
        return {
            "from": self.of("stage", start)
            if start
            else {"id": None, "name": _FIRST[self._language]},
            "to": self._end(end),
        }

    def _end(self, end: int | str | None) -> Named:
        if end == SALE:
            return {"id": SALE, "name": _SALE[self._language]}
        if isinstance(end, int):
            return self.of("stage", end)
        return {"id": None, "name": _NEXT[self._language]}

    def _load(self, dimension: str) -> dict[int, str]:
        return _LOADERS[dimension]() if dimension in _LOADERS else catalog.names(dimension)


def _band(place: int) -> str:
    def written(bound: int) -> str:
        return f"{bound:,}".replace(",", "\u00a0")

    if place == 1:
        return f"< {written(BANDS[0])}"
    if place > len(BANDS):
        return f"≥ {written(BANDS[-1])}"
    return f"{written(BANDS[place - 2])} – {written(BANDS[place - 1])}"
