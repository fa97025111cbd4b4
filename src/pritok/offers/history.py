"""Offers of the past, as they went out and were looked at, for companies that are told by the thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pritok.deals.lines import LineDraft


@dataclass(frozen=True, slots=True)
class PastOffer:
    """An offer of one version with one link, which nobody has answered. `openings` are in order of time.

    `number` is unique in the company, and the key of the version and the link as well.
    """

    id: UUID
    number: int
    deal_id: UUID
    sent_at: datetime
    author_id: int | None
    lines: Sequence[LineDraft]
    openings: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same on all offers of a company; `secret` makes the links, which nobody is meant to guess."""

    company: str
    language: str
    currency: str
    time_zone: str
    secret: str
