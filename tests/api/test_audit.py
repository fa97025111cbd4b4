"""The audit list: facts with names, for those who answer for the company."""

import pytest

from pritok.accounts import actions
from pritok.api import audit
from tests.api_client import signed_in, with_token
from tests.factories import Cast, actor

pytestmark = pytest.mark.django_db


def test_the_head_reads_who_did_what_by_name(cast: Cast) -> None:
    actions.change_person(
        actor(cast.ada), person=cast.alice.pk, changes={"team": cast.far.pk, "name": "Alicia"}
    )

    entry = signed_in(cast.henry).get("/audit").json["items"][0]

    assert entry["kind"] == "person.changed"
    assert entry["actor"] == {"kind": "person", "id": cast.ada.pk, "name": "Ada"}
    assert entry["data"] == {
        "person": {"id": cast.alice.pk, "name": "Alicia"},
        "fields": ["name", "team"],
        "team": {"id": cast.far.pk, "name": "Far"},
    }


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_others_do_not(cast: Cast, who: str) -> None:
    assert signed_in(getattr(cast, who)).get("/audit").status == 403


def test_tokens_do_not(cast: Cast) -> None:
    assert with_token("read").get("/audit").status == 403


def test_it_is_filtered_by_kind_and_person(cast: Cast) -> None:
    actions.add_team(actor(cast.ada), name="One")
    actions.add_team(actor(cast.henry), name="Two")
    actions.issue_token(actor(cast.ada), name="Site", scope="read")
    client = signed_in(cast.ada)

    teams = client.get("/audit", {"kind": "team.changed"}).json["items"]
    adas = client.get("/audit", {"person": cast.ada.pk}).json["items"]

    assert [entry["actor"]["name"] for entry in teams] == ["Henry", "Ada"]
    assert [entry["kind"] for entry in adas] == ["token.issued", "team.changed"]


def test_pages_go_back_to_the_first_fact(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_PAGE", 2)
    monkeypatch.setattr(audit, "_READ_AT_MOST", 3)
    for number in range(5):
        actions.add_team(actor(cast.ada), name=f"Team {number}")
    client, positions, cursor = signed_in(cast.ada), list[int](), None

    for _ in range(1000):
        page = client.get("/audit", {"cursor": cursor} if cursor else None).json
        positions += [entry["position"] for entry in page["items"]]
        cursor = page["next"]
        if cursor is None or len(positions) == 5:
            break

    assert len(positions) == len(set(positions)) == 5
    assert positions == sorted(positions, reverse=True)


@pytest.mark.parametrize("query", [{"cursor": "x"}, {"cursor": "0"}, {"person": "1e3"}, {"who": 1}])
def test_a_bad_question_is_refused(cast: Cast, query: dict[str, str]) -> None:
    assert signed_in(cast.ada).get("/audit", query).status == 422
