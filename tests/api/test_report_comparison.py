"""A report beside the period before, the year before, or the team; and as a file."""

import io
from datetime import timedelta
from typing import Any

import pytest
from python_calamine import load_workbook

from pritok.accounts.actor import system
from pritok.analytics import mirror
from pritok.deals.actions.moving import move_deal
from pritok.kit import clock
from tests.api_client import signed_in
from tests.factories import Cast
from tests.factories_deals import Shop, make_deal, make_shop

pytestmark = pytest.mark.django_db
REPORT = "/reports/conversion"


@pytest.fixture
def shop(cast: Cast) -> Any:
    """Two days ago Alice got two deals and moved one on; today she and Bob got one each, Bob moved his."""
    shop = make_shop()
    with clock.frozen(clock.now() - timedelta(days=2)):
        first, _ = (make_deal(shop, cast.alice, f"Old {n}") for n in range(2))
        move_deal(system("test"), deal=first, stage=shop.second)
    make_deal(shop, cast.alice, "New")
    moved = make_deal(shop, cast.bob, "New of Bob")
    move_deal(system("test"), deal=moved, stage=shop.second)
    yield shop
    mirror.close()


def asked(cast: Cast, **query: str) -> Any:
    return signed_in(cast.henry).get(REPORT, query, Accept_Language="en")


def test_beside_each_row_stands_the_period_before(cast: Cast, shop: Shop) -> None:
    since = (clock.now() - timedelta(hours=30)).isoformat()
    until = (clock.now() + timedelta(minutes=5)).isoformat()

    report = asked(cast, **{"from": since, "to": until, "compare": "previous"}).json

    rows = {row["manager"]["name"]: row for row in report["rows"]}
    assert (rows["Alice"]["entered"], rows["Alice"]["compared"]["entered"]) == (1, 2)
    assert rows["Alice"]["compared"]["rate"] == 0.5
    assert rows["Bob"]["compared"] is None
    assert (report["total"]["entered"], report["total"]["compared"]["entered"]) == (2, 2)


def test_beside_a_manager_stands_the_own_team(cast: Cast, shop: Shop) -> None:
    report = asked(cast, compare="team").json

    for row in report["rows"]:
        assert (row["compared"]["entered"], row["compared"]["rate"]) == (4, 0.5)


@pytest.mark.parametrize(
    "query",
    [
        {"compare": "previous"},
        {"compare": "team", "group_by": "source"},
        {"compare": "year", "from": "2026-01-01", "group_by": "period"},
        {"compare": "moon"},
    ],
)
def test_what_cannot_be_compared_is_refused(cast: Cast, shop: Shop, query: dict[str, str]) -> None:
    answer = asked(cast, **query)

    assert answer.status == 422
    assert "compare" in answer.fields


def test_the_workbook_holds_numbers_as_numbers_and_names_as_text(cast: Cast, shop: Shop) -> None:
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(name="=HYPERLINK(1)")

    answer = asked(cast, format="xlsx")

    sheet = load_workbook(io.BytesIO(answer.response.content)).get_sheet_by_index(0)
    head, *lines = sheet.to_python()
    assert head[:3] == ["manager", "entered", "advanced"]
    names = {str(line[0]): line[1] for line in lines}
    assert names == {"'=HYPERLINK(1)": 3.0, "Bob": 1.0}
