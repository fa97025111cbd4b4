"""Reading the distribution: who takes part and how it went, the ledger, and what still waits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from pritok.accounts import queries as accounts
from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.deals.models import Pipeline
from pritok.kit import clock
from pritok.kit.errors import NotFound
from pritok.kit.keyset import Sort, take_page
from pritok.routing.models import Assignment, Member, WaitingDeal
from pritok.routing.rounds import ROUTING

_NEWEST_FIRST = Sort("at", "time", is_descending=True)
_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """A member with what the last 30 days gave, what is open now, and until when the person is away."""

    member: Member
    given_30d: int
    open_deals: int
    absent_until: datetime | None


@dataclass(frozen=True, slots=True)
class Distribution:
    pipeline: Pipeline
    standings: list[Standing]


def distributions(pipeline_id: int | None = None) -> list[Distribution]:
    """Return every pipeline in use, or the one asked for, with its members; five queries whatever their number."""
    pipelines = Pipeline.objects.filter(is_archived=False)
    if pipeline_id is not None:
        pipelines = Pipeline.objects.filter(pk=pipeline_id)
    members = Member.objects.select_related("person").filter(pipeline__in=pipelines)
    given, loads = _given(), _open_deals()
    absent = accounts.absent_until(clock.now())
    found = {pipeline.pk: Distribution(pipeline, []) for pipeline in pipelines}
    for member in members.order_by("person__name", "pk"):
        key = (member.pipeline_id, member.person_id)
        standing = Standing(
            member, given.get(key, 0), loads.get(key, 0), absent.get(member.person_id)
        )
        found[member.pipeline_id].standings.append(standing)
    return list(found.values())


def ledger_page(
    actor: Actor, pipeline_id: int, *, cursor: str | None, limit: int | None
) -> tuple[list[Assignment], str | None, set[UUID]]:
    """Return decisions newest first, the next cursor, and which of their deals this actor may see."""
    if not Pipeline.objects.filter(pk=pipeline_id).exists():
        raise NotFound
    found = Assignment.objects.filter(pipeline_id=pipeline_id)
    rows = Assignment.objects.select_related("deal", "person")
    page, following = take_page(found, rows, _NEWEST_FIRST, cursor=cursor, limit=limit)
    seen = visible_deals(actor).filter(pk__in=[row.deal_id for row in page])
    return page, following, set(seen.values_list("pk", flat=True))


def deal_assignments(deal_id: UUID) -> list[Assignment]:
    """Return the decisions about one deal, oldest first."""
    rows = Assignment.objects.filter(deal=deal_id).select_related("person")
    return list(rows.order_by("at", "pk"))


def waiting_reasons(deal_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return why deals of the pool have no manager yet: no_members, all_absent, all_full, or in_line."""
    rows = WaitingDeal.objects.filter(deal__in=deal_ids).values_list("deal_id", "reason")
    return {deal_id: reason or "in_line" for deal_id, reason in rows}


def waiting_pipelines() -> list[int]:
    """Return the pipelines in which deals stand in line."""
    return list(WaitingDeal.objects.values_list("pipeline_id", flat=True).distinct())


def stuck_deals() -> int:
    """Return how many waiting deals could not be given out because deciding about them failed."""
    return WaitingDeal.objects.filter(attempts__gt=0).count()


def _given() -> dict[tuple[int, int | None], int]:
    rows = Assignment.objects.filter(at__gte=clock.now() - _MONTH, person__isnull=False)
    counts = rows.order_by().values_list("pipeline_id", "person_id").annotate(Count("pk"))
    return {(pipeline, person): count for pipeline, person, count in counts}


def _open_deals() -> dict[tuple[int, int | None], int]:
    rows = visible_deals(ROUTING).filter(state="open", owner__isnull=False)
    counts = rows.order_by().values_list("pipeline_id", "owner_id").annotate(Count("pk"))
    return {(pipeline, person): count for pipeline, person, count in counts}
