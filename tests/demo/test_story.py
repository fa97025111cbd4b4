"""Stories: possible, the same for the same seed, and true to the nature of the people in them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pritok.deals.actions.telling import Dictionaries, Telling
from pritok.deals.history import Assigned, Lines, Lost, Moved, Paused, Reopened, Won
from pritok.demo.story import Tale, Teller
from pritok.demo.world import World
from pritok.desk.actions.history import woven
from pritok.desk.history import Story
from tests.demo.small import CALENDAR, NOW, seller, world

KNOWN = Dictionaries(
    stages={s: (s // 10, s % 10) for s in (*range(11, 17), *range(21, 25))},
    reasons={1: (1, True), 2: (1, True), 3: (1, True)},
    categories={1: 1, 2: None},
)


def stories(company: World, count: int = 1_500) -> list[Tale]:
    teller = Teller(company)
    return [teller.tell(number) for number in range(count)]


def ending(story: Story) -> str:
    ends = [s for s in story.history.steps if isinstance(s, Won | Lost | Reopened)]
    return {Won: "won", Lost: "lost"}.get(type(ends[-1]), "open") if ends else "open"


def won_share(told: Sequence[Story], owner: int) -> float:
    ends = [
        ending(story)
        for story in told
        if any(isinstance(s, Assigned) and s.owner_id == owner for s in story.history.steps)
    ]
    return ends.count("won") / max(ends.count("won") + ends.count("lost"), 1)


def test_every_story_can_have_happened() -> None:
    for story in stories(world()):
        history = woven(story)

        drafts = Telling(history, KNOWN, via="demo", by_owners=True).tell()

        assert drafts[0].payload.kind == "deal.created"
        assert all(draft.at is not None and draft.at < NOW for draft in drafts)


def test_the_same_seed_tells_the_same_stories_in_any_order() -> None:
    company = world()
    forwards = [Teller(company).tell(number) for number in range(50)]
    backwards = [Teller(company).tell(number) for number in reversed(range(50))]

    assert forwards == backwards[::-1]
    assert stories(company, 20) != stories(replace(company, seed=2), 20)


def test_all_kinds_of_life_occur() -> None:
    told = stories(world())

    ends = [ending(story) for story in told]
    assert min(ends.count("won"), ends.count("lost"), ends.count("open")) > 30
    kinds = {type(step) for story in told for step in story.history.steps}
    assert {Assigned, Moved, Lines, Paused, Reopened, Won, Lost} <= kinds
    returns = sum(story.history.is_returning for story in stories(world(), 4_000))
    assert 300 < returns < 1_200


def test_next_steps_are_mostly_done_and_some_lie_open() -> None:
    company = world()
    teller = Teller(company)
    told = [teller.tell(number) for number in range(company.total - 1_500, company.total)]
    tasks = [task for story in told for task in story.tasks]
    done = [task for task in tasks if task.done_at is not None]

    assert len(tasks) > len(told)
    assert len(done) > 0.8 * len(tasks)
    late = [task for task in done if task.done_at is not None and task.done_at > task.last_due_at]
    assert 0.05 < len(late) / len(done) < 0.4
    assert any(task.moves for task in tasks)
    assert any(task.cancelled_at for task in tasks)
    open_deals = [story for story in told if ending(story) == "open"]
    due = [[task.last_due_at for task in story.tasks if task.is_open] for story in open_deals]
    assert all(len(times) <= 1 for times in due)
    ahead = [times for times in due if times and times[0] >= NOW]
    overdue = [times for times in due if times and times[0] < NOW]
    assert min(len(ahead), len(overdue), due.count([])) > 10
    closed = [story for story in told if ending(story) != "open"]
    assert not any(task.is_open for story in closed for task in story.tasks)


def test_offers_go_out_with_the_lines_on_the_table_and_are_often_opened() -> None:
    told = stories(world())
    offers = [offer for story in told for offer in story.offers]

    assert len(offers) > 300
    opened = [offer for offer in offers if offer.openings]
    assert 0.6 < len(opened) / len(offers) < 0.85
    assert all(offer.sent_at < at < NOW for offer in offers for at in offer.openings)
    assert len({offer.number for offer in offers}) == len(offers)
    for story in told:
        for offer in story.offers:
            steps = [s for s in story.history.steps if isinstance(s, Lines)]
            assert offer.lines in [s.lines for s in steps if s.at <= offer.sent_at]


def test_a_better_seller_sells_more() -> None:
    told = stories(world(seller(1, skill=-0.8), seller(2, skill=0.8)), 3_000)

    assert won_share(told, 2) > won_share(told, 1) + 0.1


def test_managers_act_in_working_time() -> None:
    for story in stories(world(), 200):
        own = [c.at for c in story.contacts if c.direction == "out"]
        assert all(CALENDAR.is_working(at) for at in own)


def test_nobody_is_given_a_deal_after_they_left() -> None:
    left = NOW.timestamp() - 100 * 86_400
    for story in stories(world(seller(1), seller(2, left_at=left))):
        for step in story.history.steps:
            if isinstance(step, Assigned) and step.owner_id == 2:
                assert step.at.timestamp() < left


@pytest.mark.parametrize("language", ["ru", "en"])
def test_stories_are_told_in_the_language_of_the_company(language: str) -> None:
    told = stories(world(language=language), 100)

    letters = "".join(note.text for story in told for note in story.notes).lower()
    assert ("и" in letters) == (language == "ru")
