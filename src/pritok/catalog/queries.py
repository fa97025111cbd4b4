"""Reading dictionaries. Every signed-in person may read them; only the cost of a product is hidden by role."""

from pritok.catalog.models import Product


def category_of_product() -> dict[int, int | None]:
    """Return each product's category, archived products included: old deals still name them."""
    return dict(Product.objects.values_list("pk", "category_id"))
