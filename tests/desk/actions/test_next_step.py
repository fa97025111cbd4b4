"""Whatever is done to its tasks in whatever order, a deal knows when its earliest open one is due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.deals.models import Deal
from pritok.desk.actions import Plan, cancel_task, finish_task, move_task, plan_task
from pritok.desk.models import Task
from pritok.kit import clock
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal

NOW = datetime(2030, 5, 6, 9, tzinfo=UTC)
_hours = st.integers(0, 500)
_steps = st.lists(
    st.tuples(st.sampled_from(["plan", "move", "finish", "cancel"]), st.integers(0, 9), _hours),
    max_size=25,
)


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=_steps)
def test_the_next_step_is_the_earliest_open_task(
    cast: Cast, shop: Shop, steps: list[tuple[str, int, int]]
) -> None:
    deal, alice = make_deal(shop, cast.alice), actor(cast.alice)
    facts = Facts()
    due: dict[Any, datetime] = {}
    with clock.frozen(NOW):
        for verb, which, hours in steps:
            at = NOW + timedelta(hours=hours)
            if verb == "plan":
                plan = Plan(kind="call", title="Call", due_at=at)
                due[plan_task(alice, plan=plan, deal=deal).pk] = at
            elif due:
                task = sorted(due)[which % len(due)]
                if verb == "move":
                    due[task] = move_task(alice, task=task, due_at=at).due_at
                else:
                    _end(alice, verb, task)
                    del due[task]

            assert Deal.objects.get(pk=deal.pk).next_task_at == min(due.values(), default=None)

    assert _replayed(facts) == {str(task): at for task, at in due.items()}
    Task.objects.filter(deal=deal).delete()


def _end(alice: Any, verb: str, task: Any) -> None:
    if verb == "finish":
        finish_task(alice, task=task)
    else:
        cancel_task(alice, task=task)


def _replayed(facts: Facts) -> dict[str, datetime]:
    """Return the open tasks as a reader of the journal alone knows them."""
    known: dict[str, datetime] = {}
    for fact in facts:
        task = fact.data["task"]
        if fact.kind in {"task.planned", "task.moved"}:
            known[task] = datetime.fromisoformat(fact.data["due_at"])
        else:
            del known[task]
    return known
