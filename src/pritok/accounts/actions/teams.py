"""Teams and who leads them."""

from typing import TypedDict

from django.db import transaction

from pritok.accounts.access import rank, require_people_management
from pritok.accounts.actor import Actor
from pritok.accounts.events import TeamChanged
from pritok.accounts.models import Role, Team, User
from pritok.journal.recording import LEADERS, record
from pritok.kit.errors import NotFound, wrong


class TeamChanges(TypedDict, total=False):
    name: str
    lead: int | None
    is_archived: bool


def add_team(actor: Actor, *, name: str, lead: int | None = None) -> Team:
    require_people_management(actor)
    with transaction.atomic():
        team = Team.objects.create(name=name, lead=_lead(lead))
        _record(actor, team, ["lead", "name"] if lead else ["name"])
    return team


def change_team(actor: Actor, *, team: int, changes: TeamChanges) -> Team:
    """Change a team; people keep their place in an archived one, it is only offered no more."""
    require_people_management(actor)
    with transaction.atomic():
        found = Team.objects.select_for_update().filter(pk=team).first()
        if found is None:
            raise NotFound
        fields = []
        if "name" in changes and changes["name"] != found.name:
            found.name = changes["name"]
            fields.append("name")
        if "lead" in changes and changes["lead"] != found.lead_id:
            found.lead = _lead(changes["lead"])
            fields.append("lead")
        if "is_archived" in changes and changes["is_archived"] != found.is_archived:
            found.is_archived = changes["is_archived"]
            fields.append("is_archived")
        if fields:
            found.save()
            _record(actor, found, fields)
    return found


def _lead(person: int | None) -> User | None:
    if person is None:
        return None
    found = User.objects.filter(pk=person, is_active=True).first()
    if found is None or rank(found.role) < rank(Role.LEAD):
        raise wrong("lead", "A team is led by an active lead, head or admin.")
    return found


def _record(actor: Actor, team: Team, fields: list[str]) -> None:
    fact = TeamChanged(team=team.pk, fields=fields, lead=team.lead_id)
    record(actor, fact, subject=f"team:{team.pk}", audience=LEADERS)
