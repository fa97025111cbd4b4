"""A client reads: each opening is a fact, what is read for how long adds up beside it."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import VISITOR
from pritok.deals.actions.answering import note_contact
from pritok.kit import clock
from pritok.offers.access import lock_for_visitor
from pritok.offers.actions.telling import tell
from pritok.offers.events import OfferOpened
from pritok.offers.models import OfferLink, OfferOpening

SECTIONS = ("intro", "lines", "terms", "answer")
# Coming back sooner than this is the same reading: a reload, a look into another window.
SAME_READING = timedelta(minutes=30)
MOST_OPENINGS = 500
LONGEST_SECTION_MS = 4 * 3600 * 1000
# What is reported may be a little older than the last report, never much more than the time between them.
_SLACK_MS = 5_000


def record_opening(link: OfferLink, *, ip: str | None, user_agent: str) -> UUID | None:
    """Note that somebody opened the page and return the opening, a fresh one with a fact of its own.

    None, and nothing noted, for a link that was opened too often to mean anything.
    """
    with transaction.atomic():
        offer, deal = lock_for_visitor(link)
        now = clock.now()
        same = link.openings.filter(
            ip=ip, user_agent=user_agent, last_seen_at__gte=now - SAME_READING
        ).last()
        if same is not None:
            OfferOpening.objects.filter(pk=same.pk).update(last_seen_at=now)
            return same.pk
        if link.openings.count() >= MOST_OPENINGS:
            return None
        opening = OfferOpening.objects.create(
            link=link, opened_at=now, last_seen_at=now, ip=ip, user_agent=user_agent
        )
        note_contact(deal=deal, at=now)
        opened = OfferOpened(offer=offer.pk, offer_version=link.version.number)
        tell(VISITOR, opened, offer, deal)
    return opening.pk


def note_reading(link: OfferLink, *, opening: UUID, sections: Mapping[str, int]) -> bool:
    """Add milliseconds per section to an opening and keep it as seen now; say whether it was one of this link.

    No fact: the opening was one already, and a page that is read for an hour must not fill the journal.
    """
    with transaction.atomic():
        row = link.openings.select_for_update(no_key=True).filter(pk=opening).first()
        if row is None:
            return False
        now = clock.now()
        since_ms = int((now - row.last_seen_at).total_seconds() * 1000) + _SLACK_MS
        sums = dict(row.sections)
        for name in SECTIONS:
            read_ms = min(max(sections.get(name, 0), 0), since_ms)
            if read_ms:
                sums[name] = min(sums.get(name, 0) + read_ms, LONGEST_SECTION_MS)
        OfferOpening.objects.filter(pk=row.pk).update(sections=sums, last_seen_at=now)
    return True
