"""Nonsense in every field of every write, aimed at records that exist: a clear 4xx, never a fault, nothing by half."""

import json
from typing import Any

import pytest

from pritok.deals.models import Deal
from pritok.kit.paging import Cursor
from tests.api_client import signed_in
from tests.factories import Cast, make_organisation
from tests.factories_deals import Shop, make_contact, make_deal, make_field

pytestmark = pytest.mark.django_db
NONSENSE: list[Any] = [
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    0.1,
    "",
    "x" * 20_000,
    "\x00",
    "\ud800",
    "=HYPERLINK(1)",
    "' OR 1=1 --",
    "2026-13-45T99:00:00Z",
    "0001-01-01T00:00:00+23:59",
    [],
    [[]],
    {},
    {"id": 1},
    "01a20a52-06c7-75c4-b127-83cd31df026d",
]
DEAL = {
    "title": "X", "deal_type": None, "market": None, "source": None, "campaign": None, "product": None,
    "amount": 1, "contact": None, "company": None, "custom": {"size": 1},
}  # fmt: skip
LINE = {
    "id": None,
    "product": None,
    "name": "X",
    "quantity": 1,
    "price": 1,
    "discount": 0,
    "cost": 1,
}
WRITES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/deals"): {
        **DEAL, "pipeline": 1, "stage": None, "owner": None, "contact_new": {"name": "X"},
    },
    ("PATCH", "/deals/{deal}"): DEAL,
    ("PUT", "/deals/{deal}/stage"): {"stage": 1},
    ("PUT", "/deals/{deal}/closure"): {"outcome": "x", "reason": 1, "comment": "", "at": None},
    ("PUT", "/deals/{deal}/owner"): {"manager": 0, "reason": ""},
    ("PUT", "/deals/{deal}/pause"): {"until": "2030-01-01T00:00:00Z", "reason": "x"},
    ("PUT", "/deals/{deal}/lines"): {"lines": [LINE]},
    ("POST", "/deals/{deal}/notes"): {"text": "x"},
    ("POST", "/deals/{deal}/merge"): {"other": "x"},
    ("POST", "/deals/{deal}/contacts"): {
        "channel": "call", "direction": "in", "answered": True, "at": None, "seconds": 1, "text": "x",
    },
    ("POST", "/deals/bulk"): {
        "ids": ["{deal}"], "action": "edit", "stage": 1, "manager": 1, "reason": 1, "comment": "", "fields": {},
    },
    ("POST", "/contacts"): {"name": "X", "points": [], "company": None, "comment": ""},
    ("PATCH", "/contacts/{contact}"): {"name": "X", "points": [], "company": None, "comment": ""},
    ("POST", "/contacts/{contact}/merge"): {"other": "x"},
    ("POST", "/companies"): {"name": "X", "tax_id": "", "site": "", "comment": ""},
    ("POST", "/saved-views"): {"name": "X", "query": "", "shared_with": "me", "screen": "deals"},
    ("POST", "/dictionaries/campaigns"): {"name": "X", "position": 1, "source": None, "group": 1},
    ("POST", "/products"): {"name": "X", "sku": "", "category": None, "price": 1, "cost": 1},
    ("POST", "/pipelines"): {"name": "X", "routing_mode": "fair"},
    ("PATCH", "/stages/{stage}"): {"name": "X", "position": 0, "limit_hours": 1, "is_archived": False},
    ("POST", "/custom-fields"): {"label": "X", "kind": "text", "key": "k", "choices": []},
}  # fmt: skip


@pytest.mark.parametrize(("method", "path"), sorted(WRITES))
def test_nonsense_is_refused_field_by_field(cast: Cast, shop: Shop, method: str, path: str) -> None:
    make_field("size", "number")
    deal, contact = make_deal(shop, cast.ada), make_contact(cast.ada)
    address = path.format(deal=deal.pk, contact=contact.pk, stage=shop.first.pk)
    client = signed_in(cast.ada)
    body = json.loads(json.dumps(WRITES[method, path]).replace("{deal}", str(deal.pk)))
    for field in body:
        for value in NONSENSE:
            answer = client.call(method, address, {**body, field: value})
            assert answer.status < 500, (field, value, answer.json)
            if answer.status >= 400:
                assert set(answer.json) >= {"code", "message", "fields", "request_id"}


FORGED: list[Any] = ["\x00", "\ud800", "x" * 5000, 10**30, -(10**19), True, 1.5]
TIMES = ["0001-01-01T00:00:00+23:59", "2030-01-01"]


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        *(("title", value) for value in FORGED),
        *(("-amount", value) for value in FORGED + TIMES),
        *(("created_at", value) for value in FORGED + TIMES),
    ],
)
def test_a_forged_cursor_is_refused(cast: Cast, shop: Shop, sort: str, value: Any) -> None:
    make_deal(shop, cast.ada)
    cursor = Cursor(value, "01a20a52-06c7-75c4-b127-83cd31df026d").encode()

    answer = signed_in(cast.ada).get("/deals", {"sort": sort, "cursor": cursor})

    assert (answer.status, list(answer.fields)) == (422, ["cursor"])


def test_nonsense_in_filters_of_own_fields(cast: Cast) -> None:
    for kind in ("text", "number", "date"):
        make_field(kind, kind)
    client = signed_in(cast.ada)
    for value in ["\x00", "(", "[", "\\", "x" * 5000, "1e999", "٣", "", " "]:
        for kind in ("text", "number", "date", "number_min", "date_max"):
            assert client.get("/deals", {f"cf_{kind}": value}).status in {200, 400, 422}


def test_an_amount_too_large_for_a_currency_of_three_digits_is_named(
    cast: Cast, shop: Shop
) -> None:
    make_organisation(currency="KWD")
    client, body = signed_in(cast.ada), {"title": "X", "pipeline": shop.pipeline.pk}

    answer = client.post("/deals", {**body, "amount": 10**11})
    asked = client.get("/deals", {"amount_min": 10**11})
    product = client.post("/products", {"name": "X", "price": 10**11})

    assert (answer.status, list(answer.fields)) == (422, ["amount"])
    assert (asked.status, list(asked.fields)) == (422, ["amount_min"])
    assert (product.status, list(product.fields)) == (422, ["price"])


@pytest.mark.parametrize("field", sorted(LINE))
def test_nonsense_inside_a_line_and_a_new_contact(cast: Cast, shop: Shop, field: str) -> None:
    deal = make_deal(shop, cast.ada)
    client = signed_in(cast.ada)
    for value in NONSENSE:
        answer = client.put(f"/deals/{deal.pk}/lines", {"lines": [{**LINE, field: value}]})
        assert answer.status < 500, (field, value, answer.json)
        new = {"name": "X", "phone": value, "email": value}
        body = {"title": "X", "pipeline": shop.pipeline.pk, "contact_new": new}
        if value is not None:
            assert client.post("/deals", body).status in {400, 422}
    assert Deal.objects.count() == 1


def test_a_name_that_is_a_formula_or_a_script_is_kept_as_the_text_it_is(
    cast: Cast, shop: Shop
) -> None:
    client = signed_in(cast.alice)
    for title in ("=HYPERLINK(1)", "<script>alert(1)</script>", "'; drop table deals_deal; --"):
        body = {"title": title, "pipeline": shop.pipeline.pk}
        assert client.post("/deals", body).json["title"] == title
