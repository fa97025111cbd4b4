"""Moving a deal through its stages."""

from datetime import UTC, datetime

import pytest

from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.moving import move_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop, make_deal, make_pipeline

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 5, 5, 12, tzinfo=UTC)


def test_a_move_changes_the_stage_its_clock_and_the_version(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with clock.frozen(NOON):
        move_deal(actor(cast.alice), deal=deal, stage=shop.third)

    row = Deal.objects.get(pk=deal.pk)
    assert (row.stage, row.stage_entered_at, row.version) == (shop.third, NOON, 2)
    fact = facts.only
    assert (fact.kind, fact.at, fact.owner_id) == ("deal.moved", NOON, cast.alice.pk)
    assert fact.data == {
        "from_stage": shop.first.pk,
        "to_stage": shop.third.pk,
        "to_position": 2,
    }


def test_a_move_to_where_it_stands_is_no_fact(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    moved = move_deal(actor(cast.alice), deal=deal, stage=shop.first)

    assert (moved.version, facts.kinds) == (1, [])


def test_a_move_into_another_pipeline_says_so(cast: Cast, shop: Shop) -> None:
    other, [stage] = make_pipeline("Other", ["Only"])
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    moved = move_deal(actor(cast.alice), deal=deal.pk, stage=stage.pk)

    assert moved.pipeline_id == other.pk
    assert facts.only.data["pipeline"] == other.pk


def test_a_closed_deal_is_not_moved(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    win_deal(actor(cast.alice), deal=deal)
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        move_deal(actor(cast.alice), deal=deal, stage=shop.second)

    assert (refusal.value.code, facts.kinds) == ("deal_closed", [])


def test_an_archived_or_unknown_stage_is_refused(cast: Cast, shop: Shop) -> None:
    shop.second.is_archived = True
    shop.second.save()
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    for stage in (shop.second.pk, 999):
        with pytest.raises(Invalid):
            move_deal(actor(cast.alice), deal=deal, stage=stage)

    assert facts.kinds == []


def test_strangers_do_not_find_it_and_readers_do_not_move_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(NotFound):
        move_deal(actor(cast.bob), deal=deal, stage=shop.second)
    with pytest.raises(Forbidden):
        move_deal(token_actor("read"), deal=deal, stage=shop.second)

    assert (Deal.objects.get(pk=deal.pk).stage, facts.kinds) == (shop.first, [])


def test_an_old_version_is_answered_with_the_difference(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    move_deal(actor(cast.alice), deal=deal, stage=shop.second)
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        move_deal(actor(cast.alice), deal=deal, stage=shop.third, version=1)

    assert refusal.value.code == "stale"
    assert refusal.value.fields == {"stage": "changed"}
    assert refusal.value.extra == {
        "difference": {"stage": {"yours": shop.third.pk, "current": shop.second.pk}},
        "version": 2,
    }
    assert facts.kinds == []
