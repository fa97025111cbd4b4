"""Lines of a deal: price, discount, the cost of the day, and the amount that follows."""

from typing import Any

import pytest

from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.lining import MAX_LINES, WantedLine, replace_lines
from pritok.deals.models import Deal, DealLine
from pritok.kit.errors import Conflict, Forbidden, Invalid
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def line(**changes: Any) -> WantedLine:
    values: dict[str, Any] = {"name": "Python", "quantity_milli": 1000, "price_minor": 100_000}
    return WantedLine(**{**values, **changes})


def test_lines_set_the_amount_and_tell_what_was_sold(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    wanted = line(quantity_milli=2500, discount_minor=10_000, product_id=shop.product.pk)
    facts = Facts()

    changed = replace_lines(actor(cast.alice), deal=deal, lines=[wanted, line(name="Book")])

    assert changed.amount_minor == 225_000 + 100_000
    assert [x.name for x in DealLine.objects.filter(deal=deal)] == ["Python", "Book"]
    assert facts.only.kind == "deal.lines_changed"
    assert facts.only.data == {
        "amount_minor": 325_000,
        "lines": [
            {
                "quantity_milli": 2500,
                "price_minor": 100_000,
                "discount_minor": 10_000,
                "cost_minor": 60_000,
                "product": shop.product.pk,
                "category": shop.category.pk,
            },
            {"quantity_milli": 1000, "price_minor": 100_000},
        ],
    }


def test_a_line_that_stays_keeps_the_cost_of_its_day(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    product = shop.product
    replace_lines(actor(cast.alice), deal=deal, lines=[line(product_id=product.pk)])
    [old] = deal.lines.all()
    product.cost_minor = 75_000
    product.save()

    kept = line(product_id=product.pk, id=old.pk, quantity_milli=3000)
    new = line(product_id=product.pk)
    replace_lines(actor(cast.alice), deal=deal, lines=[kept, new])

    assert [x.cost_minor for x in deal.lines.all()] == [60_000, 75_000]


def test_lines_sent_back_without_ids_keep_their_costs_too(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    product = shop.product
    replace_lines(actor(cast.alice), deal=deal, lines=[line(product_id=product.pk)])
    product.cost_minor = 75_000
    product.is_archived = True
    product.save()

    cheaper = line(product_id=product.pk, discount_minor=1)
    replace_lines(actor(cast.alice), deal=deal, lines=[cheaper])

    assert [(x.cost_minor, x.discount_minor) for x in deal.lines.all()] == [(60_000, 1)]
    with pytest.raises(Invalid):
        replace_lines(actor(cast.alice), deal=deal, lines=[cheaper, cheaper])


def test_the_same_lines_again_are_no_fact(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    replace_lines(actor(cast.alice), deal=deal, lines=[line()])
    facts = Facts()

    assert replace_lines(actor(cast.alice), deal=deal, lines=[line()]).version == 2
    assert facts.kinds == []


def test_without_lines_the_amount_stays(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    replace_lines(actor(cast.alice), deal=deal, lines=[line()])
    facts = Facts()

    changed = replace_lines(actor(cast.alice), deal=deal, lines=[])

    assert changed.amount_minor == 100_000
    assert facts.only.data == {"lines": [], "amount_minor": 100_000}


def test_only_those_who_see_costs_write_them(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        replace_lines(actor(cast.alice), deal=deal, lines=[line(cost_minor=1)])
    assert (list(refusal.value.fields), facts.kinds) == (["lines.0.cost"], [])

    replace_lines(actor(cast.carol), deal=deal, lines=[line(cost_minor=1)])
    assert [x.cost_minor for x in deal.lines.all()] == [1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity_milli": 0}, "lines.0.quantity"),
        ({"price_minor": -1}, "lines.0.price"),
        ({"price_minor": 10**14}, "lines.0.price"),
        ({"discount_minor": 100_001}, "lines.0.discount"),
        ({"product_id": 999}, "lines.0.product"),
        ({"id": 999}, "lines.0.id"),
        ({"quantity_milli": 10**9, "price_minor": 10**13}, "lines"),
    ],
)
def test_impossible_lines_are_named_and_nothing_changes(
    cast: Cast, shop: Shop, changes: dict[str, Any], field: str
) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        replace_lines(actor(cast.carol), deal=deal, lines=[line(**changes)])

    assert list(refusal.value.fields) == [field]
    assert (deal.lines.count(), facts.kinds) == (0, [])


def test_too_many_lines_closed_deals_and_readers_are_refused(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()
    with pytest.raises(Invalid):
        replace_lines(actor(cast.alice), deal=deal, lines=[line()] * (MAX_LINES + 1))
    with pytest.raises(Forbidden):
        replace_lines(token_actor("read"), deal=deal, lines=[line()])
    assert facts.kinds == []

    win_deal(actor(cast.alice), deal=deal)
    with pytest.raises(Conflict):
        replace_lines(actor(cast.alice), deal=deal, lines=[line()])
    assert DealLine.objects.count() == 0


def test_other_lines_of_the_same_sum_are_a_conflict_too(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    replace_lines(actor(cast.carol), deal=deal, lines=[line()])
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        replace_lines(actor(cast.alice), deal=deal, lines=[line(name="Book")], version=1)

    assert refusal.value.fields == {"lines": "changed"}
    assert (Deal.objects.get(pk=deal.pk).version, facts.kinds) == (2, [])
