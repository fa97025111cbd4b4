"""Whole pasts at once: what thousands of single actions would have written, told from dates that are long gone.

The facts have the order and shape that the single actions give them; a test tells one story both ways.
"""

from collections.abc import Sequence

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.telling import Dictionaries, Telling
from pritok.deals.history import History
from pritok.deals.models import Deal, DealLine
from pritok.journal.recording import Draft, prepare_facts, write_prepared
from pritok.kit.bulk_insert import Prepared, prepare_rows

DEAL_COLUMNS = (
    "id", "title", "search_key", "pipeline", "stage", "stage_entered_at", "state", "owner", "owner_since", "contact",
    "company", "deal_type", "market", "source", "campaign", "product", "amount_minor", "currency", "created_at",
    "closed_at", "loss_reason", "loss_comment", "paused_until", "pause_reason", "request_id", "promised_at",
    "answer_due_at", "first_answer_at", "last_contact_at", "next_task_at", "custom", "version",
)  # fmt: skip
LINE_COLUMNS = (
    "deal", "product", "name", "quantity", "price_minor", "discount_minor", "cost_minor", "position",
)  # fmt: skip


def import_histories(
    actor: Actor, batch: Sequence[History], *, via: str, by_owners: bool = False
) -> None:
    """Write the deals of `batch`, their lines and all their facts in one transaction.

    `via` goes into `deal.created` (`import`, `demo`). With `by_owners` each step is signed by the deal's owner of
    that moment instead of `actor`. Raises Invalid (code `impossible_history`, field = the history's key) and
    writes nothing when a step cannot follow the one before. Contacts keep their owner.
    """
    known = Dictionaries.load()
    prepared = prepare_histories(actor, batch, known=known, via=via, by_owners=by_owners)
    with transaction.atomic():
        write_prepared(prepared)


def prepare_histories(
    actor: Actor,
    batch: Sequence[History],
    *,
    known: Dictionaries,
    via: str,
    by_owners: bool = False,
) -> list[Prepared]:
    """Return what `import_histories` writes, without a connection: a process of its own may do it."""
    drafts: list[Draft] = []
    deals: list[tuple[object, ...]] = []
    lines: list[tuple[object, ...]] = []
    for history in batch:
        telling = Telling(history, known, via=via, by_owners=by_owners)
        drafts += telling.tell()
        deals.append(telling.deal_row())
        lines += telling.line_rows()
    return [
        prepare_rows(Deal, DEAL_COLUMNS, deals),
        prepare_rows(DealLine, LINE_COLUMNS, lines),
        prepare_facts(actor, drafts),
    ]
