"""One look at a pipeline's people, good for a handful of decisions: who may take a deal, and how busy each is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from pritok.accounts import queries as accounts
from pritok.accounts.actor import system
from pritok.accounts.models import User
from pritok.deals.access import visible_deals
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.working_time import WorkingCalendar
from pritok.routing import fair
from pritok.routing.models import Member, WaitingDeal

ROUTING = system("routing")


@dataclass
class Round:
    """The members are locked until the transaction ends; their counts change here first, then in the database."""

    members: list[Member]
    active_people: set[int]
    absent: set[int]
    loads: dict[int, int]
    calendar: WorkingCalendar
    now: datetime
    touched: set[int] = field(default_factory=set)
    keepers: dict[UUID | None, int] = field(default_factory=dict)

    @classmethod
    def open(cls, pipeline_id: int) -> "Round":
        rows = Member.objects.select_for_update(no_key=True).filter(
            pipeline_id=pipeline_id, is_active=True
        )
        members = list(rows.order_by("pk"))
        now = clock.now()
        people = User.objects.filter(is_active=True)
        return cls(
            members=members,
            active_people=set(people.values_list("pk", flat=True)),
            absent=accounts.absent_people(now),
            loads=open_deals(pipeline_id, (member.person_id for member in members)),
            calendar=accounts.calendar(),
            now=now,
        )

    def candidates(self, former_id: int | None) -> list[fair.Candidate]:
        """Return the people of the distribution; who gave this very deal back is passed over, if others can."""
        able = {m.person_id for m in self.members if self._may_take(m)}
        if len(able) > 1:
            able.discard(former_id or 0)
        return [
            fair.Candidate(m.person_id, m.weight, m.given, m.due_parts, m.person_id in able)
            for m in self.members
            if m.person_id in self.active_people
        ]

    def keeper(self, deal: Deal, former_id: int | None) -> int | None:
        """Return the manager who knows this client and is there; a known client is not dealt out again."""
        known = deal.contact.owner_id if deal.contact else None
        owner = self.keepers.get(deal.contact_id, known)
        is_there = owner in self.active_people and owner not in self.absent
        return owner if is_there and owner != former_id else None

    def why_nobody(self) -> str:
        """Return why the deal stays in the pool: no_members, all_absent or all_full."""
        people = [m for m in self.members if m.person_id in self.active_people and m.weight > 0]
        if not people:
            return "no_members"
        return "all_absent" if all(m.person_id in self.absent for m in people) else "all_full"

    def note(self, decision: fair.Decision) -> None:
        """Count a decision that was carried out."""
        for member in self.members:
            if member.person_id in decision.accrued:
                member.due_parts += decision.accrued[member.person_id]
                member.given += member.person_id == decision.person
                self.touched.add(member.pk)

    def note_given(self, deal: Deal, person_id: int) -> None:
        """Count a deal on the person's desk, and know its client from now on."""
        self.loads[person_id] = self.loads.get(person_id, 0) + 1
        if deal.contact_id is not None:
            self.keepers[deal.contact_id] = person_id

    def seen(self, candidates: Iterable[fair.Candidate]) -> list[dict[str, Any]]:
        """Return the eligible people as the ledger keeps them, before the decision."""
        return [
            {
                "manager": c.person,
                "weight": c.weight,
                "due": round(c.due / fair.PARTS, 6),
                "given": c.given,
                "load": self.loads.get(c.person, 0),
            }
            for c in candidates
            if c.is_eligible
        ]

    def _may_take(self, member: Member) -> bool:
        is_there = member.person_id in self.active_people and member.person_id not in self.absent
        load = self.loads.get(member.person_id, 0)
        return is_there and (member.capacity is None or load < member.capacity)


def open_deals(pipeline_id: int, people: Iterable[int]) -> dict[int, int]:
    """Return how many open deals of the pipeline each person has; people without any are left out."""
    # By stage, not by pipeline: the index of owners and stages then answers without reading deals.
    mine = visible_deals(ROUTING).filter(
        state="open", owner__in=list(people), stage__pipeline=pipeline_id
    )
    return dict(mine.order_by().values_list("owner").annotate(Count("pk")))


def features(deal: Deal, waiting: WaitingDeal, round_: Round) -> dict[str, Any]:
    """Return what is known about the deal at this moment: all that a model may ever learn from."""
    local = waiting.since.astimezone(round_.calendar.zone)
    return {
        "deal_type": deal.deal_type_id,
        "market": deal.market_id,
        "source": deal.source_id,
        "campaign": deal.campaign_id,
        "product": deal.product_id,
        "category": deal.product.category_id if deal.product else None,
        "amount_minor": deal.amount_minor,
        "currency": deal.currency,
        "channel": waiting.channel,
        "is_returning": waiting.is_returning,
        "has_company": deal.company_id is not None,
        "hour": local.hour,
        "weekday": local.weekday(),
        "is_working_time": round_.calendar.is_working(waiting.since),
        "waited_s": int((round_.now - waiting.since).total_seconds()),
    }
