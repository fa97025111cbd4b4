"""The door to people, sessions, absences and tokens: what is not visible does not exist."""

from django.db.models import QuerySet

from pritok.accounts.actor import Actor
from pritok.accounts.models import Absence, ApiToken, Role, SignIn, User
from pritok.kit.errors import Forbidden, NotFound

_RANK = {role: rank for rank, role in enumerate([Role.MANAGER, Role.LEAD, Role.HEAD, Role.ADMIN])}


def rank(role: str) -> int:
    """Return how high a role stands, 0 for a manager."""
    return _RANK[Role(role)]


def people_visible(actor: Actor) -> QuerySet[User]:
    """Colleagues know of each other: every signed-in person and every reading token sees all people."""
    if actor.person_id is None and not actor.sees_everything:
        return User.objects.none()
    return User.objects.select_related("team")


def get_person(actor: Actor, person_id: int) -> User:
    person = people_visible(actor).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person


def get_manageable_person(actor: Actor, person_id: int) -> User:
    """Return a person whose account this actor may change: an admin anybody's, a head those below."""
    person = get_person(actor, person_id)
    require_people_management(actor)
    is_admin = actor.kind == "system" or actor.role == Role.ADMIN
    if not is_admin and rank(person.role) >= rank(actor.role or Role.MANAGER):
        raise Forbidden("This account is not below yours.")
    return person


def absences_visible(actor: Actor) -> QuerySet[Absence]:
    """Why somebody is away concerns that person, the lead, the head and admins."""
    absences = Absence.objects.select_related("person")
    if actor.sees_everything:
        return absences
    return absences.filter(person_id__in=actor.visible_owners)


def get_absence(actor: Actor, absence_id: int) -> Absence:
    absence = absences_visible(actor).filter(pk=absence_id).first()
    if absence is None:
        raise NotFound
    return absence


def tokens_visible(actor: Actor) -> QuerySet[ApiToken]:
    require_settings(actor)
    return ApiToken.objects.select_related("created_by")


def own_sign_ins(actor: Actor) -> QuerySet[SignIn]:
    return SignIn.objects.filter(person_id=require_person(actor))


def require_person(actor: Actor) -> int:
    """Return the id of the person asking; tokens have no account of their own."""
    if actor.person_id is None:
        raise Forbidden("Only a signed-in person can do this.", code="people_only")
    return actor.person_id


def require_settings(actor: Actor) -> None:
    if not actor.may_manage_settings:
        raise Forbidden("Only admins may do this.")


def require_leader(actor: Actor) -> None:
    if not actor.may_manage_rules:
        raise Forbidden("Only the head of sales and admins may do this.")


def require_people_management(actor: Actor) -> None:
    if not actor.may_manage_people:
        raise Forbidden("Only the head of sales and admins change accounts.")


def require_absence_rights(actor: Actor, person_id: int) -> None:
    """One's own absences, those of people one leads, and for the head and admins everybody's."""
    if person_id == actor.person_id or person_id in actor.led_people:
        return
    require_leader(actor)
