"""How long a session lives, who ends it, and what a stolen cookie is worth afterwards."""

from datetime import timedelta

import pytest

from pritok.accounts import actions
from pritok.accounts.actions import sessions
from pritok.accounts.models import SignIn, User
from pritok.kit import clock
from tests.accounts.facts import last
from tests.api_client import signed_in, with_token
from tests.factories import PASSWORD, Cast, actor, give_password, make_sign_in

pytestmark = pytest.mark.django_db


def test_signing_out_makes_the_cookie_worthless(cast: Cast) -> None:
    client, stolen = signed_in(cast.alice), signed_in(cast.alice)
    stolen.django.cookies.update(client.django.cookies)

    answer = client.delete("/session")

    assert answer.status == 204
    assert stolen.get("/people").status == 401
    assert last()[0] == "session.closed"


def test_a_disabled_person_is_out_on_the_next_request(cast: Cast) -> None:
    client = signed_in(cast.alice)
    assert client.get("/people").status == 200

    actions.change_person(actor(cast.ada), person=cast.alice.pk, changes={"is_active": False})

    assert client.get("/people").status == 401


def test_a_changed_role_ends_all_sessions(cast: Cast) -> None:
    client = signed_in(cast.carol)

    actions.change_person(actor(cast.ada), person=cast.carol.pk, changes={"role": "manager"})

    assert client.get("/people").status == 401


def test_a_cookie_of_an_older_epoch_is_worth_nothing_even_if_its_row_survives(cast: Cast) -> None:
    client = signed_in(cast.alice)

    User.objects.filter(pk=cast.alice.pk).update(session_epoch=1)

    assert client.get("/people").status == 401


def test_a_session_nobody_uses_for_two_hours_is_over(cast: Cast) -> None:
    client = signed_in(cast.alice)

    with clock.frozen(clock.now() + timedelta(hours=1, minutes=59)):
        assert client.get("/people").status == 200
    with clock.frozen(clock.now() + timedelta(hours=3, minutes=58)):
        assert client.get("/people").status == 200
    with clock.frozen(clock.now() + timedelta(hours=6)):
        assert client.get("/people").status == 401


def test_a_session_is_over_after_twelve_hours_whatever_happens(cast: Cast) -> None:
    client, start = signed_in(cast.alice), clock.now()

    for hour in range(1, 12):
        with clock.frozen(start + timedelta(hours=hour)):
            assert client.get("/people").status == 200
    with clock.frozen(start + timedelta(hours=12, minutes=1)):
        assert client.get("/people").status == 401


def test_one_sees_and_ends_only_ones_own_sessions(cast: Cast) -> None:
    here, elsewhere, bobs = (signed_in(p) for p in (cast.alice, cast.alice, cast.bob))

    listed = here.get("/me/sessions").json["items"]
    theirs = bobs.get("/me/sessions").json["items"]
    other = next(entry for entry in listed if not entry["current"])

    assert len(listed) == 2
    assert [entry["current"] for entry in listed].count(True) == 1
    assert here.delete(f"/me/sessions/{theirs[0]['id']}").status == 404
    assert here.delete(f"/me/sessions/{other['id']}").status == 204
    assert elsewhere.get("/people").status == 401
    assert bobs.get("/people").status == 200


def test_reading_writes_the_time_of_use_at_most_once_a_minute(
    cast: Cast,
) -> None:
    client = signed_in(cast.alice)
    seen = SignIn.objects.values_list("last_seen_at", flat=True)
    before = seen.get()

    client.get("/session")
    assert seen.get() == before
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        client.get("/session")
        assert seen.get() == clock.now()


def test_every_unsafe_method_with_a_cookie_needs_the_csrf_token(cast: Cast) -> None:
    client = signed_in(cast.alice)
    client.headers.clear()

    answer = client.patch("/me", {"name": "Mallory"})

    assert (answer.status, answer.code) == (403, "csrf")
    assert User.objects.get(pk=cast.alice.pk).name == "Alice"


def test_a_foreign_origin_is_refused_even_with_the_csrf_token(cast: Cast) -> None:
    answer = signed_in(cast.alice).patch("/me", {"name": "M"}, Origin="https://evil.example")

    assert (answer.status, answer.code) == (403, "csrf")


def test_no_answer_lets_another_origin_read_it(cast: Cast) -> None:
    answer = signed_in(cast.alice).get("/session", Origin="https://evil.example")

    assert not [name for name in answer.response.headers if name.startswith("Access-Control")]


def test_old_sessions_are_cleared_away(cast: Cast) -> None:
    make_sign_in(cast.alice)

    with clock.frozen(clock.now() + timedelta(hours=13)):
        assert sessions.forget_ended() == 1

    assert SignIn.objects.count() == 0


def test_a_changed_password_ends_the_others_and_renews_this_one(cast: Cast) -> None:
    give_password(cast.alice)
    here, elsewhere = signed_in(cast.alice), signed_in(cast.alice)

    answer = here.put("/me/password", {"current": PASSWORD, "new": "a quite different one"})

    assert answer.status == 204
    assert elsewhere.get("/people").status == 401
    assert here.get("/people").status == 200
    assert last()[:2] == ("credentials.changed", {"person": cast.alice.pk, "what": "password"})


def test_a_password_is_changed_only_with_the_old_one(cast: Cast) -> None:
    give_password(cast.alice)

    answer = signed_in(cast.alice).put(
        "/me/password", {"current": "guess", "new": "a quite different one"}
    )

    assert (answer.status, answer.code) == (403, "wrong_password")
    assert answer.fields == {"current": "Wrong password."}
    assert User.objects.get(pk=cast.alice.pk).check_password(PASSWORD)


@pytest.mark.parametrize("new", ["short", "password1234", "alice@brook.test"])
def test_a_weak_password_is_refused(cast: Cast, new: str) -> None:
    give_password(cast.alice)

    answer = signed_in(cast.alice).put("/me/password", {"current": PASSWORD, "new": new})

    assert (answer.status, answer.code) == (422, "weak_password")
    assert list(answer.fields) == ["new"]


def test_a_token_has_no_account(cast: Cast) -> None:
    program = with_token("write")

    assert program.patch("/me", {"name": "Robot"}).code == "people_only"
    assert program.delete("/session").code == "people_only"
    assert program.get("/me/sessions").code == "people_only"
