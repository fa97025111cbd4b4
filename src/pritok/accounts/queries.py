"""Reading the organisation, its people and who is asking."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from pritok.accounts.actor import Actor, Scope
from pritok.accounts.models import (
    Absence,
    ApiToken,
    CompanyLook,
    Holiday,
    Organisation,
    Role,
    SignIn,
    Team,
    User,
)
from pritok.kit import clock
from pritok.kit.errors import Unavailable
from pritok.kit.papers.pictures import kind_of
from pritok.kit.working_time import WorkingCalendar, parse_week

IDLE = timedelta(hours=2)
LONGEST_SESSION = timedelta(hours=12)
TOKEN_PREFIX = "ptk_"  # noqa: S105 - the visible beginning of a token, no secret


def organisation() -> Organisation:
    """Return the company of this installation; Unavailable before the first-run set-up."""
    row = Organisation.objects.filter(pk=1).first()
    if row is None:
        raise Unavailable("Pritok is not set up yet.", code="setup_needed")
    return row


def company_look() -> CompanyLook:
    """Return how papers for clients look; the usual look until somebody has changed it."""
    return CompanyLook.objects.filter(pk=1).first() or CompanyLook(pk=1)


def logo_address(look: CompanyLook) -> str | None:
    """Return the logo as a `data:` address, to stand in a page without a request of its own."""
    if look.logo is None:
        return None
    picture = bytes(look.logo)
    return f"data:image/{kind_of(picture)};base64,{base64.b64encode(picture).decode()}"


def is_set_up() -> bool:
    return User.objects.exists()


def calendar(company: Organisation | None = None) -> WorkingCalendar:
    """Return the working time of the organisation: its week and holidays in its zone."""
    company = company or organisation()
    holidays = frozenset(Holiday.objects.values_list("date", flat=True))
    return WorkingCalendar(ZoneInfo(company.time_zone), parse_week(company.week), holidays)


def absent_people(at: datetime) -> set[int]:
    """Return who is away at this instant."""
    away = Absence.objects.filter(starts_at__lte=at, ends_at__gt=at)
    return set(away.values_list("person_id", flat=True))


def absent_until(at: datetime) -> dict[int, datetime]:
    """Return who is away at this instant and when the last of the overlapping absences ends."""
    until: dict[int, datetime] = {}
    away = Absence.objects.filter(starts_at__lte=at, ends_at__gt=at)
    for person_id, ends_at in away.values_list("person_id", "ends_at"):
        until[person_id] = max(ends_at, until.get(person_id, ends_at))
    return until


def person_names() -> dict[int, str]:
    return dict(User.objects.values_list("pk", "name"))


def team_names() -> dict[int, str]:
    return dict(Team.objects.values_list("pk", "name"))


def team_of() -> dict[int, int | None]:
    """Return the team each person is in now."""
    return dict(User.objects.values_list("pk", "team_id"))


def token_names() -> dict[int, str]:
    return dict(ApiToken.objects.values_list("pk", "name"))


def active_managers() -> list[User]:
    """Return the people who may be given deals, in the order they joined."""
    working = User.objects.filter(is_active=True, role__in=[Role.MANAGER, Role.LEAD])
    return list(working.select_related("team").order_by("pk"))


def language_of(actor: Actor) -> str:
    """Return the language texts for this actor are written in: the person's own, else the organisation's."""
    if actor.person_id is None:
        return organisation().language
    return User.objects.values_list("language", flat=True).get(pk=actor.person_id)


def actor_for_person(person: User) -> Actor:
    """Return what this person may see and do right now."""
    led: frozenset[int] = frozenset()
    if person.role == Role.LEAD:
        led = frozenset(User.objects.filter(team__lead_id=person.pk).values_list("pk", flat=True))
    return _actor(person, led)


def _actor(person: User, led: frozenset[int]) -> Actor:
    return Actor(
        kind="person",
        id=str(person.pk),
        person_id=person.pk,
        role=person.role,
        team_id=person.team_id,
        led_people=led,
    )


def open_sign_in(session_key: str | None) -> SignIn | None:
    """Return the living session behind a cookie: right epoch, active person, neither idle nor too old."""
    if not session_key:
        return None
    sign_in = SignIn.objects.select_related("person").filter(session_key=session_key).first()
    return sign_in if sign_in is not None and _is_alive(sign_in) else None


def _is_alive(sign_in: SignIn) -> bool:
    now = clock.now()
    return (
        sign_in.person.is_active
        and sign_in.epoch == sign_in.person.session_epoch
        and now - sign_in.last_seen_at < IDLE
        and now - sign_in.created_at < LONGEST_SESSION
    )


def actors_of_sessions(session_keys: Iterable[str]) -> dict[str, Actor]:
    """Return who is behind those of these sessions that still live (two statements for any number)."""
    sign_ins = SignIn.objects.select_related("person").filter(session_key__in=session_keys)
    living = [sign_in for sign_in in sign_ins if _is_alive(sign_in)]
    led: dict[int, set[int]] = {}
    leads = {s.person_id for s in living if s.person.role == Role.LEAD}
    teams = User.objects.filter(team__lead_id__in=leads)
    for lead, member in teams.values_list("team__lead_id", "pk") if leads else ():
        led.setdefault(lead or 0, set()).add(member)
    return {s.session_key: _actor(s.person, frozenset(led.get(s.person_id, ()))) for s in living}


def actors_of_tokens(token_ids: Iterable[int]) -> dict[int, Actor]:
    """Return the actors of those of these tokens that still live."""
    ids = set(token_ids)
    tokens = ApiToken.objects.select_related("created_by").filter(pk__in=ids, revoked_at=None)
    living = [t for t in tokens if t.created_by is None or t.created_by.is_active] if ids else []
    return {token.pk: actor_for_token(token) for token in living}


def hash_of(secret: str) -> str:
    """Return what is stored of a token; it is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_of(secret: str) -> ApiToken | None:
    """Return the living token with this secret: not revoked, its giver still active."""
    token = (
        ApiToken.objects.select_related("created_by")
        .filter(secret_hash=hash_of(secret), revoked_at=None)
        .first()
    )
    if token is None or (token.created_by and not token.created_by.is_active):
        return None
    return token


_SCOPES: Mapping[str, Scope] = {"intake": "intake", "read": "read", "write": "write"}


def actor_for_token(token: ApiToken) -> Actor:
    return Actor(kind="token", id=str(token.pk), scope=_SCOPES[token.scope])


def setup_code() -> str:
    """Return the one-time code of the first-run set-up, the same in every process of this installation.

    It is made from the secret key, so it needs no storage, and it is worth nothing once somebody exists.
    """
    digest = salted_hmac("pritok.setup", "first admin", algorithm="sha256").digest()
    letters = base64.b32encode(digest)[:12].decode()
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def has_second_factor(person: int) -> bool:
    return people_with_second_factor().filter(user_id=person).exists()


def people_with_second_factor() -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return found
