"""The loop: facts lead to owners and answered requests, trouble with one fact stops nothing."""

from datetime import timedelta
from unittest import mock

import pytest

from pritok.automation import reactions
from pritok.automation import worker as loop
from pritok.automation.queries import worker_state
from pritok.automation.worker import Worker
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.actions.creating import create_deal
from pritok.desk.actions import Plan, log_contact, plan_task
from pritok.desk.models import Task
from pritok.intake.actions import planning
from pritok.intake.models import Request
from pritok.journal import reading
from pritok.journal.models import Fact, ReaderCursor
from pritok.kit import clock
from pritok.routing.models import Assignment, WaitingDeal
from tests.factories import Cast, actor, make_cast
from tests.intake.company import hand_in
from tests.routing.company import INTAKE, make_pipeline, owner_of, send_away

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.setattr(loop, "_FIRST_PAUSE_S", 0.001)
    return Worker()


def work(worker: Worker) -> None:
    for _ in range(10):
        worker.step()


def test_a_request_finds_its_manager_and_the_cursor_follows(cast: Cast, worker: Worker) -> None:
    make_pipeline(cast.alice)
    receipt = hand_in()

    work(worker)

    assert Request.objects.get(deal__owner=cast.alice).pk == receipt.request_id
    assert Assignment.objects.get().features["channel"] == "api"
    assert reading.cursor_of("automation") == reading.head()
    assert not WaitingDeal.objects.exists()


def test_facts_read_a_second_time_change_nothing(cast: Cast, worker: Worker) -> None:
    make_pipeline(cast.alice, cast.bob)
    hand_in()
    work(worker)
    facts = Fact.objects.count()

    ReaderCursor.objects.filter(name="automation").update(position=0)
    work(Worker())

    assert Fact.objects.count() == facts
    assert Assignment.objects.count() == 1


def test_a_deal_made_by_hand_with_an_owner_is_left_alone(cast: Cast, worker: Worker) -> None:
    pipeline = make_pipeline(cast.alice)
    deal = create_deal(actor(cast.bob), title="Mine", pipeline=pipeline, owner=cast.bob)

    work(worker)

    assert owner_of(deal) == cast.bob.pk
    assert not Assignment.objects.exists()


def test_imported_deals_without_an_owner_are_not_given_out(cast: Cast, worker: Worker) -> None:
    pipeline = make_pipeline(cast.alice)
    deal = create_deal(INTAKE, title="Old", pipeline=pipeline, via="import")

    work(worker)

    assert owner_of(deal) is None


def test_a_released_deal_goes_to_somebody_else(cast: Cast, worker: Worker) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    deal = create_deal(actor(cast.alice), title="Not mine", pipeline=pipeline, owner=cast.alice)
    assign_deal(actor(cast.carol), deal=deal, owner=None)

    work(worker)

    assert owner_of(deal) == cast.bob.pk


def test_open_tasks_go_with_their_deal(cast: Cast, worker: Worker) -> None:
    deal = create_deal(
        actor(cast.ada), title="Lessons", pipeline=make_pipeline(cast.alice), owner=cast.alice
    )
    plan = Plan(kind="call", title="Call", due_at=clock.now() + timedelta(days=1))
    task = plan_task(actor(cast.alice), plan=plan, deal=deal)
    work(worker)

    assign_deal(actor(cast.ada), deal=deal, owner=cast.bob)
    work(worker)

    assert Task.objects.get().person_id == cast.bob.pk
    told = Fact.objects.filter(kind="task.edited").get()
    assert (told.subject, str(task.pk) in told.data) == (f"deal:{deal.pk}", True)


def test_the_pool_is_served_when_somebody_returns(cast: Cast, worker: Worker) -> None:
    make_pipeline(cast.alice)
    now = clock.now()
    send_away(cast.alice, starts_at=now - timedelta(days=1), ends_at=now + timedelta(hours=1))
    receipt = hand_in()
    work(worker)
    assert WaitingDeal.objects.get().reason == "all_absent"

    with clock.frozen(now + timedelta(hours=2)):
        work(worker)

    assert Request.objects.get(deal__owner=cast.alice).deal_id == receipt.deal_id


def test_an_answer_of_a_person_marks_the_request_and_a_call_nobody_took_does_not(
    cast: Cast, worker: Worker
) -> None:
    make_pipeline(cast.alice)
    receipt = hand_in()
    assert receipt.deal_id is not None
    work(worker)
    call = {"deal": receipt.deal_id, "channel": "call", "direction": "out"}

    log_contact(actor(cast.alice), **call, answered=False)  # type: ignore[arg-type]
    work(worker)
    assert Request.objects.get().answered_at is None

    log_contact(actor(cast.alice), **call, answered=True)  # type: ignore[arg-type]
    work(worker)
    assert Request.objects.get().answered_at is not None


def test_a_fact_that_resists_is_skipped_at_last_and_the_next_ones_are_not(
    cast: Cast, worker: Worker
) -> None:
    make_pipeline(cast.alice)
    hand_in()
    bad = Fact.objects.get(kind="deal.created")
    hand_in({"phone": "+79160000001"})

    def resist(facts: list[reading.PlacedFact]) -> None:
        if any(fact.id == bad.id for fact in facts):
            raise ValueError("cannot")
        reactions.react(facts)

    with mock.patch.object(loop, "react", resist):
        for _ in range(12):
            worker.step()

    assert Fact.objects.get(kind="automation.skipped").cause == bad.id
    assert Assignment.objects.count() == 1
    assert worker_state().skipped > 0
    assert worker_state().needs_a_look


def test_a_kept_request_is_tried_again_by_the_loop(cast: Cast, worker: Worker) -> None:
    make_pipeline(cast.alice)
    with mock.patch.object(planning, "prepare_histories", side_effect=RuntimeError("broken")):
        hand_in()

    with clock.frozen(clock.now() + timedelta(minutes=1)):
        work(worker)

    assert Request.objects.get().state == "done"


def test_the_state_says_whether_the_loop_lives(cast: Cast, worker: Worker) -> None:
    assert worker_state().state == "absent"

    worker.step()
    assert worker_state().state == "running"
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        assert worker_state().state == "silent"
