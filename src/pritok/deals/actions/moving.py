"""A deal changes its stage, and with it perhaps its pipeline."""

from django.db import transaction
from django.db.models import Model

from pritok.accounts.actor import Actor
from pritok.deals.actions.locking import (
    DealRef,
    check_version,
    key_of,
    lock_editable,
    must_be_open,
    tell,
    write,
)
from pritok.deals.actions.references import open_stage
from pritok.deals.events import DealMoved
from pritok.deals.models import Deal
from pritok.kit import clock


def move_deal(
    actor: Actor, *, deal: DealRef, stage: Model | int, version: int | None = None
) -> Deal:
    """Put an open deal into a stage. Where it stands already nothing happens and nothing is told."""
    stage_id = key_of(stage)
    assert stage_id is not None
    with transaction.atomic():
        row = lock_editable(actor, deal)
        check_version(row, version, {"stage": stage_id}, {"stage": row.stage_id})
        must_be_open(row)
        target = open_stage(stage_id)
        if target.pk == row.stage_id:
            return row
        left, left_pipeline = row.stage_id, row.pipeline_id
        write(
            row,
            {
                "stage_id": target.pk,
                "pipeline_id": target.pipeline_id,
                "stage_entered_at": clock.now(),
            },
        )
        payload = DealMoved(
            from_stage=left,
            to_stage=target.pk,
            to_position=target.position,
            pipeline=None if target.pipeline_id == left_pipeline else target.pipeline_id,
        )
        tell(actor, payload, row)
    return row
