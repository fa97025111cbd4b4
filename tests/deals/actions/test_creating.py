"""How a deal begins."""

from typing import Any

import pytest

from pritok.accounts.actor import VISITOR, system
from pritok.deals.actions.creating import create_deal
from pritok.deals.models import Deal
from pritok.kit.errors import Forbidden, Invalid
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import (
    Facts,
    Shop,
    make_contact,
    make_deal,
    make_field,
    make_pipeline,
)

pytestmark = pytest.mark.django_db


def test_a_manager_starts_a_deal_of_her_own(cast: Cast, shop: Shop) -> None:
    facts = Facts()

    deal = create_deal(
        actor(cast.alice),
        title="Lessons",
        pipeline=shop.pipeline,
        owner=cast.alice,
        product=shop.product,
        market=shop.market.pk,
        amount_minor=5_000_00,
    )

    row = Deal.objects.get(pk=deal.pk)
    assert (row.stage, row.owner, row.state) == (shop.first, cast.alice, "open")
    assert (row.created_at, row.owner_since) == (row.stage_entered_at, row.created_at)
    assert (row.currency, row.version, row.search_key) == ("RUB", 1, "lessons")
    fact = facts.only
    assert (fact.kind, fact.owner_id) == ("deal.created", cast.alice.pk)
    assert fact.audience == f"user:{cast.alice.pk}"
    assert fact.data == {
        "pipeline": shop.pipeline.pk,
        "stage": shop.first.pk,
        "stage_position": 0,
        "currency": "RUB",
        "owner": cast.alice.pk,
        "market": shop.market.pk,
        "product": shop.product.pk,
        "category": shop.category.pk,
        "amount_minor": 500_000,
    }


def test_a_request_without_owner_waits_in_the_pool(shop: Shop) -> None:
    facts = Facts()

    deal = create_deal(VISITOR, title="Help", pipeline=shop.pipeline, via="form")

    assert deal.owner_id is None
    assert facts.only.audience == "pool"
    assert facts.only.data["via"] == "form"


def test_an_unknown_contact_becomes_the_owners(cast: Cast, shop: Shop) -> None:
    contact = make_contact(None)

    make_deal(shop, cast.alice, contact=contact)

    contact.refresh_from_db()
    assert contact.owner == cast.alice


def test_the_second_deal_of_a_contact_is_told_as_returning(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    make_deal(shop, cast.alice, contact=contact)
    facts = Facts()

    make_deal(shop, cast.alice, contact=contact)

    assert facts.only.data["is_returning"] is True


@pytest.mark.parametrize("who", ["alice", "erin"])
def test_nobody_starts_a_deal_for_people_of_another_team(cast: Cast, shop: Shop, who: str) -> None:
    facts = Facts()

    with pytest.raises(Forbidden):
        create_deal(actor(getattr(cast, who)), title="X", pipeline=shop.pipeline, owner=cast.bob)

    assert (Deal.objects.count(), facts.kinds) == (0, [])


def test_a_reading_token_starts_nothing(shop: Shop) -> None:
    with pytest.raises(Forbidden):
        create_deal(token_actor("read"), title="X", pipeline=shop.pipeline)


def test_wrong_references_are_named(cast: Cast, shop: Shop) -> None:
    other, [stage] = make_pipeline("Other", ["Only"])
    stranger = make_contact(cast.dave)
    cases: dict[str, dict[str, Any]] = {
        "stage": {"stage": stage.pk},
        "market": {"market": 999},
        "product": {"product": 999},
        "contact": {"contact": stranger.pk},
        "amount": {"amount_minor": -1},
    }
    facts = Facts()
    for field, values in cases.items():
        with pytest.raises(Invalid) as refusal:
            create_deal(actor(cast.alice), title="X", pipeline=shop.pipeline, **values)
        assert list(refusal.value.fields) == [field]
    assert (Deal.objects.count(), facts.kinds) == (0, [])
    assert other.stages.count() == 1


def test_an_archived_pipeline_takes_no_deals(cast: Cast, shop: Shop) -> None:
    shop.pipeline.is_archived = True
    shop.pipeline.save()

    with pytest.raises(Invalid) as refusal:
        create_deal(actor(cast.alice), title="X", pipeline=shop.pipeline.pk)

    assert list(refusal.value.fields) == ["pipeline"]


def test_required_own_fields_are_asked_of_people_but_not_of_requests(
    cast: Cast, shop: Shop
) -> None:
    make_field("size", "number", is_required=True)

    with pytest.raises(Invalid) as refusal:
        create_deal(actor(cast.alice), title="X", pipeline=shop.pipeline)
    assert list(refusal.value.fields) == ["custom.size"]

    deal = create_deal(system("intake"), title="X", pipeline=shop.pipeline, via="form")
    assert deal.custom == {}
