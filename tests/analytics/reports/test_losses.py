"""Q3: lost deals; each label and trap by hand, then random histories against a slow reference."""

from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pritok.analytics import places
from pritok.analytics.mirror import Mirror
from pritok.analytics.reports.losses import LABELS, LOSSES_REPORT, cards
from pritok.analytics.reports.question import Limits, Question
from pritok.analytics.reports.report import Asked
from pritok.deals.events import DealAnswered
from pritok.desk.events import ContactMade
from pritok.kit.ids import new_id
from pritok.offers.events import OfferOpened, OfferSent
from tests.analytics.reports.asking import (
    ALICE,
    BOB,
    CAROL,
    answer,
    check_lists,
    figures,
    make_company,
    played,
    question,
)
from tests.analytics.reports.counting import groups, questions
from tests.analytics.reports.reference import Told
from tests.analytics.stories import (
    DAY,
    HOUR,
    OFFER,
    ORDER,
    STAGES,
    START,
    TALKS,
    Story,
    folded,
    write_stages,
    write_stories,
)
from tests.analytics.worlds import Move, histories

pytestmark = pytest.mark.django_db
NINE = 9 * HOUR
LIMITS = Limits(working_day_s=NINE)


@pytest.fixture(autouse=True)
def _company() -> None:
    make_company()


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    write_stages()
    opened = Mirror(places.MEMORY)
    yield opened
    opened.close()


def asked(**more: Any) -> Question:
    return question(**{"limits": LIMITS, **more})


def total(mirror: Mirror, **more: Any) -> Any:
    return answer(mirror, LOSSES_REPORT, asked(**more)).total.figures


def label_of(mirror: Mirror, story: Story) -> str:
    """Record the story and return which label it made grow."""
    before = total(mirror)
    write_stories(story)
    after = total(mirror)
    (grown,) = (name for name in LABELS.values() if after[name] > before[name])
    return grown


def sent(story: Story, at: int, *, is_opened: bool = False) -> Story:
    offer = new_id()
    story.tell(at, OfferSent(offer=offer, offer_version=1))
    return story.tell(at + 1, OfferOpened(offer=offer, offer_version=1)) if is_opened else story


@pytest.fixture
def _offers(mirror: Mirror) -> None:
    """The company sends offers."""
    write_stories(sent(Story().created(owner=ALICE), HOUR))


@pytest.mark.usefixtures("_offers")
def test_trap_12_unanswered_calls_and_automatic_replies_are_no_contact(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE).contacted(HOUR, answered=False)
    story.contacted(HOUR, channel="email", is_automatic=True)
    story.contacted(HOUR, channel="message", direction="in")

    assert label_of(mirror, story.lost(10 * DAY)) == "never_contacted"


@pytest.mark.usefixtures("_offers")
def test_our_silence_is_counted_only_while_the_word_is_ours(mirror: Mirror) -> None:
    def story() -> Story:
        return Story().created(owner=ALICE).contacted(HOUR, channel="email")

    client_is_silent = story().lost(20 * DAY)
    we_are_silent = story().contacted(2 * HOUR, channel="email", direction="in").lost(20 * DAY)
    not_for_long = story().contacted(2 * HOUR, channel="email", direction="in").lost(2 * DAY)

    assert label_of(mirror, client_is_silent) == "worked_fully"
    assert label_of(mirror, we_are_silent) == "lost_after_silence"
    assert label_of(mirror, not_for_long) == "worked_fully"


@pytest.mark.usefixtures("_offers")
def test_an_offer_is_due_in_the_second_half_of_the_pipeline(mirror: Mirror) -> None:
    def story() -> Story:
        return Story().created(owner=ALICE).contacted(HOUR, channel="email")

    assert label_of(mirror, story().moved(DAY, TALKS).lost(2 * DAY)) == "worked_fully"
    assert label_of(mirror, story().moved(DAY, OFFER).lost(2 * DAY)) == "no_offer"
    went_back = story().moved(DAY, OFFER).moved(DAY + 1, TALKS).lost(2 * DAY)
    assert label_of(mirror, went_back) == "no_offer"
    assert label_of(mirror, sent(story(), 2 * HOUR).lost(2 * DAY)) == "offer_unopened"
    opened = sent(story().moved(DAY, OFFER), DAY, is_opened=True).lost(2 * DAY)
    assert label_of(mirror, opened) == "worked_fully"


def test_a_company_that_sends_no_offers_is_not_blamed_for_it(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE).contacted(HOUR, channel="email").moved(DAY, OFFER)

    assert label_of(mirror, story.lost(2 * DAY)) == "worked_fully"


def test_reasons_that_are_no_refusal_are_counted_apart(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE, amount_minor=100).lost(DAY),
        Story().created(owner=ALICE, amount_minor=900).lost(DAY, is_refusal=False),
    )

    found = total(mirror)

    assert (found["lost"], found["excluded"], found["amount"]) == (1, 1, 100)
    assert found["never_contacted"] == 1


def test_trap_3_the_expected_loss_is_weighted_by_what_the_pipeline_wins(mirror: Mirror) -> None:
    write_stories(
        Story().created(owner=ALICE, amount_minor=4_000).lost(DAY),
        *(Story().created(owner=ALICE).won(DAY) for _ in range(3)),
        Story().created(owner=ALICE, amount_minor=800, currency="USD").lost(DAY),
        Story().created(owner=ALICE).lost(DAY, is_refusal=False),
    )

    found = total(mirror)

    assert found["expected_margin"] == 4_000 * 3 / 5
    assert (found["amount"], found["other_currency"]) == (4_000, 1)


def test_trap_4_an_edit_moves_no_loss_to_another_month(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).lost(DAY).edited(35 * DAY, ["title"]))

    assert total(mirror, until=START + 2 * DAY)["lost"] == 1
    assert total(mirror, since=START + 30 * DAY)["lost"] == 0


def test_trap_16_a_loss_is_whose_the_deal_was_when_it_was_lost(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE).given(HOUR, BOB).lost(DAY).given(2 * DAY, CAROL)
    write_stories(story)

    assert list(figures(answer(mirror, LOSSES_REPORT, asked()))) == [(BOB,)]
    current = answer(mirror, LOSSES_REPORT, asked(credit="current"))
    assert list(figures(current)) == [(CAROL,)]


def test_a_deal_taken_up_again_is_not_lost(mirror: Mirror) -> None:
    write_stories(Story().created(owner=ALICE).lost(DAY).reopened(2 * DAY))

    assert total(mirror)["lost"] == 0


def test_a_card_says_how_one_deal_was_worked(mirror: Mirror) -> None:
    story = Story().created(owner=ALICE, amount_minor=1_000, promised_at="2026-01-05T08:00:00Z")
    story.contacted(HOUR, channel="email").moved(DAY, OFFER).moved(DAY + 1, TALKS)
    sent(story, DAY + 2).lost(2 * DAY)
    write_stories(story, Story().created().won(DAY), Story().created(owner=ALICE))

    found = mirror.read(lambda c, m: cards(Asked(c, m, asked()), [story.deal, new_id()]))[0]

    assert found.keys() == {story.deal}
    card = found[story.deal]
    assert (card.label, card.touches, card.silence_s) == ("offer_unopened", 1, HOUR)
    assert (card.offers_sent, card.offers_opened, card.in_time) == (1, 0, True)
    assert (card.furthest_stage, card.expected_minor) == (OFFER, 500)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=histories(deals=9, size=110), asked=questions(limits=LIMITS))
def test_any_question_about_any_history_equals_the_slow_reference(
    moves: list[Move], asked: Question
) -> None:
    with played(moves, 9) as (mirror, stories):
        found = answer(mirror, LOSSES_REPORT, asked)
        rows = groups(
            stories,
            asked,
            counts=lambda deal: deal.state == "lost",
            moment=lambda deal: deal.closed_at,
            holder=lambda deal: deal.closed_owner,
        )
        sends = any(isinstance(fact, OfferSent) for deal in _counted(stories) for fact in deal)
        assert figures(found, asked).keys() == rows.keys()
        for keys, deals in rows.items():
            _check(figures(found, asked)[keys], deals, sends=sends)
        check_lists(mirror, LOSSES_REPORT, asked, found)


def _counted(stories: list[Story]) -> list[list[Any]]:
    """Return the facts of the deals that count, from their creation on."""
    found = []
    for story in stories:
        facts = [fact for _, fact, _ in story.steps]
        if facts and not {type(fact).__name__ for fact in facts} & {"DealDeleted", "DealMerged"}:
            found.append(facts)
    return found


def _check(row: Any, deals: list[Told], *, sends: bool) -> None:
    lost = [deal for deal in deals if not deal.is_spam]
    ours = [deal for deal in lost if deal.currency == "RUB" and deal.amount is not None]
    assert (row["lost"], row["excluded"]) == (len(lost), len(deals) - len(lost))
    assert row["other_currency"] == sum(deal.currency != "RUB" for deal in lost)
    assert row["amount"] == (sum(deal.amount or 0 for deal in ours) if ours else None)
    labels = [_label(deal, sends=sends) for deal in lost]
    for name in LABELS.values():
        assert row[name] == labels.count(name)
    assert sum(row[name] for name in LABELS.values()) == row["lost"]
    touches = [sum(1 for fact in _contacts(deal) if _touches(fact)) for deal in lost]
    assert row["touches"] == (sum(touches) / len(lost) if lost else None)
    silences = [folded(deal.story).deal.longest_ours_s for deal in lost]
    assert row["silence_s"] == (median(silences) if silences else None)
    assert row["promised"] == row["answered_in_time"] == 0


def _contacts(deal: Told) -> list[ContactMade]:
    facts = [fact for _, fact, _ in deal.story.steps]
    return [f for f in facts if isinstance(f, ContactMade) and not f.is_automatic]


def _touches(fact: ContactMade) -> bool:
    return fact.channel != "call" or fact.answered


def _label(deal: Told, *, sends: bool) -> str:
    facts = [fact for _, fact, _ in deal.story.steps]
    reached = [f for f in _contacts(deal) if _touches(f)]
    if not any(f.direction == "out" or f.channel in {"call", "meeting"} for f in reached):
        return "never_contacted"
    if folded(deal.story).deal.final_ours_s > 3 * NINE:
        return "lost_after_silence"
    offers = {fact.offer for fact in facts if isinstance(fact, OfferSent)}
    opened = {fact.offer for fact in facts if isinstance(fact, OfferOpened)}
    own = [stage.id for stage in STAGES if stage.pipeline == deal.pipeline]
    stood = [stage for stage, _, _ in deal.stands if ORDER[stage].pipeline == deal.pipeline]
    if sends and not offers and any(own.index(stage) >= len(own) // 2 for stage in stood):
        return "no_offer"
    return "offer_unopened" if sends and offers and not opened else "worked_fully"


def test_an_answer_in_time_is_by_the_promise(mirror: Mirror) -> None:
    for answered_at in (2 * HOUR, 2 * HOUR + 1):
        story = Story().created(owner=ALICE, promised_at="2026-01-05T08:00:00Z")
        write_stories(story.tell(answered_at, DealAnswered()).lost(DAY))
    write_stories(Story().created(owner=ALICE).lost(DAY))

    found = total(mirror)

    assert (found["promised"], found["answered_in_time"]) == (2, 1)
