"""All dictionaries at once; pipelines, stages and the company's own fields."""

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Key, given
from pritok.deals.actions.custom_fields import add_custom_field, change_custom_field
from pritok.deals.actions.pipelines import add_pipeline, change_pipeline
from pritok.deals.actions.stages import add_stage, change_stage
from pritok.deals.queries.board import stage_out
from pritok.deals.queries.dictionaries import dictionaries, field_out, pipeline_out
from pritok.deals.schemas.out import StageOut
from pritok.deals.schemas.settings import (
    CustomFieldIn,
    CustomFieldOut,
    CustomFieldPatch,
    DictionariesOut,
    NewStage,
    PipelineIn,
    PipelineOut,
    PipelinePatch,
    StagePatch,
)

router = Router(tags=["settings"])


@router.get(
    "/dictionaries",
    response=errors(ok={200: DictionariesOut}),
    operation_id="getDictionaries",
    exclude_unset=True,
)
def read_dictionaries(request: HttpRequest) -> DictionariesOut:
    return DictionariesOut(**dictionaries(actor_of(request)))


@router.post("/pipelines", response=errors(ok={201: PipelineOut}), operation_id="addPipeline")
def post_pipeline(request: HttpRequest, body: PipelineIn) -> Status[PipelineOut]:
    pipeline = add_pipeline(actor_of(request), name=body.name, routing_mode=body.routing_mode)
    return Status(201, PipelineOut(**pipeline_out(pipeline)))


@router.patch(
    "/pipelines/{int:pipeline_id}",
    response=errors(404, 409, ok={200: PipelineOut}),
    operation_id="changePipeline",
)
def patch_pipeline(request: HttpRequest, pipeline_id: Key, body: PipelinePatch) -> PipelineOut:
    actor = actor_of(request)
    pipeline = change_pipeline(actor, pipeline=pipeline_id, changes=given(body))
    return PipelineOut(**pipeline_out(pipeline))


@router.post(
    "/pipelines/{int:pipeline_id}/stages",
    response=errors(404, ok={201: StageOut}),
    operation_id="addStage",
)
def post_stage(request: HttpRequest, pipeline_id: Key, body: NewStage) -> Status[StageOut]:
    actor = actor_of(request)
    stage = add_stage(actor, pipeline=pipeline_id, **body.model_dump())
    return Status(201, StageOut(**stage_out(stage)))


@router.patch(
    "/stages/{int:stage_id}",
    response=errors(404, 409, ok={200: StageOut}),
    operation_id="changeStage",
)
def patch_stage(request: HttpRequest, stage_id: Key, body: StagePatch) -> StageOut:
    """Rename, reorder, limit or archive a stage; one with open deals needs `move_deals_to`."""
    changes = given(body)
    target = changes.pop("move_deals_to", None)
    actor = actor_of(request)
    stage = change_stage(actor, stage=stage_id, changes=changes, move_deals_to=target)
    return StageOut(**stage_out(stage))


@router.post(
    "/custom-fields", response=errors(ok={201: CustomFieldOut}), operation_id="addCustomField"
)
def post_field(request: HttpRequest, body: CustomFieldIn) -> Status[CustomFieldOut]:
    field = add_custom_field(actor_of(request), **body.model_dump())
    return Status(201, CustomFieldOut(**field_out(field)))


@router.patch(
    "/custom-fields/{int:field_id}",
    response=errors(404, ok={200: CustomFieldOut}),
    operation_id="changeCustomField",
)
def patch_field(request: HttpRequest, field_id: Key, body: CustomFieldPatch) -> CustomFieldOut:
    actor = actor_of(request)
    field = change_custom_field(actor, field=field_id, changes=given(body))
    return CustomFieldOut(**field_out(field))
