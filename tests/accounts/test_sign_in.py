"""Signing in with a password: what it opens, what it says when it refuses, and how fast one may guess."""

import statistics
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as installed

from pritok.accounts.models import SignIn, User
from pritok.kit import clock
from tests.accounts.facts import kinds, last
from tests.api_client import Answer, ApiClient, anonymous, signed_in
from tests.factories import PASSWORD, Cast, give_password

pytestmark = pytest.mark.django_db


def sign_in(client: ApiClient, email: str, password: str = PASSWORD, **headers: str) -> Answer:
    return client.post("/session", {"email": email, "password": password}, **headers)


def test_the_right_password_opens_a_session_and_records_it(cast: Cast) -> None:
    give_password(cast.alice)
    client = anonymous()

    answer = sign_in(client, "Alice@Brook.test")

    assert answer.status == 200
    assert answer.json["user"]["email"] == "alice@brook.test"
    assert answer.json["mfa_required"] is False
    assert client.get("/session").json["user"]["name"] == "Alice"
    fact = {"person": cast.alice.pk, "second_factor": False}
    assert last() == ("session.opened", fact, f"person:{cast.alice.pk}")


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(cast: Cast) -> None:
    give_password(cast.alice)

    wrong = sign_in(anonymous(), cast.alice.email, "not this one")
    unknown = sign_in(anonymous(), "nobody@brook.test", "not this one")

    assert (wrong.status, wrong.code) == (401, "bad_credentials")
    assert (unknown.status, unknown.code) == (401, "bad_credentials")
    assert wrong.json["message"] == unknown.json["message"]
    assert kinds() == ["session.refused", "session.refused"]
    assert SignIn.objects.count() == 0


def test_a_person_who_left_cannot_come_in_with_the_right_password(cast: Cast) -> None:
    give_password(cast.alice)
    User.objects.filter(pk=cast.alice.pk).update(is_active=False)

    answer = sign_in(anonymous(), cast.alice.email)

    assert (answer.status, answer.code) == (401, "bad_credentials")


def test_an_unknown_address_takes_as_long_as_a_known_one(cast: Cast, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    give_password(cast.alice)

    def median_s(email: str) -> float:
        took = []
        for number in range(5):
            started = time.perf_counter()
            sign_in(anonymous(), email, f"wrong {number}")
            took.append(time.perf_counter() - started)
        return statistics.median(took)

    known, unknown = median_s(cast.alice.email), median_s("nobody@brook.test")

    # Without the extra hash the unknown address would answer about ten times faster.
    assert unknown > known / 3


def test_the_session_key_from_before_is_not_the_one_after(cast: Cast) -> None:
    give_password(cast.alice)
    client = signed_in(cast.bob)
    before = client.django.cookies[installed.SESSION_COOKIE_NAME].value

    sign_in(client, cast.alice.email)

    after = client.django.cookies[installed.SESSION_COOKIE_NAME].value
    assert before != after


def test_the_twenty_first_wrong_password_of_an_hour_is_not_looked_at(cast: Cast) -> None:
    give_password(cast.alice)
    for number in range(20):
        client = anonymous()
        answer = sign_in(client, cast.alice.email, f"wrong {number}")
        assert answer.status == 401

    blocked = sign_in(anonymous(), cast.alice.email, PASSWORD)

    assert (blocked.status, blocked.code) == (429, "too_many_attempts")
    assert 0 < int(blocked.response["Retry-After"]) <= 3600
    assert last()[1]["reason"] == "too_many_account"
    with clock.frozen(clock.now() + timedelta(hours=1, seconds=1)):
        assert sign_in(anonymous(), cast.alice.email).status == 200


def test_reaching_the_limit_is_recorded_once_and_not_for_each_try(cast: Cast) -> None:
    for number in range(25):
        sign_in(anonymous(), "nobody@brook.test", f"wrong {number}")

    assert kinds() == ["session.refused"] * 21


def test_a_known_device_still_comes_in_while_strangers_guess(cast: Cast) -> None:
    give_password(cast.alice)
    own = anonymous()
    sign_in(own, cast.alice.email)
    for number in range(21):
        sign_in(anonymous(), cast.alice.email, f"wrong {number}")

    assert sign_in(anonymous(), cast.alice.email).status == 429
    assert sign_in(own, cast.alice.email).status == 200


def test_one_source_cannot_try_many_accounts(cast: Cast) -> None:
    answers = [sign_in(anonymous(), f"person{n}@brook.test", "summer") for n in range(61)]

    assert [answer.status for answer in answers[:60]] == [401] * 60
    assert answers[60].status == 429


def test_the_right_password_gives_its_try_back(cast: Cast) -> None:
    give_password(cast.alice)

    answers = [sign_in(anonymous(), cast.alice.email).status for _ in range(22)]

    assert answers == [200] * 22


def test_another_site_cannot_sign_a_browser_in(cast: Cast) -> None:
    give_password(cast.alice)

    by_origin = sign_in(anonymous(), cast.alice.email, Origin="https://evil.example")
    by_browser = sign_in(anonymous(), cast.alice.email, Sec_Fetch_Site="cross-site")
    as_form = anonymous().django.post("/api/v1/session", {"email": "a", "password": "b"})

    assert (by_origin.status, by_origin.code) == (403, "csrf")
    assert (by_browser.status, by_browser.code) == (403, "csrf")
    assert as_form.status_code == 400
    assert kinds() == []


def test_no_address_to_go_to_is_followed_after_signing_in(cast: Cast) -> None:
    give_password(cast.alice)

    answer = anonymous().post(
        "/session?next=//evil.example", {"email": cast.alice.email, "password": PASSWORD}
    )

    assert answer.status == 422
    assert "Location" not in answer.response


@pytest.mark.parametrize("password", [None, [], {}, "", 7, "x" * 201])
def test_a_password_that_is_no_text_is_refused_as_malformed(cast: Cast, password: object) -> None:
    answer = anonymous().post("/session", {"email": cast.alice.email, "password": password})

    assert answer.status == 422
    assert list(answer.fields) == ["password"]
