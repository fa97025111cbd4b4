"""What advertising cost: written in bulk, as advertising accounts report it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.catalog.access import must_manage_rules
from pritok.catalog.events import SpendRecorded
from pritok.catalog.models import CampaignSpend
from pritok.journal.recording import LEADERS, record


@dataclass(frozen=True, slots=True)
class Spent:
    """One line of a report: a day, what it was spent on, and what that brought."""

    date: date
    amount_minor: int
    source: int | None = None
    campaign: int | None = None
    impressions: int | None = None
    clicks: int | None = None


def record_spend(actor: Actor, *, currency: str, lines: Sequence[Spent]) -> list[int]:
    """Write the lines and return their keys in order; one fact tells of all of them."""
    must_manage_rules(actor)
    if not lines:
        return []
    days = [line.date for line in lines]
    with transaction.atomic():
        rows = CampaignSpend.objects.bulk_create(
            CampaignSpend(
                date=line.date,
                source_id=line.source,
                campaign_id=line.campaign,
                amount_minor=line.amount_minor,
                currency=currency,
                impressions=line.impressions,
                clicks=line.clicks,
            )
            for line in lines
        )
        fact = SpendRecorded(
            rows=len(rows), first_day=min(days).isoformat(), last_day=max(days).isoformat()
        )
        record(actor, fact, subject="campaign_spend", audience=LEADERS)
    return [row.pk for row in rows]
