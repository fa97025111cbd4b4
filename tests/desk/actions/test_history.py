"""Deals of the past with the work on them."""

from datetime import UTC, datetime, timedelta

import pytest

from pritok.deals.history import History, Moved
from pritok.deals.models import Deal
from pritok.desk.actions.history import import_stories
from pritok.desk.history import Contacted, Noted, Planned, Story
from pritok.desk.models import ContactEvent, Note, Task
from pritok.kit.ids import new_id
from tests.factories import Cast
from tests.factories_deals import SETTING_UP, Facts, Shop, make_contact

pytestmark = pytest.mark.django_db
BEGAN = datetime(2030, 1, 7, 9, tzinfo=UTC)


def hours(count: int) -> datetime:
    return BEGAN + timedelta(hours=count)


def test_next_steps_leave_the_facts_and_the_rows_that_single_actions_would(
    cast: Cast, shop: Shop
) -> None:
    alice, bob = cast.alice.pk, cast.bob.pk
    history = History(
        id=new_id(),
        key="1",
        title="Lessons",
        created_at=BEGAN,
        pipeline_id=shop.pipeline.pk,
        stage_id=shop.first.pk,
        currency="RUB",
        owner_id=alice,
    )
    late = Planned(hours(1), "call", "Ring", hours(2), alice, done_at=hours(6))
    moved = Planned(
        hours(2), "offer", "Quote", hours(3), alice, [(hours(4), hours(8))], [(hours(5), bob)],
        done_at=hours(8),
    )  # fmt: skip
    dropped = Planned(hours(3), "other", "Stock", hours(9), alice, cancelled_at=hours(7))
    waiting = [Planned(hours(9), "call", "Ring", hours(due), bob) for due in (40, 30)]
    facts = Facts()

    import_stories(
        SETTING_UP, [Story(history, tasks=[late, moved, dropped, *waiting])], via="import"
    )

    assert facts.kinds == [
        "deal.created", "task.planned", "task.planned", "task.planned", "task.moved", "task.edited", "task.done",
        "task.cancelled", "task.done", "task.planned", "task.planned",
    ]  # fmt: skip
    assert [fact.data["on_time"] for fact in facts if fact.kind == "task.done"] == [False, True]
    assert Deal.objects.get(pk=history.id).next_task_at == hours(30)
    row = Task.objects.get(title="Quote")
    assert (row.person_id, row.due_at, row.done_at) == (bob, hours(8), hours(8))
    assert (row.created_by_id, row.created_at, row.version) == (alice, hours(2), 4)
    assert Task.objects.filter(done_at=None, cancelled_at=None, person=bob).count() == 2


def test_contacts_and_notes_stand_at_their_moment_between_the_steps(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    history = History(
        id=new_id(),
        key="1",
        title="Lessons",
        created_at=BEGAN,
        pipeline_id=shop.pipeline.pk,
        stage_id=shop.first.pk,
        currency="RUB",
        owner_id=cast.alice.pk,
        contact_id=contact.pk,
        steps=[Moved(hours(3), shop.second.pk)],
    )
    calls = [
        Contacted(hours(4), "call", "out", seconds=90, person_id=cast.alice.pk),
        Contacted(hours(1), "message", "out", is_automatic=True),
        Contacted(hours(2), "call", "out", answered=False, person_id=cast.alice.pk),
    ]
    story = Story(history, calls, [Noted(hours(5), "Wants a discount", cast.alice.pk)])
    facts = Facts()

    import_stories(SETTING_UP, [story], via="import")

    assert facts.kinds == [
        "deal.created",
        "contact.made",
        "contact.made",
        "deal.moved",
        "contact.made",
        "deal.answered",
        "note.added",
    ]
    assert [f.at for f in facts] == [hours(n) for n in (0, 1, 2, 3, 4, 4, 5)]
    row = Deal.objects.get(pk=history.id)
    assert (row.first_answer_at, row.last_contact_at) == (hours(4), hours(4))
    assert ContactEvent.objects.filter(deal=row, contact=contact).count() == 3
    assert Note.objects.get().text == "Wants a discount"
    assert list(facts)[-1].author == f"person:{cast.alice.pk}"
