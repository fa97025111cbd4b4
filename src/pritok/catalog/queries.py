"""Reading dictionaries. Every signed-in person may read them; only the cost of a product is hidden by role."""

from typing import Any

from django.db.models import QuerySet

from pritok.accounts.actor import Actor
from pritok.catalog.access import without_hidden
from pritok.catalog.models import (
    Campaign,
    Category,
    DealType,
    Entry,
    LossReason,
    LossReasonGroup,
    Market,
    Product,
    Source,
)
from pritok.kit.errors import NotFound
from pritok.kit.money import to_major

DICTIONARIES: dict[str, type[Entry]] = {
    "markets": Market,
    "sources": Source,
    "campaigns": Campaign,
    "deal_types": DealType,
    "categories": Category,
    "loss_reason_groups": LossReasonGroup,
    "loss_reasons": LossReason,
}
# The dimensions of a deal and the dictionary each takes its entries from.
DIMENSIONS: dict[str, type[Entry]] = {
    "deal_type": DealType,
    "market": Market,
    "source": Source,
    "campaign": Campaign,
    "product": Product,
}


def category_of_product() -> dict[int, int | None]:
    """Return each product's category, archived products included: old deals still name them."""
    return dict(Product.objects.values_list("pk", "category_id"))


def names(dimension: str) -> dict[int, str]:
    """Return key → name of one dimension (`market`, …, `category`, `reason`, `reason_group`), archived too."""
    models: dict[str, type[Entry]] = {
        **DIMENSIONS,
        "category": Category,
        "reason": LossReason,
        "reason_group": LossReasonGroup,
    }
    return dict(models[dimension]._default_manager.values_list("pk", "name"))


def reason(reason_id: int) -> LossReason:
    """Return a loss reason with its group; NotFound when there is none."""
    found = LossReason.objects.select_related("group").filter(pk=reason_id).first()
    if found is None:
        raise NotFound("There is no such loss reason.")
    return found


def told_reasons() -> QuerySet[LossReason]:
    """Return the reasons that a client may be asked about: refusals that are still in use."""
    usable = {"is_archived": False, "group__is_archived": False}
    return LossReason.objects.filter(is_refusal=True, group__is_refusal=True, **usable)


def dictionaries(actor: Actor) -> dict[str, Any]:
    """Return every dictionary of this room in one piece, for the web's first call (8 queries)."""
    return {
        "deal_types": [entry_out(entry) for entry in DealType.objects.all()],
        "markets": [entry_out(entry) for entry in Market.objects.all()],
        "sources": [entry_out(entry) for entry in Source.objects.all()],
        "categories": [entry_out(entry) for entry in Category.objects.all()],
        "campaigns": [entry_out(entry) for entry in Campaign.objects.all()],
        "loss_reasons": _reasons_in_groups(),
        "products": [product_out(actor, product) for product in Product.objects.all()],
    }


def entry_out(entry: Entry) -> dict[str, Any]:
    """Return an entry as the API shows it, with the fields that only its own dictionary has."""
    shown: dict[str, Any] = {
        "id": entry.pk,
        "name": entry.name,
        "position": entry.position,
        "is_archived": entry.is_archived,
    }
    if isinstance(entry, Campaign):
        shown["source"] = entry.source_id
    if isinstance(entry, LossReason | LossReasonGroup):
        shown["is_refusal"] = entry.is_refusal
    if isinstance(entry, LossReason):
        shown["group"] = entry.group_id
    return shown


def product_out(actor: Actor, product: Product) -> dict[str, Any]:
    shown = {
        **entry_out(product),
        "sku": product.sku,
        "category": product.category_id,
        "price": _major(product.price_minor, product.currency),
        "cost": _major(product.cost_minor, product.currency),
        "currency": product.currency,
    }
    return without_hidden(actor, shown)


def _reasons_in_groups() -> list[dict[str, Any]]:
    groups = {g.pk: {**entry_out(g), "reasons": []} for g in LossReasonGroup.objects.all()}
    for each in LossReason.objects.all():
        groups[each.group_id]["reasons"].append(entry_out(each))
    return list(groups.values())


def _major(minor: int | None, currency: str) -> int | float | None:
    return None if minor is None else to_major(minor, currency)
