"""The distribution over HTTP: settings that all read, and the ledger with other people's clients masked."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pritok.routing.actions.giving import give_out
from pritok.routing.models import Member
from pritok.routing.rounds import ROUTING
from tests.api_client import signed_in
from tests.factories import Cast, make_cast
from tests.routing.company import make_pipeline, make_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_everybody_sees_who_takes_part_and_how_it_went(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice, cast.bob)
    make_waiting(pipeline)
    make_waiting(pipeline)
    give_out(ROUTING, pipeline_id=pipeline.pk)

    [rule] = signed_in(cast.dave).get("/routing").json["items"]

    assert rule["pipeline"] == {"id": pipeline.pk, "name": "Sales"}
    assert rule["mode"] == "fair"
    assert [
        (m["manager"]["name"], m["given_30d"], m["open_deals"], m["absent_until"])
        for m in rule["members"]
    ] == [("Alice", 1, 1, None), ("Bob", 1, 1, None)]


def test_the_head_sets_a_pipeline_and_others_do_not(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    body = {"mode": "manual", "members": [{"manager": cast.bob.pk, "weight": 50}]}

    assert signed_in(cast.alice).put(f"/routing/{pipeline.pk}", body).status == 403
    answer = signed_in(cast.henry).put(f"/routing/{pipeline.pk}", body)

    assert answer.status == 200
    assert answer.json["mode"] == "manual"
    assert Member.objects.get().person_id == cast.bob.pk


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"mode": "best", "members": []}, "mode"),
        ({"mode": "fair"}, "members"),
        ({"mode": "fair", "members": [{"manager": 1, "weight": 0}]}, "members.0.weight"),
        ({"mode": "fair", "members": [{"manager": 10**6}]}, "members.0.manager"),
    ],
)
def test_a_wrong_setting_is_422_by_field(cast: Cast, body: dict[str, Any], field: str) -> None:
    pipeline = make_pipeline()

    answer = signed_in(cast.ada).put(f"/routing/{pipeline.pk}", body)

    assert answer.status == 422
    assert field in answer.fields


def test_the_ledger_says_why_and_masks_what_the_asker_may_not_see(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    deal = make_waiting(pipeline)
    give_out(ROUTING, pipeline_id=pipeline.pk)
    path = f"/routing/{pipeline.pk}/ledger"

    [own] = signed_in(cast.alice).get(path).json["items"]
    [others] = signed_in(cast.dave).get(path).json["items"]

    assert own["deal"] == {"id": str(deal.pk), "title": "A request"}
    assert others["deal"] == {"id": str(deal.pk), "title": ""}
    assert (own["branch"], own["propensity"], own["manager"]["name"]) == ("fair", 1.0, "Alice")
    assert own["eligible"][0]["manager"]["name"] == "Alice"
    assert signed_in(cast.alice).get("/routing/999/ledger").status == 404


def test_the_settings_cost_the_same_for_one_pipeline_and_for_three(cast: Cast) -> None:
    client = signed_in(cast.ada)
    make_pipeline(cast.alice)
    client.get("/routing")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/routing")
    make_pipeline(cast.bob, cast.dave)
    make_pipeline(*cast.everybody())

    with CaptureQueriesContext(connection) as for_three:
        client.get("/routing")

    assert len(for_three) == len(for_one) <= 10


def test_a_deal_tells_who_could_have_got_it_and_why_one_did(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    deal = make_waiting(pipeline)
    give_out(ROUTING, pipeline_id=pipeline.pk)

    [decision] = signed_in(cast.alice).get(f"/deals/{deal.pk}/assignments").json["items"]

    assert decision["manager"] == {"id": cast.alice.pk, "name": "Alice"}
    assert decision["propensity"] == 1.0
    assert [one["manager"]["name"] for one in decision["eligible"]] == ["Alice"]
    assert decision["features"]["channel"] == "api"


def test_the_decisions_about_an_unseen_deal_are_not_found(cast: Cast) -> None:
    pipeline = make_pipeline(cast.alice)
    deal = make_waiting(pipeline)
    give_out(ROUTING, pipeline_id=pipeline.pk)

    assert signed_in(cast.dave).get(f"/deals/{deal.pk}/assignments").status == 404
