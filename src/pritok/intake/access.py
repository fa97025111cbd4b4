"""The door to requests: with a deal, whoever sees the deal; without one, those who lead others."""

from uuid import UUID

from django.db.models import Q, QuerySet

from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.intake.models import Form, Request
from pritok.kit.errors import Forbidden, NotFound


def visible_requests(actor: Actor) -> QuerySet[Request]:
    """Return the requests this actor may read; those put aside or failed are for leads, heads and admins."""
    requests = Request.objects.all()
    if actor.sees_everything:
        return requests
    if actor.person_id is None:
        return requests.none()
    through_deals = Q(deal__in=visible_deals(actor))
    return requests.filter(through_deals | Q(deal=None) if actor.may_assign else through_deals)


def get_request(actor: Actor, request_id: UUID) -> Request:
    shown = visible_requests(actor).select_related("form", "deal__owner")
    request = shown.filter(pk=request_id).first()
    if request is None:
        raise NotFound
    return request


def get_judged_request(actor: Actor, request_id: UUID) -> Request:
    """Return a request for a decision about it, locked until the transaction ends."""
    get_request(actor, request_id)
    if not (actor.may_assign and actor.may_write):
        raise Forbidden("Only leads, heads and admins decide about requests put aside.")
    return (
        Request.objects.select_for_update(of=("self",), no_key=True)
        .select_related("form")
        .get(pk=request_id)
    )


def get_form(actor: Actor, form_id: int) -> Form:
    form = Form.objects.filter(pk=form_id).first()
    if form is None:
        raise NotFound
    return form


def must_manage_forms(actor: Actor) -> None:
    if not actor.may_manage_rules:
        raise Forbidden("Only the head of sales and the admin change forms.")
