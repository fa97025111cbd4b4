"""How the company's papers and pages for clients look."""

import base64
import binascii
from typing import cast

from django.http import HttpRequest
from ninja import Router

from pritok.accounts.actions.look import LookChanges, change_look
from pritok.accounts.models import CompanyLook
from pritok.accounts.queries import company_look, logo_address
from pritok.accounts.schemas import LookOut, LookPatch
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import given
from pritok.kit.errors import wrong

router = Router(tags=["organisation"])


@router.get("/organisation/look", response=errors(ok={200: LookOut}), operation_id="getLook")
def read_look(request: HttpRequest) -> LookOut:
    actor_of(request)
    return _shown(company_look())


@router.patch("/organisation/look", response=errors(ok={200: LookOut}), operation_id="changeLook")
def patch_look(request: HttpRequest, body: LookPatch) -> LookOut:
    """Change how offers look: the colour, the logo, what stands at the foot."""
    changes = given(body)
    if changes.get("logo") is not None:
        changes["logo"] = _decoded(changes["logo"])
    return _shown(change_look(actor_of(request), changes=cast("LookChanges", changes)))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise wrong("logo", "This is not base64.") from error


def _shown(look: CompanyLook) -> LookOut:
    return LookOut(accent=look.accent, details=look.details, logo=logo_address(look))
