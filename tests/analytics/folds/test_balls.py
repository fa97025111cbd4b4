"""Who held the ball, on hand-made histories: each rule alone. START is a Monday, 09:00."""

from pritok.analytics.rows import CLIENTS, IDLE, OURS, QUEUE, DealRow
from pritok.desk.events import RecordingHeard
from pritok.kit.ids import new_id
from pritok.offers.events import OfferOpened, OfferSent
from tests.analytics.stories import DAY, HOUR, START, TALKS, Story, folded

ALICE, BOB = 1, 2


def deal_of(story: Story) -> DealRow:
    return folded(story).deal


def sums(story: Story) -> tuple[int, int, int, int]:
    deal = deal_of(story)
    return deal.queue_s, deal.ours_s, deal.clients_s, deal.idle_s


def running(story: Story) -> tuple[int, int]:
    deal = deal_of(story)
    return deal.ball, deal.ball_since - START


def test_it_lies_in_the_queue_until_somebody_has_the_deal() -> None:
    story = Story().created().given(HOUR, ALICE).given(3 * HOUR, None).given(4 * HOUR, BOB)

    assert sums(story) == (2 * HOUR, 2 * HOUR, 0, 0)
    assert running(story) == (OURS, 4 * HOUR)


def test_a_hand_over_does_not_interrupt_our_stretch() -> None:
    story = Story().created(owner=ALICE).given(HOUR, BOB).won(3 * HOUR)

    assert (deal_of(story).longest_ours_s, deal_of(story).final_ours_s) == (3 * HOUR, 3 * HOUR)


def test_what_reached_the_client_gives_it_to_them_and_what_comes_in_brings_it_back() -> None:
    story = Story().created(owner=ALICE).contacted(HOUR).contacted(3 * HOUR, direction="in")

    assert sums(story) == (0, HOUR, 2 * HOUR, 0)
    assert running(story) == (OURS, 3 * HOUR)


def test_a_call_nobody_answered_leaves_it_with_us_and_a_missed_one_of_theirs_too() -> None:
    story = Story().created(owner=ALICE).contacted(HOUR, answered=False)
    assert running(story) == (OURS, 0)

    story.contacted(2 * HOUR).contacted(5 * HOUR, direction="in", answered=False)

    assert running(story) == (OURS, 5 * HOUR)


def test_machines_do_not_move_it() -> None:
    story = Story().created(owner=ALICE).contacted(HOUR, channel="email", is_automatic=True)

    assert running(story) == (OURS, 0)


def test_an_offer_sent_gives_it_to_the_client_and_opening_it_changes_nothing() -> None:
    offer = new_id()
    story = Story().created(owner=ALICE).tell(HOUR, OfferSent(offer=offer, offer_version=1))
    story.tell(2 * HOUR, OfferOpened(offer=offer, offer_version=1))

    assert running(story) == (CLIENTS, HOUR)
    assert deal_of(story).touched_at == START + 2 * HOUR


def test_a_contact_written_down_late_counts_from_when_it_took_place() -> None:
    story = Story().created(owner=ALICE).contacted(9 * HOUR, direction="in").contacted(2 * HOUR)

    assert sums(story) == (0, 2 * HOUR, 7 * HOUR, 0)


def test_a_contact_from_before_the_deal_does_not_move_it() -> None:
    assert running(Story().created(owner=ALICE).contacted(-HOUR)) == (OURS, 0)


def test_a_pause_is_idle_whoever_had_the_word() -> None:
    story = Story().created(owner=ALICE).paused(HOUR, 9 * DAY).contacted(2 * HOUR)
    assert (running(story), deal_of(story).turn) == ((IDLE, HOUR), CLIENTS)

    story.resumed(3 * HOUR)

    assert sums(story) == (0, HOUR, 0, 2 * HOUR)
    assert running(story) == (CLIENTS, 3 * HOUR)


def test_a_pause_over_by_its_date_ends_there_once_anything_comes_after() -> None:
    story = Story().created(owner=ALICE).paused(HOUR, 4 * HOUR)
    assert (running(story), deal_of(story).paused_until) == ((IDLE, HOUR), START + 4 * HOUR)

    story.contacted(6 * HOUR)

    assert sums(story) == (0, 3 * HOUR, 0, 3 * HOUR)
    assert running(story) == (CLIENTS, 6 * HOUR)


def test_the_time_between_a_closing_and_the_reopening_is_idle() -> None:
    story = Story().created(owner=ALICE).contacted(HOUR).lost(2 * HOUR).reopened(5 * HOUR)
    story.won(6 * HOUR)

    assert sums(story) == (0, HOUR, 2 * HOUR, 3 * HOUR)
    assert deal_of(story).ball == CLIENTS
    assert deal_of(story).ball_since == START + 6 * HOUR


def test_our_last_stretch_ends_with_the_closing_in_working_time() -> None:
    # Asked on Monday 16:00, lost on Tuesday 11:00: two hours that day and two the next.
    story = Story().created(owner=ALICE).contacted(HOUR).contacted(7 * HOUR, direction="in")
    story.lost(26 * HOUR)

    deal = deal_of(story)

    assert (deal.final_ours_s, deal.longest_ours_s) == (4 * HOUR, 4 * HOUR)


def test_closed_while_the_client_had_the_word_or_in_a_pause_ends_no_stretch_of_ours() -> None:
    theirs = Story().created(owner=ALICE).contacted(5 * HOUR).lost(6 * HOUR)
    paused = Story().created(owner=ALICE).paused(HOUR, DAY).resumed(2 * HOUR).lost(2 * HOUR)

    assert (deal_of(theirs).final_ours_s, deal_of(theirs).longest_ours_s) == (0, 5 * HOUR)
    assert (deal_of(paused).final_ours_s, deal_of(paused).longest_ours_s) == (0, HOUR)


def test_a_closing_dated_before_the_creation_lasts_no_time() -> None:
    assert sums(Story().created(owner=ALICE).won(-DAY)) == (0, 0, 0, 0)


def test_notes_and_recordings_touch_nobody() -> None:
    story = Story().created().moved(HOUR, TALKS)
    story.tell(2 * HOUR, RecordingHeard(event=new_id(), seconds=40))

    assert (running(story), deal_of(story).touched_at) == ((QUEUE, 0), START)
