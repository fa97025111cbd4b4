"""Deals from checked rows of a table, and from the cases of an event log, as histories."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pritok.deals.actions.history import import_histories
from pritok.deals.history import Answered, Assigned, History, Lost, Moved, Step, Won
from pritok.exchange.case_rows import Life
from pritok.exchange.deal_rows import LOST, WON, answered_at
from pritok.exchange.loaders.contacts import companies_named, contacts_named
from pritok.exchange.loaders.loading import Context
from pritok.exchange.loaders.pipelines import ensure_custom_fields, ensure_pipeline
from pritok.exchange.maps import Cases, Deals
from pritok.exchange.rows import Row
from pritok.kit.ids import id_at

_DICTIONARIES = {
    "deal_type": "deal_types", "market": "markets", "source": "sources", "campaign": "campaigns",
}  # fmt: skip


class DealsLoader:
    def __init__(self, context: Context, section: Deals) -> None:
        assert context.plan.pipeline is not None  # checked when the map was loaded
        self._context = context
        self._section = section
        self._pipeline, self._stages = ensure_pipeline(context.actor, context.plan.pipeline)
        ensure_custom_fields(context.actor, context.plan.custom_fields)

    def prepare(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._dimensions(row)
            self._owner(row)
            if row.values["outcome"] == LOST:
                self._context.words.reason(row.values["reason"])

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        named = {row.values["company"]: None for row in rows if "company" in row.values}
        companies = companies_named(self._context, list(named))
        contacts = contacts_named(self._context, self._contacts(rows), self._context.first_seen)
        made = [self._history(row, contacts, companies) for row in rows]
        import_histories(self._context.actor, made, via="import")
        return [(row.key, str(history.id)) for row, history in zip(rows, made, strict=True)]

    def _contacts(self, rows: Sequence[Row]) -> dict[str, tuple[str, int | None]]:
        name = self._section.contact_name
        return {
            key: (name.replace("{id}", key), self._owner(row))
            for row in rows
            if (key := row.values.get("contact"))
        }

    def _history(self, row: Row, contacts: dict[str, UUID], companies: dict[str, UUID]) -> History:
        values = row.values
        created: datetime = values["created_at"]
        contact = values.get("contact", "")
        stage = self._stages[values["stage"]]
        moved_at = values.get("stage_entered_at")
        first = next(iter(self._stages.values()))
        dimensions = self._dimensions(row)
        return History(
            id=id_at(int(created.timestamp() * 1000)),
            key=row.key,
            title=values["title"][:200],
            created_at=created,
            pipeline_id=self._pipeline,
            stage_id=first if moved_at else stage,
            currency=self._context.currency,
            owner_id=self._owner(row),
            contact_id=contacts.get(contact),
            company_id=companies.get(values.get("company", "")),
            amount_minor=values.get("amount"),
            custom=_custom(values),
            is_returning=bool(contact) and created > self._context.first_seen[contact],
            deal_type=dimensions.get("deal_type"),
            market=dimensions.get("market"),
            source=dimensions.get("source"),
            campaign=dimensions.get("campaign"),
            product=dimensions.get("product"),
            steps=self._steps(row, stage if moved_at else None),
        )

    def _steps(self, row: Row, moved_to: int | None) -> list[Step]:
        values, steps = row.values, list[Step]()
        if moved_to is not None:
            at = max(values["stage_entered_at"], values["created_at"])
            steps.append(Moved(min(at, values.get("closed_at", at)), moved_to))
        answered = answered_at(row)
        if answered is not None:
            steps.append(Answered(answered))
        if values["outcome"] == WON:
            steps.append(Won(values["closed_at"]))
        elif values["outcome"] == LOST:
            reason = self._context.words.reason(values["reason"])
            steps.append(Lost(values["closed_at"], reason, values.get("comment", "")[:1000]))
        return sorted(steps, key=lambda step: step.at)

    def _owner(self, row: Row) -> int | None:
        owner = row.values.get("owner")
        return self._context.words.person(owner) if owner else None

    def _dimensions(self, row: Row) -> dict[str, int]:
        words, values = self._context.words, row.values
        found = {
            name: words.entry(dictionary, values[name])
            for name, dictionary in _DICTIONARIES.items()
            if name in values
        }
        if "product" in values:
            found["product"] = words.product(values["product"])
        return found


class CasesLoader:
    def __init__(self, context: Context, section: Cases) -> None:
        assert context.plan.pipeline is not None  # checked when the map was loaded
        self._context = context
        self._section = section
        self._pipeline, self._stages = ensure_pipeline(context.actor, context.plan.pipeline)

    def prepare(self, rows: Sequence[Row]) -> None:
        for row in rows:
            life: Life = row.values["life"]
            for _, holder in life.holders:
                self._context.words.person(holder)
            if life.lost_at:
                self._context.words.reason(life.reason)

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        made = [self._history(row) for row in rows]
        import_histories(self._context.actor, made, via="import")
        return [(row.key, str(history.id)) for row, history in zip(rows, made, strict=True)]

    def _history(self, row: Row) -> History:
        values = row.values
        created: datetime = values["created_at"]
        life: Life = values["life"]
        return History(
            id=id_at(int(created.timestamp() * 1000)),
            key=row.key,
            title=values["title"][:200],
            created_at=created,
            pipeline_id=self._pipeline,
            stage_id=self._stages[life.first_stage],
            currency=self._context.currency,
            amount_minor=values.get("amount"),
            steps=self._steps(life),
        )

    def _steps(self, life: Life) -> list[Step]:
        words = self._context.words
        steps: list[Step] = [Assigned(at, words.person(who)) for at, who in life.holders]
        steps += [Moved(at, self._stages[stage]) for at, stage in life.stages]
        # The sort is stable: whoever closed the case held it, and the last stage was reached before the end.
        steps.sort(key=lambda step: step.at)
        if life.won_at:
            steps.append(Won(life.won_at))
        elif life.lost_at:
            steps.append(Lost(life.lost_at, words.reason(life.reason)))
        return steps


def _custom(values: dict[str, Any]) -> dict[str, Any]:
    """Return custom fields as deals keep them: numbers as numbers, days as ISO text."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith("custom."):
            found[name.removeprefix("custom.")] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return int(value) if value == int(value) else float(value)
