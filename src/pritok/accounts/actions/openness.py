"""How managers see each other in a report: the head of sales decides, and everybody may know that it changed."""

from django.db import transaction

from pritok.accounts.access import require_leader
from pritok.accounts.actor import Actor
from pritok.accounts.events import OrganisationChanged
from pritok.accounts.models import Organisation
from pritok.journal.recording import EVERYONE, record

VIEWS = ("names", "anonymous", "own")


def set_openness(actor: Actor, *, report: str, view: str) -> None:
    """Set the view of one report for managers; heads and admins always see names."""
    require_leader(actor)
    with transaction.atomic():
        company = Organisation.objects.select_for_update().get(pk=1)
        if company.openness.get(report, VIEWS[0]) == view:
            return
        company.openness = {**company.openness, report: view}
        company.save(update_fields=["openness"])
        fact = OrganisationChanged(fields=["openness"])
        record(actor, fact, subject="organisation", audience=EVERYONE)
