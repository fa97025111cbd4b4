"""A deal's facts as people read them: names for keys, money in major units, no costs for whom they are not."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from pritok.accounts.actor import Actor
from pritok.catalog.access import hidden_fields
from pritok.desk.events import ContactMade, NoteAdded, TaskDone
from pritok.desk.queries import tasks_behind, texts_of
from pritok.journal.reading import PlacedFact
from pritok.kit.money import to_major

_MINOR = "_minor"
_TEXT_OF = {NoteAdded.kind: "note", ContactMade.kind: "event", TaskDone.kind: "task"}


def shown_data(actor: Actor, data: dict[str, Any], currency: str) -> dict[str, Any]:
    """Return a fact's data with `…_minor` fields as money and without the fields hidden from this actor."""
    hidden = hidden_fields(actor)
    shown: dict[str, Any] = {}
    for name, value in data.items():
        if name in hidden or name.removesuffix(_MINOR) in hidden:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            shown[name] = [shown_data(actor, each, currency) for each in value]
        elif name.endswith(_MINOR) and isinstance(value, int):
            shown[name.removesuffix(_MINOR)] = to_major(value, currency)
        elif name == "quantity_milli":
            shown["quantity"] = value / 1000
        else:
            shown[name] = value
    return shown


def with_defaults(fact: PlacedFact, data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with the yes-or-no fields that stored facts leave out when they are as usual."""
    usual = msgspec.structs.asdict(fact.payload)
    return {**{n: v for n, v in usual.items() if isinstance(v, bool)}, **data}


def text_ids(fact: PlacedFact, data: dict[str, Any]) -> UUID | None:
    """Return the id of the note or contact event a fact is about."""
    name = _TEXT_OF.get(fact.kind)
    return UUID(data[name]) if name else None


def texts_behind(facts: Sequence[tuple[PlacedFact, dict[str, Any]]]) -> dict[UUID, str]:
    """Return the texts of all notes, contact events and done tasks in these facts (at most three statements)."""
    ids: dict[str, list[UUID]] = {kind: [] for kind in _TEXT_OF}
    for fact, data in facts:
        found = text_ids(fact, data)
        if found is not None:
            ids[fact.kind].append(found)
    results = _with_titles(facts)
    if not any(ids.values()):
        return results
    return texts_of(ids[NoteAdded.kind], ids[ContactMade.kind]) | results


def _with_titles(told: Sequence[tuple[PlacedFact, dict[str, Any]]]) -> dict[UUID, str]:
    """Add to the data of facts about tasks what each is called; return what came of those that are done."""
    of_tasks = [(fact, data) for fact, data in told if fact.kind.startswith("task.")]
    if not of_tasks:
        return {}
    known = tasks_behind(UUID(data["task"]) for _, data in of_tasks)
    results = {}
    for fact, data in of_tasks:
        task = UUID(data["task"])
        title, result = known.get(task, ("", ""))
        data["title"] = title
        if fact.kind == TaskDone.kind and result:
            results[task] = result
    return results
