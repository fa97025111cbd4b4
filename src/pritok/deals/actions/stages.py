"""The steps of a pipeline: added, renamed, reordered, limited, archived with their deals moved on."""

from typing import Any

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.catalog.access import must_manage_rules
from pritok.deals.events import DealMoved, StageChanged
from pritok.deals.models import Deal, Pipeline, Stage, State
from pritok.journal.recording import EVERYONE, Draft, record, record_many
from pritok.kit import clock
from pritok.kit.errors import Conflict, NotFound, wrong
from pritok.kit.texts import search_key

MAX_STAGES = 30
_FIELDS = frozenset({"name", "position", "limit_hours", "is_archived"})


def add_stage(
    actor: Actor,
    *,
    pipeline: int,
    name: str,
    position: int | None = None,
    limit_hours: int | None = None,
) -> Stage:
    """Add a stage at the end of a pipeline, or as the `position`-th of its stages in use (from 0)."""
    must_manage_rules(actor)
    with transaction.atomic():
        row = Pipeline.objects.select_for_update().filter(pk=pipeline).first()
        if row is None:
            raise NotFound
        stages = list(row.stages.all())
        if len(stages) >= MAX_STAGES:
            raise wrong("name", f"A pipeline has at most {MAX_STAGES} stages.")
        _must_be_new(name, stages)
        last = stages[-1].position + 1 if stages else 0
        stage = Stage.objects.create(
            pipeline=row, name=name, position=last, limit_hours=limit_hours
        )
        _tell(actor, stage, ["created"])
        if position is not None:
            _reorder(actor, stage, position)
            stage.refresh_from_db()
    return stage


def change_stage(
    actor: Actor, *, stage: int, changes: dict[str, Any], move_deals_to: int | None = None
) -> Stage:
    """Change name, limit_hours, position (among the stages in use) or is_archived.

    A stage with open deals is archived only together with `move_deals_to`; each deal's move is a fact.
    """
    must_manage_rules(actor)
    unknown = sorted(set(changes) - _FIELDS)
    if unknown:
        raise wrong(unknown[0], "A stage has no such field.")
    with transaction.atomic():
        row = _locked(stage)
        siblings = [each for each in row.pipeline.stages.all() if each.pk != row.pk]
        if "name" in changes and changes["name"] != row.name:
            _must_be_new(changes["name"], siblings)
        if changes.get("is_archived") and not row.is_archived:
            _must_not_be_last(siblings)
            _move_deals_on(actor, row, move_deals_to)
        plain = sorted(set(changes) - {"position"})
        fields = [name for name in plain if getattr(row, name) != changes[name]]
        if fields:
            for name in fields:
                setattr(row, name, changes[name])
            row.save(update_fields=fields)
            _tell(actor, row, fields)
        if "position" in changes:
            _reorder(actor, row, changes["position"])
            row.refresh_from_db()
    return row


def _locked(stage_id: int) -> Stage:
    pipeline = Stage.objects.filter(pk=stage_id).values_list("pipeline", flat=True).first()
    if pipeline is None:
        raise NotFound
    # The pipeline's row is the lock for the order of all its stages.
    Pipeline.objects.select_for_update().get(pk=pipeline)
    return Stage.objects.select_related("pipeline").get(pk=stage_id)


def _must_be_new(name: str, others: list[Stage]) -> None:
    taken = {search_key(each.name) for each in others if not each.is_archived}
    if not name or search_key(name) in taken:
        raise wrong("name", "A name of its own is needed.")


def _must_not_be_last(siblings: list[Stage]) -> None:
    if all(each.is_archived for each in siblings):
        raise Conflict("A pipeline keeps at least one stage.", code="last_stage")


def _move_deals_on(actor: Actor, left: Stage, target_id: int | None) -> None:
    deals = Deal.objects.select_for_update().filter(stage=left, state=State.OPEN, deleted_at=None)
    rows = list(deals.order_by("pk").only("pk", "owner_id", "version"))
    if not rows:
        return
    if target_id is None:
        sentence = f"{len(rows)} open deals stand in this stage: say where they go."
        raise Conflict(sentence, code="stage_has_deals", fields={"move_deals_to": sentence})
    same_pipeline = Stage.objects.filter(pipeline=left.pipeline_id, is_archived=False)
    target = same_pipeline.filter(pk=target_id).exclude(pk=left.pk).first()
    if target is None:
        raise wrong("move_deals_to", "There is no such stage in this pipeline.")
    for row in rows:
        row.stage_id = target.pk
        row.stage_entered_at = clock.now()
        row.version += 1
    Deal.objects.bulk_update(rows, ["stage_id", "stage_entered_at", "version"], batch_size=500)
    payload = DealMoved(from_stage=left.pk, to_stage=target.pk, to_position=target.position)
    record_many(
        actor,
        [Draft.of_deal(payload, row.pk, row.owner_id) for row in rows],
    )


def _reorder(actor: Actor, stage: Stage, wanted: int) -> None:
    """Put `stage` at the `wanted` place among those in use; archived ones keep their neighbours."""
    others = [each for each in stage.pipeline.stages.all() if each.pk != stage.pk]
    in_use = [each for each in others if not each.is_archived]
    if wanted < len(in_use):
        place = others.index(in_use[max(wanted, 0)])
    else:
        place = others.index(in_use[-1]) + 1 if in_use else len(others)
    others.insert(place, stage)
    for position, each in enumerate(others):
        if each.position != position:
            Stage.objects.filter(pk=each.pk).update(position=position)
            each.position = position
            _tell(actor, each, ["position"])


def _tell(actor: Actor, stage: Stage, fields: list[str]) -> None:
    payload = StageChanged(
        stage=stage.pk,
        pipeline=stage.pipeline_id,
        position=stage.position,
        fields=fields,
        is_archived=stage.is_archived,
    )
    record(actor, payload, subject=f"stage:{stage.pk}", audience=EVERYONE)
