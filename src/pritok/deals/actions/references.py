"""Keys that a request names, turned into rows that exist and may be used; Invalid names the wrong field."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from pritok.accounts.actor import Actor
from pritok.accounts.models import User
from pritok.catalog.models import LossReason
from pritok.catalog.queries import DIMENSIONS
from pritok.clients.access import get_company, get_contact
from pritok.clients.models import Company, Contact
from pritok.deals.models import Stage
from pritok.kit.errors import NotFound, wrong
from pritok.kit.money import MAX_MINOR


def must_be_entries(keys: Mapping[str, int | None]) -> None:
    """Refuse dimension keys that are unknown or archived."""
    for dimension, key in keys.items():
        if key is None:
            continue
        entries = DIMENSIONS[dimension]._default_manager
        if not entries.filter(pk=key, is_archived=False).exists():
            raise wrong(dimension, "There is no such entry.")


def must_be_amount(amount_minor: int | None) -> None:
    if amount_minor is not None and not 0 <= amount_minor <= MAX_MINOR:
        raise wrong("amount", "The amount is out of range.")


def must_be_active(owner_id: int | None) -> None:
    if owner_id is not None and not User.objects.filter(pk=owner_id, is_active=True).exists():
        raise wrong("manager", "There is no such active person.")


def must_all_be_active(owner_ids: Collection[int]) -> None:
    if User.objects.filter(pk__in=owner_ids, is_active=True).count() < len(owner_ids):
        raise wrong("manager", "One of them is no active person.")


def open_stage(stage_id: int, *, path: str = "stage") -> Stage:
    """Return a stage that deals may stand in now, with its pipeline."""
    stages = Stage.objects.select_related("pipeline")
    stage = stages.filter(pk=stage_id, is_archived=False, pipeline__is_archived=False).first()
    if stage is None:
        raise wrong(path, "There is no such stage.")
    return stage


def first_stage(pipeline_id: int) -> Stage:
    """Return the stage in which new deals of a pipeline begin."""
    stages = Stage.objects.select_related("pipeline").filter(pipeline=pipeline_id)
    stage = stages.filter(is_archived=False, pipeline__is_archived=False).first()
    if stage is None:
        raise wrong("pipeline", "There is no such pipeline, or it has no stages.")
    return stage


def first_stages() -> dict[int, int]:
    """Return the stage in which new deals begin, of every pipeline that takes any."""
    stages = Stage.objects.filter(is_archived=False, pipeline__is_archived=False)
    # The last one wins: the first in the order of stages.
    return dict(stages.order_by("-position", "-pk").values_list("pipeline_id", "pk"))


def usable_reason(reason_id: int | None) -> LossReason:
    """Return a reason deals may be lost for; a missing one is refused on every path."""
    if reason_id is None:
        raise wrong("reason", "A lost deal needs a reason.", code="reason_required")
    reasons = LossReason.objects.select_related("group")
    reason = reasons.filter(pk=reason_id, is_archived=False, group__is_archived=False).first()
    if reason is None:
        raise wrong("reason", "There is no such loss reason.")
    return reason


def seen_contact(actor: Actor, contact: Contact | UUID | None) -> Contact | None:
    """Return the contact through the door of clients; rows were fetched through it already."""
    if not isinstance(contact, UUID):
        return contact
    try:
        return get_contact(actor, contact)
    except NotFound as error:
        raise wrong("contact", "There is no such contact.") from error


def seen_company(actor: Actor, company: Company | UUID | None) -> Company | None:
    if not isinstance(company, UUID):
        return company
    try:
        return get_company(actor, company)
    except NotFound as error:
        raise wrong("company", "There is no such company.") from error


def known_names(changes: Mapping[str, Any], known: frozenset[str]) -> None:
    """Refuse changes of fields that this action does not change."""
    for name in changes:
        if name not in known:
            raise wrong(name, "This field cannot be changed here.")
