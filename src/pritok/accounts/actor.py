"""Who is asking: a person, an API token, a visitor, or a named part of the system; and what that allows."""

from dataclasses import dataclass, field
from typing import Literal

from pritok.journal.authors import AuthorKind

Scope = Literal["intake", "read", "write"]


@dataclass(frozen=True)
class Actor:
    """The asker of one request, resolved once. `led_people` are the members of teams this person leads."""

    kind: AuthorKind
    id: str
    person_id: int | None = None
    role: str | None = None
    team_id: int | None = None
    led_people: frozenset[int] = field(default_factory=frozenset)
    scope: Scope | None = None

    @property
    def author_kind(self) -> AuthorKind:
        return self.kind

    @property
    def author_id(self) -> str:
        return self.id

    @property
    def sees_everything(self) -> bool:
        """Heads and admins see every record; so do the system itself and read or write tokens."""
        return (
            self.kind == "system"
            or self.role in {"head", "admin"}
            or self.scope in {"read", "write"}
        )

    @property
    def visible_owners(self) -> frozenset[int]:
        """Owners whose records this actor sees, when it does not see everything."""
        own = {self.person_id} if self.person_id is not None else set()
        return self.led_people | own

    def may_see_owner(self, owner_id: int | None) -> bool:
        """Say whether a record of this owner is visible; records without an owner are the pool, open to staff."""
        if self.sees_everything:
            return True
        if self.person_id is None:
            return False
        return owner_id is None or owner_id in self.visible_owners

    @property
    def may_write(self) -> bool:
        return self.kind in {"person", "system"} or self.scope == "write"

    @property
    def may_hand_in(self) -> bool:
        """Visitors and intake tokens start records; only who may write also changes them."""
        return self.may_write or self.kind == "visitor" or self.scope == "intake"

    @property
    def may_assign(self) -> bool:
        """Leads inside their team, heads, admins and write tokens may give a deal to another person."""
        return (
            self.kind == "system" or self.role in {"lead", "head", "admin"} or self.scope == "write"
        )

    @property
    def may_manage_settings(self) -> bool:
        return self.kind == "system" or self.role == "admin"

    @property
    def may_manage_rules(self) -> bool:
        """Pipelines, reasons, routing, absences of all: the head of sales and the admin."""
        return self.kind == "system" or self.role in {"head", "admin"}

    @property
    def may_manage_people(self) -> bool:
        """Accounts of people below one's own role; admins those of everybody."""
        return self.kind == "system" or self.role in {"head", "admin"}

    @property
    def sees_costs(self) -> bool:
        return (
            self.kind == "system"
            or self.role in {"lead", "head", "admin"}
            or self.scope in {"read", "write"}
        )

    def hears(self, audience: str) -> bool:
        """Say whether a fact with this audience (see `journal.models.Fact`) may reach this actor."""
        words = audience.split()
        if "everyone" in words or self.sees_everything:
            return self.kind != "visitor" and (
                words != ["leaders"] or self.role in {"head", "admin"}
            )
        if "pool" in words and self.person_id is not None:
            return True
        return any(f"user:{owner}" in words for owner in self.visible_owners)


def system(name: str) -> Actor:
    """Return the actor for a part of the product that acts by itself, for example `system("routing")`."""
    return Actor(kind="system", id=name)


VISITOR = Actor(kind="visitor", id="visitor")
