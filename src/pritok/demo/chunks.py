"""A chunk of stories made ready for the database: most of the work, and none of it needs a connection."""

from dataclasses import dataclass
from uuid import UUID

from pritok.clients.actions.history import prepare_companies, prepare_contacts
from pritok.clients.history import PastCompany, PastContact
from pritok.deals.actions.telling import Dictionaries
from pritok.deals.history import Assigned
from pritok.demo.clients import Clients
from pritok.demo.people import DEMO
from pritok.demo.story import Teller
from pritok.demo.texts import texts
from pritok.demo.world import World
from pritok.desk.actions.history import prepare_stories
from pritok.desk.history import Story
from pritok.kit.bulk_insert import Prepared
from pritok.offers.actions.history import prepare_offers
from pritok.offers.history import Letterhead

CHUNK = 2000


@dataclass(frozen=True)
class Chunk:
    """Rows of the deals up to number `end`, in the order in which they are to be written."""

    end: int
    prepared: list[Prepared]


class ChunkMaker:
    def __init__(self, world: World, known: Dictionaries) -> None:
        self._world = world
        self._known = known
        self._teller = Teller(world)
        self._clients = Clients(world)
        words = texts(world.language).organisation
        self._head = Letterhead(
            words.name, world.language, world.currency, words.time_zone, f"demo {world.seed}"
        )

    def first_id(self, first: int) -> UUID:
        """Return the id of the chunk's first deal, which tells whether the chunk was written."""
        return self._teller.tell(first).history.id

    def make(self, first: int) -> Chunk:
        end = min(first + CHUNK, self._world.total)
        stories = [self._teller.tell(number) for number in range(first, end)]
        companies: list[PastCompany] = []
        contacts: list[PastContact] = []
        for number, story in zip(range(first, end), stories, strict=True):
            who, is_returning = self._clients.of_deal(number)
            if not is_returning:
                self._introduce(who, story, companies, contacts)
        return Chunk(
            end,
            [
                *prepare_companies(DEMO, companies),
                *prepare_contacts(DEMO, contacts),
                *prepare_stories(DEMO, stories, known=self._known, via="demo", by_owners=True),
                *prepare_offers([offer for story in stories for offer in story.offers], self._head),
            ],
        )

    def _introduce(
        self, number: int, story: Story, companies: list[PastCompany], contacts: list[PastContact]
    ) -> None:
        """Add the client who came with this deal, and their company."""
        client, history = self._clients.client(number), story.history
        assigned = (step for step in reversed(history.steps) if isinstance(step, Assigned))
        last = next(assigned, None)
        owner = last.owner_id if last else None
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
