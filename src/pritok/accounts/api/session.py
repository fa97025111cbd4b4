"""Signing in and out."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Router
from ninja.responses import Status

from pritok.accounts import browser, queries
from pritok.accounts.access import require_person
from pritok.accounts.actions import passwords, sessions, totp
from pritok.accounts.actor import Actor
from pritok.accounts.models import Organisation, User
from pritok.accounts.schemas import (
    CodeIn,
    Me,
    OrganisationBrief,
    Permissions,
    SessionOut,
    SignInIn,
    SignInOut,
)
from pritok.api.auth import actor_of, anyone
from pritok.api.responses import NO_CONTENT, errors
from pritok.api.schemas import Ref
from pritok.kit.errors import Unauthenticated
from pritok.kit.texts import normalise_email

router = Router(tags=["session"])


def me_of(actor: Actor) -> Me:
    """Return the account of the person asking, and what it may do."""
    person = User.objects.select_related("team").get(pk=require_person(actor))
    return Me(
        id=person.pk,
        name=person.name,
        email=person.email,
        role=person.role,
        team=Ref(id=person.team.pk, name=person.team.name) if person.team else None,
        language=person.language,
        theme=person.theme,
        mfa=queries.has_second_factor(person.pk),
        can=Permissions(
            see_all=actor.sees_everything,
            manage_settings=actor.may_manage_settings,
            manage_people=actor.may_manage_people,
            assign=actor.may_assign,
            import_data=actor.may_manage_rules,
            see_costs=actor.sees_costs,
        ),
    )


@router.get(
    "/session", auth=anyone, response=errors(ok={200: SessionOut}), operation_id="getSession"
)
def get_session(request: HttpRequest) -> SessionOut:
    actor = actor_of(request)
    company = Organisation.objects.filter(pk=1).first()
    return SessionOut(
        user=me_of(actor) if actor.person_id else None,
        setup_needed=not queries.is_set_up(),
        languages=["ru", "en"],
        organisation=_brief(company) if company else None,
        csrf_token=get_token(request),
    )


@router.post("/session", auth=anyone, response=errors(ok={200: SignInOut}), operation_id="signIn")
def sign_in(request: HttpRequest, body: SignInIn, response: HttpResponse) -> SignInOut:
    """Prove the password; with a second factor the code comes next, and only it."""
    person = passwords.prove_password(
        email=normalise_email(body.email) or "",
        password=body.password,
        source=browser.source_of(request),
    )
    if queries.has_second_factor(person.pk):
        browser.wait_for_code(request, person)
        return SignInOut(user=None, mfa_required=True)
    browser.begin(request, response, person)
    return SignInOut(user=me_of(queries.actor_for_person(person)), mfa_required=False)


@router.post(
    "/session/totp", auth=anyone, response=errors(ok={200: SignInOut}), operation_id="proveCode"
)
def prove_code(request: HttpRequest, body: CodeIn, response: HttpResponse) -> SignInOut:
    """Give the code of the second factor, or a recovery code."""
    person = browser.person_waiting(request)
    if person is None:
        raise Unauthenticated("Give the password first.", code="password_first")
    totp.prove_code(person=person, code=body.code)
    browser.begin(request, response, person, second_factor=True)
    return SignInOut(user=me_of(queries.actor_for_person(person)), mfa_required=False)


@router.delete("/session", response=errors(ok={204: None}), operation_id="signOut")
def sign_out(request: HttpRequest) -> Status[None]:
    actor = actor_of(request)
    require_person(actor)
    sessions.end_session(actor, sign_in=request.sign_in.pk)  # type: ignore[attr-defined]
    request.session.flush()
    return NO_CONTENT


def _brief(company: Organisation) -> OrganisationBrief:
    return OrganisationBrief.model_construct(
        name=company.name,
        language=company.language,
        time_zone=company.time_zone,
        currency=company.currency,
    )
