"""Whose deals one sees, changes, gives away."""

from typing import Any

import pytest

from pritok.accounts.actor import VISITOR, Actor, system
from pritok.accounts.models import User
from pritok.deals.access import (
    get_deal,
    get_editable_deal,
    may_claim,
    may_delete,
    may_give,
    visible_deals,
)
from pritok.deals.actions.removing import delete_deal
from pritok.kit.errors import Forbidden, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Shop, make_deal

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles(cast: Cast, shop: Shop) -> Any:
    """Make one deal of everybody and one of the pool, and tell whose an actor sees."""
    people: list[User | None] = [cast.alice, cast.bob, cast.carol, cast.dave, cast.erin, None]
    for person in people:
        make_deal(shop, person, title=person.name if person else "Pool")

    def seen_by(who: Actor) -> set[str]:
        return set(visible_deals(who).values_list("title", flat=True))

    return seen_by


def test_a_manager_sees_own_deals_and_the_pool(cast: Cast, titles: Any) -> None:
    assert titles(actor(cast.alice)) == {"Alice", "Pool"}


def test_a_lead_sees_the_team_and_the_pool(cast: Cast, titles: Any) -> None:
    assert titles(actor(cast.carol)) == {"Alice", "Bob", "Carol", "Pool"}


@pytest.mark.parametrize("who", ["henry", "ada"])
def test_heads_and_admins_see_everything(cast: Cast, titles: Any, who: str) -> None:
    everybody = {"Alice", "Bob", "Carol", "Dave", "Erin", "Pool"}
    assert titles(actor(getattr(cast, who))) == everybody


def test_tokens_see_by_their_scope(cast: Cast, titles: Any) -> None:
    assert len(titles(token_actor("read"))) == 6
    assert len(titles(token_actor("write"))) == 6
    assert titles(token_actor("intake")) == set()
    assert titles(VISITOR) == set()


def test_an_unseen_deal_does_not_exist(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.dave)

    with pytest.raises(NotFound):
        get_deal(actor(cast.alice), deal.pk)
    with pytest.raises(NotFound):
        get_editable_deal(actor(cast.carol), deal.pk)


def test_a_deleted_deal_does_not_exist_even_for_the_admin(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    delete_deal(actor(cast.ada), deal=deal)

    with pytest.raises(NotFound):
        get_deal(actor(cast.ada), deal.pk)


@pytest.mark.parametrize(
    ("who", "owner"), [("alice", "alice"), ("carol", "alice"), ("carol", None), ("henry", "dave")]
)
def test_owners_their_leads_and_heads_may_change(
    cast: Cast, shop: Shop, who: str, owner: str | None
) -> None:
    deal = make_deal(shop, getattr(cast, owner) if owner else None)

    assert get_editable_deal(actor(getattr(cast, who)), deal.pk) == deal


def test_a_deal_of_the_pool_is_claimed_before_a_manager_changes_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)

    with pytest.raises(Forbidden):
        get_editable_deal(actor(cast.alice), deal.pk)
    assert may_claim(actor(cast.alice), None)
    assert not may_claim(token_actor("write"), None)


def test_a_reading_token_changes_nothing(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)

    with pytest.raises(Forbidden):
        get_editable_deal(token_actor("read"), deal.pk)


def test_giving_stays_inside_the_team_of_a_lead(cast: Cast) -> None:
    carol, alice, dave = actor(cast.carol), cast.alice.pk, cast.dave.pk

    assert may_give(carol, alice, cast.bob.pk)
    assert may_give(carol, None, alice)
    assert may_give(carol, alice, None)
    assert not may_give(carol, alice, dave)
    assert not may_give(carol, dave, alice)
    assert not may_give(actor(cast.alice), alice, cast.bob.pk)
    assert may_give(actor(cast.henry), dave, alice)
    assert may_give(system("routing"), None, dave)


def test_only_those_who_see_everything_call_a_deal_junk(cast: Cast) -> None:
    allowed = [p.name for p in cast.everybody() if may_delete(actor(p))]

    assert allowed == ["Henry", "Ada"]
    assert not may_delete(token_actor("read"))
    assert may_delete(token_actor("write"))
