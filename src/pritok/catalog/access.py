"""Who may change the company's words, and which fields of products and lines are not for every eye."""

from typing import Any

from pritok.accounts.actor import Actor
from pritok.catalog.models import Product
from pritok.kit.errors import Forbidden, wrong

# The one list for every channel: an answer, a filter, a sort key, a timeline, an export asks here.
COST_FIELDS = frozenset({"cost", "cost_minor", "margin", "margin_rate"})


def hidden_fields(actor: Actor) -> frozenset[str]:
    """Return the names of fields that do not exist for this actor."""
    return frozenset() if actor.sees_costs else COST_FIELDS


def without_hidden(actor: Actor, values: dict[str, Any]) -> dict[str, Any]:
    """Return `values` without the fields that do not exist for this actor."""
    hidden = hidden_fields(actor)
    return {name: value for name, value in values.items() if name not in hidden}


def must_manage_rules(actor: Actor) -> None:
    """Raise Forbidden unless the actor may change dictionaries, pipelines and rules (head of sales, admin)."""
    if not actor.may_manage_rules:
        raise Forbidden("Only the head of sales and the admin change this.")


def get_product(product_id: int, *, path: str = "product") -> Product:
    """Return a product that may be put into a deal now; Invalid at `path` otherwise."""
    product = Product.objects.filter(pk=product_id, is_archived=False).first()
    if product is None:
        raise wrong(path, "There is no such product.")
    return product
