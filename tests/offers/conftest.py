"""Every test of offers begins with the same shop and a deal of Alice's with two lines."""

import pytest

from pritok.deals.actions.lining import WantedLine, replace_lines
from pritok.deals.models import Deal
from tests.factories import Cast, actor
from tests.factories_deals import Shop, make_contact, make_deal, make_shop


@pytest.fixture
def shop(cast: Cast) -> Shop:
    return make_shop()


@pytest.fixture
def deal(cast: Cast, shop: Shop) -> Deal:
    """Python for 1,000 less 100 twice, and a book for 500: 2,300 together."""
    row = make_deal(shop, cast.alice, contact=make_contact(cast.alice))
    lines = [
        WantedLine("Python", 2_000, 100_000, 10_000, product_id=shop.product.pk),
        WantedLine("Book", 1_000, 50_000),
    ]
    return replace_lines(actor(cast.alice), deal=row, lines=lines)
