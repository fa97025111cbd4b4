"""People and teams."""

from collections.abc import Iterable
from typing import Annotated, cast

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from pritok.accounts import queries
from pritok.accounts.access import people_visible
from pritok.accounts.actions import passwords, people, teams
from pritok.accounts.actor import Actor
from pritok.accounts.api.me import require_presence
from pritok.accounts.models import Team, User
from pritok.accounts.schemas import (
    NewPersonOut,
    PersonIn,
    PersonOut,
    PersonPatch,
    RoleName,
    TeamIn,
    TeamOut,
    TeamPatch,
    TemporaryPassword,
)
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Key, Listing, Page, Ref, StrictSchema, given
from pritok.api.schemas import Query as SearchText
from pritok.kit import clock
from pritok.kit.paging import DEFAULT_LIMIT, MAX_LIMIT, Cursor

router = Router(tags=["people"])


class PeopleQuery(StrictSchema):
    q: SearchText = ""
    role: RoleName | None = None
    team: Key | None = None
    active: bool | None = None
    cursor: Annotated[str, Query(max_length=500)] | None = None
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT


@router.get(
    "/people",
    response=errors(ok={200: Page[PersonOut]}),
    operation_id="listPeople",
    exclude_unset=True,
)
def list_people(request: HttpRequest, query: Query[PeopleQuery]) -> Page[PersonOut]:
    actor = actor_of(request)
    found = _filtered(actor, query)
    total = found.count()
    page = found.order_by("name", "pk")
    if query.cursor:
        after = Cursor.decode(query.cursor)
        page = page.filter(
            Q(name__gt=str(after.value)) | Q(name=str(after.value), pk__gt=_key(after.id))
        )
    rows = list(page[: query.limit + 1])
    shown = rows[: query.limit]
    last = shown[-1] if len(rows) > query.limit else None
    return Page[PersonOut](
        items=_people_out(actor, shown),
        next=Cursor(last.name, str(last.pk)).encode() if last else None,
        total=total,
    )


@router.post(
    "/people",
    response=errors(ok={201: NewPersonOut}),
    operation_id="addPerson",
    exclude_unset=True,
)
def add_person(request: HttpRequest, body: PersonIn) -> Status[NewPersonOut]:
    actor = actor_of(request)
    person, temporary = people.add_person(
        actor,
        name=body.name,
        email=body.email,
        role=body.role,
        team=body.team,
        password=body.password,
    )
    shown = NewPersonOut(**given(_people_out(actor, [person])[0]))
    if temporary:
        shown.temporary_password = temporary
    return Status(201, shown)


@router.patch(
    "/people/{person_id}",
    response=errors(404, 409, ok={200: PersonOut}),
    operation_id="changePerson",
    exclude_unset=True,
)
def change_person(request: HttpRequest, person_id: Key, body: PersonPatch) -> PersonOut:
    actor = actor_of(request)
    changes = given(body)
    password = changes.pop("password", None)
    if person_id == actor.person_id and "email" in changes:
        require_presence(request, password)
    person = people.change_person(
        actor, person=person_id, changes=cast("people.PersonChanges", changes)
    )
    return _people_out(actor, [person])[0]


@router.put(
    "/people/{person_id}/password",
    response=errors(404, ok={200: TemporaryPassword}),
    operation_id="resetPassword",
)
def reset_password(request: HttpRequest, person_id: Key) -> TemporaryPassword:
    """Give a temporary password, shown this once; all sessions of that person end."""
    temporary = passwords.reset_password(actor_of(request), person=person_id)
    return TemporaryPassword(temporary_password=temporary)


@router.get("/teams", response=errors(ok={200: Listing[TeamOut]}), operation_id="listTeams")
def list_teams(request: HttpRequest) -> Listing[TeamOut]:
    actor_of(request)
    return Listing[TeamOut](items=[_team_out(team) for team in _teams()])


@router.post("/teams", response=errors(ok={201: TeamOut}), operation_id="addTeam")
def add_team(request: HttpRequest, body: TeamIn) -> Status[TeamOut]:
    team = teams.add_team(actor_of(request), name=body.name, lead=body.lead)
    return Status(201, _team_out(_teams().get(pk=team.pk)))


@router.patch(
    "/teams/{team_id}", response=errors(404, ok={200: TeamOut}), operation_id="changeTeam"
)
def change_team(request: HttpRequest, team_id: Key, body: TeamPatch) -> TeamOut:
    changes = cast("teams.TeamChanges", given(body))
    team = teams.change_team(actor_of(request), team=team_id, changes=changes)
    return _team_out(_teams().get(pk=team.pk))


def _filtered(actor: Actor, query: PeopleQuery) -> QuerySet[User]:
    found = people_visible(actor)
    if query.q:
        words = Q(name__icontains=query.q)
        # A search must not answer about an address the asker cannot see.
        found = found.filter(
            words | Q(email__icontains=query.q) if actor.may_manage_people else words
        )
    if query.role:
        found = found.filter(role=query.role)
    if query.team:
        found = found.filter(team_id=query.team)
    if query.active is not None:
        found = found.filter(is_active=query.active)
    return found


def _people_out(actor: Actor, found: Iterable[User]) -> list[PersonOut]:
    away = queries.absent_until(clock.now())
    guarded: set[int] = set()
    if actor.may_manage_people:
        guarded = set(queries.people_with_second_factor().values_list("user_id", flat=True))
    shown = []
    for person in found:
        entry = PersonOut(
            id=person.pk,
            name=person.name,
            role=person.role,
            team=Ref(id=person.team.pk, name=person.team.name) if person.team else None,
            is_active=person.is_active,
            absent_until=away.get(person.pk),
        )
        if actor.may_manage_people:
            entry.email = person.email
            entry.mfa = person.pk in guarded
        shown.append(entry)
    return shown


def _teams() -> QuerySet[Team]:
    active = Count("people", filter=Q(people__is_active=True))
    return Team.objects.select_related("lead").annotate(members=active).order_by("name", "pk")


def _team_out(team: Team) -> TeamOut:
    return TeamOut(
        id=team.pk,
        name=team.name,
        lead=Ref(id=team.lead.pk, name=team.lead.name) if team.lead else None,
        is_archived=team.is_archived,
        members=team.members,  # type: ignore[attr-defined]
    )


def _key(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 16 else 0
