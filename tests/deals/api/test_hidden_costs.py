"""What a product costs the company does not exist for managers, in any channel."""

import json
from typing import Any

import pytest

from tests.api_client import Answer, ApiClient, signed_in, with_token
from tests.factories import Cast
from tests.factories_deals import Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db
# The cost of the shop's product and the margin it leaves: numbers that stand nowhere else.
COST, MARGIN, RATE = 613.17, 386.83, 0.3868


@pytest.fixture
def deal_id(cast: Cast, shop: Shop) -> str:
    shop.product.cost_minor = 61_317
    shop.product.save()
    contact = make_contact(cast.alice, "Nora")
    deal = make_deal(shop, cast.alice, "Nora's lessons", contact=contact, product=shop.product)
    line = {"product": shop.product.pk, "name": "Python", "price": 1000}
    answer = signed_in(cast.alice).put(f"/deals/{deal.pk}/lines", {"lines": [line]})
    assert answer.status == 200
    return str(deal.pk)


def everywhere(client: ApiClient, shop: Shop, deal_id: str) -> list[Answer]:
    contact = client.get(f"/deals/{deal_id}").json["contact"]["id"]
    return [
        client.get(f"/deals/{deal_id}"),
        client.get(f"/deals/{deal_id}/lines"),
        client.get(f"/deals/{deal_id}/timeline"),
        client.get("/deals"),
        client.get("/board", {"pipeline": shop.pipeline.pk}),
        client.get("/dictionaries"),
        client.get("/search", {"q": "Nora"}),
        client.get(f"/contacts/{contact}"),
        client.patch(f"/deals/{deal_id}", {"title": "Nora"}),
    ]


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in names_in(each)}
    if isinstance(value, list):
        return {name for each in value for name in names_in(each)}
    return set()


def test_managers_see_no_cost_and_no_margin_anywhere(cast: Cast, shop: Shop, deal_id: str) -> None:
    for answer in everywhere(signed_in(cast.alice), shop, deal_id):
        assert answer.status == 200
        assert not names_in(answer.json) & {"cost", "cost_minor", "margin", "margin_rate"}
        text = json.dumps(answer.json)
        assert not [n for n in (COST, MARGIN, RATE, 61317, 38683) if str(n) in text]


def test_leads_heads_and_programs_see_them(cast: Cast, shop: Shop, deal_id: str) -> None:
    for client in (signed_in(cast.carol), signed_in(cast.henry), with_token("write")):
        deal, lines, timeline, _, _, dictionaries, *_ = everywhere(client, shop, deal_id)

        assert (deal.json["margin"], deal.json["margin_rate"]) == (MARGIN, RATE)
        assert lines.json["items"][0]["cost"] == COST
        assert dictionaries.json["products"][0]["cost"] == COST
        told = next(e for e in timeline.json["items"] if e["kind"] == "deal.lines_changed")
        assert told["data"]["lines"][0]["cost"] == COST


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/deals", {"sort": "margin"}),
        ("/deals", {"sort": "-cost"}),
        ("/deals", {"margin_min": "1"}),
        ("/deals", {"cost": "1"}),
        ("/deals", {"filter[margin]": "1"}),
        ("/deals", {"product__cost_minor": "1"}),
        ("/deals", {"cf_cost": "1"}),
        ("/contacts", {"sort": "owner__password"}),
    ],
)
@pytest.mark.parametrize("who", ["alice", "ada"])
def test_nobody_filters_or_sorts_by_what_is_no_filter(
    cast: Cast, path: str, query: dict[str, str], who: str
) -> None:
    assert signed_in(getattr(cast, who)).get(path, query).status == 422


def test_a_cost_sent_by_a_manager_is_an_unknown_field(cast: Cast, shop: Shop, deal_id: str) -> None:
    line = {"name": "Python", "price": 1000, "cost": 1}

    answer = signed_in(cast.alice).put(f"/deals/{deal_id}/lines", {"lines": [line]})

    assert (answer.status, list(answer.fields)) == (422, ["lines.0.cost"])
