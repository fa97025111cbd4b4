"""All dictionaries at once, and the look-ups other rooms make."""

import pytest
from pytest_django import DjangoAssertNumQueries

from pritok.catalog.models import Market
from pritok.catalog.queries import category_of_product, dictionaries, names, reason
from pritok.kit.errors import NotFound
from tests.api_client import signed_in
from tests.factories import Cast, actor
from tests.factories_deals import Shop, make_field, make_product

pytestmark = pytest.mark.django_db


def test_reasons_stand_in_their_groups(cast: Cast, shop: Shop) -> None:
    money, others = dictionaries(actor(cast.alice))["loss_reasons"]

    assert (money["name"], money["is_refusal"]) == ("Money", True)
    assert [each["name"] for each in money["reasons"]] == ["Too expensive"]
    assert others["is_refusal"] is False


def test_the_cost_is_there_for_those_who_see_costs(cast: Cast, shop: Shop) -> None:
    [manager] = dictionaries(actor(cast.alice))["products"]
    [lead] = dictionaries(actor(cast.carol))["products"]

    assert (manager["price"], "cost" in manager) == (1000, False)
    assert lead["cost"] == 600


def test_other_rooms_look_words_up(shop: Shop) -> None:
    loose = make_product(name="Loose")

    assert category_of_product() == {shop.product.pk: shop.category.pk, loose.pk: None}
    assert names("market") == {shop.market.pk: "North"}
    assert names("reason")[shop.reason.pk] == "Too expensive"
    assert names("category") == {shop.category.pk: "Courses"}
    assert reason(shop.reason.pk).group.name == "Money"
    with pytest.raises(NotFound):
        reason(999)


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_call_of_the_web_costs_the_same_statements(
    cast: Cast, shop: Shop, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_product(shop.category, f"P{number}")
        make_field(f"f{number}")
        Market.objects.create(name=f"M{number}")
    client = signed_in(cast.alice)

    with django_assert_num_queries(14):
        shown = client.get("/dictionaries").json

    assert len(shown["products"]) == count + 1
    assert [stage["name"] for stage in shown["pipelines"][0]["stages"]] == [
        "New",
        "Offer",
        "Contract",
    ]
    assert {person["name"] for person in shown["people"]} >= {"Alice", "Ada"}
    assert {team["lead"] for team in shown["teams"]} == {cast.carol.pk, cast.erin.pk}
