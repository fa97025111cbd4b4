"""Setting the distribution: who may, what is checked, and when the count starts anew."""

import pytest

from pritok.journal.models import Fact
from pritok.kit.errors import Forbidden, Invalid
from pritok.routing.actions.settings import Part, change_routing
from pritok.routing.models import Member
from tests.factories import Cast, actor, make_cast
from tests.routing.company import make_pipeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_the_head_of_sales_sets_mode_and_people(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, mode="manual")

    parts = [Part(cast.bob.pk, weight=50, capacity=10), Part(cast.dave.pk)]
    change_routing(actor(cast.henry), pipeline_id=pipeline.pk, mode="fair", parts=parts)

    members = Member.objects.order_by("person_id").values_list("person_id", "weight", "capacity")
    assert list(members) == [(cast.bob.pk, 50, 10), (cast.dave.pk, 100, None)]
    pipeline.refresh_from_db()
    assert pipeline.routing_mode == "fair"
    assert Fact.objects.filter(kind="routing.changed").count() == 1


def test_managers_and_leads_do_not_set_it(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)

    for person in (cast.alice, cast.carol):
        with pytest.raises(Forbidden):
            change_routing(actor(person), pipeline_id=pipeline.pk, mode="fair", parts=[])

    assert Member.objects.count() == 1
    assert not Fact.objects.exists()


def test_another_set_of_shares_starts_a_new_count_but_another_limit_does_not(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    Member.objects.update(given=5, due_parts=5_400_000_000)
    both = [Part(cast.alice.pk, capacity=3), Part(cast.bob.pk)]

    change_routing(actor(cast.ada), pipeline_id=pipeline.pk, mode="fair", parts=both)
    assert set(Member.objects.values_list("given", flat=True)) == {5}

    three = [*both, Part(cast.dave.pk)]
    change_routing(actor(cast.ada), pipeline_id=pipeline.pk, mode="fair", parts=three)
    assert set(Member.objects.values_list("given", "due_parts")) == {(0, 0)}


def test_unknown_and_repeated_people_are_named_by_their_place(cast: Cast) -> None:
    pipeline = make_pipeline()
    parts = [Part(cast.alice.pk), Part(cast.alice.pk)]

    with pytest.raises(Invalid) as repeated:
        change_routing(actor(cast.ada), pipeline_id=pipeline.pk, mode="fair", parts=parts)
    with pytest.raises(Invalid) as unknown:
        change_routing(actor(cast.ada), pipeline_id=pipeline.pk, mode="fair", parts=[Part(10**6)])

    assert set(repeated.value.fields) == {"members.1.manager"}
    assert set(unknown.value.fields) == {"members.0.manager"}
    assert not Member.objects.exists()
