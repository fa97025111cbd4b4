"""POST /intake, the inbox and the forms over HTTP: statuses, shapes, and who sees which request."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pritok.deals.actions.assigning import assign_deal
from pritok.intake import limits
from pritok.intake.models import Form, Request
from pritok.journal.models import Fact
from tests.api_client import signed_in, with_token
from tests.factories import Cast, make_cast
from tests.intake.company import PERSON, hand_in, make_form, make_pipeline
from tests.routing.company import INTAKE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    limits.forget_all()
    make_pipeline()
    return make_cast()


def test_a_request_is_acknowledged_with_promise_and_status_address() -> None:
    answer = with_token("intake").post("/intake", PERSON, Idempotency_Key="k1")

    assert answer.status == 201
    assert set(answer.json) == {"request_id", "deal_id", "promised_at", "status_url"}
    assert answer.json["status_url"].startswith("http://testserver/r/")
    assert answer.json["promised_at"].endswith("Z")


def test_the_same_key_answers_200_with_the_same_body_and_another_body_409() -> None:
    client = with_token("intake")
    first = client.post("/intake", PERSON, Idempotency_Key="k1")

    again = client.post("/intake", PERSON, Idempotency_Key="k1")
    other = client.post("/intake", {**PERSON, "name": "Olga"}, Idempotency_Key="k1")

    assert (again.status, again.json) == (200, first.json)
    assert (other.status, other.code) == (409, "idempotency_mismatch")
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**PERSON, "owner": 1}, "owner"),
        ({"name": "Irina"}, "phone"),
        ({"phone": {"a": 1}}, "phone"),
        ({"phone": "+79161234567", "amount": -1}, "amount"),
        ({"phone": "+79161234567", "amount": True}, "amount"),
        ({"phone": "+79161234567", "utm": {"a": ["b"]}}, "utm.a"),
        ({"phone": "+79161234567", "consent": {"purpose": "answer"}}, "consent.text_version"),
        ({"message": "x" * 10_001}, "message"),
        ([], "body"),
    ],
)
def test_a_wrong_body_is_422_with_the_path_of_the_field(body: Any, field: str) -> None:
    answer = with_token("intake").post("/intake", body)

    assert answer.status == 422
    assert field in answer.fields
    assert not Request.objects.exists()
    assert not Fact.objects.filter(kind="request.received").exists()


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_out_of_bounds_is_422(key: str) -> None:
    answer = with_token("intake").post("/intake", PERSON, Idempotency_Key=key)

    assert (answer.status, set(answer.fields)) == (422, {"Idempotency-Key"})


def test_a_token_that_floods_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.PER_TOKEN, "take", lambda _token: 3)

    answer = with_token("intake").post("/intake", PERSON)

    assert answer.status == 429
    assert answer.response["Retry-After"] == "3"


def test_people_hand_in_no_requests_over_the_api(cast: Cast) -> None:
    assert signed_in(cast.ada).post("/intake", PERSON).status == 403


def test_the_inbox_shows_own_and_pool_to_managers_and_all_to_leads(cast: Cast) -> None:
    mine = hand_in()
    others = hand_in({"phone": "+79160000001"})
    aside = hand_in({"phone": "+79160000002"}, suspicion="honeypot")
    assign_deal(INTAKE, deal=mine.deal_id, owner=cast.alice)  # type: ignore[arg-type]
    assign_deal(INTAKE, deal=others.deal_id, owner=cast.dave)  # type: ignore[arg-type]

    seen = {
        person.name: {item["id"] for item in signed_in(person).get("/requests").json["items"]}
        for person in (cast.alice, cast.bob, cast.carol, cast.henry)
    }

    all_of_them = {str(each.request_id) for each in (mine, others, aside)}
    assert seen == {
        "Alice": {str(mine.request_id)},
        "Bob": set(),
        "Carol": {str(mine.request_id), str(aside.request_id)},
        "Henry": all_of_them,
    }
    assert signed_in(cast.bob).get(f"/requests/{mine.request_id}").status == 404


def test_the_inbox_filters_by_state_and_goes_on_from_a_cursor(cast: Cast) -> None:
    for number in range(3):
        hand_in({"phone": f"+7916000000{number}"})
    hand_in({"phone": "+79160000009"}, suspicion="too_fast")
    client = signed_in(cast.henry)

    aside = client.get("/requests", {"state": "quarantined"}).json
    first = client.get("/requests", {"state": "done", "limit": 2}).json
    rest = client.get("/requests", {"state": "done", "limit": 2, "cursor": first["next"]}).json

    assert [item["reason"] for item in aside["items"]] == ["too_fast"]
    assert (first["total"], len(first["items"]), len(rest["items"])) == (3, 2, 1)
    assert rest["next"] is None


def test_the_inbox_says_what_became_of_a_request(cast: Cast) -> None:
    receipt = hand_in({**PERSON, "source": "Site", "utm": {"utm_source": "ads"}})
    assign_deal(INTAKE, deal=receipt.deal_id, owner=cast.alice)  # type: ignore[arg-type]

    item = signed_in(cast.alice).get(f"/requests/{receipt.request_id}").json

    assert item["deal"]["owner"] == {"id": cast.alice.pk, "name": "Alice"}
    assert (item["state"], item["matched"], item["source"]) == ("done", False, None)
    assert item["utm"] == {"utm_source": "ads"}


def test_the_inbox_asks_the_database_as_often_for_many_as_for_one(cast: Cast) -> None:
    client = signed_in(cast.henry)
    hand_in({**PERSON, "source": "Site"})
    client.get("/requests")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/requests")
    for number in range(5):
        hand_in({"phone": f"+7916000000{number}", "source": "Site"})

    with CaptureQueriesContext(connection) as for_many:
        client.get("/requests")

    assert len(for_many) == len(for_one) <= 15


def test_a_lead_lets_a_request_in_over_the_api(cast: Cast) -> None:
    aside = hand_in(suspicion="honeypot")

    answer = signed_in(cast.carol).put(f"/requests/{aside.request_id}/state", {"state": "accepted"})

    assert answer.status == 200
    assert answer.json["state"] == "done"
    assert answer.json["deal"]["owner"] is None


def test_a_form_is_added_and_changed_by_the_head(cast: Cast) -> None:
    form = make_form(make_pipeline())
    client = signed_in(cast.henry)

    made = client.post(
        "/forms",
        {"name": "B", "slug": "b", "pipeline": form.pipeline_id, "title": "T", "button": "Go"},
    )
    changed = client.patch(
        f"/forms/{made.json['id']}",
        {"allowed_origins": ["https://Shop.example/x"], "fields": {"email": {"required": True}}},
    )

    assert made.status == 201
    assert made.json["url"] == "http://testserver/f/b"
    assert made.json["script_url"] == "http://testserver/f/b.js"
    assert changed.json["allowed_origins"] == ["https://shop.example"]
    assert changed.json["fields"]["email"] == {"show": True, "required": True}
    assert len(client.get("/forms").json["items"]) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "Bad Slug"}, "slug"),
        ({"language": "de"}, "language"),
        ({"fields": {"fax": {"show": True}}}, "fields.fax"),
        ({"colour": "red"}, "colour"),
        ({"pipeline": None}, "pipeline"),
    ],
)
def test_a_wrong_form_is_422_by_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    body = {"name": "B", "slug": "b", "pipeline": 1, "title": "T", "button": "Go", **changes}

    answer = signed_in(cast.ada).post("/forms", body)

    assert answer.status == 422
    assert field in answer.fields
    assert not Form.objects.exists()
