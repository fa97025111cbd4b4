"""Tasks over HTTP: lists, changes, what each role sees."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pritok.accounts.models import User
from pritok.deals.models import Deal
from pritok.desk.actions import Plan, plan_task
from pritok.desk.models import Task
from pritok.kit import clock
from tests.api_client import signed_in, with_token
from tests.factories import Cast, actor
from tests.factories_deals import Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db


def planned(
    person: User, deal: Deal | None = None, *, days: float = 1, title: str = "Call"
) -> Task:
    due = clock.now() + timedelta(days=days)
    return plan_task(actor(person), plan=Plan(kind="call", title=title, due_at=due), deal=deal)


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer.json["items"]]


def body(**changes: Any) -> dict[str, Any]:
    due = (clock.now() + timedelta(hours=1)).isoformat()
    return {"kind": "call", "title": "Call", "due_at": due, **changes}


def test_a_task_is_shown_with_its_deal_and_client(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    deal = make_deal(shop, cast.alice, contact=contact)

    answer = signed_in(cast.alice).post(f"/deals/{deal.pk}/tasks", body(duration_minutes=30))

    assert answer.status == 201
    shown = answer.json
    assert shown["deal"] == {"id": str(deal.pk), "title": "Lessons", "state": "open"}
    assert shown["contact"] == {"id": str(contact.pk), "name": "Nora North"}
    assert shown["person"] == {"id": cast.alice.pk, "name": "Alice"}
    assert (shown["duration_minutes"], shown["can_edit"], shown["version"]) == (30, True, 1)
    row = signed_in(cast.alice).get("/deals").json["items"][0]
    assert row["next_task_at"] == shown["due_at"]


def test_ones_own_tasks_soonest_first_page_by_page(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    for days, title in ((3, "c"), (1, "a"), (2, "b")):
        planned(cast.alice, deal, days=days, title=title)
    planned(cast.bob)
    client = signed_in(cast.alice)

    first = client.get("/tasks", {"limit": 2})
    rest = client.get("/tasks", {"limit": 2, "cursor": first.json["next"]})

    assert (titles(first), titles(rest)) == (["a", "b"], ["c"])
    assert rest.json["next"] is None


def test_a_list_is_narrowed_by_time_and_state(cast: Cast, shop: Shop) -> None:
    client = signed_in(cast.alice)
    for days, title in ((1, "a"), (2, "b"), (3, "c")):
        planned(cast.alice, days=days, title=title)
    b = Task.objects.get(title="b")
    client.put(f"/tasks/{b.pk}/done", {})

    day = [(clock.now() + timedelta(days=n, hours=-1)).isoformat() for n in (2, 4)]
    within = {"due_from": day[0], "due_to": day[1]}

    assert titles(client.get("/tasks", {"state": "open"})) == ["a", "c"]
    assert titles(client.get("/tasks", {**within, "state": "all"})) == ["b", "c"]
    assert titles(client.get("/tasks", {"state": "done"})) == ["b"]
    assert titles(client.get("/tasks", {"state": "cancelled"})) == []


def test_who_sees_whose_tasks(cast: Cast) -> None:
    planned(cast.alice)
    asked = {"person": cast.alice.pk}

    seen = {
        who.name: signed_in(who).get("/tasks", asked).status
        for who in (cast.alice, cast.bob, cast.carol, cast.erin, cast.henry)
    }

    assert seen == {"Alice": 200, "Bob": 404, "Carol": 200, "Erin": 404, "Henry": 200}
    assert titles(with_token("read").get("/tasks", asked)) == ["Call"]
    assert with_token("read").get("/tasks").fields.keys() == {"person"}


def test_a_task_on_a_deal_out_of_sight_is_out_of_sight(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = planned(cast.alice, deal)
    Deal.objects.filter(pk=deal.pk).update(owner=cast.dave)  # the tasks have not followed yet

    client = signed_in(cast.alice)

    assert client.get(f"/tasks/{task.pk}").status == 404
    assert titles(client.get("/tasks")) == []
    assert signed_in(cast.dave).get(f"/tasks/{task.pk}").status == 200


def test_a_change_made_from_an_old_picture_is_a_conflict(cast: Cast) -> None:
    task = planned(cast.alice)
    client = signed_in(cast.alice)

    first = client.patch(f"/tasks/{task.pk}", {"title": "One"}, If_Match='"1"')
    second = client.patch(f"/tasks/{task.pk}", {"title": "Two"}, If_Match='"1"')

    assert (first.status, first.json["version"]) == (200, 2)
    assert (second.status, second.code) == (409, "stale")


def test_done_with_the_next_step(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = planned(cast.alice, deal)

    answer = signed_in(cast.alice).put(
        f"/tasks/{task.pk}/done", {"result": "Agreed", "next": body(title="Send the contract")}
    )

    assert answer.json["task"]["result"] == "Agreed"
    assert answer.json["next"]["title"] == "Send the contract"
    of_deal = signed_in(cast.alice).get(f"/deals/{deal.pk}/tasks", {"state": "all"})
    assert titles(of_deal) == ["Send the contract", "Call"]


def test_cancelling_and_after(cast: Cast) -> None:
    task = planned(cast.alice)
    client = signed_in(cast.alice)

    assert client.put(f"/tasks/{task.pk}/cancelled").json["cancelled_at"]
    assert client.put(f"/tasks/{task.pk}/done", {}).code == "task_closed"
    assert client.patch(f"/tasks/{task.pk}", {"title": "x"}).code == "task_closed"


def test_deals_are_found_by_their_next_step(cast: Cast, shop: Shop) -> None:
    client = signed_in(cast.alice)
    bare, late, coming, resting, won = (
        make_deal(shop, cast.alice, title) for title in ("bare", "late", "coming", "resting", "won")
    )
    planned(cast.alice, coming)
    planned(cast.alice, late)
    yesterday = clock.now() - timedelta(days=1)
    Task.objects.filter(deal=late).update(due_at=yesterday)
    Deal.objects.filter(pk=late.pk).update(next_task_at=yesterday)
    until = (clock.now() + timedelta(days=3)).isoformat()
    client.put(f"/deals/{resting.pk}/pause", {"until": until, "reason": "Away"})
    client.put(f"/deals/{won.pk}/closure", {"outcome": "won"})

    for wanted, found in (("none", [bare]), ("overdue", [late]), ("planned", [coming])):
        answer = client.get("/deals", {"next_step": wanted})
        assert titles(answer) == [deal.title for deal in found]
    assert titles(client.get("/deals", {"sort": "next_task_at"}))[:2] == ["late", "coming"]


def test_the_timeline_says_what_the_task_was_and_what_came_of_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    task = planned(cast.alice, deal)
    client = signed_in(cast.alice)
    client.put(f"/tasks/{task.pk}/done", {"result": "Agreed"})

    done, told, _ = client.get(f"/deals/{deal.pk}/timeline").json["items"]

    assert (done["kind"], done["data"]["title"], done["note"]["text"]) == (
        "task.done",
        "Call",
        "Agreed",
    )
    assert (told["kind"], told["data"]["title"]) == ("task.planned", "Call")
    assert told["data"]["person"] == {"id": cast.alice.pk, "name": "Alice"}
    assert "note" not in told


@pytest.mark.parametrize("count", [1, 5])
def test_statements_do_not_grow_with_the_tasks(
    cast: Cast, shop: Shop, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        planned(cast.alice, make_deal(shop, cast.alice, contact=make_contact(cast.alice)))
    client = signed_in(cast.alice)

    with django_assert_num_queries(3):
        assert len(client.get("/tasks").json["items"]) == count
