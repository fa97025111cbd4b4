"""Q4: forgotten deals; the traps by name, then random histories against a slow reference."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.forgotten import FORGOTTEN_REPORT
from pritok.analytics.reports.question import Limits, Question
from pritok.deals.events import DealPaused, DealResumed
from pritok.desk.events import ContactMade, TaskCancelled, TaskDone, TaskMoved, TaskPlanned
from pritok.kit.ids import new_id
from pritok.offers.events import OfferOpened, OfferSent
from tests.analytics.reports.asking import (
    ALICE,
    BOB,
    answer,
    check_lists,
    figures,
    listed,
    make_company,
    played,
    question,
)
from tests.analytics.reports.counting import DIMENSIONS, groups, questions
from tests.analytics.reports.reference import Told
from tests.analytics.stories import (
    DAY,
    HOUR,
    NEW,
    START,
    TALKS,
    WORKING,
    Story,
    write_stages,
    write_stories,
)
from tests.analytics.worlds import Move, histories

pytestmark = pytest.mark.django_db
NINE = 9 * HOUR
# Nine working hours a day, as in the stories.
LIMITS = Limits(working_day_s=NINE, forgotten_s=3 * NINE)


@pytest.fixture(autouse=True)
def _company() -> None:
    make_company()


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def asked(after_s: int = 10 * DAY, **more: Any) -> Question:
    return question(**{"now": START + after_s, "limits": LIMITS, **more})


def total(mirror: Mirror, after_s: int = 10 * DAY, **more: Any) -> Any:
    return answer(mirror, FORGOTTEN_REPORT, asked(after_s, **more)).total.figures


def forgotten(mirror: Mirror, story: Story, after_s: int = 10 * DAY, **more: Any) -> bool:
    write_stories(story)
    return bool(total(mirror, after_s, **more)["forgotten"])


def test_three_working_days_are_counted_in_working_time(mirror: Mirror) -> None:
    write_stories(Story().created())

    # From Monday 09:00: three working days end on Wednesday at 18:00, and no second passes before Thursday 09:00.
    assert total(mirror, 3 * DAY)["forgotten"] == 0
    assert total(mirror, 3 * DAY + 1)["forgotten"] == 1


def test_a_weekend_is_no_silence(mirror: Mirror) -> None:
    friday_evening = 4 * DAY + NINE
    write_stories(Story().created(friday_evening))

    assert total(mirror, friday_evening + 5 * DAY)["forgotten"] == 0
    assert total(mirror, friday_evening + 6 * DAY)["forgotten"] == 1


def test_trap_5_an_edit_a_note_or_a_move_is_no_contact(mirror: Mirror) -> None:
    story = Story().created().edited(9 * DAY, ["title"]).moved(9 * DAY, TALKS).given(9 * DAY, BOB)

    assert forgotten(mirror, story)


@pytest.mark.parametrize("channel", ["call", "email", "message", "meeting"])
@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_contact_either_way_ends_the_silence(
    mirror: Mirror, channel: str, direction: str
) -> None:
    story = Story().created().contacted(9 * DAY, channel=channel, direction=direction)

    assert not forgotten(mirror, story)


def test_trap_12_an_unanswered_call_or_an_automatic_reply_ends_no_silence(mirror: Mirror) -> None:
    story = Story().created().contacted(9 * DAY, answered=False)

    assert forgotten(mirror, story.contacted(9 * DAY, channel="email", is_automatic=True))


def test_an_opened_offer_ends_the_silence_a_sent_one_does_not(mirror: Mirror) -> None:
    offer = new_id()
    story = Story().created().tell(9 * DAY, OfferSent(offer=offer, offer_version=1))
    write_stories(story)
    assert total(mirror)["forgotten"] == 1

    write_stories(Story(story.deal).tell(9 * DAY + 1, OfferOpened(offer=offer, offer_version=1)))

    assert total(mirror)["forgotten"] == 0


def test_trap_5_a_planned_task_ahead_protects_and_an_overdue_one_does_not(mirror: Mirror) -> None:
    story = Story().created()
    plan = TaskPlanned(task=new_id(), task_kind="call", due_at=_iso(20 * DAY))
    write_stories(story.tell(HOUR, plan))

    assert (total(mirror)["forgotten"], total(mirror)["planned"]) == (0, 1)
    late = total(mirror, 20 * DAY)
    assert (late["forgotten"], late["planned"]) == (1, 0)


def test_a_pause_protects_until_its_date_and_not_a_second_longer(mirror: Mirror) -> None:
    write_stories(Story().created().paused(HOUR, 20 * DAY))

    before, after = total(mirror, 20 * DAY - 1), total(mirror, 20 * DAY)

    assert (before["open"], before["paused"], before["forgotten"]) == (1, 1, 0)
    assert (after["open"], after["paused"], after["forgotten"]) == (1, 0, 1)


def test_trap_5_nothing_ages_out_and_the_oldest_stand_on_top(mirror: Mirror) -> None:
    old, older = Story().created(DAY, owner=ALICE), Story().created(owner=ALICE)
    write_stories(older, old.contacted(2 * DAY), Story().created(300 * DAY, owner=ALICE))
    question_now = asked(800 * DAY, since=START + 799 * DAY, until=START + 800 * DAY)

    found = answer(mirror, FORGOTTEN_REPORT, question_now)
    things = listed(mirror, FORGOTTEN_REPORT, question_now, "forgotten", limit=1)

    assert found.total.figures["forgotten"] == 3
    assert found.total.figures["oldest_at"] == START
    assert [thing.deal for thing in things[:2]] == [older.deal, old.deal]


def test_trap_12_a_deal_is_forgotten_although_nobody_touched_anything(mirror: Mirror) -> None:
    write_stories(Story().created())
    before = total(mirror, 3 * DAY)

    after = total(mirror, 3 * DAY + 60)

    assert (before["forgotten"], after["forgotten"]) == (0, 1)


def test_trap_16_a_state_as_of_now_is_whose_it_is_now(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).given(HOUR, BOB))

    assert list(figures(answer(mirror, FORGOTTEN_REPORT, asked()))) == [(BOB,)]


def test_the_ladder_goes_by_the_share_of_the_limit(mirror: Mirror) -> None:
    write_stories(Story().created())
    levels = []
    for working_days in (3, 4.4, 4.5, 6):
        moment = int(working_days // 1 * DAY + working_days % 1 * NINE)
        # A weekend lies before the sixth working day.
        moment += 60 + (2 * DAY if working_days > 5 else 0)
        (thing,) = listed(mirror, FORGOTTEN_REPORT, asked(moment), "forgotten")
        levels.append(thing.details["level"])

    assert levels == [100, 100, 150, 200]
    assert (total(mirror, 9 * DAY)["at_head"], total(mirror, 9 * DAY)["at_pool"]) == (1, 1)


@pytest.mark.parametrize(
    ("rules", "limit"),
    [
        ((), 3 * NINE),
        (((None, None, 5),), 5),
        (((None, None, 5), (7, None, 6)), 6),
        (((7, None, 6), (None, NEW, 8)), 8),
        (((None, NEW, 8), (7, NEW, 9), (7, None, 6)), 9),
        (((3, NEW, 9), (7, TALKS, 6)), 3 * NINE),
    ],
)
def test_the_most_exact_limit_rules(
    mirror: Mirror, rules: tuple[tuple[int | None, int | None, int], ...], limit: int
) -> None:
    write_stories(Story().created(deal_type=7))
    limits = Limits(working_day_s=NINE, forgotten_s=3 * NINE, forgotten=rules)

    (thing,) = listed(mirror, FORGOTTEN_REPORT, asked(limits=limits), "open")

    assert thing.details["limit_s"] == limit


def test_money_of_other_currencies_is_not_added_up(mirror: Mirror) -> None:
    write_stories(
        Story().created(amount_minor=500),
        Story().created(amount_minor=300, currency="USD"),
        Story().created(9 * DAY, amount_minor=70),
    )

    found = total(mirror)

    assert (found["forgotten"], found["amount"], found["other_currency"]) == (2, 500, 1)


def _iso(after_s: int) -> str:
    return datetime.fromtimestamp(START + after_s, UTC).isoformat()


_RULES = st.lists(
    st.tuples(
        st.sampled_from([None, 1, 2]),
        st.sampled_from([None, *range(11, 15), 21]),
        st.integers(1, 6 * NINE),
    ),
    max_size=4,
    unique_by=lambda rule: rule[:2],
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    moves=histories(deals=9, size=90),
    asked=questions(tuple(key for key in DIMENSIONS if key != "period")),
    rules=_RULES,
    later=st.integers(0, 9 * DAY),
)
def test_any_question_about_any_history_equals_the_slow_reference(
    moves: list[Move], asked: Question, rules: list[Any], later: int
) -> None:
    with played(moves, 9) as (mirror, stories):
        latest = max((at for story in stories for at, _, _ in story.steps), default=START)
        limits = Limits(working_day_s=NINE, forgotten_s=3 * NINE, forgotten=tuple(rules))
        question_now = _at(asked, latest + later, limits)
        found = answer(mirror, FORGOTTEN_REPORT, question_now)

        rows = groups(
            stories,
            question_now,
            counts=lambda deal: deal.state == "open",
            moment=None,
            holder=lambda deal: deal.owner,
        )
        assert figures(found, question_now).keys() == rows.keys()
        for keys, deals in rows.items():
            _check(figures(found, question_now)[keys], deals, question_now)
        check_lists(mirror, FORGOTTEN_REPORT, question_now, found)


def _at(asked: Question, now: int, limits: Limits) -> Question:
    return question(
        now=now,
        limits=limits,
        group_by=asked.group_by,
        filters=asked.filters,
        credit=asked.credit,
    )


def _check(row: Any, deals: list[Told], asked: Question) -> None:
    states = [_state(deal, asked) for deal in deals]
    lost = [deal for deal, state in zip(deals, states, strict=True) if state == "forgotten"]
    assert row["open"] == len(deals)
    assert row["paused"] == states.count("paused")
    assert row["planned"] == states.count("planned")
    assert row["forgotten"] == len(lost)
    assert row["share"] == (len(lost) / len(deals) if deals else None)
    assert row["amount"] == sum(deal.amount or 0 for deal in lost if deal.currency == "RUB")
    assert row["other_currency"] == sum(deal.currency != "RUB" for deal in lost)
    assert row["oldest_at"] == min((_touched(deal) for deal in lost), default=None)


def _state(deal: Told, asked: Question) -> str:
    paused_until = 0
    due: dict[Any, int] = {}
    for at, fact, _ in deal.story.steps:
        if isinstance(fact, DealPaused):
            paused_until = _seconds(fact.until)
        elif isinstance(fact, DealResumed) or type(fact).__name__ in {"DealWon", "DealLost"}:
            paused_until = 0
        elif isinstance(fact, TaskPlanned) or (isinstance(fact, TaskMoved) and fact.task in due):
            due[fact.task] = _seconds(fact.due_at)
        elif isinstance(fact, TaskDone | TaskCancelled):
            due.pop(fact.task, None)
        assert at <= asked.now + DAY
    if paused_until > asked.now:
        return "paused"
    if any(moment > asked.now for moment in due.values()):
        return "planned"
    silent = WORKING.at(asked.now) - WORKING.at(_touched(deal))
    return "forgotten" if silent > _limit(deal, asked.limits) else "fine"


def _touched(deal: Told) -> int:
    touches = [deal.created_at]
    for at, fact, _ in deal.story.steps:
        is_touch = isinstance(fact, OfferOpened)
        if isinstance(fact, ContactMade):
            is_touch = not fact.is_automatic and (fact.channel != "call" or fact.answered)
        if is_touch:
            touches.append(at)
    return max(touches)


def _limit(deal: Told, limits: Limits) -> int:
    rules = {(deal_type, stage): limit for deal_type, stage, limit in limits.forgotten}
    deal_type, stage = deal.dimensions["deal_type"] or -1, deal.stands[-1][0]
    for key in ((deal_type, stage), (None, stage), (deal_type, None), (None, None)):
        if key in rules:
            return rules[key]
    return limits.forgotten_s


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
