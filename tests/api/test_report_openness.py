"""How managers see each other in a report: by name, without names, or only themselves and the median."""

from typing import Any

import pytest

from pritok.analytics import mirror
from pritok.journal import reading
from tests.api_client import ApiClient, signed_in
from tests.factories import Cast
from tests.factories_deals import make_deal, make_shop

pytestmark = pytest.mark.django_db
REPORT = "/reports/conversion"


@pytest.fixture(autouse=True)
def _deals(cast: Cast) -> Any:
    shop = make_shop()
    for owner, count in ((cast.alice, 3), (cast.bob, 2), (cast.dave, 1)):
        for number in range(count):
            make_deal(shop, owner, f"Deal {owner.name} {number}")
    yield
    mirror.close()


def opened(cast: Cast, view: str) -> None:
    assert signed_in(cast.henry).put(f"{REPORT}/openness", {"view": view}).status == 200


def names(client: ApiClient) -> list[tuple[str, int, bool]]:
    rows = client.get(REPORT, Accept_Language="en").json["rows"]
    return [(row["manager"]["name"], row["entered"], "list" in row) for row in rows]


def test_by_default_everybody_is_shown_by_name_to_everybody(cast: Cast) -> None:
    expected = [("Alice", 3, True), ("Bob", 2, True), ("Dave", 1, True)]

    assert names(signed_in(cast.bob)) == names(signed_in(cast.henry)) == expected


def test_equal_questions_have_answers_equal_to_the_byte(cast: Cast) -> None:
    answers = {
        signed_in(person).get(REPORT, Accept_Language="en").response.content
        for person in (cast.alice, cast.bob, cast.carol, cast.erin, cast.henry, cast.ada)
    }

    assert len(answers) == 1


def test_without_names_one_sees_the_figures_and_oneself(cast: Cast) -> None:
    opened(cast, "anonymous")

    assert names(signed_in(cast.bob)) == [
        ("Colleague 1", 3, False),
        ("Bob", 2, True),
        ("Colleague 2", 1, False),
    ]
    assert names(signed_in(cast.henry))[0] == ("Alice", 3, True)


def test_a_lead_sees_the_names_of_the_own_team(cast: Cast) -> None:
    opened(cast, "anonymous")

    shown = [name for name, _, _ in names(signed_in(cast.carol))]

    assert shown == ["Alice", "Bob", "Colleague 1"]


def test_alone_one_sees_oneself_the_median_and_the_total(cast: Cast) -> None:
    opened(cast, "own")

    report = signed_in(cast.bob).get(REPORT, Accept_Language="en").json

    assert [row["manager"]["name"] for row in report["rows"]] == ["Bob"]
    assert report["median"]["entered"] == 2
    assert report["total"]["entered"] == 6


@pytest.mark.parametrize("view", ["anonymous", "own"])
def test_a_filter_cannot_single_out_who_is_not_shown(cast: Cast, view: str) -> None:
    opened(cast, view)
    bob = signed_in(cast.bob)

    for query in ({"manager": str(cast.alice.pk)}, {"team": str(cast.near.pk)}):
        for address in (REPORT, f"{REPORT}/deals"):
            answer = bob.get(address, query)
            assert (answer.status, answer.code) == (403, "not_open")
    assert bob.get(REPORT, {"manager": str(cast.bob.pk)}).status == 200


def test_the_list_behind_the_total_names_no_hidden_owner(cast: Cast) -> None:
    opened(cast, "own")

    page = signed_in(cast.bob).get(f"{REPORT}/deals").json

    assert page["total"] == 6
    assert {item["owner"]["name"] for item in page["items"] if item["owner"]} == {"Bob"}


def test_only_the_head_decides_and_it_is_recorded(cast: Cast) -> None:
    before = reading.head()

    assert signed_in(cast.carol).put(f"{REPORT}/openness", {"view": "own"}).status == 403
    assert reading.head() == before
    opened(cast, "own")

    assert reading.newest(limit=1)[0].kind == "organisation.changed"
    assert signed_in(cast.henry).put("/reports/nothing/openness", {"view": "own"}).status == 404
