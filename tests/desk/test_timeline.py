"""A deal's history as people read it."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.api_client import signed_in
from tests.factories import Cast
from tests.factories_deals import Shop, make_deal

pytestmark = pytest.mark.django_db


def test_the_timeline_names_people_stages_and_texts(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice, product=shop.product, amount_minor=149_990)
    client, path = signed_in(cast.alice), f"/deals/{deal.pk}"
    client.put(f"{path}/stage", {"stage": shop.second.pk})
    note = client.post(f"{path}/notes", {"text": "Привет"})
    call = {"channel": "call", "direction": "out", "answered": True, "text": "Talked"}
    logged = client.post(f"{path}/contacts", call)

    entries = client.get(f"{path}/timeline").json["items"]

    kinds = ["deal.answered", "contact.made", "note.added", "deal.moved", "deal.created"]
    assert [entry["kind"] for entry in entries] == kinds
    assert entries[0]["actor"] == {"kind": "person", "id": cast.alice.pk, "name": "Alice"}
    assert entries[1] == logged.json
    assert (entries[1]["note"]["text"], entries[1]["data"]["answered"]) == ("Talked", True)
    assert entries[2] == note.json
    assert entries[3]["data"]["to_stage"] == {"id": shop.second.pk, "name": "Offer"}
    created = entries[4]["data"]
    assert (created["amount"], created["product"]["name"]) == (1499.9, "Python")
    assert entries[4]["actor"] == {"kind": "system", "id": None, "name": "test"}


def test_it_is_read_page_by_page(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    client, path = signed_in(cast.alice), f"/deals/{deal.pk}/timeline"
    for stage in (shop.second, shop.third):
        client.put(f"/deals/{deal.pk}/stage", {"stage": stage.pk})

    first = client.get(path, {"limit": "2"}).json
    rest = client.get(path, {"limit": "2", "cursor": first["next"]}).json

    assert [entry["kind"] for entry in first["items"] + rest["items"]] == [
        "deal.moved",
        "deal.moved",
        "deal.created",
    ]
    assert rest["next"] is None
    assert client.get(path, {"cursor": "x"}).status == 422


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow_with_the_entries(
    cast: Cast, shop: Shop, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deal = make_deal(shop, cast.alice, market=shop.market)
    client, path = signed_in(cast.alice), f"/deals/{deal.pk}"
    for number in range(count):
        client.post(f"{path}/notes", {"text": str(number)})
        client.put(f"{path}/stage", {"stage": (shop.second, shop.third)[number % 2].pk})

    with django_assert_num_queries(8):
        entries: list[dict[str, Any]] = client.get(f"{path}/timeline").json["items"]

    assert len(entries) == 2 * count + 1
