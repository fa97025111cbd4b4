"""Random but possible histories of a few deals, as a list of moves that hypothesis can shrink."""

from collections.abc import Iterator

from hypothesis import strategies as st

from pritok.deals import events
from tests.analytics.stories import HOUR, ORDER, STAGES, Story

PEOPLE = (None, 1, 2, 3)
_MOVES = (
    "create", "move", "move", "move", "assign", "assign", "win", "lose", "lose_spam", "reopen", "pause", "resume",
    "edit", "lines", "contact", "delete", "merge", "nothing",
)  # fmt: skip
Move = tuple[str, int, int, int]


def histories(*, deals: int = 6, size: int = 50) -> st.SearchStrategy[list[Move]]:
    """Lists of (move, deal, choice, hours since the last move)."""
    one = st.tuples(
        st.sampled_from(_MOVES),
        st.integers(0, deals - 1),
        st.integers(0, 11),
        st.integers(0, 90),
    )
    return st.lists(one, min_size=1, max_size=size)


class World:
    """Plays moves; those impossible at the moment are left out. Each fact played is yielded with its story."""

    def __init__(self, deals: int = 6) -> None:
        self.stories = [Story() for _ in range(deals)]
        self._now = 0
        self._state = ["none"] * deals
        self._stage = [0] * deals

    def play(self, moves: list[Move]) -> Iterator[Story]:
        """Yield the story that has got one more step, move by move."""
        for move, deal, choice, hours in moves:
            self._now += hours * HOUR + 1
            story = self.stories[deal]
            before = len(story.steps)
            self._step(move, deal, choice, story)
            if len(story.steps) > before:
                yield story

    def _step(self, move: str, deal: int, choice: int, story: Story) -> None:
        state, now = self._state[deal], self._now
        if move == "create" and state == "none":
            self._create(deal, choice, story)
        elif state == "open":
            self._of_open(move, deal, choice, story)
        elif move == "reopen" and state == "closed":
            story.reopened(now)
            self._state[deal] = "open"
        if state in {"open", "closed"}:
            self._of_any(move, deal, choice, story)

    def _create(self, deal: int, choice: int, story: Story) -> None:
        stage = STAGES[choice % len(STAGES)].id
        story.created(
            self._now,
            stage=stage,
            owner=PEOPLE[choice % 4],
            source=(None, 1, 2)[choice % 3],
            product=(None, 5, 6, 7)[choice % 4],
            market=choice % 2 + 1,
            amount_minor=choice * 40_000_00 or None,
            is_returning=choice % 2 == 0,
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
            story.won(now, choice * 100)
            self._state[deal] = "closed"
        elif move in {"lose", "lose_spam"}:
            story.lost(now, is_refusal=move == "lose")
            self._state[deal] = "closed"
        elif move == "pause":
            story.paused(now, now + choice * 9 * HOUR)
        elif move == "resume":
            story.resumed(now)
        elif move == "lines":
            line = events.Line(1000, choice * 100, cost_minor=choice * 50 or None, product=5)
            fact = events.DealLinesChanged(lines=[line] * (choice % 3), amount_minor=choice * 100)
            story.tell(now, fact)

    def _of_any(self, move: str, deal: int, choice: int, story: Story) -> None:
        now = self._now
        if move == "assign":
            story.given(now, PEOPLE[choice % 4])
        elif move == "edit":
            story.edited(now, ["source"], source=(None, 1, 2)[choice % 3])
        elif move == "contact":
            story.contacted(now - choice, answered=choice % 3 > 0, seconds=choice)
        elif move == "delete" and choice == 0:
            story.tell(now, events.DealDeleted())
            self._state[deal] = "gone"
        elif move == "merge" and choice == 1:
            story.tell(now, events.DealMerged(into=self.stories[0].deal))
            self._state[deal] = "gone"
