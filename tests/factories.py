"""The cast: one company, two teams, and the people every test about access is told with.

Alice owns things. Bob works beside her, Carol leads both. Dave and Erin (his lead) are the other
team. Henry is the head of sales, Ada the admin.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from pritok.accounts.actor import Actor
from pritok.accounts.models import ApiToken, Organisation, Role, SignIn, Team, User
from pritok.accounts.queries import TOKEN_PREFIX, actor_for_person, actor_for_token, hash_of
from pritok.kit import clock
from pritok.kit.ids import new_id

PASSWORD = "correct horse battery staple"
WEEK = {str(day): [["09:00", "18:00"]] for day in range(5)}


@dataclass(frozen=True)
class Cast:
    organisation: Organisation
    near: Team
    far: Team
    alice: User
    bob: User
    carol: User
    dave: User
    erin: User
    henry: User
    ada: User

    def everybody(self) -> list[User]:
        return [self.alice, self.bob, self.carol, self.dave, self.erin, self.henry, self.ada]


def make_cast() -> Cast:
    """Create the company with its people; nobody has a usable password (see `give_password`)."""
    organisation = make_organisation()
    near, far = make_team("Near"), make_team("Far")
    cast = Cast(
        organisation=organisation,
        near=near,
        far=far,
        alice=make_person("Alice", team=near),
        bob=make_person("Bob", team=near),
        carol=make_person("Carol", Role.LEAD, team=near),
        dave=make_person("Dave", team=far),
        erin=make_person("Erin", Role.LEAD, team=far),
        henry=make_person("Henry", Role.HEAD),
        ada=make_person("Ada", Role.ADMIN),
    )
    Team.objects.filter(pk=near.pk).update(lead=cast.carol)
    Team.objects.filter(pk=far.pk).update(lead=cast.erin)
    return cast


def make_organisation(**changes: Any) -> Organisation:
    values: dict[str, Any] = {
        "name": "Brook",
        "language": "en",
        "time_zone": "Europe/Moscow",
        "week": WEEK,
    }
    defaults = {**values, "created_at": clock.now(), **changes}
    return Organisation.objects.update_or_create(pk=1, defaults=defaults)[0]


def make_team(name: str, lead: User | None = None) -> Team:
    return Team.objects.create(name=name, lead=lead)


def make_person(
    name: str, role: str = Role.MANAGER, *, team: Team | None = None, **changes: Any
) -> User:
    values: dict[str, Any] = {
        "email": f"{name.lower()}@brook.test",
        "password": "!",
        "language": "en",
    }
    values |= {"created_at": clock.now(), **changes}
    return User.objects.create(name=name, role=role, team=team, **values)


def give_password(person: User, password: str = PASSWORD) -> User:
    """Set a real, slowly hashed password; only tests of sign-in need one."""
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


def actor(person: User) -> Actor:
    """Return the actor a request of this person would have, teams read anew."""
    return actor_for_person(User.objects.get(pk=person.pk))


def make_token(
    scope: str, giver: User | None = None, *, used_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Create a token and return it with its secret."""
    secret = f"{TOKEN_PREFIX}{new_id().hex}{new_id().hex}"
    values = {"name": f"{scope} token", "prefix": secret[:12], "created_at": clock.now()}
    token = ApiToken.objects.create(
        scope=scope,
        secret_hash=hash_of(secret),
        created_by=giver,
        last_used_at=used_at,
        **values,
    )
    return token, secret


def token_actor(scope: str) -> Actor:
    return actor_for_token(make_token(scope)[0])


def make_sign_in(person: User) -> str:
    """Open a session for a person and return its key, as the cookie would carry it."""
    now = clock.now()
    session = SessionStore()
    session["person"] = person.pk
    session.create()
    key = str(session.session_key)
    SignIn.objects.create(
        person=person,
        session_key=key,
        epoch=person.session_epoch,
        created_at=now,
        last_seen_at=now,
    )
    return key
