"""The desk over HTTP: what lies where, in which order, for whom, and in how many statements."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pritok.accounts.models import User
from pritok.api.desk import worth
from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.pausing import pause_deal
from pritok.deals.models import Deal
from pritok.desk.actions import Plan, finish_task, log_contact, plan_task
from pritok.desk.models import Task
from pritok.intake.models import Request
from pritok.journal.reading import head
from pritok.kit import clock
from tests.api_client import signed_in, with_token
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Shop, make_contact, make_deal, make_shop
from tests.intake.company import hand_in

pytestmark = pytest.mark.django_db
# A Wednesday morning in Moscow, where the company works nine to six.
NOW = datetime(2030, 5, 8, 8, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
COLUMNS = ("now", "next", "at_risk", "waiting")


@pytest.fixture(autouse=True)
def _on_wednesday() -> Any:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def shop(cast: Cast) -> Shop:
    return make_shop()


def spoken(shop: Shop, owner: User, title: str, *, ago: timedelta, **changes: Any) -> Deal:
    """A deal that began and was last talked about so long ago."""
    deal = make_deal(shop, owner, title, at=NOW - ago, **changes)
    log_contact(actor(owner), deal=deal, channel="call", direction="out", at=NOW - ago)
    return deal


def planned(person: User, due: datetime, deal: Deal | None = None, **more: Any) -> None:
    with clock.frozen(min(due, NOW) - HOUR):
        plan = Plan(**{"kind": "call", "title": "Call", "due_at": due, **more})
        plan_task(actor(person), plan=plan, deal=deal)


def desk(who: User, **query: Any) -> dict[str, Any]:
    answer = signed_in(who).get("/desk", query or None)
    assert answer.status == 200, answer.json
    return dict(answer.json)


def reasons(shown: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    return {
        column: [
            (row["deal"]["title"] if row["deal"] else row["task"]["title"], row["reason"])
            for row in shown[column]["rows"]
        ]
        for column in COLUMNS
    }


def test_every_deal_and_task_stands_in_its_column(cast: Cast, shop: Shop) -> None:
    alice = cast.alice
    late = spoken(shop, alice, "late", ago=HOUR)
    planned(alice, NOW - HOUR, late)
    make_deal(shop, alice, "asked", answer_due_at=NOW + HOUR)
    today = spoken(shop, alice, "today", ago=HOUR)
    planned(alice, NOW + HOUR, today, kind="meeting")
    planned(alice, NOW + 2 * DAY, title="own")
    spoken(shop, alice, "silent", ago=9 * DAY)
    spoken(shop, alice, "fresh", ago=HOUR)
    resting = spoken(shop, alice, "resting", ago=HOUR)
    pause_deal(actor(alice), deal=resting, until=NOW + 9 * DAY, reason="Away")
    win_deal(SETTING_UP, deal=spoken(shop, alice, "won", ago=HOUR))
    spoken(shop, cast.bob, "bob's", ago=HOUR)

    shown = desk(alice)

    assert reasons(shown) == {
        "now": [("asked", "answer_due"), ("late", "task_overdue")],
        "next": [("today", "task_today"), ("own", "task_week")],
        "at_risk": [("silent", "forgotten")],
        "waiting": [("fresh", "clients_turn"), ("resting", "paused")],
    }
    actions = {column: [row["action"] for row in shown[column]["rows"]] for column in COLUMNS}
    assert actions == {
        "now": ["call", "call"],
        "next": ["do", "call"],
        "at_risk": ["call"],
        "waiting": ["plan", "open"],
    }


def test_a_row_says_whom_to_call_and_what_it_may_bring(
    cast: Cast, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worth, "win_rates", lambda: {shop.first.pk: 0.25})
    monkeypatch.setattr(worth, "_kept", worth._Kept())
    points = [("email", "n@north.test"), ("phone", "+79161234567"), ("phone", "+79161234568")]
    contact = make_contact(cast.alice, points=points)
    deal = spoken(shop, cast.alice, "A", ago=HOUR, contact=contact, amount_minor=100_000)
    for hours in (3, 1):
        planned(cast.alice, NOW + hours * HOUR, deal, title=f"In {hours}")

    [row] = desk(cast.alice)["next"]["rows"]

    assert row["deal"]["contact"] == {"id": str(contact.pk), "name": "Nora North"}
    assert row["deal"]["phone"] == "+79161234567"
    assert (row["deal"]["amount"], row["expected"]) == (1000, 250)
    assert (row["task"]["title"], row["tasks"]) == ("In 1", 2)


def test_the_most_valuable_stands_on_top_and_a_column_is_bounded(cast: Cast, shop: Shop) -> None:
    for amount in (100, None, 900, 300, 500):
        title = str(amount)
        deal = spoken(shop, cast.alice, title, ago=HOUR, amount_minor=amount)
        planned(cast.alice, NOW + HOUR, deal)

    shown = desk(cast.alice, limit=3)["next"]

    # The one without an amount counts as the middle one.
    assert [row["deal"]["title"] for row in shown["rows"]] == ["900", "500", "None"]
    assert shown["count"] == 5


def test_what_a_later_hour_makes_more_urgent_rises(cast: Cast, shop: Shop) -> None:
    for title, ago in (("newer", 6 * DAY), ("older", 9 * DAY)):
        spoken(shop, cast.alice, title, ago=ago, amount_minor=100)

    assert reasons(desk(cast.alice))["at_risk"] == [("older", "forgotten"), ("newer", "forgotten")]


def test_a_client_who_wrote_again_waits_until_a_person_answers(cast: Cast, shop: Shop) -> None:
    deal = spoken(shop, cast.alice, "A", ago=DAY)
    alice = actor(cast.alice)
    log_contact(alice, deal=deal, channel="message", direction="in", at=NOW - HOUR)
    assert reasons(desk(cast.alice))["now"] == [("A", "client_waits")]

    log_contact(alice, deal=deal, channel="message", direction="out", is_automatic=True)
    assert reasons(desk(cast.alice))["now"] == [("A", "client_waits")]

    log_contact(alice, deal=deal, channel="message", direction="out")
    assert reasons(desk(cast.alice))["now"] == []


def test_a_missed_call_waits_and_an_answered_one_does_not(cast: Cast, shop: Shop) -> None:
    missed, taken = (spoken(shop, cast.alice, title, ago=DAY) for title in ("missed", "taken"))
    alice = actor(cast.alice)
    log_contact(alice, deal=missed, channel="call", direction="in", answered=False)
    log_contact(alice, deal=taken, channel="call", direction="in")

    shown = reasons(desk(cast.alice))

    assert shown["now"] == [("missed", "client_waits")]
    assert shown["next"] == [("taken", "our_turn")]


def test_a_repeated_request_starts_a_clock_of_its_own(cast: Cast, shop: Shop) -> None:
    with clock.frozen(NOW - 2 * DAY):
        receipt = hand_in()
    Deal.objects.filter(request_id=receipt.request_id).update(
        owner=cast.alice, first_answer_at=NOW - DAY
    )
    Request.objects.update(answered_at=NOW - DAY)
    assert desk(cast.alice)["now"]["count"] == 0

    hand_in()

    [row] = desk(cast.alice)["now"]["rows"]
    assert row["reason"] == "answer_due"


def test_the_figures_of_today_and_this_month(cast: Cast, shop: Shop) -> None:
    with clock.frozen(NOW - 40 * DAY):
        win_deal(SETTING_UP, deal=make_deal(shop, cast.alice, amount_minor=70_000))
    with clock.frozen(NOW - 3 * DAY):
        win_deal(SETTING_UP, deal=make_deal(shop, cast.alice, amount_minor=30_050))
        hand_in()
    planned(cast.alice, NOW + HOUR)
    finish_task(actor(cast.alice), task=Task.objects.get().pk)
    hand_in({"phone": "+79160000001"})
    Deal.objects.filter(request_id__isnull=False).update(owner=cast.alice)

    shown = desk(cast.alice)

    assert shown["figures"] == {
        "requests_today": 1,
        "tasks_done_today": 1,
        "won_month": 1,
        "won_amount_month": 300.5,
    }
    assert shown["currency"] == "RUB"


def test_leads_and_heads_may_look_at_the_desks_of_their_people(cast: Cast, shop: Shop) -> None:
    spoken(shop, cast.alice, "A", ago=HOUR)
    asked = {"person": cast.alice.pk}

    seen = {
        who.name: signed_in(who).get("/desk", asked).status
        for who in (cast.alice, cast.bob, cast.carol, cast.erin, cast.henry)
    }

    assert seen == {"Alice": 200, "Bob": 404, "Carol": 200, "Erin": 404, "Henry": 200}
    assert desk(cast.carol, **asked)["waiting"]["count"] == 1
    assert desk(cast.carol)["waiting"]["count"] == 0
    assert with_token("read").get("/desk").fields.keys() == {"person"}


def test_statements_do_not_grow_with_the_rows(cast: Cast, shop: Shop) -> None:
    def statements() -> int:
        client = signed_in(cast.alice)
        # On PostgreSQL whoever reads first puts new facts in order; that belongs to who wrote them.
        head()
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk")
        assert len(asked) <= 15, [query["sql"][:80] for query in asked.captured_queries]
        return len(asked)

    def fill(count: int) -> None:
        for number in range(count):
            contact = make_contact(cast.alice, points=[("phone", f"+7916000{number:04}")])
            deal = spoken(shop, cast.alice, str(number), ago=HOUR, contact=contact)
            planned(cast.alice, NOW + HOUR, deal)

    fill(1)
    few = statements()
    fill(12)

    assert statements() == few


def test_the_zone_of_the_company_cuts_the_days(cast: Cast, shop: Shop) -> None:
    type(cast.organisation).objects.update(time_zone="Asia/Vladivostok")
    # 18:00 in Vladivostok: six hours later it is tomorrow there.
    planned(cast.alice, NOW + 5 * HOUR, title="tonight")
    planned(cast.alice, NOW + 7 * HOUR, title="tomorrow")

    assert reasons(desk(cast.alice))["next"] == [
        ("tonight", "task_today"),
        ("tomorrow", "task_week"),
    ]
