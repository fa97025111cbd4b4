"""The two wide tables of the mirror: their columns, in order, with their DuckDB types.

Every `…_at` is whole Unix seconds in UTC, money is minor units, 0 in a list of owners or times means "none".
`deal` is the id's 32 hex digits on the way in, a UUID in the table.
"""

from typing import NamedTuple

# Grow it when columns or the fold change: a mirror of another version rebuilds itself.
SCHEMA_VERSION = 2

OPEN, WON, LOST = 0, 1, 2
STATES = {OPEN: "open", WON: "won", LOST: "lost"}

# How a stretch of a visit ended. A hand-over ends it for the former owner without an outcome.
STANDING, MOVED, HANDED_OVER, ENDED_WON, ENDED_LOST = 0, 1, 2, 3, 4


class DealRow(NamedTuple):
    """One deal that counts: what it is, whose it was at each mark, and how it was worked.

    `passed` has bit r set when the deal stood in the stage of rank r of its pipeline. `reached_…[r]` tell
    when, and in whose hands, it first stood in rank r or further; `stood_…[r]` when it stood in r itself.
    `begun_at`, `begun_owner` are `reached_…[0]` once more: most questions are about the first step, and a
    plain column is read in half the time of a list.
    """

    deal: str
    pipeline: int
    stage: int
    state: int
    owner: int | None
    created_at: int
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
    last_contact_at: int | None
    contacts_in: int
    contacts_out: int
    calls: int
    answered_calls: int
    call_s: int
    messages: int
    meetings: int
    longest_silence_s: int
    pauses: int
    paused_s: int
    paused_from: int | None
    paused_until: int | None
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

    `visit` numbers the deal's stays, `segment` the stretches inside a stay. `working_s` is net of pauses and
    None while the deal still stands there; an unfinished pause is in `paused_from`, `paused_until`.
    """

    deal: str
    pipeline: int
    stage: int
    visit: int
    segment: int
    owner: int | None
    entered_at: int
    left_at: int | None
    ending: int
    is_censored: bool
    paused_s: int
    working_s: int | None
    paused_from: int | None
    paused_until: int | None
    deal_type: int | None
    market: int | None
    source: int | None
    campaign: int | None
    product: int | None
    is_returning: bool
    state: int


_TYPES = {
    int: "BIGINT", int | None: "BIGINT", bool: "BOOLEAN", str: "VARCHAR", list[int]: "BIGINT[]",
}  # fmt: skip
_NARROW = {
    "UUID": ("deal",),
    "TINYINT": ("state", "ending"),
    "INTEGER": (
        "pipeline", "stage", "owner", "deal_type", "market", "source", "campaign", "product", "first_owner",
        "begun_owner", "handovers", "moves", "returns", "reopens", "closed_owner", "reason", "reason_group",
        "contacts_in", "contacts_out", "calls", "answered_calls", "messages", "meetings", "pauses", "lines", "products",
        "categories", "facts", "visit", "segment",
    ),
    "INTEGER[]": ("reached_owner", "stood_owner"),
}  # fmt: skip
_NARROW_OF = {name: narrow for narrow, names in _NARROW.items() for name in names}


def columns(row_type: type[DealRow] | type[VisitRow]) -> dict[str, str]:
    """Return the DuckDB type of each column of the table that holds `row_type`."""
    wide = {name: _TYPES[annotation] for name, annotation in row_type.__annotations__.items()}
    return {name: _NARROW_OF.get(name, sql_type) for name, sql_type in wide.items()}


TABLES: dict[str, dict[str, str]] = {"deal": columns(DealRow), "visit": columns(VisitRow)}
