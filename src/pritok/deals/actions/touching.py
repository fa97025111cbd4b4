"""Contacts with clients that come in long after they took place."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from pritok.accounts.actor import Actor
from pritok.deals.models import Deal
from pritok.kit.errors import Forbidden

_TOUCH = (
    "update deals_deal set last_contact_at = %s "
    "where id = %s and (last_contact_at is null or last_contact_at < %s)"
)


def touch_deals(actor: Actor, *, last_contacts: Mapping[UUID, datetime]) -> None:
    """Move each deal's last contact forward to the given moment; never back.

    The contacts themselves are facts of the room that calls this, in the same transaction.
    """
    if not actor.may_manage_settings:
        raise Forbidden("Only the admin may import.")
    key, moment = Deal._meta.pk, Deal._meta.get_field("last_contact_at")
    rows = [
        (moment.get_db_prep_save(at, connection), key.get_db_prep_save(deal, connection))
        for deal, at in last_contacts.items()
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        # One prepared statement for all: an update that names each deal costs more than what it changes.
        cursor.executemany(_TOUCH, [(at, deal, at) for at, deal in rows])
