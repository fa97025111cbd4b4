"""API tokens: shown once, kept as a hash, limited by scope, dead when they should be."""

from datetime import timedelta
from typing import Any

import pytest

from pritok.accounts import actions
from pritok.accounts.actions import tokens
from pritok.accounts.models import ApiToken
from pritok.kit import clock
from tests.accounts.facts import kinds, last
from tests.api_client import anonymous, signed_in, with_token
from tests.factories import Cast, actor, make_token

pytestmark = pytest.mark.django_db


def test_an_admin_issues_a_token_that_works_and_is_stored_as_a_hash(cast: Cast) -> None:
    issued = signed_in(cast.ada).post("/tokens", {"name": "Site", "scope": "read"})
    program = anonymous()
    program.headers["Authorization"] = f"Bearer {issued.json['token']}"

    assert issued.status == 201
    assert program.get("/people").status == 200
    assert last() == (
        "token.issued",
        {"token": issued.json["id"], "scope": "read"},
        f"person:{cast.ada.pk}",
    )
    row = ApiToken.objects.get()
    assert issued.json["token"] not in str(vars(row))
    assert row.last_used_at is not None


def test_the_list_shows_no_secret(cast: Cast) -> None:
    client = signed_in(cast.ada)
    issued = client.post("/tokens", {"name": "Site", "scope": "intake"}).json

    listed = client.get("/tokens").json["items"]

    assert [entry["name"] for entry in listed] == ["Site"]
    assert issued["token"] not in str(listed)
    assert "secret_hash" not in listed[0]


@pytest.mark.parametrize("who", ["alice", "carol", "henry"])
def test_only_admins_see_or_issue_tokens(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))

    assert client.get("/tokens").status == 403
    assert client.post("/tokens", {"name": "Mine", "scope": "write"}).status == 403
    assert ApiToken.objects.count() == 0


def test_a_token_issues_no_tokens(cast: Cast) -> None:
    answer = with_token("write").post("/tokens", {"name": "Child", "scope": "write"})

    assert answer.status == 403
    assert kinds() == []


def test_a_revoked_token_is_refused_like_a_wrong_one(cast: Cast) -> None:
    client = signed_in(cast.ada)
    issued = client.post("/tokens", {"name": "Site", "scope": "read"}).json
    program, stranger = anonymous(), anonymous()
    program.headers["Authorization"] = f"Bearer {issued['token']}"
    stranger.headers["Authorization"] = "Bearer ptk_never_existed"

    assert client.delete(f"/tokens/{issued['id']}").status == 204
    revoked, wrong = program.get("/people"), stranger.get("/people")

    assert (revoked.status, wrong.status) == (401, 401)
    assert revoked.json["message"] == wrong.json["message"]
    assert last()[:2] == ("token.revoked", {"token": issued["id"]})
    assert client.delete(f"/tokens/{issued['id']}").status == 404


def test_the_token_of_somebody_who_left_is_dead(cast: Cast) -> None:
    program = with_token("read", giver=cast.henry)
    assert program.get("/people").status == 200

    actions.change_person(actor(cast.ada), person=cast.henry.pk, changes={"is_active": False})

    assert program.get("/people").status == 401


def test_an_intake_token_can_only_hand_in(cast: Cast) -> None:
    program = with_token("intake")

    for method, path in [("GET", "/people"), ("POST", "/people"), ("GET", "/tokens")]:
        answer = program.call(method, path)
        assert (answer.status, answer.code) == (403, "scope")


def test_a_reading_token_writes_nothing_by_any_spelling(cast: Cast) -> None:
    program = with_token("read")

    plain = program.post("/holidays", {"date": "2026-07-06"})
    disguised = program.post("/holidays", {"date": "2026-07-06"}, X_HTTP_Method_Override="GET")

    assert (plain.status, plain.code) == (403, "scope")
    assert (disguised.status, disguised.code) == (403, "scope")
    assert kinds() == []


@pytest.mark.parametrize("name", ["token", "access_token", "api_key", "anything"])
def test_a_token_in_the_address_is_refused(cast: Cast, name: str) -> None:
    secret = actions.issue_token(actor(cast.ada), name="Site", scope="read")[1]

    answer = anonymous().get("/people", {name: secret})

    assert (answer.status, answer.code) == (400, "token_in_address")


def test_a_bad_header_beside_a_good_cookie_is_not_overlooked(cast: Cast) -> None:
    client = signed_in(cast.alice)
    client.headers["Authorization"] = "Bearer nonsense"

    assert client.get("/people").status == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "ptk_x", "Bearer \t"])
def test_a_malformed_header_is_nobody(cast: Cast, header: str) -> None:
    client = anonymous()
    client.headers["Authorization"] = header

    assert client.get("/people").status == 401


def test_use_is_noted_once_a_minute(cast: Cast) -> None:
    token = make_token("read")[0]
    start = clock.now()

    for seconds in (0, 59, 61):
        with clock.frozen(start + timedelta(seconds=seconds)):
            tokens.spend(token)

    noted = ApiToken.objects.values_list("last_used_at", flat=True).get()
    assert noted == token.last_used_at == start + timedelta(seconds=61)


def test_a_token_asked_again_within_its_second_is_noted_once(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    token = make_token("read")[0]
    tokens.spend(token)

    with django_assert_num_queries(0):
        tokens.spend(token)
