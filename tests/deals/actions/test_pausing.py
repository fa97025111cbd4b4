"""Resting deals."""

from datetime import datetime, timedelta

import pytest

from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.pausing import pause_deal, resume_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Invalid, NotFound
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def in_days(days: int) -> datetime:
    return clock.now() + timedelta(days=days)


def test_a_pause_has_a_date_and_a_reason(cast: Cast, shop: Shop) -> None:
    deal, until = make_deal(shop, cast.alice), in_days(7)
    facts = Facts()

    pause_deal(actor(cast.alice), deal=deal, until=until, reason="After the holidays")

    row = Deal.objects.get(pk=deal.pk)
    assert (row.paused_until, row.pause_reason) == (until, "After the holidays")
    assert (facts.only.kind, facts.only.data) == ("deal.paused", {"until": until.isoformat()})


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(-1, "x", "until"), (400, "x", "until"), (5, "  ", "reason")]
)
def test_a_pause_without_end_or_reason_is_refused(
    cast: Cast, shop: Shop, days: int, reason: str, field: str
) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        pause_deal(actor(cast.alice), deal=deal, until=in_days(days), reason=reason)

    assert (list(refusal.value.fields), facts.kinds) == ([field], [])


def test_resuming_ends_it_and_once_is_enough(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    pause_deal(actor(cast.alice), deal=deal, until=in_days(7), reason="Later")
    facts = Facts()

    resume_deal(actor(cast.alice), deal=deal)
    resume_deal(actor(cast.alice), deal=deal)

    assert Deal.objects.get(pk=deal.pk).paused_until is None
    assert facts.kinds == ["deal.resumed"]


def test_closed_and_foreign_deals_do_not_rest(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    win_deal(actor(cast.alice), deal=deal)
    facts = Facts()

    with pytest.raises(Conflict):
        pause_deal(actor(cast.alice), deal=deal, until=in_days(7), reason="Later")
    with pytest.raises(NotFound):
        pause_deal(actor(cast.dave), deal=deal, until=in_days(7), reason="Later")

    assert facts.kinds == []
