"""Two records of one person become one. Their deals follow in `deals.actions.merging`, which calls this."""

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.clients.actions.contacts import bump_version, lock_contact
from pritok.clients.events import ContactsMerged
from pritok.clients.models import Consent, Contact, ContactPoint
from pritok.journal.recording import record, users
from pritok.kit.errors import Invalid


def merge_contacts(actor: Actor, *, kept: Contact, merged: Contact) -> Contact:
    """Move points, consents, company and comment of `merged` to `kept`; the merged id leads there from now on."""
    if kept.pk == merged.pk:
        raise Invalid("A contact cannot be merged with itself.", fields={"other": "The same one."})
    with transaction.atomic():
        # In the order of their ids, so that two merges of the same pair cannot wait for each other.
        rows = {
            row.pk: row for row in (lock_contact(actor, pk) for pk in sorted([kept.pk, merged.pk]))
        }
        into, away = rows[kept.pk], rows[merged.pk]
        _move_points(into, away)
        Consent.objects.filter(contact=away).update(contact=into)
        _take_over(into, away)
        payload = ContactsMerged(kept=into.pk, merged=away.pk)
        audience = users(into.owner_id, away.owner_id)
        record(
            actor,
            payload,
            subject=f"contact:{into.pk}",
            audience=audience,
            owner_id=into.owner_id,
        )
    return into


def _move_points(into: Contact, away: Contact) -> None:
    known = set(into.points.values_list("kind", "value"))
    kinds = {kind for kind, _ in known}
    for point in away.points.order_by("-is_primary", "pk"):
        if (point.kind, point.value) in known:
            point.delete()
            continue
        is_first = point.kind not in kinds
        kinds.add(point.kind)
        ContactPoint.objects.filter(pk=point.pk).update(contact=into, is_primary=is_first)


def _take_over(into: Contact, away: Contact) -> None:
    if into.company_id is None:
        into.company_id = away.company_id
    if into.owner_id is None:
        into.owner_id = away.owner_id
    into.comment = "\n".join(text for text in (into.comment, away.comment) if text)
    into.save(update_fields=["company", "owner", "comment"])
    bump_version(into)
    away.merged_into = into
    away.save(update_fields=["merged_into"])
    # Whoever was merged into the one that goes now follows it, so that every old id is one step away.
    Contact.objects.filter(merged_into=away).update(merged_into=into)
