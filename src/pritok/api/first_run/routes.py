"""The first-run set-up: while nobody exists, and only with the code the server printed."""

from typing import Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from pritok.accounts import browser
from pritok.accounts.actions.setting_up import (
    NewAdmin,
    NewOrganisation,
    prove_setup_code,
    set_up,
)
from pritok.accounts.api.session import me_of
from pritok.accounts.queries import actor_for_person
from pritok.accounts.schemas import Code, Me, OrganisationBrief, Password
from pritok.api.auth import anyone
from pritok.api.first_run.beginnings import add_basics
from pritok.api.responses import errors
from pritok.api.schemas import Email, Name, StrictSchema
from pritok.kit.errors import Invalid

router = Router(tags=["session"])


class AdminIn(StrictSchema):
    name: Name
    email: Email
    password: Password


class SetupIn(StrictSchema):
    code: Code
    organisation: OrganisationBrief
    admin: AdminIn
    sample: Literal["empty", "basics"] = "basics"


@router.post("/setup", auth=anyone, response=errors(410, ok={201: Me}), operation_id="setUp")
def post_setup(request: HttpRequest, body: SetupIn, response: HttpResponse) -> Status[Me]:
    """Create the organisation and its first admin, and sign that admin in; 410 ever after."""
    prove_setup_code(code=body.code, source=browser.source_of(request).ip)
    organisation = NewOrganisation(**body.organisation.model_dump())
    with transaction.atomic():
        try:
            admin = set_up(organisation=organisation, admin=NewAdmin(**body.admin.model_dump()))
        except Invalid as problem:
            raise _in_its_place(problem) from problem
        actor = actor_for_person(admin)
        if body.sample == "basics":
            add_basics(actor, language=organisation.language)
    browser.begin(request, response, admin)
    return Status(201, me_of(actor))


def _in_its_place(problem: Invalid) -> Invalid:
    """Name the fields as they stand in the body: the actions know nothing of its nesting."""
    parts = dict.fromkeys(["email", "password"], "admin")
    fields = {
        f"{parts.get(field, 'organisation')}.{field}": sentence
        for field, sentence in problem.fields.items()
    }
    return Invalid(problem.message, code=problem.code, fields=fields)
