"""Giving, claiming and releasing deals."""

import pytest

from pritok.accounts.actor import system
from pritok.deals.actions.assigning import assign_deal, claim_deal
from pritok.deals.models import Deal
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from pritok.kit.ids import new_id
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db


def test_a_lead_gives_a_deal_inside_the_team_and_the_client_follows(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    deal = make_deal(shop, cast.alice, contact=contact)
    facts = Facts()

    assign_deal(actor(cast.carol), deal=deal, owner=cast.bob)

    row = Deal.objects.get(pk=deal.pk)
    contact.refresh_from_db()
    assert (row.owner, contact.owner, row.version) == (cast.bob, cast.bob, 2)
    assert row.owner_since is not None
    fact = facts.only
    assert (fact.kind, fact.owner_id) == ("deal.assigned", cast.bob.pk)
    assert fact.audience == f"user:{cast.bob.pk} user:{cast.alice.pk}"
    assert fact.data == {"from_owner": cast.alice.pk, "to_owner": cast.bob.pk, "how": "hand"}


def test_releasing_puts_the_deal_into_the_pool(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    released = assign_deal(actor(cast.carol), deal=deal, owner=None)

    assert (released.owner_id, released.owner_since) == (None, None)
    assert facts.only.audience == f"pool user:{cast.alice.pk}"
    assert facts.only.data["how"] == "release"


def test_routing_names_its_ledger_row(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)
    ledger = new_id()
    facts = Facts()

    assign_deal(system("routing"), deal=deal, owner=cast.dave, how="fair", assignment=ledger)

    assert facts.only.data["assignment"] == str(ledger)
    assert facts.only.author == "system:routing"


@pytest.mark.parametrize(("who", "to"), [("alice", "bob"), ("carol", "dave")])
def test_giving_outside_ones_right_is_forbidden(cast: Cast, shop: Shop, who: str, to: str) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Forbidden):
        assign_deal(actor(getattr(cast, who)), deal=deal, owner=getattr(cast, to))

    assert (Deal.objects.get(pk=deal.pk).owner, facts.kinds) == (cast.alice, [])


def test_a_lead_does_not_find_deals_of_another_team(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)

    with pytest.raises(NotFound):
        assign_deal(actor(cast.erin), deal=deal, owner=cast.dave)


def test_nobody_gets_deals_after_leaving(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    cast.bob.is_active = False
    cast.bob.save()
    facts = Facts()

    with pytest.raises(Invalid):
        assign_deal(actor(cast.henry), deal=deal, owner=cast.bob)

    assert facts.kinds == []


def test_giving_to_the_present_owner_is_no_fact(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    assert assign_deal(actor(cast.henry), deal=deal, owner=cast.alice).version == 1
    assert facts.kinds == []


def test_a_manager_claims_from_the_pool(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)
    facts = Facts()

    claimed = claim_deal(actor(cast.alice), deal=deal)

    assert claimed.owner_id == cast.alice.pk
    assert facts.only.audience == f"user:{cast.alice.pk} pool"
    assert facts.only.data == {"from_owner": None, "to_owner": cast.alice.pk, "how": "claim"}


def test_claiming_twice_changes_nothing(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)
    claim_deal(actor(cast.alice), deal=deal)
    facts = Facts()

    claim_deal(actor(cast.alice), deal=deal)

    assert facts.kinds == []


def test_who_comes_second_is_told_that_it_is_taken(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)
    claim_deal(actor(cast.alice), deal=deal)
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        claim_deal(actor(cast.carol), deal=deal)
    with pytest.raises(NotFound):
        claim_deal(actor(cast.dave), deal=deal)

    assert (refusal.value.code, facts.kinds) == ("taken", [])


def test_programs_claim_nothing(shop: Shop) -> None:
    deal = make_deal(shop, None)
    facts = Facts()

    with pytest.raises(Forbidden):
        claim_deal(token_actor("write"), deal=deal)

    assert facts.kinds == []
