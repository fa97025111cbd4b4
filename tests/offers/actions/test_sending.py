"""Sending freezes a version and makes the one link to it; older links and revoked ones lead nowhere."""

from datetime import timedelta

import pytest

from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.merging import merge_deals
from pritok.deals.actions.removing import delete_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Invalid, TooMany
from pritok.offers.access import hash_of, living_link
from pritok.offers.actions.drafting import draft_offer, edit_offer, new_version
from pritok.offers.actions.sending import MOST_LINKS, issue_link, revoke_offer, send_offer
from pritok.offers.content import Content, end_of
from pritok.offers.models import Offer, OfferLink
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal
from tests.offers.offering import accept, line, send, send_again, with_option

pytestmark = pytest.mark.django_db


def test_sending_freezes_the_version_and_moves_nothing_else(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    before = Deal.objects.values().get(pk=deal.pk)
    facts = Facts()

    sent = send_offer(actor(cast.alice), offer=offer.pk)

    row = Offer.objects.get(pk=offer.pk)
    version = row.versions.get()
    assert (row.state, row.sent_version, row.valid_until) == ("sent", 1, version.valid_until)
    assert version.content_hash == Content.of(version).hash()
    assert version.company == "Brook"
    fact = facts.only
    assert fact.kind == "offer.sent"
    assert fact.data == {"offer": str(offer.pk), "offer_version": 1, "amount_minor": 100_000}
    assert sent.secret not in str(fact)
    assert Deal.objects.values().get(pk=deal.pk) == before


def test_of_the_secret_only_the_hash_is_kept(cast: Cast, deal: Deal) -> None:
    secret = send_offer(actor(cast.alice), offer=with_option(cast.alice, deal).pk).secret

    link = OfferLink.objects.get()
    assert len(secret) == 32
    assert link.token_hash == hash_of(secret)
    assert secret not in str(OfferLink.objects.values().get())
    assert link.expires_at == end_of(link.version.valid_until, "Europe/Moscow")


def test_the_hash_covers_every_word_and_number_but_no_cost(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    version = offer.versions.get()
    whole = Content.of(version)
    hashes = {whole.hash()}

    version.lines[0]["cost_minor"] = 1
    assert Content.of(version).hash() in hashes
    for change in ("price_minor", "discount_minor", "quantity_milli"):
        version.lines[0][change] += 1
        hashes.add(Content.of(version).hash())
    for word in ("title", "recipient", "intro", "terms", "currency", "details"):
        setattr(version, word, f"{getattr(version, word)}!")
        hashes.add(Content.of(version).hash())
    version.is_vat_included = not version.is_vat_included
    hashes.add(Content.of(version).hash())

    assert len(hashes) == 11
    assert "cost" not in str(whole.said())


def test_a_new_version_ends_the_links_to_the_old_one(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    old = send(cast.alice, offer)
    new_version(actor(cast.alice), offer=offer.pk)
    assert living_link(old.token_hash) is not None

    new = send(cast.alice, offer)

    assert living_link(old.token_hash) is None
    assert living_link(new.token_hash) is not None


def test_a_revoked_offer_is_sent_again_as_a_new_version_only(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    link = send(cast.alice, offer)
    facts = Facts()

    revoke_offer(actor(cast.alice), offer=offer.pk)
    revoke_offer(actor(cast.alice), offer=offer.pk)

    assert facts.kinds == ["offer.revoked"]
    assert living_link(link.token_hash) is None
    with pytest.raises(Conflict):
        issue_link(actor(cast.alice), offer=offer.pk)
    again = send_again(cast.alice, offer, [line("Course", 900)])
    assert living_link(again.token_hash) is not None
    assert Offer.objects.get().state == "sent"


def test_links_are_made_anew_up_to_a_limit(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    send(cast.alice, offer)
    facts = Facts()

    secrets = {issue_link(actor(cast.alice), offer=offer.pk).secret for _ in range(MOST_LINKS - 1)}

    assert len(secrets) == MOST_LINKS - 1
    assert set(facts.kinds) == {"offer.linked"}
    with pytest.raises(TooMany):
        issue_link(actor(cast.alice), offer=offer.pk)


def test_a_link_ends_with_the_last_day_in_the_companys_zone(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))

    with clock.frozen(link.expires_at - timedelta(seconds=1)):
        assert living_link(link.token_hash) is not None
    with clock.frozen(link.expires_at):
        assert living_link(link.token_hash) is None
        with pytest.raises(Conflict, match="time is over"):
            issue_link(actor(cast.alice), offer=link.version.offer_id)


def test_an_offer_without_lines_or_time_is_not_sent(cast: Cast, shop: Shop) -> None:
    empty = draft_offer(actor(cast.alice), deal=make_deal(shop, cast.alice))
    facts = Facts()
    with pytest.raises(Invalid) as refusal:
        send_offer(actor(cast.alice), offer=empty.pk)
    assert list(refusal.value.fields) == ["lines"]
    assert facts.kinds == []

    yesterday = clock.now().date() - timedelta(days=2)
    changes = {"lines": [line("Course")], "valid_until": yesterday}
    edit_offer(actor(cast.alice), offer=empty.pk, changes=changes)
    with pytest.raises(Invalid) as refusal:
        send_offer(actor(cast.alice), offer=empty.pk)
    assert list(refusal.value.fields) == ["valid_until"]


def test_a_draft_changed_meanwhile_is_not_sent_unseen(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    edit_offer(actor(cast.carol), offer=offer.pk, changes={"lines": [line("Course", 1)]})

    with pytest.raises(Conflict) as refusal:
        send_offer(actor(cast.alice), offer=offer.pk, revision=offer.revision)

    assert refusal.value.code == "stale"
    assert not OfferLink.objects.exists()


def test_accepted_offers_are_neither_revoked_nor_rewritten(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    accept(send(cast.alice, offer))
    for change in (revoke_offer, new_version):
        with pytest.raises(Conflict):
            change(actor(cast.alice), offer=offer.pk)


def test_a_closed_deal_sends_nothing(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    win_deal(actor(cast.alice), deal=deal)

    with pytest.raises(Conflict, match="closed"):
        send_offer(actor(cast.alice), offer=offer.pk)


def test_a_link_follows_a_merged_deal_and_dies_with_a_deleted_one(
    cast: Cast, shop: Shop, deal: Deal
) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    other = make_deal(shop, cast.alice)

    merge_deals(actor(cast.alice), kept=other, merged=deal)
    assert living_link(link.token_hash) is not None
    delete_deal(actor(cast.henry), deal=other)

    assert living_link(link.token_hash) is None
