"""A deal rests until a date for a reason, so that nobody counts it as forgotten."""

from datetime import datetime, timedelta

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.locking import (
    DealRef,
    check_version,
    lock_editable,
    must_be_open,
    tell,
    write,
)
from pritok.deals.events import DealPaused, DealResumed
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import wrong

LONGEST_PAUSE = timedelta(days=366)


def pause_deal(
    actor: Actor, *, deal: DealRef, until: datetime, reason: str, version: int | None = None
) -> Deal:
    """Let an open deal rest; a second pause replaces the first."""
    now = clock.now()
    if not now < until <= now + LONGEST_PAUSE:
        raise wrong("until", "A pause ends in the future, within a year.")
    if not reason.strip():
        raise wrong("reason", "A pause needs a reason.")
    with transaction.atomic():
        row = lock_editable(actor, deal)
        check_version(row, version, {"pause": until.isoformat()}, {"pause": _iso(row.paused_until)})
        must_be_open(row)
        if (row.paused_until, row.pause_reason) == (until, reason):
            return row
        write(row, {"paused_until": until, "pause_reason": reason})
        tell(actor, DealPaused(until=until.isoformat()), row)
    return row


def resume_deal(actor: Actor, *, deal: DealRef, version: int | None = None) -> Deal:
    """End a pause before its date. A deal that does not rest stays as it is, and nothing is told."""
    with transaction.atomic():
        row = lock_editable(actor, deal)
        check_version(row, version, {"pause": None}, {"pause": _iso(row.paused_until)})
        if row.paused_until is None:
            return row
        write(row, {"paused_until": None, "pause_reason": ""})
        tell(actor, DealResumed(), row)
    return row


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
