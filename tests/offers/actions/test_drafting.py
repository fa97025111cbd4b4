"""Writing an offer: what it begins with, what may be changed and when, and what a version keeps for ever."""

from datetime import timedelta
from typing import Any

import pytest

from pritok.deals.actions.closing import win_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from pritok.offers.actions.drafting import discard_draft, draft_offer, edit_offer, new_version
from pritok.offers.models import Offer, OfferVersion
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import SETTING_UP, Facts, Shop, make_deal
from tests.offers.offering import line, send, with_option

pytestmark = pytest.mark.django_db


def test_an_offer_begins_with_the_lines_of_its_deal_and_their_costs(
    cast: Cast, shop: Shop, deal: Deal
) -> None:
    facts = Facts()

    offer = draft_offer(actor(cast.alice), deal=deal)

    version = offer.versions.get()
    assert [(row["name"], row["cost_minor"]) for row in version.lines] == [
        ("Python", shop.product.cost_minor),
        ("Book", None),
    ]
    assert (version.amount_minor, version.title, version.currency) == (
        230_000,
        "Commercial offer",
        "RUB",
    )
    fact = facts.only
    assert fact.kind == "offer.drafted"
    assert fact.data == {"offer": str(offer.pk), "offer_version": 1}
    assert (fact.subject, fact.owner_id) == (f"offer:{offer.pk}", cast.alice.pk)
    assert fact.audience == f"user:{cast.alice.pk}"


def test_numbers_follow_each_other(cast: Cast, deal: Deal) -> None:
    numbers = [draft_offer(actor(cast.alice), deal=deal).number for _ in range(3)]

    assert numbers == [1, 2, 3]


def test_the_terms_of_the_last_offer_are_there_again(cast: Cast, deal: Deal) -> None:
    first = with_option(cast.alice, deal)
    habits = {"terms": "Paid in advance.", "is_vat_included": False}
    edit_offer(actor(cast.alice), offer=first.pk, changes=habits)
    assert draft_offer(actor(cast.alice), deal=deal).versions.get().terms == ""

    send(cast.alice, first)

    version = draft_offer(actor(cast.alice), deal=deal).versions.get()
    assert (version.terms, version.is_vat_included) == ("Paid in advance.", False)


def test_an_edit_is_a_fact_that_names_fields_and_the_same_again_is_none(
    cast: Cast, deal: Deal
) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    facts = Facts()
    changes = {"intro": "Dear Nora", "lines": [line("Course", vat_bp=2_000, note="8 weeks")]}

    edit_offer(actor(cast.alice), offer=offer.pk, changes=changes)
    edit_offer(actor(cast.alice), offer=offer.pk, changes={"intro": "Dear Nora"})

    assert facts.only.data["fields"] == ["intro", "lines"]
    [row] = offer.versions.get().lines
    assert (row["note"], row["vat_bp"], row["is_optional"]) == ("8 weeks", 2_000, False)


def test_a_line_keeps_its_key_and_its_cost_whatever_else_changes(
    cast: Cast, shop: Shop, deal: Deal
) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    shop.product.cost_minor = 99
    shop.product.save()
    kept = line("Python!", key=1, product_id=shop.product.pk)

    edit_offer(actor(cast.alice), offer=offer.pk, changes={"lines": [line("New"), kept]})

    rows = offer.versions.get().lines
    assert [(row["key"], row["cost_minor"]) for row in rows] == [(3, None), (1, 60_000)]


def test_a_key_is_never_given_twice_within_an_offer(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    send(cast.alice, offer)
    new_version(actor(cast.alice), offer=offer.pk)
    edit_offer(actor(cast.alice), offer=offer.pk, changes={"lines": [line("Only", key=3)]})

    edit_offer(
        actor(cast.alice), offer=offer.pk, changes={"lines": [line("Only", key=3), line("More")]}
    )

    last = offer.versions.last()
    assert last is not None
    assert [row["key"] for row in last.lines] == [3, 5]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lines": [line("x", quantity_milli=0)]}, "lines.0.quantity"),
        ({"lines": [line("x", discount_minor=200_000)]}, "lines.0.discount"),
        ({"lines": [line("x", key=77)]}, "lines.0.id"),
        ({"lines": [line("x", key=1), line("x", key=1)]}, "lines"),
        ({"lines": [line("x", product_id=10**6)]}, "lines.0.product"),
        ({"lines": [line("x", vat_bp=10_001)]}, "lines.0.vat"),
        ({"lines": [line("x", cost_minor=1)]}, "lines.0.cost"),
        ({"lines": [line("x", 9 * 10**10), line("y", 9 * 10**10, is_optional=True)]}, "lines"),
        ({"lines": [line("x")] * 101}, "lines"),
        ({"title": ""}, "title"),
        ({"valid_until": clock.now().date() + timedelta(days=1_000)}, "valid_until"),
        ({"currency": "USD"}, "currency"),
    ],
)
def test_an_impossible_edit_is_refused_and_recorded_nowhere(
    cast: Cast, deal: Deal, changes: dict[str, Any], field: str
) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    before, facts = offer.versions.get().lines, Facts()

    with pytest.raises(Invalid) as refusal:
        edit_offer(actor(cast.alice), offer=offer.pk, changes=changes)

    assert list(refusal.value.fields) == [field]
    assert offer.versions.get().lines == before
    assert facts.kinds == []


def test_an_edit_of_an_old_picture_is_answered_with_the_difference(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    edit_offer(actor(cast.carol), offer=offer.pk, changes={"intro": "Hers"}, revision=1)

    with pytest.raises(Conflict) as refusal:
        edit_offer(actor(cast.alice), offer=offer.pk, changes={"intro": "Mine"}, revision=1)

    assert refusal.value.code == "stale"
    assert refusal.value.extra["difference"] == {"intro": {"yours": "Mine", "current": "Hers"}}


def test_costs_do_not_stand_in_the_difference(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    edit_offer(actor(cast.carol), offer=offer.pk, changes={"lines": [line("Hers", cost_minor=777)]})

    changes = {"lines": [line("Mine")]}
    with pytest.raises(Conflict) as refusal:
        edit_offer(actor(cast.alice), offer=offer.pk, changes=changes, revision=1)

    assert "777" not in str(refusal.value.extra)


def test_what_was_sent_is_not_edited_but_written_anew(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    send(cast.alice, offer)
    sent = OfferVersion.objects.values().get(offer=offer)
    with pytest.raises(Conflict, match="does not change"):
        edit_offer(actor(cast.alice), offer=offer.pk, changes={"intro": "x"})

    second = new_version(actor(cast.alice), offer=offer.pk)
    edit_offer(actor(cast.alice), offer=offer.pk, changes={"intro": "Better", "lines": []})

    assert second.number == 2
    assert OfferVersion.objects.values().get(offer=offer, number=1) == sent


def test_one_draft_at_a_time(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)

    with pytest.raises(Conflict) as refusal:
        new_version(actor(cast.alice), offer=offer.pk)

    assert refusal.value.code == "draft_exists"


def test_a_draft_thrown_away_takes_only_itself(cast: Cast, deal: Deal) -> None:
    sent, unsent = with_option(cast.alice, deal), with_option(cast.alice, deal)
    send(cast.alice, sent)
    new_version(actor(cast.alice), offer=sent.pk)
    facts = Facts()

    discard_draft(actor(cast.alice), offer=sent.pk)
    discard_draft(actor(cast.alice), offer=unsent.pk)

    assert list(Offer.objects.values_list("pk", flat=True)) == [sent.pk]
    assert sent.versions.count() == 1
    assert facts.kinds == ["offer.discarded", "offer.discarded"]


def test_a_closed_deal_gets_no_offers(cast: Cast, deal: Deal) -> None:
    win_deal(actor(cast.alice), deal=deal)
    facts = Facts()

    with pytest.raises(Conflict, match="closed"):
        draft_offer(actor(cast.alice), deal=deal)

    assert facts.kinds == []


def test_who_may_not_change_the_deal_writes_no_offers(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    for stranger in (cast.bob, cast.erin):
        with pytest.raises(NotFound):
            draft_offer(actor(stranger), deal=deal)
        with pytest.raises(NotFound):
            edit_offer(actor(stranger), offer=offer.pk, changes={"intro": "x"})
    with pytest.raises(Forbidden):
        edit_offer(token_actor("read"), offer=offer.pk, changes={"intro": "x"})


def test_a_deal_in_the_pool_is_first_claimed(cast: Cast, shop: Shop) -> None:
    pooled = make_deal(shop, None)
    offer = draft_offer(SETTING_UP, deal=pooled)

    with pytest.raises(Forbidden):
        edit_offer(actor(cast.alice), offer=offer.pk, changes={"intro": "x"})
