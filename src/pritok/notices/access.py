"""The door to what is sent to a person: one's own."""

from django.db.models import QuerySet

from pritok.accounts.access import require_person
from pritok.accounts.actor import Actor
from pritok.kit.errors import NotFound
from pritok.notices.models import Mailing


def own_mailings(actor: Actor) -> QuerySet[Mailing]:
    return Mailing.objects.filter(person=require_person(actor)).order_by("pk")


def get_mailing(actor: Actor, mailing_id: int) -> Mailing:
    mailing = own_mailings(actor).filter(pk=mailing_id).first()
    if mailing is None:
        raise NotFound
    return mailing
