"""Texts behind facts: what a note says, what was noted about a contact."""

from collections.abc import Iterable
from uuid import UUID

from pritok.desk.models import ContactEvent, Note


def texts_of(notes: Iterable[UUID], events: Iterable[UUID]) -> dict[UUID, str]:
    """Return the texts of these notes and contact events of one visible deal; empty ones are left out."""
    found = dict(Note.objects.filter(pk__in=list(notes)).values_list("pk", "text"))
    found |= dict(ContactEvent.objects.filter(pk__in=list(events)).values_list("pk", "text"))
    return {pk: text for pk, text in found.items() if text}
