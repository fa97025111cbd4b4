"""`GET /desk`."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from pritok.api.auth import actor_of
from pritok.api.desk.composing import compose
from pritok.api.desk.schemas import DeskAsked, DeskOut
from pritok.api.responses import errors
from pritok.kit.errors import NotFound, wrong

router = Router(tags=["desk"])


@router.get("/desk", response=errors(404, ok={200: DeskOut}), operation_id="getDesk")
def read_desk(request: HttpRequest, query: Annotated[DeskAsked, Query()]) -> DeskOut:
    """What one has to do, most valuable and urgent first; with `person` the desk of somebody one leads."""
    actor = actor_of(request)
    person = query.person or actor.person_id
    if person is None:
        raise wrong("person", "A token has no desk of its own; say whose.")
    if not actor.may_see_owner(person):
        raise NotFound
    return compose(actor, person, limit=query.limit)
