"""One answer to exactly what was read: twice, late, altered or forged ones change nothing."""

import pytest

from pritok.catalog.models import LossReason
from pritok.deals.actions.closing import win_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Gone, Invalid
from pritok.offers.actions.answering import decline_offer
from pritok.offers.actions.drafting import draft_offer, edit_offer, new_version
from pritok.offers.actions.sending import revoke_offer
from pritok.offers.models import Acceptance, Decline, Offer, OfferVersion
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop
from tests.offers.offering import NORA, accept, line, option_of, send, send_again, with_option

pytestmark = pytest.mark.django_db


def test_an_acceptance_keeps_its_trail_and_tells_the_owner(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    facts = Facts()

    acceptance = accept(link, option_of(link.version.offer_id))

    row = Acceptance.objects.get()
    assert (row.name, row.email, row.ip, row.user_agent) == (
        "Nora North",
        "nora@north.test",
        "203.0.113.5",
        "Firefox",
    )
    assert (row.total_minor, row.options) == (130_000, [option_of(acceptance.offer_id)])
    assert row.content_hash == link.version.content_hash
    accepted, lines = facts
    assert accepted.kind == "offer.accepted"
    assert accepted.data == {"offer": str(acceptance.offer_id), "offer_version": 1}
    assert (accepted.author, accepted.audience) == ("visitor:visitor", f"user:{cast.alice.pk}")
    assert (lines.kind, lines.author) == ("deal.lines_changed", "system:offers")
    assert "Nora" not in str(list(facts))


def test_what_was_ticked_becomes_the_lines_of_the_deal_which_stays_open(
    cast: Cast, deal: Deal
) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))

    accept(link)

    row = Deal.objects.get(pk=deal.pk)
    assert [each.name for each in row.lines.all()] == ["Course"]
    assert (row.amount_minor, row.state) == (100_000, "open")
    assert row.last_contact_at is not None


def test_the_deal_gets_the_costs_of_the_day_of_writing(cast: Cast, shop: Shop, deal: Deal) -> None:
    link = send(cast.alice, draft_offer(actor(cast.alice), deal=deal))
    shop.product.cost_minor, shop.product.is_archived = 1, True
    shop.product.save()

    accept(link)

    assert [each.cost_minor for each in deal.lines.all()] == [60_000, None]
    assert [each.product_id for each in deal.lines.all()] == [shop.product.pk, None]


def test_a_second_acceptance_changes_nothing(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    first, facts = accept(link), Facts()

    with pytest.raises(Conflict) as refusal:
        accept(link, option_of(link.version.offer_id))

    assert refusal.value.code == "offer_answered"
    assert Acceptance.objects.get().options == first.options == []
    assert facts.kinds == []


@pytest.mark.parametrize("shown", ["", "0" * 64])
def test_another_hash_than_the_versions_own_is_not_accepted(
    cast: Cast, deal: Deal, shown: str
) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        accept(link, content_hash=shown)

    assert refusal.value.code == "offer_changed"
    assert not Acceptance.objects.exists()
    assert facts.kinds == []


def test_a_version_altered_behind_the_actions_back_is_not_accepted(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    version = OfferVersion.objects.get()
    version.lines[0]["price_minor"] = 1
    version.save()
    link.version.refresh_from_db()

    with pytest.raises(Conflict, match="changed"):
        accept(link)


def test_the_link_of_before_accepts_neither_old_nor_new_prices(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    old = send(cast.alice, offer)
    new = send_again(cast.alice, offer, [line("Course", 2_000)])

    with pytest.raises(Gone):
        accept(old)
    with pytest.raises(Gone):
        accept(old, content_hash=new.version.content_hash)

    assert accept(new).total_minor == 200_000


def test_a_draft_of_the_next_version_does_not_disturb_the_client(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    link = send(cast.alice, offer)
    new_version(actor(cast.alice), offer=offer.pk)
    edit_offer(actor(cast.alice), offer=offer.pk, changes={"lines": [line("Course", 2_000)]})

    assert accept(link).total_minor == 100_000


@pytest.mark.parametrize("options", [[1], [99], [2, 99]])
def test_only_options_can_be_ticked(cast: Cast, deal: Deal, options: list[int]) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))

    with pytest.raises(Invalid, match="no such option"):
        accept(link, *options)


def test_nothing_cannot_be_accepted(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    lines = [line("Small", is_optional=True), line("Large", is_optional=True)]
    edit_offer(actor(cast.alice), offer=offer.pk, changes={"lines": lines})
    link = send(cast.alice, offer)

    with pytest.raises(Invalid, match="Nothing is chosen"):
        accept(link)


def test_revoked_and_expired_offers_are_gone(cast: Cast, deal: Deal) -> None:
    revoked, expired = (send(cast.alice, with_option(cast.alice, deal)) for _ in range(2))
    revoke_offer(actor(cast.alice), offer=revoked.version.offer_id)
    facts = Facts()

    with pytest.raises(Gone):
        accept(revoked)
    with clock.frozen(expired.expires_at), pytest.raises(Gone):
        accept(expired)

    assert facts.kinds == []


def test_a_closed_deal_keeps_its_lines(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    win_deal(actor(cast.alice), deal=deal)

    accept(link)

    assert Deal.objects.get(pk=deal.pk).amount_minor == 230_000
    assert Offer.objects.get().state == "accepted"


def test_a_no_names_its_reason_and_can_be_answered_with_a_better_offer(
    cast: Cast, shop: Shop, deal: Deal
) -> None:
    offer = with_option(cast.alice, deal)
    link = send(cast.alice, offer)
    facts = Facts()

    decline_offer(link, reason=shop.reason.pk, comment="Twice our budget", by=NORA)

    row = Decline.objects.get()
    assert (row.reason_id, row.comment, row.ip) == (shop.reason.pk, "Twice our budget", NORA.ip)
    assert facts.only.kind == "offer.declined"
    assert facts.only.data == {
        "offer": str(offer.pk),
        "offer_version": 1,
        "reason": shop.reason.pk,
    }
    assert Offer.objects.get().state == "declined"
    with pytest.raises(Conflict):
        accept(link)
    assert accept(send_again(cast.alice, offer, [line("Course", 500)])).total_minor == 50_000


def test_own_words_are_enough_and_silence_is_not(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    with pytest.raises(Invalid):
        decline_offer(link, reason=None, by=NORA)

    decline_offer(link, reason=None, comment="Not now", by=NORA)

    assert Decline.objects.get().comment == "Not now"


def test_reasons_that_are_ours_alone_are_not_told_to_clients(
    cast: Cast, shop: Shop, deal: Deal
) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    old = LossReason.objects.create(name="Old", group=shop.reason.group, is_archived=True)

    for reason in (shop.duplicate.pk, old.pk, 10**6):
        with pytest.raises(Invalid):
            decline_offer(link, reason=reason, by=NORA)
