"""From when a silent deal counts as forgotten: the limits by type and stage, set all at once."""

from collections.abc import Sequence

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.catalog.access import must_manage_rules
from pritok.catalog.models import DealType
from pritok.deals.events import SilenceLimitsChanged, SilenceRule
from pritok.deals.models import Pipeline, SilenceLimit, Stage
from pritok.deals.queries.silence import silence_rules
from pritok.journal.recording import EVERYONE, record
from pritok.kit.errors import wrong

MOST_LIMITS = 300


def set_silence_limits(actor: Actor, *, limits: Sequence[SilenceRule]) -> list[SilenceRule]:
    """Put these limits in the place of all there were. The same limits again are no fact."""
    must_manage_rules(actor)
    if len(limits) > MOST_LIMITS:
        raise wrong("items", f"At most {MOST_LIMITS} limits.")
    with transaction.atomic():
        # The rows of the pipelines are the lock for what is set about all of them.
        list(Pipeline.objects.select_for_update().order_by("pk"))
        before = silence_rules()
        _must_be_known(limits, before)
        if list(limits) == before:
            return before
        SilenceLimit.objects.all().delete()
        SilenceLimit.objects.bulk_create(
            SilenceLimit(deal_type_id=each.deal_type, stage_id=each.stage, hours=each.hours)
            for each in limits
        )
        fact = SilenceLimitsChanged(limits=list(limits))
        record(actor, fact, subject="silence_limits", audience=EVERYONE)
    return list(limits)


def _must_be_known(limits: Sequence[SilenceRule], before: Sequence[SilenceRule]) -> None:
    """Refuse a second limit for the same deals, and types and stages out of use that had none before."""
    types = set(DealType.objects.filter(is_archived=False).values_list("pk", flat=True))
    stages = set(Stage.objects.filter(is_archived=False).values_list("pk", flat=True))
    types |= {each.deal_type for each in before if each.deal_type}
    stages |= {each.stage for each in before if each.stage}
    taken = set()
    for place, each in enumerate(limits):
        if each.deal_type is not None and each.deal_type not in types:
            raise wrong(f"items.{place}.deal_type", "There is no such type.")
        if each.stage is not None and each.stage not in stages:
            raise wrong(f"items.{place}.stage", "There is no such stage.")
        if (each.deal_type, each.stage) in taken:
            raise wrong(f"items.{place}", "There is a limit for these deals already.")
        taken.add((each.deal_type, each.stage))
