"""The calendar a program subscribes to: its text by the standard, its secret, and what it shows."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pritok.accounts.models import User
from pritok.deals.models import Deal
from pritok.desk import pages
from pritok.desk.actions import Plan, cancel_task, finish_task, move_task, plan_task
from pritok.desk.actions.feeds import hash_of, issue_feed, revoke_feed
from pritok.desk.icalendar import Event, calendar_text
from pritok.desk.models import CalendarFeed, Task
from pritok.kit import clock
from pritok.kit.errors import Forbidden
from tests.api_client import anonymous, signed_in
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop, make_contact, make_deal

NOW = datetime(2030, 3, 30, 9, tzinfo=UTC)
LONG = timedelta(minutes=90)


def unfolded(text: str) -> list[str]:
    """Read lines as RFC 5545 3.1 says: a line break and a space are nothing."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def event(**changes: object) -> Event:
    values = {"uid": "1@x", "sequence": 2, "starts_at": NOW, "duration": LONG, "summary": "Call"}
    return Event(**{**values, **changes})  # type: ignore[arg-type]


def test_an_event_is_written_as_the_standard_says() -> None:
    text = calendar_text("Alice", [event(url="https://x/d")], made_at=NOW)

    assert unfolded(text) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pritok//Desk//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Alice",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTAMP:20300330T090000Z",
        "SEQUENCE:2",
        "DTSTART:20300330T090000Z",
        "DURATION:PT90M",
        "SUMMARY:Call",
        "URL:https://x/d",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@given(
    summary=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200)
)
def test_any_text_comes_back_and_no_line_is_long_or_cut_inside_a_letter(summary: str) -> None:
    text = calendar_text("x", [event(summary=summary)], made_at=NOW)

    raw = text.encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert all(line.decode() is not None for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    [line] = [line for line in unfolded(text) if line.startswith("SUMMARY:")]
    assert unescaped(line.removeprefix("SUMMARY:")) == summary


@pytest.fixture
def feed(cast: Cast) -> str:
    pages.READS.forget()
    return f"/calendar/{issue_feed(actor(cast.alice))}.ics"


def planned(person: User, title: str, deal: Deal | None = None) -> Task:
    plan = Plan(kind="call", title=title, due_at=clock.now() + timedelta(days=1))
    return plan_task(actor(person), plan=plan, deal=deal)


def read(path: str) -> list[str]:
    response = anonymous().django.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    return unfolded(response.content.decode())


def values(lines: list[str], name: str) -> list[str]:
    return [line.removeprefix(f"{name}:") for line in lines if line.startswith(f"{name}:")]


@pytest.mark.django_db
def test_the_feed_shows_titles_and_nothing_of_the_client(cast: Cast, shop: Shop, feed: str) -> None:
    contact = make_contact(cast.alice, points=[("phone", "+79161234567")])
    deal = make_deal(shop, cast.alice, "Lessons, at home", contact=contact)
    planned(cast.alice, "Call back", deal)
    planned(cast.bob, "Bob's")

    lines = read(feed)

    assert values(lines, "SUMMARY") == ["Call back"]
    assert values(lines, "DESCRIPTION") == ["Lessons\\, at home"]
    assert values(lines, "URL") == [f"http://testserver/deals/{deal.pk}"]
    assert not [line for line in lines if "Nora" in line or "7916" in line]


@pytest.mark.django_db
def test_changes_keep_the_uid_and_raise_the_sequence(cast: Cast, feed: str) -> None:
    moved, done, cancelled = (planned(cast.alice, title) for title in "abc")
    before = values(read(feed), "UID")
    alice = actor(cast.alice)
    move_task(alice, task=moved.pk, due_at=clock.now() + timedelta(days=3))
    finish_task(alice, task=done.pk)
    cancel_task(alice, task=cancelled.pk)

    lines = read(feed)

    assert sorted(values(lines, "UID")) == sorted(before)
    assert values(lines, "SEQUENCE") == ["1", "1", "1"]
    assert sorted(values(lines, "SUMMARY")) == ["a", "c", "✓ b"]
    assert sorted(values(lines, "STATUS")) == ["CANCELLED", "CONFIRMED", "CONFIRMED"]


@pytest.mark.django_db
def test_every_link_that_is_none_gets_the_same_answer(cast: Cast, feed: str) -> None:
    planned(cast.alice, "a")
    newer = f"/calendar/{issue_feed(actor(cast.alice))}.ics"
    asked = [feed, "/calendar/x.ics", f"/calendar/{'y' * 32}.ics"]
    answers = {anonymous().django.get(path).content for path in asked}
    assert [anonymous().django.get(path).status_code for path in asked] == [404] * 3
    assert len(answers) == 1
    assert len(read(newer)) > 0

    User.objects.filter(pk=cast.alice.pk).update(is_active=False)

    assert anonymous().django.get(newer).status_code == 404


@pytest.mark.django_db
def test_only_a_hash_is_kept_and_each_step_is_a_fact(cast: Cast) -> None:
    facts = Facts()

    secret = issue_feed(actor(cast.alice))
    stored = CalendarFeed.objects.get()
    revoke_feed(actor(cast.alice))
    revoke_feed(actor(cast.alice))

    # 24 random bytes are 192 bits.
    assert (len(secret), stored.token_hash) == (32, hash_of(secret))
    assert facts.kinds == ["calendar_feed.issued", "calendar_feed.revoked"]
    assert secret not in str([fact.data for fact in facts])
    assert not CalendarFeed.objects.exists()


@pytest.mark.django_db
def test_programs_have_no_calendar(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        issue_feed(token_actor("write"))


@pytest.mark.django_db
def test_who_has_a_link_is_told_since_when_and_gets_it_once(cast: Cast) -> None:
    pages.READS.forget()
    client = signed_in(cast.alice)
    assert client.get("/calendar-feed").json == {"created_at": None}

    made = client.post("/calendar-feed")

    assert made.status == 201
    assert client.get("/calendar-feed").json["created_at"] is not None
    assert len(read(made.json["url"].removeprefix("http://testserver"))) > 0
    assert client.delete("/calendar-feed").status == 204


@pytest.mark.django_db
def test_whoever_asks_too_often_waits(cast: Cast, feed: str) -> None:
    # The allowance fills up again meanwhile: a slow machine takes a few more.
    for _ in range(300):
        response = anonymous().django.get("/calendar/x.ics")
        if response.status_code == 429:
            break

    response = anonymous().django.get(feed)

    assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
    pages.READS.forget()
