"""One deal's facts become its rows: every mark, stretch and credit on hand-made histories."""

from pritok.analytics.deal_folds import fold_deals
from pritok.analytics.rows import (
    ENDED_LOST,
    ENDED_WON,
    HANDED_OVER,
    LOST,
    MOVED,
    OPEN,
    STANDING,
    WON,
)
from pritok.analytics.stages import StageOrder
from pritok.deals import events
from tests.analytics.stories import (
    DAY,
    DEAL,
    HOUR,
    NEW,
    OFFER,
    OTHER_NEW,
    OTHER_TALKS,
    STAGES,
    START,
    TALKS,
    WORKING,
    Story,
    folded,
)

ALICE, BOB = 1, 2


def test_trap_2_going_back_and_forth_counts_each_stage_once() -> None:
    story = Story().created(owner=ALICE).moved(10, TALKS).moved(20, NEW).moved(30, TALKS)

    deal, visits, *_ = folded(story)

    assert deal.passed == 0b11
    assert deal.reached_at == [START, START + 10]
    assert (deal.moves, deal.returns) == (3, 1)
    assert [visit.visit for visit in visits] == [1, 2, 3, 4]


def test_trap_2_a_skipped_stage_is_reached_but_not_stood_in() -> None:
    deal, *_ = folded(Story().created(owner=ALICE).moved(60, DEAL))

    assert deal.passed == 0b1001
    assert deal.reached_at == [START, START + 60, START + 60, START + 60]
    assert deal.stood_at == [START, 0, 0, START + 60]


def test_trap_4_editing_a_comment_changes_no_figure() -> None:
    story = Story().created(owner=ALICE).won(DAY)
    before, visits_before, *_ = folded(story)

    story.edited(9 * DAY, ["title", "loss_comment"])
    after, visits_after, *_ = folded(story)

    assert after._replace(facts=0) == before._replace(facts=0)
    assert visits_after == visits_before


def test_trap_6_days_in_a_stage_are_exit_minus_entry_of_that_stage() -> None:
    _, visits, *_ = folded(Story().created().moved(2 * DAY, TALKS).moved(5 * DAY, OFFER))

    lasted = {v.stage: (v.left_at or 0) - v.entered_at for v in visits if v.left_at}

    assert lasted == {NEW: 2 * DAY, TALKS: 3 * DAY}


def test_a_stay_knows_where_the_deal_came_from_and_where_it_went() -> None:
    story = Story().created(owner=ALICE).moved(10, TALKS).given(20, BOB).moved(30, NEW)

    _, visits, *_ = folded(story.moved(40, OTHER_NEW).lost(50))

    ways = [(visit.came_from, visit.stage, visit.moved_to) for visit in visits]
    assert ways == [
        (None, NEW, TALKS),
        (NEW, TALKS, None),
        (NEW, TALKS, NEW),
        (TALKS, NEW, OTHER_NEW),
        (NEW, OTHER_NEW, None),
    ]


def test_trap_7_the_stage_a_deal_still_stands_in_is_censored_not_dropped() -> None:
    _, visits, *_ = folded(Story().created().moved(60, TALKS))

    assert (visits[-1].stage, visits[-1].left_at, visits[-1].is_censored) == (TALKS, None, True)
    assert visits[-1].working_s is None


def test_trap_11_a_hand_over_cuts_the_visit_and_the_deal_stays_one() -> None:
    deal, visits, *_ = folded(Story().created(owner=ALICE).given(HOUR, BOB).moved(2 * HOUR, TALKS))

    assert [(v.owner, v.visit, v.segment, v.ending) for v in visits] == [
        (ALICE, 1, 1, HANDED_OVER),
        (BOB, 1, 2, MOVED),
        (BOB, 2, 1, STANDING),
    ]
    assert [v.is_censored for v in visits] == [True, False, True]
    assert (deal.handovers, deal.first_owner, deal.owner) == (1, ALICE, BOB)


def test_trap_16_credit_belongs_to_the_owner_at_the_time_of_the_fact() -> None:
    story = Story().created(owner=ALICE).moved(60, TALKS).given(120, BOB).moved(180, OFFER)
    story.won(240).given(300, ALICE)

    deal, *_ = folded(story)

    assert deal.reached_owner == [ALICE, ALICE, BOB]
    assert (deal.closed_owner, deal.owner) == (BOB, ALICE)


def test_a_deal_created_unassigned_is_credited_to_the_first_who_gets_it() -> None:
    deal, *_ = folded(Story().created().moved(5, TALKS).given(60, ALICE, "fair").given(90, BOB))

    assert deal.reached_owner == [ALICE, ALICE]
    assert (deal.first_owner, deal.first_assigned_at) == (ALICE, START + 60)


def test_what_happened_in_the_pool_is_credited_to_the_next_owner() -> None:
    story = Story().created(owner=ALICE).given(10, None, "release").moved(20, TALKS).given(30, BOB)

    deal, visits, *_ = folded(story)

    assert deal.reached_owner == [ALICE, BOB]
    assert [visit.owner for visit in visits] == [ALICE, None, None, BOB]


def test_a_deal_nobody_ever_got_stays_unassigned() -> None:
    deal, *_ = folded(Story().created().lost(DAY))

    assert (deal.reached_owner, deal.first_owner, deal.closed_owner) == ([0], None, None)


def test_a_reopened_deal_counts_by_its_latest_state_and_keeps_its_clock() -> None:
    story = Story().created(owner=ALICE).lost(DAY, is_refusal=False).reopened(2 * DAY).won(3 * DAY)

    deal, visits, *_ = folded(story)

    assert (deal.state, deal.closed_at, deal.reopens) == (WON, START + 3 * DAY, 1)
    assert (deal.reason, deal.is_excluded, deal.created_at) == (None, False, START)
    assert [(v.ending, v.visit) for v in visits] == [(ENDED_LOST, 1), (ENDED_WON, 1)]


def test_a_loss_that_is_no_refusal_is_marked() -> None:
    deal, *_ = folded(Story().created().lost(DAY, is_refusal=False))

    assert (deal.state, deal.is_excluded) == (LOST, True)


def test_a_pause_is_taken_out_of_working_time() -> None:
    # Monday 09:00 to Tuesday 18:00 is 18 working hours; paused Monday 12:00 to Tuesday 12:00.
    story = Story().created().paused(3 * HOUR, 90 * DAY).resumed(27 * HOUR).moved(33 * HOUR, TALKS)

    deal, visits, *_ = folded(story)

    assert (visits[0].paused_s, visits[0].working_s) == (24 * HOUR, 9 * HOUR)
    assert (deal.pauses, deal.paused_s, deal.paused_until) == (1, 24 * HOUR, None)


def test_a_pause_ends_at_its_own_date() -> None:
    _, visits, *_ = folded(Story().created().paused(HOUR, 2 * HOUR).moved(9 * HOUR, TALKS))

    assert visits[0].paused_s == HOUR


def test_a_pause_over_a_hand_over_counts_in_both_stretches() -> None:
    story = Story().created(owner=ALICE).paused(HOUR, 9 * DAY).given(3 * HOUR, BOB)

    deal, visits, *_ = folded(story)

    assert (visits[0].paused_s, visits[1].paused_s) == (2 * HOUR, 0)
    assert (visits[1].paused_from, visits[1].paused_until) == (START + 3 * HOUR, START + 9 * DAY)
    assert deal.paused_from == START + HOUR


def test_deleted_and_merged_deals_leave() -> None:
    deleted = Story().created().tell(5, events.DealDeleted())
    merged = Story().created().tell(5, events.DealMerged(into=Story().deal))

    for story in (deleted, merged):
        assert fold_deals(story.facts(), StageOrder.of(STAGES), WORKING) == []


def test_moving_to_another_pipeline_counts_its_own_stages() -> None:
    story = Story().created(owner=ALICE).moved(10, OFFER).moved(20, OTHER_TALKS)

    deal, visits, *_ = folded(story)

    assert (deal.pipeline, deal.passed, deal.returns) == (2, 0b10, 0)
    assert [(v.pipeline, v.stage) for v in visits] == [(1, NEW), (1, OFFER), (2, OTHER_TALKS)]


def test_coming_back_to_a_pipeline_brings_its_marks_back() -> None:
    deal, *_ = folded(Story().created().moved(10, TALKS).moved(20, OTHER_NEW).moved(30, OFFER))

    assert (deal.pipeline, deal.passed, deal.reached_at[1]) == (1, 0b111, START + 10)


def test_a_closing_dated_before_the_creation_lasts_no_time() -> None:
    deal, visits, *_ = folded(Story().created().won(-DAY))

    assert (visits[0].left_at, visits[0].working_s) == (START, 0)
    assert deal.closed_at == START - DAY


def test_automatic_messages_stop_no_clock_and_break_no_silence() -> None:
    story = Story().created().contacted(HOUR, channel="email", is_automatic=True)
    story.contacted(2 * HOUR, answered=False).contacted(5 * HOUR, seconds=90)
    story.contacted(6 * HOUR, channel="email", direction="in")

    deal, *_ = folded(story)

    assert deal.first_answer_at == START + 5 * HOUR
    assert (deal.calls, deal.answered_calls, deal.call_s, deal.messages) == (2, 1, 90, 1)
    assert (deal.contacts_in, deal.contacts_out) == (1, 1)
    assert (deal.last_contact_at, deal.longest_silence_s) == (START + 6 * HOUR, 5 * HOUR)


def test_lines_sum_up_and_unknown_cost_stays_apart() -> None:
    known = events.Line(2000, 100_00, 10_00, cost_minor=60_00, product=1, category=7)
    unknown = events.Line(1500, 50_00, product=2, category=7)
    fact = events.DealLinesChanged(lines=[known, unknown], amount_minor=255_00)

    deal, *_ = folded(Story().created().tell(5, fact))

    assert (deal.amount_minor, deal.lines, deal.items_milli) == (255_00, 2, 3500)
    assert (deal.listed_minor, deal.revenue_minor) == (275_00, 255_00)
    assert (deal.costed_minor, deal.cost_minor) == (180_00, 120_00)
    assert (deal.products, deal.categories) == (2, 1)


def test_facts_before_the_creation_and_of_other_rooms_change_nothing() -> None:
    story = Story().created(owner=ALICE)
    stray = [Story(story.deal).won(0).facts()[0], *story.facts()]

    ((deal, visits, *_),) = fold_deals(stray, StageOrder.of(STAGES), WORKING)

    assert (deal.state, len(visits)) == (OPEN, 1)
