"""What a list of deals can be narrowed by."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pritok.accounts.actor import system
from pritok.deals.access import visible_deals
from pritok.deals.actions.closing import lose_deal
from pritok.deals.actions.pausing import pause_deal
from pritok.deals.queries.filters import DealFilters, narrow
from pritok.kit import clock
from pritok.kit.errors import Invalid
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Shop, make_deal, make_field

pytestmark = pytest.mark.django_db
ALL = system("test")


def found(*, who: Any = ALL, **filters: Any) -> set[str]:
    deals = narrow(visible_deals(who), who, DealFilters(**filters))
    return set(deals.values_list("title", flat=True))


@pytest.fixture
def deals(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice, "A", market=shop.market, product=shop.product, amount_minor=100)
    make_deal(shop, cast.dave, "D", source=shop.source, stage=shop.second, amount_minor=900)
    make_deal(shop, None, "Pool")


@pytest.mark.usefixtures("deals")
def test_keys_and_none_are_combined(cast: Cast, shop: Shop) -> None:
    assert found(keys={"manager": [cast.alice.pk]}) == {"A"}
    assert found(keys={"manager": [None, cast.alice.pk]}) == {"A", "Pool"}
    assert found(keys={"team": [cast.far.pk]}) == {"D"}
    assert found(keys={"market": [None]}) == {"D", "Pool"}
    assert found(keys={"category": [shop.category.pk]}) == {"A"}
    assert found(keys={"stage": [shop.second.pk], "source": [shop.source.pk]}) == {"D"}
    assert found(keys={"pipeline": [999]}) == set()


@pytest.mark.usefixtures("deals")
def test_mine_and_the_pool(cast: Cast) -> None:
    assert found(who=actor(cast.alice), mine=True) == {"A"}
    assert found(who=actor(cast.henry), mine=True) == set()
    assert found(pool=True) == {"Pool"}


@pytest.mark.usefixtures("deals")
def test_amounts_are_ranges_with_both_ends() -> None:
    assert found(amount_min_minor=100, amount_max_minor=900) == {"A", "D"}
    assert found(amount_min_minor=101) == {"D"}


def test_times_are_half_open(cast: Cast, shop: Shop) -> None:
    day = datetime(2030, 1, 1, tzinfo=UTC)
    for number in range(3):
        make_deal(shop, cast.alice, str(number), at=day + timedelta(days=number))

    assert found(created_from=day, created_to=day + timedelta(days=2)) == {"0", "1"}


def test_states_reasons_and_pauses(cast: Cast, shop: Shop) -> None:
    lost, resting, rested = (make_deal(shop, cast.alice, title) for title in ("L", "R", "Over"))
    lose_deal(SETTING_UP, deal=lost, reason=shop.reason)
    soon = clock.now() + timedelta(days=2)
    pause_deal(SETTING_UP, deal=resting, until=soon + timedelta(days=9), reason="x")
    pause_deal(SETTING_UP, deal=rested, until=soon, reason="x")

    with clock.frozen(soon + timedelta(days=1)):
        assert found(paused=True) == {"R"}
        assert found(paused=False) == {"L", "Over"}
    assert found(states=["lost"]) == {"L"}
    assert found(keys={"reason": [shop.reason.pk]}) == {"L"}


def test_words_are_found_in_any_order_and_case(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice, "Ёлочные игрушки 100%")

    assert found(q="игрушки елочные") == {"Ёлочные игрушки 100%"}
    assert found(q="100%") == {"Ёлочные игрушки 100%"}
    assert found(q="100_") == set()


def test_own_fields_are_filtered_by_kind(cast: Cast, shop: Shop) -> None:
    for key, kind in (("size", "number"), ("day", "date"), ("word", "text"), ("pick", "choice")):
        make_field(key, kind, choices=["a"] if kind == "choice" else [])
    full = {"size": 5, "day": "2030-01-05", "word": "Привет (мир)", "pick": "a"}
    make_deal(shop, cast.alice, "1", custom=full)
    make_deal(shop, cast.alice, "2", custom={"size": 15.5, "day": "2030-02-05"})

    assert found(custom={"size_min": ["5"], "size_max": ["10"]}) == {"1"}
    assert found(custom={"size": ["5", "15.5"]}) == {"1", "2"}
    assert found(custom={"day_min": ["2030-02-01"]}) == {"2"}
    assert found(custom={"word": ["ПРИВЕТ ("]}) == {"1"}
    assert found(custom={"pick": ["a"]}) == {"1"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("nobody", "1"), ("size", "big"), ("size_min", "nan"), ("word_min", "a"), ("pick", "z")],
)
@pytest.mark.django_db
def test_own_fields_that_cannot_be_read_are_named(name: str, value: str) -> None:
    make_field("size", "number")
    make_field("word")
    make_field("pick", "choice", choices=["a"])

    with pytest.raises(Invalid) as refusal:
        found(custom={name: [value]})

    assert list(refusal.value.fields) == [f"cf_{name}"]


@pytest.mark.parametrize(
    "key", ["owner__password", "word' OR 1=1 --", "word__regex", "custom", "0"]
)
def test_a_key_is_never_a_path_into_the_database(key: str) -> None:
    make_field("word")

    with pytest.raises(Invalid):
        found(custom={key: ["x"]})


def test_no_more_than_five_hundred_values() -> None:
    with pytest.raises(Invalid):
        found(keys={"manager": list(range(501))})
