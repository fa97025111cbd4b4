"""The first-run set-up: once, with the code, all of it or nothing."""

from typing import Any

import pytest

from pritok.accounts.models import Organisation, User
from pritok.accounts.queries import setup_code
from pritok.catalog.models import LossReason
from pritok.deals.models import Pipeline
from pritok.journal.models import Fact
from tests.api_client import anonymous
from tests.factories import Cast

pytestmark = pytest.mark.django_db
COMPANY = {"name": "Brook", "language": "ru", "time_zone": "Europe/Moscow", "currency": "RUB"}
ADMIN = {"name": "Ada", "email": "ada@brook.test", "password": "long enough to be good"}


def body(**changes: Any) -> dict[str, Any]:
    return {"code": setup_code(), "organisation": COMPANY, "admin": ADMIN} | changes


def test_with_the_code_the_first_admin_is_made_and_signed_in() -> None:
    client = anonymous()
    assert client.get("/session").json["setup_needed"] is True

    answer = client.post("/setup", body(code=setup_code().lower()))

    assert answer.status == 201
    assert answer.json["role"] == "admin"
    session = client.get("/session").json
    assert session["setup_needed"] is False
    assert session["user"]["name"] == "Ada"
    assert session["organisation"]["name"] == "Brook"


def test_the_basics_are_a_pipeline_reasons_and_a_form_in_the_language() -> None:
    anonymous().post("/setup", body(sample="basics"))

    pipeline = Pipeline.objects.get()
    assert pipeline.name == "Продажи"
    assert pipeline.stages.count() == 5
    assert LossReason.objects.filter(group__name="Цена").count() == 2
    assert anonymous().django.get("/f/request").status_code in {200, 404}


def test_an_empty_company_is_empty() -> None:
    anonymous().post("/setup", body(sample="empty"))

    assert Organisation.objects.get().phone_region == "RU"
    assert Pipeline.objects.count() == 0


def test_without_the_code_nothing_happens() -> None:
    answer = anonymous().post("/setup", body(code="AAAA-AAAA-AAAA"))

    assert (answer.status, answer.code) == (403, "wrong_code")
    assert User.objects.count() == Organisation.objects.count() == Fact.objects.count() == 0


def test_a_company_that_exists_cannot_be_taken_over(cast: Cast) -> None:
    answer = anonymous().post("/setup", body())

    assert (answer.status, answer.code) == (410, "already_set_up")
    assert User.objects.filter(role="admin").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": {**COMPANY, "time_zone": "Mars/Olympus"}}, "organisation.time_zone"),
        ({"admin": {**ADMIN, "password": "short"}}, "admin.password"),
        ({"admin": {**ADMIN, "role": "owner"}}, "admin.role"),
        ({"sample": "everything"}, "sample"),
    ],
)
def test_a_bad_set_up_leaves_nothing_behind(changes: dict[str, Any], field: str) -> None:
    answer = anonymous().post("/setup", body(**changes))

    assert (answer.status, list(answer.fields)) == (422, [field])
    assert User.objects.count() == Organisation.objects.count() == Fact.objects.count() == 0


def test_the_code_cannot_be_guessed_at_will() -> None:
    statuses = [anonymous().post("/setup", body(code=f"GUESS-{n}")).status for n in range(21)]

    assert statuses == [403] * 20 + [429]
    assert anonymous().post("/setup", body()).status == 429
