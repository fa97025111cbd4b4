"""Who may let people in, change them and lock them out."""

from datetime import timedelta
from typing import Any

import pytest

from pritok.accounts.events import PersonAdded
from pritok.accounts.models import Role, User
from pritok.journal import reading
from pritok.kit import clock
from tests.accounts.facts import kinds, last
from tests.api_client import anonymous, signed_in, with_token
from tests.factories import Cast, give_password, make_person

pytestmark = pytest.mark.django_db
NEW = {"name": "Nina", "email": "Nina@brook.test", "role": "manager"}


def test_an_admin_lets_somebody_in_with_a_temporary_password(cast: Cast) -> None:
    answer = signed_in(cast.ada).post("/people", {**NEW, "team": cast.near.pk})

    nina = User.objects.get(email="nina@brook.test")
    body = {"email": "nina@brook.test", "password": answer.json["temporary_password"]}
    assert answer.status == 201
    assert answer.json["team"] == {"id": cast.near.pk, "name": "Near"}
    assert anonymous().post("/session", body).status == 200
    assert kinds() == ["person.added", "session.opened"]
    added = reading.newest(kind="person.added")[0]
    assert added.payload == PersonAdded(person=nina.pk, role="manager", team=cast.near.pk)
    assert added.actor_id == str(cast.ada.pk)


def test_a_given_password_is_not_shown_back(cast: Cast) -> None:
    answer = signed_in(cast.ada).post("/people", {**NEW, "password": "long enough to be good"})

    assert answer.status == 201
    assert "temporary_password" not in answer.json


def test_an_address_belongs_to_one_person(cast: Cast) -> None:
    answer = signed_in(cast.ada).post("/people", {**NEW, "email": "ALICE@brook.test"})

    assert (answer.status, answer.code, list(answer.fields)) == (422, "email_taken", ["email"])
    assert kinds() == []


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_managers_and_leads_change_no_accounts(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))

    assert client.post("/people", NEW).status == 403
    assert client.patch(f"/people/{cast.bob.pk}", {"name": "Robert"}).status == 403
    assert client.put(f"/people/{cast.bob.pk}/password").status == 403
    assert client.post("/teams", {"name": "Third"}).status == 403
    assert kinds() == []


def test_a_writing_token_changes_no_accounts(cast: Cast) -> None:
    program = with_token("write")

    assert program.post("/people", NEW).status == 403
    assert program.put(f"/people/{cast.bob.pk}/password").status == 403


def test_nobody_gives_a_role_above_the_own_one(cast: Cast) -> None:
    head = signed_in(cast.henry)

    raised = head.patch(f"/people/{cast.alice.pk}", {"role": "admin"})
    added = head.post("/people", {**NEW, "role": "admin"})

    assert (raised.status, raised.code) == (403, "role_above_own")
    assert (added.status, added.code) == (403, "role_above_own")
    assert User.objects.filter(role=Role.ADMIN).count() == 1


def test_a_head_changes_those_below_and_not_admins_or_other_heads(cast: Cast) -> None:
    helen = make_person("Helen", Role.HEAD)
    head = signed_in(cast.henry)

    assert head.patch(f"/people/{cast.alice.pk}", {"role": "lead"}).status == 200
    assert head.patch(f"/people/{helen.pk}", {"is_active": False}).status == 403
    assert head.put(f"/people/{cast.ada.pk}/password").status == 403


@pytest.mark.parametrize("changes", [{"is_active": False}, {"role": "head"}])
def test_the_last_admin_stays(cast: Cast, changes: dict[str, Any]) -> None:
    answer = signed_in(cast.ada).patch(f"/people/{cast.ada.pk}", changes)

    assert (answer.status, answer.code) == (409, "last_admin")
    assert User.objects.get(pk=cast.ada.pk).role == Role.ADMIN
    assert kinds() == []


def test_one_of_two_admins_may_go(cast: Cast) -> None:
    other = make_person("Anna", Role.ADMIN)

    answer = signed_in(cast.ada).patch(f"/people/{other.pk}", {"is_active": False})

    assert answer.status == 200
    assert last()[1] == {"person": other.pk, "fields": ["is_active"], "is_active": False}


def test_what_stays_the_same_is_no_fact(cast: Cast) -> None:
    answer = signed_in(cast.ada).patch(
        f"/people/{cast.alice.pk}", {"name": "Alice", "team": cast.near.pk}
    )

    assert answer.status == 200
    assert kinds() == []


def test_ones_own_address_changes_with_the_password_only(cast: Cast) -> None:
    give_password(cast.ada)
    client = signed_in(cast.ada)

    with clock.frozen(clock.now() + timedelta(minutes=20)):
        answer = client.patch(f"/people/{cast.ada.pk}", {"email": "new@brook.test"})

    assert (answer.status, answer.code) == (403, "password_needed")


def test_a_reset_password_is_shown_once_and_ends_sessions(cast: Cast) -> None:
    alice = signed_in(cast.alice)

    answer = signed_in(cast.ada).put(f"/people/{cast.alice.pk}/password")

    assert User.objects.get(pk=cast.alice.pk).check_password(answer.json["temporary_password"])
    assert alice.get("/people").status == 401
    assert last()[1] == {"person": cast.alice.pk, "what": "password"}


def test_addresses_and_second_factors_are_for_the_head_and_admins(cast: Cast) -> None:
    seen = signed_in(cast.alice).get("/people").json["items"][0]
    by_head = signed_in(cast.henry).get("/people").json["items"][0]

    assert not {"email", "mfa"} & set(seen)
    assert (by_head["email"], by_head["mfa"]) == ("ada@brook.test", False)


def test_a_search_does_not_answer_about_hidden_addresses(cast: Cast) -> None:
    query = {"q": "alice@brook"}

    assert signed_in(cast.bob).get("/people", query).json["total"] == 0
    assert signed_in(cast.ada).get("/people", query).json["total"] == 1


def test_people_are_listed_page_by_page_and_by_filter(cast: Cast) -> None:
    client = signed_in(cast.alice)

    first = client.get("/people", {"limit": 4}).json
    second = client.get("/people", {"limit": 4, "cursor": first["next"]}).json
    leads = client.get("/people", {"role": "lead", "team": cast.near.pk, "active": True}).json

    names = [person["name"] for person in first["items"] + second["items"]]
    assert names == ["Ada", "Alice", "Bob", "Carol", "Dave", "Erin", "Henry"]
    assert second["next"] is None
    assert [person["name"] for person in leads["items"]] == ["Carol"]


def test_a_list_of_people_costs_the_same_for_one_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.ada)

    for limit in (1, 7):
        with django_assert_max_num_queries(5):
            client.get("/people", {"limit": limit})


@pytest.mark.parametrize("cursor", ["x", "!!", "bm8", "WzEsMl0", "e30", "WyIiLCAiOTk5OTk5OTkiXQ"])
def test_a_foreign_cursor_is_refused_or_leads_nowhere(cast: Cast, cursor: str) -> None:
    assert signed_in(cast.alice).get("/people", {"cursor": cursor}).status in {200, 422}


def test_a_team_is_led_by_a_lead(cast: Cast) -> None:
    client = signed_in(cast.henry)

    wrong = client.patch(f"/teams/{cast.near.pk}", {"lead": cast.alice.pk})
    right = client.patch(f"/teams/{cast.near.pk}", {"lead": cast.erin.pk, "name": "Nearer"})

    assert (wrong.status, list(wrong.fields)) == (422, ["lead"])
    assert right.json["lead"] == {"id": cast.erin.pk, "name": "Erin"}
    assert right.json["members"] == 3
    fact = {"team": cast.near.pk, "fields": ["name", "lead"], "lead": cast.erin.pk}
    assert last()[:2] == ("team.changed", fact)


def test_a_new_team_can_be_listed_and_archived(cast: Cast) -> None:
    client = signed_in(cast.ada)
    team = client.post("/teams", {"name": "Third"}).json

    client.patch(f"/teams/{team['id']}", {"is_archived": True})
    answer = client.patch(f"/people/{cast.alice.pk}", {"team": team["id"]})

    listed = {entry["name"]: entry for entry in client.get("/teams").json["items"]}
    assert listed["Third"]["is_archived"] is True
    assert (answer.status, list(answer.fields)) == (422, ["team"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**NEW, "role": "owner"}, "role"),
        ({**NEW, "email": "not an address"}, "email"),
        ({**NEW, "name": " \u0000 "}, "name"),
        ({**NEW, "name": ["a"]}, "name"),
        ({**NEW, "team": "x"}, "team"),
        ({**NEW, "is_staff": True}, "is_staff"),
        ({**NEW, "password": "short"}, "password"),
        ({"email": "a@b.cd", "role": "manager"}, "name"),
    ],
)
def test_bad_input_names_its_field(cast: Cast, body: dict[str, Any], field: str) -> None:
    answer = signed_in(cast.ada).post("/people", body)

    assert (answer.status, list(answer.fields)) == (422, [field])
    assert kinds() == []
    assert User.objects.count() == 7
