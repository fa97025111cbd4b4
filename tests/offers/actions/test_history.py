"""Offers of the past: what single actions would have left, and numbers that go on behind them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from pritok.deals.actions.history import import_histories
from pritok.deals.history import History
from pritok.deals.lines import LineDraft
from pritok.deals.models import Deal
from pritok.journal.recording import write_prepared
from pritok.kit.ids import new_id
from pritok.offers.actions.drafting import draft_offer
from pritok.offers.actions.history import continue_numbers, prepare_offers, told_offer
from pritok.offers.content import Content
from pritok.offers.history import Letterhead, PastOffer
from pritok.offers.models import Offer, OfferVersion, State
from tests.factories import Cast
from tests.factories_deals import SETTING_UP, Facts, Shop

pytestmark = pytest.mark.django_db
BEGAN = datetime(2030, 1, 7, 9, tzinfo=UTC)
HEAD = Letterhead("Brook Ltd", "en", "RUB", "Europe/Moscow", "secret")


def hours(count: int) -> datetime:
    return BEGAN + timedelta(hours=count)


def test_an_offer_of_the_past_is_there_as_it_was_sent_and_numbers_go_on(
    cast: Cast, shop: Shop
) -> None:
    deal_id = new_id()
    lines = [LineDraft("Lesson", 1500, 1000_00, 10_00), LineDraft("Book", 1000, 500_00)]
    offer = PastOffer(new_id(), 7, deal_id, hours(14), cast.alice.pk, lines, [hours(15), hours(40)])
    history = History(
        id=deal_id,
        key="1",
        title="Lessons",
        created_at=BEGAN,
        pipeline_id=shop.pipeline.pk,
        stage_id=shop.first.pk,
        currency="RUB",
        owner_id=cast.alice.pk,
        steps=told_offer(offer),
    )
    facts = Facts()

    import_histories(SETTING_UP, [history], via="import")
    with transaction.atomic():
        write_prepared(prepare_offers([offer], HEAD))
    continue_numbers(8)

    assert facts.kinds == ["deal.created", "offer.sent", "offer.opened", "offer.opened"]
    assert [fact.at for fact in facts] == [hours(0), hours(14), hours(15), hours(40)]
    sent = list(facts)[1]
    version = OfferVersion.objects.get()
    assert sent.data["amount_minor"] == version.amount_minor == 1985_00
    assert sent.author == f"person:{cast.alice.pk}"
    # Sent on 8 January by Moscow's clock.
    assert (version.valid_until, version.language) == (date(2030, 1, 22), "en")
    assert version.content_hash == Content.of(version).hash()
    assert Offer.objects.get().state == State.SENT
    [link] = version.links.all()
    assert [opening.opened_at for opening in link.openings.all()] == [hours(15), hours(40)]
    assert Deal.objects.get(pk=deal_id).last_contact_at == hours(40)
    assert draft_offer(SETTING_UP, deal=deal_id).number == 8
