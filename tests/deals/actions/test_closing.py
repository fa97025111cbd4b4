"""Winning, losing for a reason, taking up again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pritok.deals.actions.closing import lose_deal, reopen_deal, win_deal
from pritok.deals.actions.pausing import pause_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Invalid
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def test_a_won_deal_keeps_its_stage_and_says_its_amount(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice, amount_minor=100)
    facts = Facts()

    win_deal(actor(cast.alice), deal=deal, comment="Signed")

    row = Deal.objects.get(pk=deal.pk)
    assert (row.state, row.stage, row.loss_comment) == ("won", shop.first, "Signed")
    assert row.closed_at is not None
    assert (facts.only.kind, facts.only.at) == ("deal.won", row.closed_at)
    assert facts.only.data == {"stage": shop.first.pk, "amount_minor": 100}


def test_a_lost_deal_keeps_reason_and_comment(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    lose_deal(actor(cast.alice), deal=deal, reason=shop.reason, comment="Twice the budget")

    row = Deal.objects.get(pk=deal.pk)
    assert (row.state, row.loss_reason, row.loss_comment) == (
        "lost",
        shop.reason,
        "Twice the budget",
    )
    assert facts.only.data == {
        "stage": shop.first.pk,
        "reason": shop.reason.pk,
        "reason_group": shop.reason.group_id,
    }


def test_a_reason_of_a_group_that_is_no_refusal_is_told_so(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    lose_deal(actor(cast.alice), deal=deal, reason=shop.duplicate)

    assert facts.only.data["is_refusal"] is False


@pytest.mark.parametrize("reason", [None, 999])
def test_without_a_known_reason_nothing_is_lost(cast: Cast, shop: Shop, reason: int | None) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        lose_deal(actor(cast.alice), deal=deal, reason=reason)

    assert list(refusal.value.fields) == ["reason"]
    assert (Deal.objects.get(pk=deal.pk).state, facts.kinds) == ("open", [])


def test_an_archived_reason_is_refused(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    shop.reason.is_archived = True
    shop.reason.save()

    with pytest.raises(Invalid):
        lose_deal(actor(cast.alice), deal=deal, reason=shop.reason)


def test_the_database_itself_refuses_a_loss_without_reason(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(state="lost", closed_at=clock.now())


def test_closing_ends_a_pause_with_a_fact_of_its_own(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    until = clock.now() + timedelta(days=3)
    pause_deal(actor(cast.alice), deal=deal, until=until, reason="Holiday")
    facts = Facts()

    win_deal(actor(cast.alice), deal=deal)

    row = Deal.objects.get(pk=deal.pk)
    assert (row.paused_until, row.pause_reason) == (None, "")
    assert facts.kinds == ["deal.resumed", "deal.won"]


def test_a_deal_may_be_closed_at_an_earlier_moment(cast: Cast, shop: Shop) -> None:
    began = clock.now() - timedelta(days=10)
    deal = make_deal(shop, cast.alice, at=began)
    facts = Facts()

    win_deal(actor(cast.alice), deal=deal, at=began + timedelta(days=1))

    assert Deal.objects.get(pk=deal.pk).closed_at == began + timedelta(days=1)
    assert facts.only.at == began + timedelta(days=1)


@pytest.mark.parametrize("days", [-11, 1])
def test_but_not_before_it_began_nor_in_the_future(cast: Cast, shop: Shop, days: int) -> None:
    deal = make_deal(shop, cast.alice, at=clock.now() - timedelta(days=10))
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        win_deal(actor(cast.alice), deal=deal, at=clock.now() + timedelta(days=days))

    assert (list(refusal.value.fields), facts.kinds) == (["at"], [])


def test_a_closed_deal_is_not_closed_again(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    win_deal(actor(cast.alice), deal=deal)
    facts = Facts()

    with pytest.raises(Conflict):
        lose_deal(actor(cast.alice), deal=deal, reason=shop.reason)

    assert (Deal.objects.get(pk=deal.pk).state, facts.kinds) == ("won", [])


def test_a_reopened_deal_keeps_its_clock(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice, at=clock.now() - timedelta(days=10))
    lose_deal(actor(cast.alice), deal=deal, reason=shop.reason, comment="No")
    facts = Facts()

    reopen_deal(actor(cast.alice), deal=deal)

    row = Deal.objects.get(pk=deal.pk)
    assert (row.state, row.closed_at, row.loss_reason, row.loss_comment) == ("open", None, None, "")
    assert (row.created_at, row.stage_entered_at) == (deal.created_at, deal.stage_entered_at)
    assert facts.only.data == {"stage": shop.first.pk, "was": "lost"}


def test_reopening_an_open_deal_is_no_fact(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    assert reopen_deal(actor(cast.alice), deal=deal).version == 1
    assert facts.kinds == []


def test_a_deal_reopened_in_an_archived_stage_goes_to_the_one_before(
    cast: Cast, shop: Shop
) -> None:
    deal = make_deal(shop, cast.alice, stage=shop.third)
    win_deal(actor(cast.alice), deal=deal)
    shop.third.is_archived = True
    shop.third.save()
    facts = Facts()

    reopened = reopen_deal(actor(cast.alice), deal=deal)

    assert reopened.stage_id == shop.second.pk
    assert facts.kinds == ["deal.reopened", "deal.moved"]
