"""One action on many deals."""

from collections.abc import Callable

import pytest

from pritok.deals.actions import bulk
from pritok.deals.actions.closing import win_deal
from pritok.deals.models import Deal
from pritok.kit.errors import Invalid
from pritok.kit.ids import new_id
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def test_each_deal_stands_or_falls_by_itself(cast: Cast, shop: Shop) -> None:
    good, closed, foreign = (
        make_deal(shop, owner) for owner in (cast.alice, cast.alice, cast.dave)
    )
    win_deal(actor(cast.alice), deal=closed)
    ids = [foreign.pk, good.pk, closed.pk, good.pk]
    facts = Facts()

    result = bulk.move_deals(actor(cast.alice), deals=ids, stage=shop.second.pk)

    assert result.changed == 1
    assert [(pk, code) for pk, code, _ in result.refused] == [
        (foreign.pk, "not_found"),
        (closed.pk, "deal_closed"),
    ]
    assert Deal.objects.get(pk=good.pk).stage == shop.second
    assert (facts.kinds, facts.only.subject) == (["deal.moved"], f"deal:{good.pk}")


def test_many_deals_are_given_lost_and_edited(cast: Cast, shop: Shop) -> None:
    ids = [make_deal(shop, cast.alice).pk for _ in range(3)]
    carol = actor(cast.carol)
    facts = Facts()

    assert bulk.assign_deals(carol, deals=ids, owner=cast.bob.pk).changed == 3
    assert bulk.edit_deals(carol, deals=ids, changes={"market": shop.market.pk}).changed == 3
    assert bulk.lose_deals(carol, deals=ids, reason=shop.reason.pk).changed == 3

    assert facts.kinds == ["deal.assigned"] * 3 + ["deal.edited"] * 3 + ["deal.lost"] * 3
    seen = {(d.owner, d.market, d.loss_reason) for d in Deal.objects.all()}
    assert seen == {(cast.bob, shop.market, shop.reason)}


def test_wrong_requests_change_nothing_at_all(cast: Cast, shop: Shop) -> None:
    ids, alice = [make_deal(shop, cast.alice).pk], actor(cast.alice)
    facts = Facts()
    wrong: dict[str, Callable[[], object]] = {
        "reason": lambda: bulk.lose_deals(alice, deals=ids, reason=None),
        "stage": lambda: bulk.move_deals(alice, deals=ids, stage=999),
        "manager": lambda: bulk.assign_deals(alice, deals=ids, owner=999),
        "fields": lambda: bulk.edit_deals(alice, deals=ids, changes={}),
        "ids": lambda: bulk.lose_deals(alice, deals=[], reason=shop.reason.pk),
    }
    for field, call in wrong.items():
        with pytest.raises(Invalid) as refusal:
            call()
        assert list(refusal.value.fields) == [field]
    assert facts.kinds == []


def test_no_more_than_five_hundred_at_once(cast: Cast, shop: Shop) -> None:
    ids = [new_id() for _ in range(501)]

    with pytest.raises(Invalid):
        bulk.move_deals(actor(cast.alice), deals=ids, stage=shop.second.pk)
