"""Changing dictionaries and products. Reading all of them at once is `GET /dictionaries` in `deals/api`."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from pritok.accounts.queries import organisation
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Key, given
from pritok.catalog import actions
from pritok.catalog.models import Product
from pritok.catalog.queries import entry_out, product_out
from pritok.catalog.schemas import (
    AnyEntryOut,
    Dictionary,
    EntryIn,
    EntryPatch,
    ProductIn,
    ProductOut,
    ProductPatch,
)
from pritok.kit.money import field_to_minor

router = Router(tags=["catalog"])


@router.post(
    "/dictionaries/{kind}",
    response=errors(ok={201: AnyEntryOut}),
    operation_id="addEntry",
    exclude_unset=True,
)
def add_entry(request: HttpRequest, kind: Dictionary, body: EntryIn) -> Status[AnyEntryOut]:
    entry = actions.add_entry(actor_of(request), dictionary=kind, **given(body))
    return Status(201, AnyEntryOut(**entry_out(entry)))


@router.patch(
    "/dictionaries/{kind}/{entry_id}",
    response=errors(404, ok={200: AnyEntryOut}),
    operation_id="changeEntry",
    exclude_unset=True,
)
def change_entry(
    request: HttpRequest, kind: Dictionary, entry_id: Key, body: EntryPatch
) -> AnyEntryOut:
    actor = actor_of(request)
    entry = actions.change_entry(actor, dictionary=kind, entry=entry_id, changes=given(body))
    return AnyEntryOut(**entry_out(entry))


@router.post(
    "/products",
    response=errors(ok={201: ProductOut}),
    operation_id="addProduct",
    exclude_unset=True,
)
def add_product(request: HttpRequest, body: ProductIn) -> Status[ProductOut]:
    """Add a product, priced in the organisation's currency."""
    actor = actor_of(request)
    currency = organisation().currency
    product = actions.add_product(
        actor, currency=currency, **_in_minor(body.model_dump(), currency)
    )
    return Status(201, ProductOut(**product_out(actor, product)))


@router.patch(
    "/products/{product_id}",
    response=errors(404, ok={200: ProductOut}),
    operation_id="changeProduct",
    exclude_unset=True,
)
def change_product(request: HttpRequest, product_id: Key, body: ProductPatch) -> ProductOut:
    actor = actor_of(request)
    row = Product.objects.filter(pk=product_id).first()
    currency = row.currency if row else organisation().currency
    changes = _in_minor(given(body), currency)
    product = actions.change_product(actor, product=product_id, changes=changes)
    return ProductOut(**product_out(actor, product))


def _in_minor(values: dict[str, Any], currency: str) -> dict[str, Any]:
    """Return the values with `price` and `cost` as minor units under the names the actions know."""
    converted = dict(values)
    for name in ("price", "cost"):
        if name in converted:
            converted[f"{name}_minor"] = field_to_minor(converted.pop(name), currency, name)
    return converted
