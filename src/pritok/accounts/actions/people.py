"""Accounts of people: joining, changing role and team, leaving."""

from typing import Any, TypedDict

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from pritok.accounts.access import get_manageable_person, rank, require_people_management
from pritok.accounts.actions.passwords import hashed, temporary_password
from pritok.accounts.actions.sessions import end_all_sessions
from pritok.accounts.actor import Actor
from pritok.accounts.events import PersonAdded, PersonChanged
from pritok.accounts.models import Organisation, Role, Team, User
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, wrong


class PersonChanges(TypedDict, total=False):
    name: str
    email: str
    role: str
    team: int | None
    is_active: bool


class OwnChanges(TypedDict, total=False):
    name: str
    language: str
    theme: str


def add_person(
    actor: Actor,
    *,
    name: str,
    email: str,
    role: str,
    team: int | None = None,
    password: str | None = None,
) -> tuple[User, str | None]:
    """Let somebody in; without a password a temporary one is made, returned and never shown again."""
    require_people_management(actor)
    _require_rank(actor, role)
    temporary = None if password else temporary_password()
    with transaction.atomic():
        person = User(
            name=name,
            email=email,
            role=role,
            team=_team(team),
            language=_language(),
            created_at=clock.now(),
        )
        if password is None:
            person.password = make_password(temporary)
        else:
            person.password = hashed(password, person, field="password")
        _save_unique(person)
        fact = PersonAdded(person=person.pk, role=role, team=team)
        record(actor, fact, subject=f"person:{person.pk}", audience=LEADERS)
    return person, temporary


def change_person(actor: Actor, *, person: int, changes: PersonChanges) -> User:
    """Change an account; a new role or being locked out ends all sessions of that person at once."""
    with transaction.atomic():
        # All admins are locked, so that two of them cannot demote each other at the same moment.
        admins = set(_locked_admins())
        get_manageable_person(actor, person)
        found = User.objects.select_for_update().get(pk=person)
        if "role" in changes:
            _require_rank(actor, changes["role"])
        fields = _apply(found, changes)
        if not fields:
            return found
        _keep_an_admin(found, admins)
        _save_unique(found)
        if {"role", "is_active"} & set(fields):
            end_all_sessions(found.pk)
            found.refresh_from_db()
        record(actor, _fact(found, fields), subject=f"person:{found.pk}", audience=LEADERS)
    return found


def change_own_account(actor: Actor, *, person: int, changes: OwnChanges) -> User:
    """Change one's own name, language or theme."""
    with transaction.atomic():
        found = User.objects.select_for_update().get(pk=person)
        fields = _differing(found, dict(changes))
        for field in fields:
            setattr(found, field, dict(changes)[field])
        if fields:
            found.save(update_fields=fields)
            fact = PersonChanged(person=found.pk, fields=fields)
            record(actor, fact, subject=f"person:{found.pk}", audience=LEADERS)
    return found


def _apply(person: User, changes: PersonChanges) -> list[str]:
    values: dict[str, Any] = {**changes}
    if "team" in values:
        values["team_id"] = values.pop("team")
        if values["team_id"] != person.team_id:
            _team(values["team_id"])
    fields = _differing(person, values)
    for field in fields:
        setattr(person, field, values[field])
    return ["team" if field == "team_id" else field for field in fields]


def _differing(person: User, values: dict[str, Any]) -> list[str]:
    return sorted(field for field, value in values.items() if getattr(person, field) != value)


def _fact(person: User, fields: list[str]) -> PersonChanged:
    return PersonChanged(
        person=person.pk,
        fields=fields,
        role=person.role if "role" in fields else None,
        team=person.team_id if "team" in fields else None,
        is_active=person.is_active if "is_active" in fields else None,
    )


def _require_rank(actor: Actor, role: str) -> None:
    if actor.kind != "system" and rank(role) > rank(actor.role or Role.MANAGER):
        raise Forbidden(
            "A role above your own cannot be given.",
            code="role_above_own",
            fields={"role": "This role is above your own."},
        )


def _locked_admins() -> list[int]:
    admins = User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True)
    return list(admins.order_by("pk").values_list("pk", flat=True))


def _keep_an_admin(person: User, admins: set[int]) -> None:
    stays_admin = person.role == Role.ADMIN and person.is_active
    if admins == {person.pk} and not stays_admin:
        raise Conflict("The last admin cannot leave or lose this role.", code="last_admin")


def _save_unique(person: User) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise wrong("email", "Somebody has this address already.", code="email_taken") from error


def _team(team: int | None) -> Team | None:
    if team is None:
        return None
    found = Team.objects.filter(pk=team, is_archived=False).first()
    if found is None:
        raise wrong("team", "There is no such team.")
    return found


def _language() -> str:
    company = Organisation.objects.filter(pk=1).first()
    return company.language if company else "ru"
