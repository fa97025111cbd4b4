"""The company's words and people by name: found, or made when a file names one that does not exist."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pritok.accounts.actions.former import add_former_person
from pritok.accounts.actions.people import change_person
from pritok.accounts.actions.teams import add_team, change_team
from pritok.accounts.actor import Actor
from pritok.accounts.models import Role, Team, User
from pritok.catalog.actions import add_entry, add_product
from pritok.catalog.models import LossReason
from pritok.catalog.queries import DICTIONARIES, names
from pritok.exchange.maps import Map
from pritok.kit.texts import clean, search_key

# `example.invalid` can never be delivered to (RFC 2606): nobody is written to by mistake.
MAIL_DOMAIN = "example.invalid"
MAX_NAME = 200


class Words:
    """Looks up keys by name, each name once. Entries are made outside the batches that use them: a batch that
    fails leaves at most a word that nothing uses yet."""

    def __init__(self, actor: Actor, plan: Map, currency: str) -> None:
        self._actor = actor
        self._plan = plan
        self._currency = currency
        self._known: dict[str, dict[str, int]] = {}
        self._people: dict[str, int] | None = None
        self._group_of = {
            search_key(reason): group
            for group, spec in plan.reasons.items()
            for reason in spec.reasons
        }

    def entry(self, dictionary: str, name: str, **extra: Any) -> int:
        """Return the key of an entry of a dictionary (its API name), made when it is not there."""
        return self._named(
            dictionary,
            name,
            lambda: dict(DICTIONARIES[dictionary]._default_manager.values_list("name", "pk")),
            lambda text: self._made(dictionary, text, **extra),
        )

    def product(self, name: str, **details: Any) -> int:
        return self._named(
            "products",
            name,
            lambda: {text: key for key, text in names("product").items()},
            lambda text: int(
                add_product(self._actor, name=text, currency=self._currency, **details).pk
            ),
        )

    def reason(self, name: str) -> int:
        """Return the key of a loss reason, in the group where the map, or else `not_stated`, puts it."""
        return self._named("loss_reasons", name, _reasons, self._add_reason)

    def person(self, name: str, *, email: str = "", team: int | None = None) -> int:
        """Return who has this address or name, else a new manager who cannot sign in until the admin lets them."""
        people = self._everybody()
        found = people.get(email.lower()) if email else people.get(name)
        found = found or people.get(search_key(name))
        if found is None:
            address = email.lower() or self._free_address(name)
            person = add_former_person(
                self._actor, name=clean(name, limit=MAX_NAME), email=address, team=team
            )
            found = people[search_key(name)] = people[address] = person.pk
        people[name] = found
        return found

    def team(self, name: str, lead_name: str = "") -> int:
        """Return a team by name, made with its lead when it is not there."""
        return self._named(
            "teams",
            name,
            lambda: dict(Team.objects.values_list("name", "pk")),
            lambda text: self._add_team(text, lead_name),
        )

    def _named(
        self,
        kind: str,
        name: str,
        load: Callable[[], dict[str, int]],
        make: Callable[[str], int],
    ) -> int:
        if kind not in self._known:
            self._known[kind] = {search_key(text): key for text, key in load().items()}
        known = self._known[kind]
        if name not in known:
            text = clean(name, limit=MAX_NAME)
            key = search_key(text)
            if key not in known:
                known[key] = make(text)
            # Also under the spelling of the file, which the next thousand rows repeat.
            known[name] = known[key]
        return known[name]

    def _add_reason(self, name: str) -> int:
        group_name = self._group_of.get(search_key(name), self._plan.not_stated.group)
        spec = self._plan.reasons.get(group_name)
        is_refusal = spec is None or spec.is_refusal
        group = self.entry("loss_reason_groups", group_name, is_refusal=is_refusal)
        return self._made("loss_reasons", name, group=group, is_refusal=is_refusal)

    def _made(self, dictionary: str, name: str, **extra: Any) -> int:
        return int(add_entry(self._actor, dictionary=dictionary, name=name, **extra).pk)

    def _add_team(self, name: str, lead_name: str) -> int:
        team = add_team(self._actor, name=name)
        if lead_name:
            lead = self.person(lead_name, team=team.pk)
            # A team is led by an active lead; who leads may be let in later by a new password.
            change_person(self._actor, person=lead, changes={"role": Role.LEAD, "is_active": True})
            change_team(self._actor, team=team.pk, changes={"lead": lead})
        return team.pk

    def _everybody(self) -> dict[str, int]:
        if self._people is None:
            self._people = {}
            for key, name, email in User.objects.order_by("-pk").values_list("pk", "name", "email"):
                self._people[search_key(name)] = self._people[email.lower()] = key
        return self._people

    def _free_address(self, name: str) -> str:
        letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", ".", letters).strip(".")[:40] or "person"
        address, number = f"{stem}@{MAIL_DOMAIN}", 2
        while address in self._everybody():
            address, number = f"{stem}.{number}@{MAIL_DOMAIN}", number + 1
        return address


def _reasons() -> dict[str, int]:
    return dict(LossReason.objects.values_list("name", "pk"))
