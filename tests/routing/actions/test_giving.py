"""Giving out: who gets a deal, what the ledger keeps of it, and who is never given one."""

from collections import Counter
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from pritok.clients.actions import add_contact
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.models import Deal
from pritok.journal.models import Fact
from pritok.kit import clock
from pritok.routing import fair
from pritok.routing.actions import giving
from pritok.routing.actions.giving import give_out
from pritok.routing.models import Assignment, Member, WaitingDeal
from pritok.routing.rounds import ROUTING, features
from tests.factories import Cast, make_cast
from tests.routing.company import INTAKE, make_pipeline, make_waiting, owner_of, send_away

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_a_waiting_deal_gets_an_owner_a_ledger_row_and_two_facts(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    deal = make_waiting(pipeline, amount_minor=500_00)

    assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 1

    row = Assignment.objects.get(deal=deal)
    assert owner_of(deal) == row.person_id
    assert row.branch == "fair"
    assert row.propensity == 0.5
    assert [seen["manager"] for seen in row.eligible] == [cast.alice.pk, cast.bob.pk]
    assert row.features["amount_minor"] == 500_00
    assert row.features["channel"] == "api"
    assert not WaitingDeal.objects.exists()
    kinds = Fact.objects.filter(deal_id=deal.pk).order_by("seq").values_list("kind", "owner_id")
    assert list(kinds) == [
        ("deal.created", None),
        ("assignment.decided", row.person_id),
        ("deal.assigned", row.person_id),
    ]


def test_deals_are_shared_by_weight_and_the_count_follows(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    Member.objects.filter(person=cast.bob).update(weight=50)
    for _ in range(12):
        make_waiting(pipeline)

    give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)

    given = Counter(Deal.objects.values_list("owner__name", flat=True))
    assert given == {"Alice": 8, "Bob": 4}
    members = Member.objects.order_by("pk").values_list("given", "due_parts")
    assert [(given, round(due / fair.PARTS, 6)) for given, due in members] == [(8, 8.0), (4, 4.0)]


def test_an_absent_manager_is_passed_over_and_finds_no_flood(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    now = clock.now()
    send_away(cast.bob, starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1))
    for _ in range(10):
        make_waiting(pipeline)

    give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)
    with clock.frozen(now + timedelta(days=2)):
        for _ in range(4):
            make_waiting(pipeline)
        give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)

    assert Counter(Deal.objects.values_list("owner__name", flat=True)) == {"Alice": 12, "Bob": 2}


def test_a_full_desk_gets_nothing_more_and_the_rest_waits(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob, capacity=2)
    for _ in range(5):
        make_waiting(pipeline)

    assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 4

    assert Counter(Deal.objects.values_list("owner__name", flat=True)) == {
        "Alice": 2, "Bob": 2, None: 1,
    }  # fmt: skip
    assert WaitingDeal.objects.get().reason == "all_full"


def test_the_oldest_is_served_first_when_a_desk_is_free_again(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, capacity=1)
    now = clock.now()
    young = make_waiting(pipeline, since=now - timedelta(hours=1))
    old = make_waiting(pipeline, since=now - timedelta(hours=9))

    give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)

    assert owner_of(old) == cast.alice.pk
    assert owner_of(young) is None


def test_a_known_client_keeps_the_manager_outside_the_count(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    client = add_contact(INTAKE, name="Clara", owner=cast.dave.pk)
    deal = make_waiting(pipeline, contact=client)

    give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)

    assert owner_of(deal) == cast.dave.pk
    assert Assignment.objects.get().branch == "known_client"
    assert Member.objects.get().given == 0


def test_the_client_of_an_absent_manager_does_not_wait_for_the_return(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    now = clock.now()
    send_away(cast.dave, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(days=9))
    client = add_contact(INTAKE, name="Clara", owner=cast.dave.pk)
    deal = make_waiting(pipeline, contact=client)

    give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)

    assert owner_of(deal) == cast.alice.pk


def test_who_gave_a_deal_back_is_not_given_it_again(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    deal = make_waiting(pipeline, contact=add_contact(INTAKE, name="Clara", owner=cast.alice.pk))
    WaitingDeal.objects.update(former_id=cast.alice.pk)

    give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)

    assert owner_of(deal) == cast.bob.pk


def test_without_members_the_deal_waits_and_says_why_once(cast: Cast) -> None:
    pipeline = make_pipeline()
    deal = make_waiting(pipeline)

    for _ in range(3):
        assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 0

    assert owner_of(deal) is None
    assert WaitingDeal.objects.get().reason == "no_members"
    assert Assignment.objects.get().branch == "no_members"
    assert Fact.objects.filter(kind="assignment.decided").count() == 1


def test_two_deals_of_a_new_client_at_once_go_to_one_manager(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob, cast.dave)
    client = add_contact(INTAKE, name="Clara")
    deals = [make_waiting(pipeline, contact=client) for _ in range(3)]

    assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 3

    client.refresh_from_db()
    assert {owner_of(deal) for deal in deals} == {client.owner_id}
    assert Counter(Assignment.objects.values_list("branch", flat=True)) == {
        "fair": 1, "known_client": 2,
    }  # fmt: skip


def test_a_pipeline_by_hand_gives_nothing_out(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, mode="manual")
    deal = make_waiting(pipeline)

    assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 0

    assert owner_of(deal) is None
    assert not Fact.objects.filter(kind="assignment.decided").exists()


def test_a_deal_somebody_took_meanwhile_only_leaves_the_line(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    deal = make_waiting(pipeline)
    assign_deal(INTAKE, deal=deal.pk, owner=cast.bob)

    assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 1

    assert owner_of(deal) == cast.bob.pk
    assert not Assignment.objects.exists()


def test_a_deal_that_cannot_be_given_out_does_not_hold_up_the_next(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    bad = make_waiting(pipeline, since=clock.now() - timedelta(hours=1))
    good = make_waiting(pipeline)

    def fail_for_bad(deal: Deal, *args: Any) -> dict[str, Any]:
        if deal == bad:
            raise RuntimeError("broken")
        return features(deal, *args)

    with mock.patch.object(giving, "features", fail_for_bad):
        assert give_out(ROUTING, pipeline_id=pipeline.pk, limit=20) == 1

    assert owner_of(good) == cast.alice.pk
    waiting = WaitingDeal.objects.get(deal=bad)
    assert (waiting.attempts, waiting.reason) == (1, "RuntimeError")
    assert waiting.retry_at is not None
    assert Member.objects.get().given == 1


def test_the_queries_of_a_decision_do_not_grow_with_the_company(
    cast: Cast, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    pipeline = make_pipeline(*cast.everybody())
    for _ in range(20):
        make_waiting(pipeline)

    with django_assert_max_num_queries(30):  # type: ignore[operator]
        give_out(ROUTING, pipeline_id=pipeline.pk, limit=20)
