"""The board: columns, sums, cards, statements."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from pritok.accounts.actor import system
from pritok.deals.actions.closing import lose_deal, win_deal
from pritok.deals.queries.board import board, more_cards
from pritok.deals.queries.filters import DealFilters
from pritok.kit import clock
from pritok.kit.errors import NotFound
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Shop, make_deal, make_pipeline

pytestmark = pytest.mark.django_db
ALL = system("test")
DAY = datetime(2030, 1, 1, tzinfo=UTC)


def test_columns_count_and_sum_what_is_open_and_visible(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice, amount_minor=100_00)
    make_deal(shop, None, amount_minor=50_50)
    make_deal(shop, cast.dave, amount_minor=900_00)
    win_deal(SETTING_UP, deal=make_deal(shop, cast.alice, amount_minor=7_00))

    first, second, third = board(actor(cast.alice), shop.pipeline.pk, DealFilters())["columns"]

    assert (first["stage"]["name"], first["count"], first["amount"]) == ("New", 2, 150.5)
    assert (second["count"], third["count"], third["amount"]) == (0, 0, 0)
    assert len(first["cards"]) == 2


def test_what_came_last_stands_on_top_and_the_rest_is_fetched(cast: Cast, shop: Shop) -> None:
    for number in range(5):
        make_deal(shop, cast.alice, str(number), at=DAY + timedelta(days=number))

    column = board(ALL, shop.pipeline.pk, DealFilters(), limit=2)["columns"][0]
    rest, following = more_cards(ALL, shop.first.pk, DealFilters(), cursor=column["next"], limit=10)

    assert [card["title"] for card in column["cards"]] == ["4", "3"]
    assert [card["title"] for card in rest] == ["2", "1", "0"]
    assert following is None


def test_closed_deals_of_the_last_thirty_days_are_summed(cast: Cast, shop: Shop) -> None:
    with clock.frozen(DAY):
        win_deal(SETTING_UP, deal=make_deal(shop, cast.alice, amount_minor=1_00))
    with clock.frozen(DAY + timedelta(days=20)):
        win_deal(SETTING_UP, deal=make_deal(shop, cast.alice, amount_minor=2_00))
        lose_deal(SETTING_UP, deal=make_deal(shop, cast.alice), reason=shop.reason)

    with clock.frozen(DAY + timedelta(days=40)):
        shown = board(ALL, shop.pipeline.pk, DealFilters())

    assert shown["won"] == {"count": 1, "amount": 2}
    assert shown["lost"] == {"count": 1, "amount": 0}


def test_filters_narrow_columns_and_cards(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice, "A", market=shop.market)
    make_deal(shop, cast.alice, "B")

    filters = DealFilters(keys={"market": [shop.market.pk]})
    column = board(ALL, shop.pipeline.pk, filters)["columns"][0]

    assert (column["count"], [card["title"] for card in column["cards"]]) == (1, ["A"])


def test_archived_stages_and_other_pipelines_are_not_shown(cast: Cast, shop: Shop) -> None:
    other, [stage] = make_pipeline("Other", ["Only"])
    make_deal(shop, cast.alice, stage=shop.second)
    shop.third.is_archived = True
    shop.third.save()

    shown = board(ALL, shop.pipeline.pk, DealFilters())
    empty = board(ALL, other.pk, DealFilters())

    assert [column["stage"]["name"] for column in shown["columns"]] == ["New", "Offer"]
    assert [column["count"] for column in empty["columns"]] == [0]
    with pytest.raises(NotFound):
        board(ALL, 999, DealFilters())
    with pytest.raises(NotFound):
        more_cards(ALL, 999, DealFilters())
    assert more_cards(ALL, stage.pk, DealFilters()) == ([], None)


def test_a_pipeline_without_stages_is_an_empty_board(cast: Cast) -> None:
    empty, _ = make_pipeline("Empty", [])

    assert board(ALL, empty.pk, DealFilters())["columns"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_statements_whatever_stands_on_it(
    cast: Cast, shop: Shop, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for stage in (shop.first, shop.second, shop.third):
        for _ in range(count):
            make_deal(shop, cast.alice, stage=stage, product=shop.product)

    # PostgreSQL puts fresh facts into their order when the board asks for the journal's position.
    with django_assert_max_num_queries(13):
        shown = board(ALL, shop.pipeline.pk, DealFilters())

    assert [column["count"] for column in shown["columns"]] == [count] * 3
