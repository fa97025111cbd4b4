"""Reports over HTTP: the same figures for everybody, every number with its list, and input that makes no sense."""

import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from pritok.accounts.actor import system
from pritok.analytics import mirror
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.actions.closing import lose_deal, reopen_deal, win_deal
from pritok.deals.actions.moving import move_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from tests.api_client import ApiClient, anonymous, signed_in, with_token
from tests.factories import Cast
from tests.factories_deals import Shop, make_deal, make_shop

pytestmark = pytest.mark.django_db
REPORT = "/reports/conversion"
DEALS = "/reports/conversion/deals"
DOER = system("test")


@dataclass
class Sold:
    """Alice: one won, one lost, one open. Bob: one lost after Alice had brought it to the offer. Nobody: one."""

    shop: Shop
    won: Deal
    lost: Deal
    open: Deal
    taken_over: Deal
    pool: Deal
    spam: Deal


@pytest.fixture
def sold(cast: Cast) -> Sold:
    shop = make_shop()
    now = clock.now()
    with clock.frozen(now - timedelta(days=3)):
        dimensions = {"source": shop.source, "product": shop.product}
        deals = [make_deal(shop, cast.alice, f"Deal {n}", **dimensions) for n in range(4)]
        pool, spam = make_deal(shop, None, "Pool"), make_deal(shop, cast.alice, "Spam")
    won, lost, still_open, taken_over = deals
    with clock.frozen(now - timedelta(days=1)):
        move_deal(DOER, deal=taken_over, stage=shop.second)
        assign_deal(DOER, deal=taken_over, owner=cast.bob, how="hand")
        win_deal(DOER, deal=won)
        lose_deal(DOER, deal=lost, reason=shop.reason, comment="")
        lose_deal(DOER, deal=taken_over, reason=shop.reason, comment="")
        lose_deal(DOER, deal=spam, reason=shop.duplicate, comment="")
    return Sold(shop, won, lost, still_open, taken_over, pool, spam)


def rows(answer: Any) -> dict[Any, tuple[int, int, int]]:
    assert answer.status == 200, answer.json
    return {
        row["manager"]["name"]: (row["entered"], row["advanced"], row["open"])
        for row in answer.json["rows"]
    }


def titles(client: ApiClient, address: str, **more: str) -> set[str]:
    answer = client.get(address, more or None)
    assert answer.status == 200, answer.json
    assert answer.json["total"] == len(answer.json["items"])
    return {item["title"] for item in answer.json["items"]}


def test_managers_are_credited_and_nobody_has_a_row(cast: Cast, sold: Sold) -> None:
    answer = signed_in(cast.henry).get(REPORT, Accept_Language="ru")

    assert rows(answer) == {"Alice": (4, 2, 1), "Без менеджера": (1, 0, 1)}
    total = answer.json["total"]
    assert (total["entered"], total["advanced"], total["rate"]) == (5, 2, 0.4)
    assert (total["excluded"], total["index"]) == (1, pytest.approx(100))
    assert total["low"] < 0.4 < total["high"]


def test_credit_may_go_to_the_present_owner(cast: Cast, sold: Sold) -> None:
    answer = signed_in(cast.henry).get(REPORT, {"credit": "current"}, Accept_Language="en")

    assert rows(answer) == {"Alice": (3, 1, 1), "Bob": (1, 1, 0), "Unassigned": (1, 0, 1)}


def test_a_report_contains_ones_own_last_click(cast: Cast, sold: Sold) -> None:
    head = signed_in(cast.henry)
    before = head.get(REPORT).json

    move_deal(DOER, deal=sold.open, stage=sold.shop.second)
    after = head.get(REPORT).json

    assert after["total"]["advanced"] == before["total"]["advanced"] + 1
    assert after["position"] > before["position"]


def test_a_reopened_deal_counts_as_open_again(cast: Cast, sold: Sold) -> None:
    reopen_deal(DOER, deal=sold.lost)

    total = signed_in(cast.henry).get(REPORT, {"step_to": "won"}).json["total"]

    assert (total["won"], total["lost"], total["open"]) == (1, 1, 3)
    assert total["win_rate"] == 0.5


def test_every_actor_sees_the_same_figures(cast: Cast, sold: Sold) -> None:
    clients = [signed_in(person) for person in cast.everybody()] + [with_token("read")]

    answers = [client.get(REPORT, Accept_Language="en").json for client in clients]

    for answer in answers:
        assert {**answer, "as_of": ""} == {**answers[0], "as_of": ""}


def test_the_list_behind_a_number_is_as_long_as_the_number(cast: Cast, sold: Sold) -> None:
    head = signed_in(cast.henry)
    report = head.get(REPORT, {"group_by": ["manager", "source"]}).json

    for row in [*report["rows"], report["total"]]:
        for cell in ("entered", "advanced", "open", "excluded"):
            address = row["list"].replace("cell=entered", f"cell={cell}")
            assert head.get(address).json["total"] == row[cell]


def test_clients_of_other_peoples_deals_stay_masked_in_the_list(cast: Cast, sold: Sold) -> None:
    assert "Deal 0" in titles(signed_in(cast.alice), DEALS, cell="advanced")
    assert titles(signed_in(cast.dave), DEALS, cell="advanced") == {""}


def test_pages_of_a_list_follow_each_other(cast: Cast, sold: Sold) -> None:
    head = signed_in(cast.henry)
    first = head.get(DEALS, {"limit": 2}).json
    second = head.get(DEALS, {"limit": 2, "cursor": first["next"]}).json
    third = head.get(DEALS, {"limit": 2, "cursor": second["next"]}).json

    ids = [item["id"] for page in (first, second, third) for item in page["items"]]
    assert len(ids) == len(set(ids)) == first["total"] == 5
    assert third["next"] is None


@pytest.mark.parametrize(
    ("query", "entered"),
    [
        ({"source": "none"}, 1),
        ({"client_kind": "new"}, 5),
        ({"client_kind": "returning"}, 0),
        ({"from": "2001-01-01", "to": "2002-01-01"}, 0),
    ],
)
def test_filters_narrow_the_cohort(
    cast: Cast, sold: Sold, query: dict[str, Any], entered: int
) -> None:
    assert signed_in(cast.henry).get(REPORT, query).json["total"]["entered"] == entered


def test_teams_and_categories_group_what_they_hold(cast: Cast, sold: Sold) -> None:
    query = {"group_by": "team,category"}

    report = signed_in(cast.henry).get(REPORT, query, Accept_Language="en").json

    shown = {
        (r["team"]["name"], r["category"]["name"]): (r["entered"], r["excluded"])
        for r in report["rows"]
    }
    assert shown == {
        ("Near", "Courses"): (4, 0),
        ("Near", "Not set"): (0, 1),
        ("Unassigned", "Not set"): (1, 0),
    }
    only = signed_in(cast.henry).get(REPORT, {"team": str(cast.near.pk)}).json["total"]
    assert only["entered"] == 4


def test_all_steps_are_shown_for_one_pipeline(cast: Cast, sold: Sold) -> None:
    report = signed_in(cast.henry).get(REPORT, {"pipeline": str(sold.shop.pipeline.pk)}).json

    steps = [(step["from"]["name"], step["to"]["id"]) for step in report["steps"]]
    assert steps[0] == ("New", sold.shop.second.pk)
    assert steps[-1][1] == "won"
    assert len(report["matrix"]) == len(report["rows"])
    assert report["total_matrix"][0]["entered"] == 5


def test_csv_has_typed_figures_and_inert_names(cast: Cast, sold: Sold) -> None:
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(name="\u200b =HYPERLINK(1)")

    answer = signed_in(cast.henry).get(REPORT, {"format": "csv"})

    text = answer.response.content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert answer.response["Content-Type"].startswith("text/csv")
    assert {row["manager"][:1] for row in table if "HYPERLINK" in row["manager"]} == {"'"}
    assert [row["entered"] for row in table] == ["4", "1"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"manager": "1; drop table deal"}, "manager"),
        ({"group_by": "password"}, "group_by"),
        ({"group_by": "manager,manager"}, "group_by"),
        ({"group_by": "manager,team,source"}, "group_by"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2026-01-01T10:00:00"}, "from"),
        ({"from": "2026-02-01", "to": "2026-01-01"}, "to"),
        ({"step_from": "999999"}, "step_from"),
        ({"step_to": "nowhere"}, "step_to"),
        ({"mode": "sideways"}, "mode"),
        ({"colour": "red"}, "colour"),
        ({"source": ["1"] * 150}, "source"),
    ],
)
def test_nonsense_is_refused_with_the_name_of_the_field(
    cast: Cast, sold: Sold, query: dict[str, Any], field: str
) -> None:
    answer = signed_in(cast.henry).get(REPORT, query)

    assert answer.status == 422
    assert field in answer.fields or any(path.startswith(field) for path in answer.fields)


def test_a_cursor_of_another_list_is_refused(cast: Cast, sold: Sold) -> None:
    assert signed_in(cast.henry).get(DEALS, {"cursor": "nonsense"}).status == 422


def test_strangers_and_intake_tokens_see_no_figures(cast: Cast) -> None:
    assert anonymous().get(REPORT).status == 401
    assert with_token("intake").get(REPORT).status == 403


def test_each_report_and_figure_has_its_definition_in_both_languages(cast: Cast) -> None:
    texts = {
        language: signed_in(cast.alice).get("/reports", Accept_Language=language).json["items"][0]
        for language in ("ru", "en")
    }

    assert texts["en"]["title"] == "Stage conversion"
    assert texts["ru"]["title"] == "Конверсия этапов"
    for ru, en in zip(texts["ru"]["figures"], texts["en"]["figures"], strict=True):
        assert ru["key"] == en["key"]
        assert ru["definition"] != en["definition"]
        assert ru["definition"]


def test_few_statements_whatever_the_number_of_deals(
    cast: Cast, sold: Sold, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.henry)
    client.get(REPORT)

    with django_assert_max_num_queries(16):
        client.get(REPORT)


@pytest.fixture(autouse=True)
def _closed_mirror() -> Any:
    yield
    mirror.close()
