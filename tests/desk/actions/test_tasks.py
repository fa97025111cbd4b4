"""Tasks: planned, changed, done, given up; the deal always knows when its next step is due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pritok.deals.models import Deal
from pritok.desk.actions import Plan, cancel_task, change_task, edit_task, finish_task, move_task
from pritok.desk.actions import plan_task as plan
from pritok.desk.models import Task
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 5, 6, 9, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_nine() -> Any:
    with clock.frozen(NOW):
        yield


def call(due_at: datetime = TOMORROW, **changes: Any) -> Plan:
    return Plan(**{"kind": "call", "title": "Call back", "due_at": due_at, **changes})


def next_step(deal: Deal) -> datetime | None:
    return Deal.objects.get(pk=deal.pk).next_task_at


def test_a_task_on_a_deal_is_its_owners_and_the_deal_knows_of_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    task = plan(actor(cast.carol), plan=call(note="After six"), deal=deal)

    assert (task.person_id, task.created_by_id) == (cast.alice.pk, cast.carol.pk)
    assert next_step(deal) == TOMORROW
    assert Deal.objects.get(pk=deal.pk).version == 1
    fact = facts.only
    assert (fact.kind, fact.owner_id, fact.subject) == (
        "task.planned",
        cast.alice.pk,
        f"deal:{deal.pk}",
    )
    told = {"task": str(task.pk), "task_kind": "call", "person": cast.alice.pk}
    assert fact.data == {**told, "due_at": "2030-05-07T09:00:00+00:00"}
    assert fact.audience == f"user:{cast.alice.pk}"


def test_ones_own_task_needs_no_deal(cast: Cast) -> None:
    facts = Facts()

    task = plan(actor(cast.alice), plan=call(title="Read the price list"))

    assert (task.deal_id, task.person_id) == (None, cast.alice.pk)
    assert facts.only.subject == f"task:{task.pk}"
    assert (facts.only.owner_id, facts.only.audience) == (cast.alice.pk, f"user:{cast.alice.pk}")


def test_a_lead_may_take_a_step_on_a_deal_of_the_team(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    task = plan(actor(cast.carol), plan=call(person=cast.carol.pk), deal=deal)

    assert task.person_id == cast.carol.pk
    assert facts.only.audience == f"user:{cast.alice.pk} user:{cast.carol.pk}"


def test_on_a_deal_of_the_pool_it_waits_for_whoever_takes_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)

    assert plan(actor(cast.carol), plan=call(), deal=deal).person_id is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "dance"}, "kind"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"duration_minutes": 0}, "duration_minutes"),
        ({"duration_minutes": 24 * 60 + 1}, "duration_minutes"),
        ({"due_at": NOW - timedelta(minutes=2)}, "due_at"),
        ({"due_at": NOW + timedelta(days=6 * 366)}, "due_at"),
        ({"person": 999_999}, "person"),
    ],
)
def test_impossible_plans_are_named_and_not_kept(
    cast: Cast, shop: Shop, changes: dict[str, Any], field: str
) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        plan(actor(cast.henry), plan=call(**changes), deal=deal)

    assert list(refusal.value.fields) == [field]
    assert (Task.objects.count(), next_step(deal), facts.kinds) == (0, None, [])


def test_who_may_not_plan_for_whom(cast: Cast, shop: Shop) -> None:
    deal, pool = make_deal(shop, cast.alice), make_deal(shop, None)
    facts = Facts()

    with pytest.raises(NotFound):
        plan(actor(cast.bob), plan=call(), deal=deal)
    with pytest.raises(Forbidden):
        plan(actor(cast.bob), plan=call(), deal=pool)
    with pytest.raises(Forbidden):
        plan(actor(cast.alice), plan=call(person=cast.bob.pk))
    with pytest.raises(Forbidden):
        plan(actor(cast.carol), plan=call(person=cast.dave.pk))
    with pytest.raises(Forbidden):
        plan(token_actor("read"), plan=call(), deal=deal)
    with pytest.raises(Invalid):  # Bob would not see the deal he has to work on
        plan(actor(cast.carol), plan=call(person=cast.bob.pk), deal=deal)

    assert (Task.objects.count(), facts.kinds) == (0, [])


def test_a_contact_of_somebody_else_cannot_be_named(cast: Cast, shop: Shop) -> None:
    stranger = make_contact(cast.dave)

    with pytest.raises(Invalid) as refusal:
        plan(actor(cast.alice), plan=call(contact=stranger.pk))

    assert list(refusal.value.fields) == ["contact"]


def test_a_moved_task_moves_the_deals_next_step(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = plan(actor(cast.alice), plan=call(), deal=deal)
    later = TOMORROW + timedelta(hours=3)
    facts = Facts()

    moved = move_task(actor(cast.alice), task=task.pk, due_at=later)

    assert (moved.due_at, moved.version, next_step(deal)) == (later, 2, later)
    assert (facts.only.kind, facts.only.data) == (
        "task.moved",
        {"task": str(task.pk), "due_at": later.isoformat()},
    )


def test_what_stays_the_same_is_no_fact(cast: Cast, shop: Shop) -> None:
    task = plan(actor(cast.alice), plan=call(), deal=make_deal(shop, cast.alice))
    facts = Facts()

    same = change_task(
        actor(cast.alice), task=task.pk, changes={"due_at": TOMORROW, "title": "Call back"}
    )

    assert (same.version, facts.kinds) == (1, [])


def test_time_and_words_change_at_once(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = plan(actor(cast.carol), plan=call(), deal=deal)
    changes = {"due_at": NOW, "title": "Visit", "kind": "meeting", "person": cast.carol.pk}
    facts = Facts()

    changed = change_task(actor(cast.carol), task=task.pk, changes=changes, version=1)

    assert (changed.title, changed.kind, changed.person_id, changed.version) == (
        "Visit",
        "meeting",
        cast.carol.pk,
        2,
    )
    assert facts.kinds == ["task.moved", "task.edited"]
    edited = list(facts)[1]
    assert edited.data["fields"] == ["kind", "person", "title"]
    assert edited.data["person"] == cast.carol.pk
    assert edited.audience == f"user:{cast.alice.pk} user:{cast.carol.pk}"


def test_an_edit_of_an_old_picture_is_answered_with_the_difference(cast: Cast, shop: Shop) -> None:
    task = plan(actor(cast.alice), plan=call(), deal=make_deal(shop, cast.alice))
    edit_task(actor(cast.alice), task=task.pk, changes={"title": "Mine"})
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        edit_task(actor(cast.carol), task=task.pk, changes={"title": "Yours"}, version=1)

    difference = {"title": {"yours": "Yours", "current": "Mine"}}
    assert (refusal.value.code, refusal.value.extra["difference"]) == ("stale", difference)
    assert facts.kinds == []


def test_the_time_is_no_word_to_edit(cast: Cast, shop: Shop) -> None:
    task = plan(actor(cast.alice), plan=call(), deal=make_deal(shop, cast.alice))

    with pytest.raises(Invalid):
        edit_task(actor(cast.alice), task=task.pk, changes={"due_at": NOW})


def test_a_done_task_leaves_room_for_the_next_in_one_transaction(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = plan(actor(cast.alice), plan=call(), deal=deal)
    facts = Facts()

    done, following = finish_task(
        actor(cast.alice),
        task=task.pk,
        result="Wants an offer",
        following=call(TOMORROW + timedelta(days=2), kind="offer", title="Send it"),
    )

    assert (done.done_at, done.result) == (NOW, "Wants an offer")
    assert following is not None
    assert following.deal_id == deal.pk
    assert next_step(deal) == following.due_at
    assert facts.kinds == ["task.done", "task.planned"]
    assert next(iter(facts)).data == {"task": str(task.pk), "on_time": True}


def test_an_impossible_next_step_leaves_the_task_undone(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = plan(actor(cast.alice), plan=call(), deal=deal)
    facts = Facts()

    with pytest.raises(Invalid):
        finish_task(actor(cast.alice), task=task.pk, following=call(title=""))

    assert (Task.objects.get().done_at, next_step(deal), facts.kinds) == (None, TOMORROW, [])


def test_done_late_says_so_and_done_twice_is_done_once(cast: Cast, shop: Shop) -> None:
    task = plan(actor(cast.alice), plan=call(), deal=make_deal(shop, cast.alice))
    facts = Facts()

    with clock.frozen(TOMORROW + timedelta(seconds=1)):
        finish_task(actor(cast.alice), task=task.pk)
        again, following = finish_task(actor(cast.alice), task=task.pk, following=call(TOMORROW))

    assert (following, again.version) == (None, 2)
    assert facts.only.data["on_time"] is False


def test_a_cancelled_task_is_over(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = plan(actor(cast.alice), plan=call(), deal=deal)
    facts = Facts()

    cancel_task(actor(cast.alice), task=task.pk)
    cancel_task(actor(cast.alice), task=task.pk)
    with pytest.raises(Conflict):
        finish_task(actor(cast.alice), task=task.pk)
    with pytest.raises(Conflict):
        move_task(actor(cast.alice), task=task.pk, due_at=NOW)

    assert (facts.only.kind, next_step(deal)) == ("task.cancelled", None)


@pytest.mark.parametrize("verb", [finish_task, cancel_task])
def test_strangers_and_readers_end_nothing(cast: Cast, shop: Shop, verb: Any) -> None:
    deal = make_deal(shop, cast.alice)
    task = plan(actor(cast.alice), plan=call(), deal=deal)
    own = plan(actor(cast.alice), plan=call())
    facts = Facts()

    for each in (task, own):
        with pytest.raises(NotFound):
            verb(actor(cast.bob), task=each.pk)
        with pytest.raises(Forbidden):
            verb(token_actor("read"), task=each.pk)

    assert (facts.kinds, next_step(deal)) == ([], TOMORROW)
