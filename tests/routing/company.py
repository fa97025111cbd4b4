"""A pipeline with managers, and clients who wait: what tests of the distribution are told with."""

from datetime import datetime
from typing import Any

from pritok.accounts.actor import system
from pritok.accounts.models import Absence, User
from pritok.deals.actions.creating import create_deal
from pritok.deals.models import Deal, Pipeline, Stage
from pritok.kit import clock
from pritok.routing.actions.waiting import Waiter, stand_in_line
from pritok.routing.models import Member

INTAKE = system("intake")


def make_pipeline(*managers: User, mode: str = "fair", capacity: int | None = None) -> Pipeline:
    pipeline = Pipeline.objects.create(name="Sales", routing_mode=mode)
    Stage.objects.create(pipeline=pipeline, name="New")
    for manager in managers:
        Member.objects.create(pipeline=pipeline, person=manager, capacity=capacity)
    return pipeline


def make_waiting(pipeline: Pipeline, *, since: datetime | None = None, **values: Any) -> Deal:
    """Create a deal without an owner and put it in line, as the worker does."""
    deal = create_deal(INTAKE, title="A request", pipeline=pipeline.pk, via="api", **values)
    stand_in_line(INTAKE, waiters=[Waiter(deal.pk, since or clock.now(), channel="api")])
    return deal


def send_away(person: User, *, starts_at: datetime, ends_at: datetime) -> Absence:
    return Absence.objects.create(
        person=person, starts_at=starts_at, ends_at=ends_at, kind="vacation"
    )


def owner_of(deal: Deal) -> int | None:
    return Deal.objects.values_list("owner_id", flat=True).get(pk=deal.pk)
