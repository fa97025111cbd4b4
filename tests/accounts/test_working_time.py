"""The organisation's week, holidays and absences."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pritok.accounts import queries
from pritok.accounts.models import Absence, Holiday, Organisation
from pritok.kit import clock
from tests.accounts.facts import kinds, last
from tests.api_client import signed_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db
START, END = datetime(2026, 7, 6, tzinfo=UTC), datetime(2026, 7, 20, tzinfo=UTC)


def absence_of(person: int, /, **changes: Any) -> dict[str, Any]:
    times = {"starts_at": START.isoformat(), "ends_at": END.isoformat()}
    return {"person": person, "kind": "vacation"} | times | changes


def test_a_manager_notes_a_vacation_and_is_absent_in_it(cast: Cast) -> None:
    answer = signed_in(cast.alice).post("/absences", absence_of(cast.alice.pk, comment="sea"))

    assert answer.status == 201
    assert answer.json["starts_at"] == "2026-07-06T00:00:00Z"
    assert last()[0] == "absence.added"
    assert "sea" not in str(last()[1])
    assert queries.absent_people(START) == {cast.alice.pk}
    assert queries.absent_people(END) == set()


def test_the_list_of_people_says_until_when_somebody_is_away(cast: Cast) -> None:
    for days in (3, 5):
        Absence.objects.create(
            person=cast.bob, starts_at=START, ends_at=START + timedelta(days=days), kind="other"
        )

    with clock.frozen(START + timedelta(days=1)):
        answer = signed_in(cast.alice).get("/people", {"q": "bob"})

    assert answer.json["items"][0]["absent_until"] == "2026-07-11T00:00:00Z"


@pytest.mark.parametrize(
    ("who", "status"), [("bob", 403), ("carol", 201), ("erin", 403), ("henry", 201), ("ada", 201)]
)
def test_who_may_send_alice_on_vacation(cast: Cast, who: str, status: int) -> None:
    answer = signed_in(getattr(cast, who)).post("/absences", absence_of(cast.alice.pk))

    assert answer.status == status
    assert len(kinds()) == (status == 201)


def test_why_somebody_is_away_concerns_few(cast: Cast) -> None:
    absence = Absence.objects.create(
        person=cast.alice, starts_at=START, ends_at=END, kind="sick", comment="flu"
    )

    seen = {
        name: signed_in(getattr(cast, name)).get("/absences").json["items"]
        for name in ("alice", "bob", "carol", "erin", "henry", "ada")
    }

    assert [name for name, items in seen.items() if items] == ["alice", "carol", "henry", "ada"]
    assert signed_in(cast.bob).delete(f"/absences/{absence.pk}").status == 404
    assert signed_in(cast.carol).delete(f"/absences/{absence.pk}").status == 204
    assert last()[:2] == ("absence.removed", {"absence": absence.pk, "person": cast.alice.pk})


def test_absences_are_found_by_time_and_person(cast: Cast) -> None:
    Absence.objects.create(person=cast.alice, starts_at=START, ends_at=END, kind="other")
    client = signed_in(cast.ada)

    inside = client.get("/absences", {"from": "2026-07-10T00:00:00Z", "person": cast.alice.pk})
    after = client.get("/absences", {"from": "2026-07-20T00:00:00Z"})
    before = client.get("/absences", {"to": "2026-07-06T00:00:00Z"})

    assert [len(answer.json["items"]) for answer in (inside, after, before)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": START.isoformat()}, "ends_at"),
        ({"ends_at": "2036-07-06T00:00:00Z"}, "ends_at"),
        ({"starts_at": "2026-07-06T00:00:00"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59:59-14:00"}, "starts_at"),
        ({"starts_at": "2026-02-30T00:00:00Z"}, "starts_at"),
        ({"starts_at": 5}, "starts_at"),
        ({"kind": "holiday"}, "kind"),
        ({"person": 987654}, "person"),
        ({"person": 2**70}, "person"),
        ({"person": True}, "person"),
    ],
)
def test_an_impossible_absence_is_refused(cast: Cast, changes: dict[str, Any], field: str) -> None:
    answer = signed_in(cast.ada).post("/absences", absence_of(cast.alice.pk, **changes))

    assert (answer.status, list(answer.fields)) == (422, [field])
    assert Absence.objects.count() == 0


def test_an_admin_changes_the_organisation(cast: Cast) -> None:
    week = {"0": [["09:00", "13:00"], ["14:00", "18:00"]], "5": [["10:00", "00:00"]]}

    answer = signed_in(cast.ada).patch("/organisation", {"week": week, "time_zone": "Asia/Omsk"})

    assert answer.status == 200
    assert answer.json["week"] == week
    assert last()[1] == {"fields": ["time_zone", "week"]}
    monday_noon_in_omsk = datetime(2026, 7, 6, 6, 30, tzinfo=UTC)
    assert queries.calendar().is_working(monday_noon_in_omsk)


@pytest.mark.parametrize("who", ["alice", "carol", "henry"])
def test_others_read_the_organisation_and_do_not_change_it(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))

    assert client.get("/organisation").json["name"] == "Brook"
    assert client.patch("/organisation", {"name": "Mine"}).status == 403
    assert Organisation.objects.get().name == "Brook"


@pytest.mark.parametrize(
    "changes",
    [
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"currency": "XXZ"},
        {"currency": "rub"},
        {"phone_region": "ZZ"},
        {"language": "de"},
        {"promise_hours": 0},
        {"promise_hours": True},
        {"week": {"7": []}},
        {"week": {"0": [["18:00", "09:00"]]}},
        {"week": {"0": [["09:00", "12:00"], ["11:00", "13:00"]]}},
        {"week": {"0": [["9", "18"]]}},
        {"week": {"0": [["09:00"]]}},
        {"id": 2},
    ],
)
def test_an_impossible_organisation_is_refused(cast: Cast, changes: dict[str, Any]) -> None:
    answer = signed_in(cast.ada).patch("/organisation", changes)

    assert answer.status == 422
    assert next(iter(answer.fields)).split(".")[0] == next(iter(changes))
    assert kinds() == []


def test_a_holiday_is_no_working_day(cast: Cast) -> None:
    client = signed_in(cast.henry)
    monday = datetime(2026, 7, 6, 9, tzinfo=UTC)

    holiday = client.post("/holidays", {"date": "2026-07-06", "name": "Day of the brook"}).json
    again = client.post("/holidays", {"date": "2026-07-06"})

    assert not queries.calendar().is_working(monday)
    assert (again.status, list(again.fields)) == (422, ["date"])
    assert client.get("/holidays").json["items"] == [holiday]
    assert client.delete(f"/holidays/{holiday['id']}").status == 204
    assert queries.calendar().is_working(monday)
    assert kinds() == ["holiday.added", "holiday.removed"]


def test_a_manager_makes_no_holidays(cast: Cast) -> None:
    assert signed_in(cast.alice).post("/holidays", {"date": "2026-07-06"}).status == 403
    assert Holiday.objects.count() == 0
