"""Who held the ball of one deal, second by second, and the stretches in which it was ours."""

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from pritok.analytics.folds.standing import Span
from pritok.analytics.rows import CLIENTS, IDLE, OURS, QUEUE
from pritok.kit.working_time import WorkingIndex

# What can happen to the ball. The order of points of one second is that of recording.
OURS_NOW, CLIENTS_NOW, OWNED, RELEASED, REST_BEGINS, REST_ENDS = range(6)
Point = tuple[int, int]
_NEVER = 1 << 62
_at = itemgetter(0)


class BallSummary(NamedTuple):
    """See `rows.DealRow` for what each means."""

    queue_s: int
    ours_s: int
    clients_s: int
    idle_s: int
    ball: int
    ball_since: int
    turn: int
    longest_ours_s: int
    final_ours_s: int


def rests(spans: Iterable[Span], running: Span | None, latest: int) -> list[Point]:
    """Return the points of finished rests and of the pause that runs, unless something `latest` outlived it."""
    points = [
        point for begin, end in spans if end > begin
        for point in ((begin, REST_BEGINS), (end, REST_ENDS))
    ]  # fmt: skip
    if running is not None and running[1] > running[0]:
        points.append((running[0], REST_BEGINS))
        if latest >= running[1]:
            points.append((running[1], REST_ENDS))
    return points


def ball_of(
    points: list[Point],
    created_at: int,
    closed_at: int | None,
    *,
    is_owned: bool,
    working: WorkingIndex,
) -> BallSummary:
    """Split the time from the creation to the closing, or to the last change of an open deal.

    A state that did not last a second is none. Contacts from before the creation do not move the ball, and
    what is dated behind the closing comes too late.
    """
    points.sort(key=_at)
    end = _NEVER - 1 if closed_at is None else closed_at
    sums = [0, 0, 0, 0]
    is_clients, resting, longest = False, 0, 0
    ball = following = OURS if is_owned else QUEUE
    since = now = created_at
    for at, what in (*points, (_NEVER, OWNED)):
        if at > now:
            if following != ball:
                sums[ball] += now - since
                if ball == OURS and now - since > longest:
                    longest = max(longest, working.at(now) - working.at(since))
                ball, since = following, now
            if at > end:
                break
            now = at
        if what < OWNED:
            is_clients = what == CLIENTS_NOW if at >= created_at else is_clients
        elif what < REST_BEGINS:
            is_owned = what == OWNED
        else:
            resting += 1 if what == REST_BEGINS else -1
        turn = QUEUE if not is_owned else CLIENTS if is_clients else OURS
        following = IDLE if resting else turn
    turn = QUEUE if not is_owned else CLIENTS if is_clients else OURS
    final = 0
    if closed_at is not None:
        if closed_at > since:
            sums[ball] += closed_at - since
            final = working.at(closed_at) - working.at(since) if ball == OURS else 0
        since = closed_at
    queue_s, ours_s, clients_s, idle_s = sums
    return BallSummary(
        queue_s, ours_s, clients_s, idle_s, ball, since, turn, max(longest, final), final
    )
