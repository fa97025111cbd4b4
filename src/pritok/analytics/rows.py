"""The four wide tables of the mirror: their columns, in order, with their DuckDB types.

Every `…_at` is whole Unix seconds in UTC, money is minor units, 0 in a list of owners or times means "none".
`…_working_s` of a moment is W(moment): the organisation's working seconds since the beginning of the index, so the
difference of two is the working time between them (`working_sql` gives W of any other moment).
`deal` is the id's 32 hex digits on the way in, a UUID in the tables.

Rows of visits, activities and what was sold carry only what is their own; the deal's columns that the tables repeat
for filtering (`INHERITED`) are added when the rows are written.
"""

from typing import Any, NamedTuple

# Grow it when columns or the fold change: a mirror of another version rebuilds itself.
SCHEMA_VERSION = 5

OPEN, WON, LOST = 0, 1, 2
STATES = {OPEN: "open", WON: "won", LOST: "lost"}

# How a stretch of a visit ended. A hand-over ends it for the former owner without an outcome.
STANDING, MOVED, HANDED_OVER, ENDED_WON, ENDED_LOST = 0, 1, 2, 3, 4

# Who holds the ball: nobody has the deal yet, we owe the next word, the client does, or the deal rests.
QUEUE, OURS, CLIENTS, IDLE = 0, 1, 2, 3

# Kinds of activity; the first four are contacts, and only these have a direction.
CALL, EMAIL, MESSAGE, MEETING = 1, 2, 3, 4
OFFER_SENT, OFFER_OPENED, TASK_DONE, NOTE, RECORDING_HEARD = 5, 6, 7, 8, 9
NO_DIRECTION, INCOMING, OUTGOING = 0, 1, 2


class DealRow(NamedTuple):
    """One deal that counts: what it is, whose it was at each mark, and how it was worked.

    `passed` has bit r set when the deal stood in the stage of rank r of its pipeline. `reached_…[r]` tell
    when, and in whose hands, it first stood in rank r or further; `stood_…[r]` when it stood in r itself.
    `begun_at`, `begun_owner` are `reached_…[0]` once more: most questions are about the first step, and a
    plain column is read in half the time of a list. `is_one_hand`: every mark, the closing and the present are
    one person's (or nobody's), so whatever mark is asked about, the credit is `owner`'s.

    Who held the ball splits `created_at … closed_at | now` into `queue_s, ours_s, clients_s, idle_s` (finished, on
    the wall clock) and the running stretch of `ball` since `ball_since`; of a closed deal nothing runs and
    `ball_since` is `closed_at`. Paused, or closed before it was reopened, is IDLE; else nobody's is QUEUE; else it
    is the turn: OURS from the beginning and after each incoming contact, CLIENTS after an outgoing contact that
    reached the client and after an offer was sent.
    **At query time**, `now` known: an open deal with `ball = IDLE` is paused until `paused_until`. While
    `now < paused_until` the running stretch is IDLE's. Afterwards `[ball_since, paused_until)` is IDLE's and
    `[paused_until, now)` belongs to `turn`, which is what the ball is without the pause. With any other `ball`
    the running stretch `[ball_since, now)` is that one's, even if `paused_until` is still set (it has passed).

    `longest_ours_s` is the longest finished stretch of OURS and `final_ours_s` the one that ended with the closing
    (0 when the ball was elsewhere then), both in working seconds.
    `touched_at` is the latest of the creation, a contact in or out, and the client opening an offer.
    `answer_working_s` is the working time from the creation to the first answer.
    Of the tasks, `next_task_at` and `last_task_at` are the earliest and latest due time of the open ones.
    `offers_sent` and `offers_opened` count different offers, however many versions and looks there were.
    """

    deal: str
    pipeline: int
    stage: int
    state: int
    owner: int | None
    created_at: int
    created_working_s: int
    via: str
    currency: str
    deal_type: int | None
    market: int | None
    source: int | None
    campaign: int | None
    product: int | None
    is_returning: bool
    mix: int
    amount_minor: int | None
    first_owner: int | None
    first_assigned_at: int | None
    handovers: int
    is_one_hand: bool
    passed: int
    begun_at: int
    begun_owner: int
    reached_at: list[int]
    reached_owner: list[int]
    stood_at: list[int]
    stood_owner: list[int]
    moves: int
    returns: int
    reopens: int
    stage_entered_at: int
    closed_at: int | None
    closed_owner: int | None
    reason: int | None
    reason_group: int | None
    is_excluded: bool
    promised_at: int | None
    answer_due_at: int | None
    first_answer_at: int | None
    answer_working_s: int | None
    last_contact_at: int | None
    contacts_in: int
    contacts_out: int
    calls: int
    answered_calls: int
    call_s: int
    messages: int
    meetings: int
    longest_silence_s: int
    touched_at: int
    touched_working_s: int
    queue_s: int
    ours_s: int
    clients_s: int
    idle_s: int
    ball: int
    ball_since: int
    turn: int
    longest_ours_s: int
    final_ours_s: int
    pauses: int
    paused_s: int
    paused_from: int | None
    paused_until: int | None
    open_tasks: int
    next_task_at: int | None
    last_task_at: int | None
    tasks_done: int
    tasks_done_on_time: int
    offers_sent: int
    offers_opened: int
    first_offer_at: int | None
    last_offer_opened_at: int | None
    lines: int
    items_milli: int
    products: int
    categories: int
    listed_minor: int
    revenue_minor: int
    costed_minor: int
    cost_minor: int
    facts: int


class VisitRow(NamedTuple):
    """A stretch of one deal in one stage in one owner's hands.

    `visit` numbers the deal's stays, `segment` the stretches inside a stay; `is_return`: the stay went back to a
    lower rank. `came_from` is the stage the deal moved here from, `moved_to` the one it moved to when this stretch
    ended by a move. `working_s` is net of pauses and None while the deal still stands there; an unfinished pause is in
    `paused_from`, `paused_until`. `idle_working_s` are the working seconds of finished pauses within, so an open
    stretch lasts `W(now) - entered_working_s - idle_working_s`, less, when a pause runs,
    `W(least(now, paused_until)) - W(paused_from)`.
    """

    pipeline: int
    stage: int
    visit: int
    segment: int
    owner: int | None
    entered_at: int
    left_at: int | None
    ending: int
    is_return: bool
    came_from: int | None
    moved_to: int | None
    is_censored: bool
    paused_s: int
    working_s: int | None
    entered_working_s: int
    idle_working_s: int
    paused_from: int | None
    paused_until: int | None


class ActivityRow(NamedTuple):
    """Something done on a deal, numbered in the order of time; what machines sent by themselves is left out.

    `owner` is the deal's at that time. `is_success`: the call was answered, the task done on time; else true.
    `seconds` a call or the listening to a recording took.
    """

    activity: int
    done_at: int
    owner: int | None
    kind: int
    direction: int
    is_success: bool
    seconds: int | None


class SoldRow(NamedTuple):
    """One line of a deal that is won at present. Money is the whole line's; `cost_minor` None is unknown."""

    line: int
    product: int | None
    category: int | None
    quantity_milli: int
    listed_minor: int
    revenue_minor: int
    cost_minor: int | None


class Rows(NamedTuple):
    """All rows of one deal."""

    deal: DealRow
    visits: list[VisitRow]
    activities: list[ActivityRow]
    sold: list[SoldRow]


_DIMENSIONS = ("deal_type", "market", "source", "campaign", "product")
_OF_DEAL = {
    name: name for name in (*_DIMENSIONS, "is_returning", "state", "amount_minor", "created_at")
}
_OUTCOME = {name: name for name in ("reason", "reason_group", "is_excluded")}
# Per table: each column that repeats one of the deal, and which.
INHERITED: dict[str, dict[str, str]] = {
    "visit": {"deal": "deal", **_OF_DEAL, "deal_owner": "owner", **_OUTCOME},
    "activity": {
        "deal": "deal", "pipeline": "pipeline", "stage": "stage", **_OF_DEAL, "deal_owner": "owner", **_OUTCOME,
    },
    "sold": {
        "deal": "deal", "closed_at": "closed_at", "closed_owner": "closed_owner", "created_at": "created_at",
        "deal_owner": "owner", "pipeline": "pipeline", "stage": "stage", "deal_type": "deal_type", "market": "market",
        "source": "source", "campaign": "campaign", "deal_product": "product", "is_returning": "is_returning",
        "amount_minor": "amount_minor", "currency": "currency",
    },
}  # fmt: skip

_TYPES = {
    int: "BIGINT", int | None: "BIGINT", bool: "BOOLEAN", str: "VARCHAR", list[int]: "BIGINT[]",
}  # fmt: skip
_NARROW = {
    "UUID": ("deal",),
    "TINYINT": ("state", "ending", "ball", "turn", "kind", "direction"),
    "INTEGER": (
        "pipeline", "stage", "owner", "deal_type", "market", "source", "campaign", "product", "first_owner",
        "begun_owner", "handovers", "moves", "returns", "reopens", "closed_owner", "reason", "reason_group",
        "contacts_in", "contacts_out", "calls", "answered_calls", "messages", "meetings", "pauses", "lines", "products",
        "categories", "facts", "visit", "segment", "open_tasks", "tasks_done", "tasks_done_on_time", "offers_sent",
        "offers_opened", "activity", "seconds", "line", "category",
        # No index of working time reaches 2^31 seconds, and half the width is half the time of a quantile.
        "created_working_s", "answer_working_s", "touched_working_s", "longest_ours_s", "final_ours_s", "working_s",
        "entered_working_s", "idle_working_s", "came_from", "moved_to",
    ),
    "INTEGER[]": ("reached_owner", "stood_owner"),
}  # fmt: skip
_NARROW_OF = {name: narrow for narrow, names in _NARROW.items() for name in names}


def _columns(row_type: type[tuple[Any, ...]]) -> dict[str, str]:
    wide = {name: _TYPES[annotation] for name, annotation in row_type.__annotations__.items()}
    return {name: _NARROW_OF.get(name, sql_type) for name, sql_type in wide.items()}


# The columns of each table that its rows bring themselves, with their DuckDB types.
OWN: dict[str, dict[str, str]] = {
    "deal": _columns(DealRow),
    "visit": _columns(VisitRow),
    "activity": _columns(ActivityRow),
    "sold": _columns(SoldRow),
}
TABLES: dict[str, dict[str, str]] = {
    table: own | {name: OWN["deal"][source] for name, source in INHERITED.get(table, {}).items()}
    for table, own in OWN.items()
}
_PLACES = {name: place for place, name in enumerate(DealRow._fields)}


def own_rows(rows: Rows) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each table as they are, without the inherited columns."""
    return {
        "deal": [rows.deal],
        "visit": [*rows.visits],
        "activity": [*rows.activities],
        "sold": [*rows.sold],
    }


def inherited(table: str, deal: DealRow) -> tuple[Any, ...]:
    """Return the values of the inherited columns of `table` for the rows of one deal."""
    return tuple(deal[_PLACES[source]] for source in INHERITED.get(table, {}).values())
