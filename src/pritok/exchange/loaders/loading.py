"""What the importer asks of a loader, and the ids that loaders share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pritok.accounts.actor import Actor
from pritok.exchange.actions.runs import keep_keys
from pritok.exchange.loaders.words import Words
from pritok.exchange.maps import Map
from pritok.exchange.queries import known_keys
from pritok.exchange.rows import Row


@dataclass
class Context:
    """One import: who does it, by which map, in which currency, and the words it has looked up so far.

    `first_seen` holds, per external id of a contact, the creation of its earliest deal in the file.
    """

    actor: Actor
    plan: Map
    currency: str
    words: Words
    first_seen: dict[str, datetime] = field(default_factory=dict)

    def ids_of(self, entity: str, keys: Sequence[str]) -> dict[str, UUID]:
        """Return external id → our id for those already imported under this origin."""
        known = known_keys(self.plan.origin, entity, set(keys))
        return {external: UUID(internal) for external, internal in known.items()}

    def keep(self, entity: str, made: Mapping[str, UUID]) -> None:
        """Remember records made on the side, in the batch's own transaction."""
        pairs = [(external, str(internal)) for external, internal in made.items()]
        keep_keys(self.actor, origin=self.plan.origin, entity=entity, made=pairs)


class Loader(Protocol):
    """Writes the rows of one kind of file."""

    def prepare(self, rows: Sequence[Row]) -> None:
        """Make the dictionary entries and people that `rows` name and that do not exist yet."""

    def load(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """Write `rows`, all of them new, and return (external id, our id) of each."""
