"""Open tasks go where their deal goes."""

from datetime import timedelta
from uuid import UUID

import pytest

from pritok.deals.actions.assigning import assign_deal
from pritok.deals.actions.merging import merge_deals
from pritok.deals.actions.removing import delete_deal
from pritok.deals.models import Deal
from pritok.desk.actions import Plan, cancel_task, finish_task, plan_task
from pritok.desk.actions.following import Handed, follow_merge, follow_owners
from pritok.desk.models import Task
from pritok.journal.models import Fact
from pritok.kit import clock
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def planned(cast: Cast, deal: Deal, person: int | None = None) -> Task:
    due = clock.now() + timedelta(days=1)
    plan = Plan(kind="call", title="Call", due_at=due, person=person)
    return plan_task(actor(cast.henry), plan=plan, deal=deal)


def hand(deal: Deal, to: int | None) -> list[UUID]:
    """Give the deal away and let its tasks follow, as the loop does; return the tasks that changed hands."""
    former = deal.owner_id
    deal.refresh_from_db()
    assign_deal(SETTING_UP, deal=deal, owner=to)
    cause = Fact.objects.order_by("-seq").values_list("id", flat=True)[0]
    changed = follow_owners(SETTING_UP, handed=[Handed(deal.pk, former, cause)])
    return [task.pk for task in changed]


def test_open_tasks_of_the_former_owner_go_to_the_new_one(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    open_one, done, given_up = (planned(cast, deal) for _ in range(3))
    finish_task(actor(cast.alice), task=done.pk)
    cancel_task(actor(cast.alice), task=given_up.pk)
    facts = Facts()

    changed = hand(deal, cast.bob.pk)

    assert changed == [open_one.pk]
    assert dict(Task.objects.values_list("pk", "person")) == {
        open_one.pk: cast.bob.pk,
        done.pk: cast.alice.pk,
        given_up.pk: cast.alice.pk,
    }
    assigned, told = facts
    assert (assigned.kind, told.kind) == ("deal.assigned", "task.edited")
    assert told.data == {"task": str(open_one.pk), "fields": ["person"], "person": cast.bob.pk}
    assert told.audience == f"user:{cast.bob.pk} user:{cast.alice.pk}"


def test_a_leads_own_task_stays_while_the_deal_stays_in_sight(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = planned(cast, deal, cast.carol.pk)

    assert hand(deal, cast.bob.pk) == []
    assert hand(deal, cast.dave.pk) == [task.pk]
    assert Task.objects.get().person_id == cast.dave.pk


def test_in_the_pool_a_task_waits_for_whoever_takes_the_deal(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = planned(cast, deal)

    assert hand(deal, None) == [task.pk]
    assert Task.objects.get().person_id is None
    deal.refresh_from_db()
    assert hand(deal, cast.bob.pk) == [task.pk]
    assert Task.objects.get().person_id == cast.bob.pk


def test_following_twice_changes_nothing_more(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    planned(cast, deal)
    hand(deal, cast.bob.pk)
    facts = Facts()

    handed = [Handed(deal.pk, cast.alice.pk, deal.pk)]

    assert follow_owners(SETTING_UP, handed=handed) == []
    assert facts.kinds == []


def test_tasks_of_a_deleted_deal_stay_with_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    planned(cast, deal)
    assign_deal(SETTING_UP, deal=deal, owner=cast.bob)
    delete_deal(SETTING_UP, deal=deal)

    assert follow_owners(SETTING_UP, handed=[Handed(deal.pk, cast.alice.pk, deal.pk)]) == []


def test_tasks_of_a_merged_deal_go_on_in_the_one_that_was_kept(cast: Cast, shop: Shop) -> None:
    kept, between, merged = (make_deal(shop, owner) for owner in (cast.bob, cast.alice, cast.alice))
    task = planned(cast, merged)
    merge_deals(SETTING_UP, kept=between, merged=merged)
    merge_deals(SETTING_UP, kept=kept, merged=between)
    facts = Facts()

    follow_merge(SETTING_UP, merged=merged.pk, cause=merged.pk)

    row = Task.objects.get()
    assert (row.pk, row.deal_id, row.person_id) == (task.pk, kept.pk, cast.bob.pk)
    assert Deal.objects.get(pk=kept.pk).next_task_at == task.due_at
    assert Deal.objects.get(pk=merged.pk).next_task_at is None
    assert (facts.only.kind, facts.only.owner_id) == ("task.planned", cast.bob.pk)
