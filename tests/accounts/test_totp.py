"""The second factor: each code once, nothing between the steps, no way around it."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from pritok.accounts.models import SignIn, User
from pritok.kit import clock
from tests.accounts.facts import kinds, last
from tests.api_client import ApiClient, anonymous, signed_in
from tests.factories import PASSWORD, Cast, give_password

pytestmark = pytest.mark.django_db


def code_of(secret: str, *, steps: int = 0) -> str:
    step = int(clock.now().timestamp()) // 30 + steps
    return str(format_hotp_value(hotp_value(secret, step)))


def enrol(person: User) -> tuple[str, list[str]]:
    """Turn the second factor on and return its secret and recovery codes."""
    client = signed_in(person)
    secret = client.post("/me/totp").json["secret"]
    answer = client.put("/me/totp", {"code": code_of(secret, steps=-1)})
    assert answer.status == 200
    return secret, answer.json["recovery_codes"]


def half_way(person: User) -> ApiClient:
    """Return a browser that has given the password and owes the code."""
    client = anonymous()
    body = {"email": person.email, "password": PASSWORD}
    assert client.post("/session", body).json == {"user": None, "mfa_required": True}
    return client


def test_enrolling_shows_a_picture_and_ends_other_sessions(cast: Cast) -> None:
    client, other = signed_in(cast.alice), signed_in(cast.alice)

    shown = client.post("/me/totp").json
    answer = client.put("/me/totp", {"code": code_of(shown["secret"])})

    assert shown["uri"].startswith("otpauth://totp/")
    assert shown["secret"] in shown["uri"]
    assert "<svg" in shown["qr_svg"]
    assert len(set(answer.json["recovery_codes"])) == 10
    assert client.get("/session").json["user"]["mfa"] is True
    assert other.get("/session").json["user"] is None
    assert last()[:2] == ("credentials.changed", {"person": cast.alice.pk, "what": "totp_on"})


def test_the_seed_is_not_in_the_database_in_the_clear(cast: Cast) -> None:
    secret, codes = enrol(cast.alice)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_the_right_code_finishes_signing_in(cast: Cast) -> None:
    secret, _ = enrol(give_password(cast.alice))

    answer = half_way(cast.alice).post("/session/totp", {"code": code_of(secret)})

    assert answer.json["user"]["id"] == cast.alice.pk
    assert last()[1] == {"person": cast.alice.pk, "second_factor": True}


def test_a_code_works_once(cast: Cast) -> None:
    secret, _ = enrol(give_password(cast.alice))
    code = code_of(secret)

    first = half_way(cast.alice).post("/session/totp", {"code": code})
    again = half_way(cast.alice).post("/session/totp", {"code": code})

    assert first.status == 200
    assert (again.status, again.code) == (401, "bad_code")


def test_a_recovery_code_works_once(cast: Cast) -> None:
    _, codes = enrol(give_password(cast.alice))

    first = half_way(cast.alice).post("/session/totp", {"code": codes[3]})
    again = half_way(cast.alice).post("/session/totp", {"code": codes[3]})

    assert first.status == 200
    assert again.status == 401
    assert "credentials.changed" in kinds()


@pytest.mark.parametrize(
    "body", [{}, {"code": None}, {"code": ""}, {"code": []}, {"code": [""]}, {"code": 0}, None]
)
def test_a_missing_code_is_never_a_right_one(cast: Cast, body: Any) -> None:
    enrol(give_password(cast.alice))
    opened = SignIn.objects.count()

    answer = half_way(cast.alice).post("/session/totp", body)

    assert answer.status == 422
    assert SignIn.objects.count() == opened


def test_without_an_authenticator_no_code_is_right(cast: Cast) -> None:
    enrol(give_password(cast.alice))
    client = half_way(cast.alice)
    Authenticator.objects.all().delete()

    assert client.post("/session/totp", {"code": "000000"}).status == 401


def test_nothing_works_between_the_two_steps(cast: Cast) -> None:
    enrol(give_password(cast.alice))
    client = half_way(cast.alice)

    assert client.get("/people").status == 401
    assert client.get("/session").json["user"] is None
    assert client.post("/me/totp").status == 401


def test_the_second_step_alone_is_refused(cast: Cast) -> None:
    secret, _ = enrol(cast.alice)

    answer = anonymous().post("/session/totp", {"code": code_of(secret)})

    assert (answer.status, answer.code) == (401, "password_first")


def test_the_second_step_waits_ten_minutes_and_dies_with_a_new_password(cast: Cast) -> None:
    secret, _ = enrol(give_password(cast.alice))
    slow, stale = half_way(cast.alice), half_way(cast.alice)
    User.objects.filter(pk=cast.alice.pk).update(session_epoch=99)

    assert stale.post("/session/totp", {"code": code_of(secret)}).code == "password_first"
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert slow.post("/session/totp", {"code": code_of(secret)}).code == "password_first"


def test_the_eleventh_wrong_code_is_not_looked_at(cast: Cast) -> None:
    secret, _ = enrol(give_password(cast.alice))
    client = half_way(cast.alice)
    statuses = [client.post("/session/totp", {"code": "00000x"}).status for _ in range(10)]

    blocked = half_way(cast.alice).post("/session/totp", {"code": code_of(secret)})

    assert statuses == [401] * 10
    assert (blocked.status, blocked.code) == (429, "too_many_attempts")


def test_a_known_device_of_somebody_else_does_not_replace_the_code(cast: Cast) -> None:
    enrol(give_password(cast.alice))
    give_password(cast.bob)
    client = anonymous()
    client.post("/session", {"email": cast.bob.email, "password": PASSWORD})

    answer = client.post("/session", {"email": cast.alice.email, "password": PASSWORD})

    assert answer.json == {"user": None, "mfa_required": True}


def test_turning_it_off_needs_the_password(cast: Cast) -> None:
    enrol(give_password(cast.alice))
    client = signed_in(cast.alice)
    cast.alice.refresh_from_db()
    client = signed_in(cast.alice)

    wrong = client.delete("/me/totp", {"password": "guess"})
    right = client.delete("/me/totp", {"password": PASSWORD})

    assert wrong.code == "wrong_password"
    assert right.status == 204
    assert client.get("/session").json["user"]["mfa"] is False
    assert last()[1] == {"person": cast.alice.pk, "what": "totp_off"}


def test_turning_it_on_long_after_signing_in_needs_the_password(cast: Cast) -> None:
    give_password(cast.alice)
    client = signed_in(cast.alice)

    with clock.frozen(clock.now() + timedelta(minutes=16)):
        bare = client.post("/me/totp")
        wrong = client.post("/me/totp", {"password": "guess"})
        right = client.post("/me/totp", {"password": PASSWORD})

    assert (bare.status, bare.code) == (403, "password_needed")
    assert wrong.code == "wrong_password"
    assert right.status == 200


def test_it_cannot_be_turned_on_without_asking_for_a_secret(cast: Cast) -> None:
    answer = signed_in(cast.alice).put("/me/totp", {"code": "123456"})

    assert (answer.status, answer.code) == (409, "no_enrolment")
