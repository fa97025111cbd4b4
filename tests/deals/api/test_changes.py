"""Deals over HTTP: what the web sends and what it gets back."""

from typing import Any

import pytest

from pritok.deals.models import Deal
from tests.api_client import signed_in, with_token
from tests.factories import Cast
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def test_a_manager_starts_a_deal_with_a_new_client(cast: Cast, shop: Shop) -> None:
    client = {"name": "Nora", "phone": "8 (916) 123-45-67", "email": "Nora@X.test"}
    body = {"title": "Big", "pipeline": shop.pipeline.pk, "amount": 1499.9, "contact_new": client}

    answer = signed_in(cast.alice).post("/deals", body)

    assert answer.status == 201
    assert (answer.json["amount"], answer.json["owner"]["name"]) == (1499.9, "Alice")
    points = [point["value"] for point in answer.json["contact"]["points"]]
    assert points == ["+79161234567", "nora@x.test"]


def test_a_head_starts_deals_for_the_pool_or_for_somebody(cast: Cast, shop: Shop) -> None:
    client = signed_in(cast.henry)
    body = {"title": "Big", "pipeline": shop.pipeline.pk}

    assert client.post("/deals", body).json["owner"] is None
    given = client.post("/deals", {**body, "owner": cast.dave.pk})
    assert given.json["owner"]["name"] == "Dave"


def test_a_refused_deal_leaves_no_contact_behind(cast: Cast, shop: Shop) -> None:
    body = {"title": "Big", "pipeline": 999, "contact_new": {"name": "Nora"}}
    facts = Facts()

    answer = signed_in(cast.alice).post("/deals", body)

    assert (answer.status, list(answer.fields), facts.kinds) == (422, ["pipeline"], [])


def test_a_stale_write_gets_the_difference(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    client = signed_in(cast.alice)
    client.patch(f"/deals/{deal.pk}", {"title": "Mine"}, If_Match='"1"')

    answer = client.patch(f"/deals/{deal.pk}", {"title": "Yours"}, If_Match="1")

    assert (answer.status, answer.code, answer.json["version"]) == (409, "stale", 2)
    assert answer.json["difference"] == {"title": {"yours": "Yours", "current": "Mine"}}
    assert answer.fields == {"title": "changed"}


@pytest.mark.parametrize("version", ["x", "1.5", "-1", "9" * 20])
def test_a_version_is_a_number(cast: Cast, shop: Shop, version: str) -> None:
    deal = make_deal(shop, cast.alice)

    answer = signed_in(cast.alice).patch(f"/deals/{deal.pk}", {"title": "X"}, If_Match=version)

    assert (answer.status, answer.code) == (400, "bad_version")


def test_a_deal_goes_through_its_life(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    client, path = signed_in(cast.alice), f"/deals/{deal.pk}"

    moved = client.put(f"{path}/stage", {"stage": shop.second.pk})
    paused = client.put(f"{path}/pause", {"until": "2027-01-01T00:00:00Z", "reason": "Later"})
    resumed = client.delete(f"{path}/pause")
    lost = client.put(
        f"{path}/closure", {"outcome": "lost", "reason": shop.reason.pk, "comment": "No"}
    )
    opened = client.delete(f"{path}/closure")
    won = client.put(f"{path}/closure", {"outcome": "won"})

    assert moved.json["stage"]["name"] == "Offer"
    assert paused.json["pause"] == {"until": "2027-01-01T00:00:00Z", "reason": "Later"}
    assert resumed.json["pause"] is None
    group = {"id": shop.reason.group_id, "name": "Money"}
    reason = {"id": shop.reason.pk, "name": "Too expensive", "group": group}
    assert (lost.json["state"], lost.json["loss_reason"]) == ("lost", reason)
    assert (opened.json["state"], won.json["state"]) == ("open", "won")


@pytest.mark.parametrize(
    "body",
    [
        {"outcome": "lost"},
        {"outcome": "lost", "reason": None},
        {"outcome": "lost", "reason": 999},
        {"outcome": "won", "reason": 1},
        {"outcome": "lost", "reason": True},
    ],
)
def test_no_path_closes_a_deal_without_the_right_reason(
    cast: Cast, shop: Shop, body: dict[str, Any]
) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    answer = signed_in(cast.alice).put(f"/deals/{deal.pk}/closure", body)
    bulk = with_token("write").post("/deals/bulk", {"ids": [str(deal.pk)], "action": "lose"})

    assert (answer.status, list(answer.fields)) == (422, ["reason"])
    assert (bulk.status, list(bulk.fields)) == (422, ["reason"])
    assert (Deal.objects.get(pk=deal.pk).state, facts.kinds) == ("open", [])


@pytest.mark.parametrize(
    "field", ["owner", "team", "created_by", "id", "version", "state", "stage", "deleted_at"]
)
def test_a_patch_does_not_reach_what_has_its_own_command(
    cast: Cast, shop: Shop, field: str
) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    answer = signed_in(cast.ada).patch(f"/deals/{deal.pk}", {"title": "X", field: 1})

    assert (answer.status, list(answer.fields), facts.kinds) == (422, [field], [])


def test_others_deals_are_not_found_by_any_verb(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.dave)
    client, path = signed_in(cast.alice), f"/deals/{deal.pk}"
    facts = Facts()

    answers = [
        client.get(path),
        client.get(f"{path}/timeline"),
        client.get(f"{path}/lines"),
        client.patch(path, {"title": "X"}),
        client.put(f"{path}/stage", {"stage": shop.second.pk}),
        client.put(f"{path}/closure", {"outcome": "won"}),
        client.delete(f"{path}/closure"),
        client.put(f"{path}/owner", {"manager": cast.alice.pk}),
        client.put(f"{path}/pause", {"until": "2027-01-01T00:00:00Z", "reason": "x"}),
        client.put(f"{path}/lines", {"lines": []}),
        client.post(f"{path}/notes", {"text": "x"}),
        client.post(f"{path}/contacts", {"channel": "call", "direction": "out"}),
        client.delete(path),
    ]

    assert [answer.status for answer in answers] == [404] * len(answers)
    assert facts.kinds == []


def test_a_manager_may_look_at_the_pool_claim_it_and_then_change_it(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)
    client, path = signed_in(cast.alice), f"/deals/{deal.pk}"

    assert client.get(path).status == 200
    assert client.put(f"{path}/stage", {"stage": shop.second.pk}).status == 403
    assert client.put(f"{path}/owner", {"manager": cast.bob.pk}).status == 403
    assert client.put(f"{path}/owner", {"manager": cast.alice.pk}).status == 200
    assert client.put(f"{path}/stage", {"stage": shop.second.pk}).status == 200


def test_junk_is_deleted_by_the_head_and_gone(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice, "Spam")
    facts = Facts()

    assert signed_in(cast.alice).delete(f"/deals/{deal.pk}").status == 403
    assert facts.kinds == []
    assert signed_in(cast.henry).delete(f"/deals/{deal.pk}").json["title"] == "Spam"
    assert signed_in(cast.henry).get(f"/deals/{deal.pk}").status == 404
    assert facts.kinds == ["deal.deleted"]


def test_bulk_names_what_it_refused(cast: Cast, shop: Shop) -> None:
    own, foreign = make_deal(shop, cast.alice), make_deal(shop, cast.dave)
    body = {"ids": [str(own.pk), str(foreign.pk)], "action": "move", "stage": shop.second.pk}

    answer = signed_in(cast.alice).post("/deals/bulk", body)

    assert (answer.status, answer.json["changed"]) == (200, 1)
    [refused] = answer.json["refused"]
    assert (refused["id"], refused["code"]) == (str(foreign.pk), "not_found")


def test_filters_are_read_from_the_address(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice, "A", amount_minor=100_00, market=shop.market)
    make_deal(shop, cast.alice, "B")
    client = signed_in(cast.alice)

    def titles(query: dict[str, Any]) -> list[str]:
        return [row["title"] for row in client.get("/deals", query).json["items"]]

    assert titles({"market": shop.market.pk}) == ["A"]
    assert titles({"market": ["none", str(shop.market.pk)]}) == ["B", "A"]
    assert titles({"amount_min": "99.5", "mine": "1", "state": "open"}) == ["A"]
    assert titles({"sort": "title", "limit": "1"}) == ["A"]


@pytest.mark.parametrize(
    "query",
    [
        {"manager": "x"},
        {"manager": "-1"},
        {"state": "gone"},
        {"mine": "perhaps"},
        {"created_from": "yesterday"},
        {"created_from": "2026-01-01T00:00:00"},
        {"amount_min": "-5"},
        {"limit": "1000000000"},
        {"cursor": "zzz"},
        {"sort": "id; drop table"},
    ],
)
def test_nonsense_in_the_address_is_named(cast: Cast, query: dict[str, str]) -> None:
    answer = signed_in(cast.alice).get("/deals", query)

    assert (answer.status, answer.code) == (422, "invalid")
    assert next(iter(answer.fields)).startswith(next(iter(query)))
