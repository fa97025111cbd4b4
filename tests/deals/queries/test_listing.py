"""Lists of deals: order, pages, statements, masks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pritok.accounts.actor import Actor, system
from pritok.deals.actions.locking import lock_open_deals
from pritok.deals.models import Deal
from pritok.deals.queries.filters import DealFilters
from pritok.deals.queries.listing import (
    SORTS,
    contacts_with_deals,
    deals_by_ids,
    deals_of_contact,
    deals_page,
)
from pritok.kit.errors import Invalid
from pritok.kit.ids import new_id
from tests.factories import Cast, actor
from tests.factories_deals import Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db
ALL: Actor = system("test")
DAY = datetime(2030, 1, 1, tzinfo=UTC)


def all_pages(sort: str, limit: int = 2) -> list[str]:
    titles: list[str] = []
    cursor: str | None = None
    while True:
        rows, cursor, total = deals_page(ALL, DealFilters(), sort=sort, cursor=cursor, limit=limit)
        titles += [row["title"] for row in rows]
        assert total == Deal.objects.count()
        if cursor is None:
            return titles


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_pages_of_every_order_hold_every_deal_once(cast: Cast, shop: Shop, sort: str) -> None:
    amounts = [None, 5, 5, None, 1, 9, 5]
    for number, amount in enumerate(amounts):
        at = DAY + timedelta(days=number // 2)
        deal = make_deal(shop, cast.alice, f"{number} deal", amount_minor=amount, at=at)
        if number % 3 == 0:
            Deal.objects.filter(pk=deal.pk).update(last_contact_at=at)

    titles = all_pages(sort)

    assert sorted(titles) == sorted(f"{number} deal" for number in range(len(amounts)))
    if sort.endswith("amount"):
        assert {titles[-1], titles[-2]} == {"0 deal", "3 deal"}


def test_a_page_ends_between_equal_values(cast: Cast, shop: Shop) -> None:
    for number in range(5):
        make_deal(shop, cast.alice, str(number), at=DAY)

    assert len(set(all_pages("-created_at"))) == 5


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "WyJub3cgIiwgIngiXQ"])
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as refusal:
        deals_page(ALL, DealFilters(), cursor=cursor)

    assert list(refusal.value.fields) == ["cursor"]


@pytest.mark.parametrize("sort", ["cost", "margin", "owner__password", "?"])
def test_only_enumerated_orders_exist(sort: str) -> None:
    with pytest.raises(Invalid) as refusal:
        deals_page(ALL, DealFilters(), sort=sort)

    assert list(refusal.value.fields) == ["sort"]


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow_with_the_rows(
    cast: Cast, shop: Shop, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        contact = make_contact(cast.alice)
        make_deal(shop, cast.alice, contact=contact, product=shop.product, source=shop.source)

    with django_assert_num_queries(3):
        rows, _, total = deals_page(actor_of(cast), DealFilters())

    assert len(rows) == total == count


def actor_of(cast: Cast) -> Actor:
    return Actor("person", str(cast.alice.pk), person_id=cast.alice.pk, role="manager")


def test_a_row_names_everything_and_says_what_one_may_do(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice, "Nora")
    make_deal(
        shop, cast.alice, contact=contact, market=shop.market, amount_minor=149_990, custom={}
    )

    [row], _, _ = deals_page(actor(cast.alice), DealFilters())

    assert row["stage"] == {"id": shop.first.pk, "name": "New"}
    assert row["owner"] == {"id": cast.alice.pk, "name": "Alice"}
    assert row["contact"] == {"id": contact.pk, "name": "Nora"}
    assert (row["market"], row["source"]) == ({"id": shop.market.pk, "name": "North"}, None)
    assert row["amount"] == 1499.9
    assert row["can"] == {"open": True, "edit": True, "assign": False, "close": True}


def test_a_deal_of_the_pool_may_be_claimed_only(cast: Cast, shop: Shop) -> None:
    make_deal(shop, None)

    [row], _, _ = deals_page(actor(cast.alice), DealFilters())

    assert row["can"] == {"open": True, "edit": False, "assign": True, "close": False}


def test_the_list_behind_a_number_masks_other_peoples_clients(cast: Cast, shop: Shop) -> None:
    own = make_deal(shop, cast.alice, "Own")
    contact = make_contact(cast.dave)
    foreign = make_deal(shop, cast.dave, "Secret", contact=contact, amount_minor=100)
    ids = [foreign.pk, own.pk, new_id()]

    rows = deals_by_ids(actor(cast.alice), ids)

    assert [row["title"] for row in rows] == ["", "Own"]
    hidden: dict[str, Any] = rows[0]
    assert (hidden["contact"], hidden["company"], hidden["custom"]) == (None, None, {})
    assert (hidden["owner"]["name"], hidden["amount"]) == ("Dave", 1)
    assert not any(hidden["can"].values())


def test_deals_of_a_contact_are_newest_first_and_visible_only(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    make_deal(shop, cast.alice, "Old", contact=contact, at=DAY - timedelta(days=9999))
    make_deal(shop, cast.alice, "New", contact=contact)
    newest = make_deal(shop, cast.dave, "Foreign", contact=contact)

    rows = deals_of_contact(actor(cast.alice), contact.pk)

    assert [row["title"] for row in rows] == ["New", "Old"]
    assert lock_open_deals([contact.pk, new_id()]) == {contact.pk: newest}
    assert contacts_with_deals([contact.pk, new_id()]) == {contact.pk}
