"""How a pipeline gives out its deals, and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.accounts.models import User
from pritok.deals.actions.pipelines import change_pipeline
from pritok.deals.models import Pipeline
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import Forbidden, NotFound, wrong
from pritok.routing.events import RoutingChanged
from pritok.routing.models import Member


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part: `weight` 100 is a full share; `capacity` caps open deals in this pipeline."""

    manager: int
    weight: int = 100
    capacity: int | None = None
    is_active: bool = True


def change_routing(actor: Actor, *, pipeline_id: int, mode: str, parts: Sequence[Part]) -> Pipeline:
    """Set mode and people of a pipeline; who is not named takes part no longer.

    When the people or their weights change, the fair count starts anew: its promise holds for one set of shares.
    """
    if not actor.may_manage_rules:
        raise Forbidden("Only the head of sales and the admin set the distribution.")
    _must_be_people(parts)
    with transaction.atomic():
        pipeline = Pipeline.objects.select_for_update(no_key=True).filter(pk=pipeline_id).first()
        if pipeline is None:
            raise NotFound
        if pipeline.routing_mode != mode:
            pipeline = change_pipeline(actor, pipeline=pipeline_id, changes={"routing_mode": mode})
        before = _shares(pipeline_id)
        _replace(pipeline_id, parts)
        if _shares(pipeline_id) != before:
            Member.objects.filter(pipeline_id=pipeline_id).update(given=0, due_parts=0)
        fact = RoutingChanged(pipeline=pipeline_id, mode=mode)
        record(actor, fact, subject=f"pipeline:{pipeline_id}", audience=EVERYONE)
    return pipeline


def _must_be_people(parts: Sequence[Part]) -> None:
    active = set(User.objects.filter(is_active=True).values_list("pk", flat=True))
    named: set[int] = set()
    for number, part in enumerate(parts):
        if part.manager not in active:
            raise wrong(f"members.{number}.manager", "There is no such active person.")
        if part.manager in named:
            raise wrong(f"members.{number}.manager", "This person is named twice.")
        named.add(part.manager)


def _shares(pipeline_id: int) -> set[tuple[int, int]]:
    members = Member.objects.filter(pipeline_id=pipeline_id, is_active=True, weight__gt=0)
    return set(members.values_list("person_id", "weight"))


def _replace(pipeline_id: int, parts: Sequence[Part]) -> None:
    members = Member.objects.filter(pipeline_id=pipeline_id)
    members.exclude(person__in=[part.manager for part in parts]).delete()
    for part in parts:
        values = {"weight": part.weight, "capacity": part.capacity, "is_active": part.is_active}
        members.update_or_create(pipeline_id=pipeline_id, person_id=part.manager, defaults=values)
