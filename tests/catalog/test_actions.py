"""Changing the company's words."""

from typing import Any

import pytest

from pritok.accounts.actor import Actor
from pritok.catalog.actions import add_entry, add_product, change_entry, change_product
from pritok.catalog.models import Campaign, LossReason, Market, Product
from pritok.kit.errors import Forbidden, Invalid, NotFound
from tests.api_client import signed_in
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def henry(cast: Cast) -> Actor:
    return actor(cast.henry)


def test_an_entry_is_added_at_the_end_for_everyone_to_hear(henry: Actor, shop: Shop) -> None:
    facts = Facts()

    entry = add_entry(henry, dictionary="markets", name="South")

    assert Market.objects.get(pk=entry.pk).position == 1
    assert (facts.only.kind, facts.only.audience) == ("entry.added", "everyone")
    assert facts.only.data == {"dictionary": "markets", "entry": entry.pk}
    assert facts.only.subject == f"markets:{entry.pk}"


def test_campaigns_have_a_source_and_reasons_a_group(henry: Actor, shop: Shop) -> None:
    campaign = add_entry(henry, dictionary="campaigns", name="Fall", source=shop.source.pk)
    group = shop.reason.group_id
    reason = add_entry(
        henry, dictionary="loss_reasons", name="No answer", group=group, is_refusal=False
    )

    assert Campaign.objects.get(pk=campaign.pk).source == shop.source
    assert LossReason.objects.get(pk=reason.pk).is_refusal is False


@pytest.mark.parametrize(
    ("dictionary", "values", "field"),
    [
        ("markets", {"name": " NORTH"}, "name"),
        ("markets", {"name": " "}, "name"),
        ("markets", {"name": "X", "group": 1}, "group"),
        ("campaigns", {"name": "X", "source": 999}, "source"),
        ("loss_reasons", {"name": "X"}, "group"),
        ("loss_reasons", {"name": "X", "group": 999}, "group"),
    ],
)
def test_wrong_entries_are_named_and_not_added(
    henry: Actor, shop: Shop, dictionary: str, values: dict[str, Any], field: str
) -> None:
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        add_entry(henry, dictionary=dictionary, **values)

    assert (list(refusal.value.fields), facts.kinds) == ([field], [])


def test_two_groups_may_have_a_reason_of_one_name(henry: Actor, shop: Shop) -> None:
    group, name = shop.duplicate.group_id, shop.reason.name

    assert add_entry(henry, dictionary="loss_reasons", name=name, group=group).pk
    with pytest.raises(Invalid):
        add_entry(henry, dictionary="loss_reasons", name=name, group=shop.reason.group_id)


def test_archiving_frees_the_name_and_only_changes_are_told(henry: Actor, shop: Shop) -> None:
    facts = Facts()
    market = shop.market.pk

    change_entry(
        henry, dictionary="markets", entry=market, changes={"is_archived": True, "name": "North"}
    )
    change_entry(henry, dictionary="markets", entry=market, changes={"is_archived": True})

    assert Market.objects.get(pk=market).is_archived
    assert facts.only.data == {"dictionary": "markets", "entry": market, "fields": ["is_archived"]}
    assert add_entry(henry, dictionary="markets", name="North").pk


def test_a_product_costs_and_sells_in_whole_minor_units(henry: Actor, shop: Shop) -> None:
    facts = Facts()

    product = add_product(
        henry, name="Java", currency="RUB", price_minor=5, cost_minor=3, category=shop.category.pk
    )
    change_product(henry, product=product.pk, changes={"cost_minor": 4, "price_minor": 5})

    row = Product.objects.get(pk=product.pk)
    assert (row.cost_minor, row.category) == (4, shop.category)
    assert facts.kinds == ["entry.added", "entry.changed"]
    assert list(facts)[1].data["fields"] == ["cost_minor"]


def test_negative_money_and_unknown_rows_are_refused(henry: Actor, shop: Shop) -> None:
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        change_product(henry, product=shop.product.pk, changes={"price_minor": -1})
    with pytest.raises(NotFound):
        change_product(henry, product=999, changes={"price_minor": 1})
    with pytest.raises(NotFound):
        add_entry(henry, dictionary="users", name="X")

    assert (list(refusal.value.fields), facts.kinds) == (["price"], [])


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_managers_leads_and_programs_change_no_words(cast: Cast, shop: Shop, who: str) -> None:
    facts = Facts()

    for asker in (actor(getattr(cast, who)), token_actor("write")):
        with pytest.raises(Forbidden):
            add_entry(asker, dictionary="markets", name="X")
        with pytest.raises(Forbidden):
            change_product(asker, product=shop.product.pk, changes={"price_minor": 1})

    assert facts.kinds == []


def test_words_are_changed_over_http(cast: Cast, shop: Shop) -> None:
    client = signed_in(cast.ada)

    source = client.post("/dictionaries/sources", {"name": "Fair"})
    archived = client.patch(f"/dictionaries/sources/{source.json['id']}", {"is_archived": True})
    product = client.post("/products", {"name": "Go", "price": 10.5, "cost": None})
    priced = client.patch(f"/products/{product.json['id']}", {"cost": 0.1})

    assert (source.status, source.json["position"]) == (201, 1)
    assert archived.json["is_archived"] is True
    assert (product.json["price"], product.json["cost"]) == (10.5, None)
    assert (priced.json["price"], priced.json["cost"]) == (10.5, 0.1)
    assert client.post("/dictionaries/users", {"name": "X"}).status == 422
    assert client.patch("/dictionaries/markets/999", {"name": "X"}).status == 404
