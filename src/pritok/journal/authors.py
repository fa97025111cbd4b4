"""Who caused a fact, as little as the journal needs to know."""

from dataclasses import dataclass
from typing import Literal, Protocol

AuthorKind = Literal["person", "token", "system", "visitor"]


class Author(Protocol):
    """Anything that can stand behind a fact: `accounts.Actor` does."""

    @property
    def author_kind(self) -> AuthorKind: ...

    @property
    def author_id(self) -> str: ...


@dataclass(frozen=True)
class SystemAuthor:
    """A named part of the product that acts by itself, for example `routing`."""

    name: str

    @property
    def author_kind(self) -> AuthorKind:
        return "system"

    @property
    def author_id(self) -> str:
        return self.name
