"""Writes the stories, a chunk per transaction. A demo that was stopped goes on after its last whole chunk."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from pritok.clients.actions.history import import_companies, import_contacts
from pritok.clients.history import PastCompany, PastContact
from pritok.deals.access import visible_deals
from pritok.deals.history import Assigned
from pritok.demo.clients import Clients
from pritok.demo.people import DEMO
from pritok.demo.story import Teller
from pritok.demo.world import World
from pritok.desk.actions.history import import_stories
from pritok.desk.history import Story

CHUNK = 2000
Tell = Callable[[str, int, int | None], None]


def write_stories(world: World, progress: Tell) -> int:
    """Write all deals of the world that are not there yet; return how many were written."""
    teller, clients = Teller(world), Clients(world)
    written = 0
    for first in range(0, world.total, CHUNK):
        numbers = range(first, min(first + CHUNK, world.total))
        stories = [teller.tell(number) for number in numbers]
        if not _is_there(stories[0].history.id):
            _write(clients, numbers, stories)
            written += len(stories)
        progress("deals", numbers.stop, world.total)
    return written


def _write(clients: Clients, numbers: range, stories: list[Story]) -> None:
    companies, contacts = [], []
    for number, story in zip(numbers, stories, strict=True):
        who, is_returning = clients.of_deal(number)
        if is_returning:
            continue
        client = clients.client(who)
        history = story.history
        owner = next((s.owner_id for s in reversed(history.steps) if isinstance(s, Assigned)), None)
        if client.company_id is not None:
            companies.append(
                PastCompany(
                    client.company_id, client.company_name, history.created_at, owner_id=owner
                )
            )
        contacts.append(
            PastContact(
                client.id,
                client.name,
                history.created_at,
                points=client.points,
                company_id=client.company_id,
                owner_id=owner,
            )
        )
    with transaction.atomic():
        import_companies(DEMO, companies)
        import_contacts(DEMO, contacts)
        import_stories(DEMO, stories, via="demo", by_owners=True)


def _is_there(deal: UUID) -> bool:
    return visible_deals(DEMO).filter(pk=deal).exists()
