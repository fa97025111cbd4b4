"""Facts hold ids; people read names. This turns the one into the other, with a query per kind of name."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from pritok.accounts import queries as accounts
from pritok.catalog import queries as catalog
from pritok.catalog.models import LossReasonGroup
from pritok.deals.models import Pipeline, Stage
from pritok.journal.reading import PlacedFact

_KIND_OF_FIELD = {
    **dict.fromkeys(["person", "owner", "from_owner", "to_owner", "manager", "lead"], "person"),
    **dict.fromkeys(["stage", "from_stage", "to_stage"], "stage"),
    **dict.fromkeys(["deal_type", "market", "source", "campaign", "product"], "dimension"),
    **dict.fromkeys(["category", "reason"], "dimension"),
    "reason_group": "reason_group",
    "pipeline": "pipeline",
    "team": "team",
    "token": "token",
}
_LOADERS: Mapping[str, Callable[[], dict[int, str]]] = {
    "person": accounts.person_names,
    "team": accounts.team_names,
    "token": accounts.token_names,
    "stage": lambda: dict(Stage.objects.values_list("pk", "name")),
    "pipeline": lambda: dict(Pipeline.objects.values_list("pk", "name")),
    "reason_group": lambda: dict(LossReasonGroup.objects.values_list("pk", "name")),
}


class Names:
    """The names one answer needs, each kind read at most once."""

    def __init__(self) -> None:
        self._map = cache(self._load)

    def actor(self, fact: PlacedFact) -> dict[str, Any]:
        """Return who did it: `{kind, id, name}`; parts of the system have a name and no id."""
        if fact.actor_kind not in {"person", "token"}:
            return {"kind": fact.actor_kind, "id": None, "name": fact.actor_id}
        actor_id = int(fact.actor_id)
        name = self._map(fact.actor_kind).get(actor_id, "")
        return {"kind": fact.actor_kind, "id": actor_id, "name": name}

    def data(self, fact: PlacedFact) -> dict[str, Any]:
        """Return what the fact says, with `{id, name}` where it has the id of something named."""
        return self._named(msgspec.json.decode(fact.data))

    def _named(self, data: dict[str, Any]) -> dict[str, Any]:
        return {field: self._value(field, value) for field, value in data.items()}

    def _value(self, field: str, value: Any) -> Any:
        if field == "dimensions":
            return self._named(value)
        kind = _KIND_OF_FIELD.get(field)
        # The same word may hold something else in another fact, for example the reason of an absence.
        if kind is None or not isinstance(value, int):
            return value
        return {"id": value, "name": self._map(field if kind == "dimension" else kind).get(value)}

    def _load(self, kind: str) -> dict[int, str]:
        return _LOADERS[kind]() if kind in _LOADERS else catalog.names(kind)
