"""Random but possible histories of a few deals, as a list of moves that hypothesis can shrink."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from pritok.deals import events
from pritok.desk.events import (
    NoteAdded,
    RecordingHeard,
    TaskCancelled,
    TaskDone,
    TaskMoved,
    TaskPlanned,
)
from pritok.kit.ids import new_id
from pritok.offers.events import OfferOpened, OfferSent
from tests.analytics.stories import HOUR, ORDER, STAGES, START, Story

PEOPLE = (None, 1, 2, 3)
_MOVES = (
    "create", "create", "create", "move", "move", "move", "assign", "assign", "win", "lose", "lose_spam", "reopen",
    "pause", "resume", "edit", "lines", "lines", "contact", "contact", "delete", "merge", "nothing", "plan", "plan",
    "move_task", "finish_task", "cancel_task", "send_offer", "open_offer", "note", "listen", "change_reason",
)  # fmt: skip
Move = tuple[str, int, int, int]


def histories(
    *, deals: int = 6, size: int = 50, at_least: int = 1
) -> st.SearchStrategy[list[Move]]:
    """Lists of (move, deal, choice, hours since the last move)."""
    one = st.tuples(
        st.sampled_from(_MOVES),
        st.integers(0, deals - 1),
        st.integers(0, 11),
        st.integers(0, 90),
    )
    return st.lists(one, min_size=at_least, max_size=size)


class World:
    """Plays moves; those impossible at the moment are left out. Each fact played is yielded with its story."""

    def __init__(self, deals: int = 6) -> None:
        self.stories = [Story() for _ in range(deals)]
        self._now = 0
        self._state = ["none"] * deals
        self._stage = [0] * deals
        self._tasks: list[list[UUID]] = [[] for _ in range(deals)]
        self._offers: list[list[UUID]] = [[] for _ in range(deals)]

    def play(self, moves: list[Move]) -> Iterator[Story]:
        """Yield the story that has got one more step, move by move."""
        for move, deal, choice, hours in moves:
            self._now += hours * HOUR + 1
            story = self.stories[deal]
            before = len(story.steps)
            self._step(move, deal, choice, hours, story)
            if len(story.steps) > before:
                yield story

    def _step(self, move: str, deal: int, choice: int, hours: int, story: Story) -> None:
        state, now = self._state[deal], self._now
        if move == "create" and state == "none":
            self._create(deal, choice, story)
        elif state == "open":
            self._of_open(move, deal, choice, story)
        elif move == "reopen" and state == "closed":
            story.reopened(now)
            self._state[deal] = "open"
        elif move == "change_reason" and state == "closed":
            is_refusal = choice % 3 > 0
            fact = events.DealReasonChanged(choice + 2, reason_group=2, is_refusal=is_refusal)
            story.tell(now, fact)
        if state in {"open", "closed"}:
            self._of_any(move, deal, choice, hours, story)

    def _create(self, deal: int, choice: int, story: Story) -> None:
        stage = STAGES[choice % len(STAGES)].id
        story.created(
            self._now,
            stage=stage,
            owner=PEOPLE[choice % 4],
            source=(None, 1, 2)[choice % 3],
            product=(None, 5, 6, 7)[choice % 4],
            market=choice % 2 + 1,
            deal_type=(None, 1, 2)[choice // 2 % 3],
            amount_minor=choice * 40_000_00 or None,
            is_returning=choice % 2 == 0,
            currency="RUB" if choice < 11 else "USD",
        )
        self._state[deal], self._stage[deal] = "open", stage

    def _of_open(self, move: str, deal: int, choice: int, story: Story) -> None:
        now = self._now
        if move == "move":
            stage = STAGES[choice % len(STAGES)].id
            if ORDER[stage].pipeline == ORDER[self._stage[deal]].pipeline or choice > 9:
                story.moved(now, stage, start=self._stage[deal])
                self._stage[deal] = stage
        elif move == "win":
            story.won(now, choice * 100 if choice % 3 else None)
            self._state[deal] = "closed"
        elif move in {"lose", "lose_spam"}:
            story.lost(now, is_refusal=move == "lose")
            self._state[deal] = "closed"
        elif move == "pause":
            story.paused(now, now + choice * 9 * HOUR)
        elif move == "resume":
            story.resumed(now)
        elif move == "lines":
            lines = [_line(choice + place) for place in range(choice % 4)]
            fact = events.DealLinesChanged(lines=lines, amount_minor=(choice * 10_000) or None)
            story.tell(now, fact)

    def _of_any(self, move: str, deal: int, choice: int, hours: int, story: Story) -> None:
        now = self._now
        if move == "assign":
            story.given(now, PEOPLE[choice % 4])
        elif move == "edit":
            story.edited(now, ["source"], source=(None, 1, 2)[choice % 3])
        elif move == "contact":
            self._contact(choice, hours, story)
        elif move in {"plan", "move_task", "finish_task", "cancel_task"}:
            self._of_tasks(move, deal, choice, hours, story)
        elif move in {"send_offer", "open_offer"}:
            self._of_offers(move, deal, choice, story)
        elif move == "note":
            story.tell(now, NoteAdded(note=new_id()))
        elif move == "listen":
            story.tell(now, RecordingHeard(event=new_id(), seconds=choice * 7))
        elif move == "delete" and choice == 0:
            story.tell(now, events.DealDeleted())
            self._state[deal] = "gone"
        elif move == "merge" and choice == 1:
            story.tell(now, events.DealMerged(into=self.stories[0].deal))
            self._state[deal] = "gone"

    def _contact(self, choice: int, hours: int, story: Story) -> None:
        """Now and then it is written down long after it took place, even from before the deal."""
        story.contacted(
            self._now - (hours * 3 * HOUR if choice > 8 else choice),
            channel=("call", "email", "message", "meeting")[choice % 4],
            direction=("out", "out", "in")[(choice + hours) % 3],
            answered=(choice + hours) % 5 > 0,
            is_automatic=(choice + hours) % 7 == 0,
            seconds=choice if choice % 2 else None,
        )

    def _of_tasks(self, move: str, deal: int, choice: int, hours: int, story: Story) -> None:
        tasks, now = self._tasks[deal], self._now
        # Of the tasks that are over, too, something may be told.
        task = tasks[choice % len(tasks)] if tasks else None
        due = datetime.fromtimestamp(START + now + (hours - 20) * HOUR, UTC).isoformat()
        if move == "plan":
            tasks.append(new_id())
            story.tell(now, TaskPlanned(task=tasks[-1], task_kind="call", due_at=due, person=1))
        elif task is None:
            return
        elif move == "move_task":
            story.tell(now, TaskMoved(task=task, due_at=due))
        elif move == "finish_task":
            story.tell(now, TaskDone(task=task, on_time=hours % 2 > 0))
        else:
            story.tell(now, TaskCancelled(task=task))

    def _of_offers(self, move: str, deal: int, choice: int, story: Story) -> None:
        offers, at = self._offers[deal], self._now - (choice * 20 * HOUR if choice > 8 else 0)
        if move == "send_offer" and (not offers or choice % 2):
            offers.append(new_id())
        if offers:
            offer = offers[choice % len(offers)]
            kind = OfferSent if move == "send_offer" else OfferOpened
            story.tell(at, kind(offer=offer, offer_version=1))


def _line(choice: int) -> events.Line:
    """Some are given away, some have neither cost nor product, some no whole quantity."""
    price = choice % 5 * 3_001
    product = (5, 6, 7, 8, None)[choice % 7 % 5]
    return events.Line(
        quantity_milli=(1000, 1001 * choice, 333)[choice % 3],
        price_minor=price,
        discount_minor=price * (choice % 4) // 3,
        cost_minor=choice * 500 if choice % 3 else None,
        product=product,
        category={5: 1, 6: 1, 7: None, 8: 2}.get(product or 0),
    )
