"""The pipeline of a map, its stages and custom fields: made where the company does not have them."""

from pritok.accounts.actor import Actor
from pritok.deals.actions.custom_fields import add_custom_field
from pritok.deals.actions.pipelines import add_pipeline
from pritok.deals.actions.stages import add_stage
from pritok.deals.models import CustomField, Pipeline, Stage
from pritok.exchange.maps import CustomFieldSpec, PipelineSpec
from pritok.kit.errors import Invalid


def ensure_pipeline(actor: Actor, spec: PipelineSpec) -> tuple[int, dict[str, int]]:
    """Return the pipeline and its stages' keys by name, in the map's order. New stages come last."""
    pipeline = Pipeline.objects.filter(name=spec.name, is_archived=False).first()
    # By hand: a company that looks at its old deals first does not want them given out anew.
    pipeline = pipeline or add_pipeline(actor, name=spec.name, routing_mode="manual")
    have = dict(
        Stage.objects.filter(pipeline=pipeline, is_archived=False).values_list("name", "pk")
    )
    for name in spec.stages:
        if name not in have:
            have[name] = add_stage(actor, pipeline=pipeline.pk, name=name).pk
    return pipeline.pk, {name: have[name] for name in spec.stages}


def ensure_custom_fields(actor: Actor, specs: dict[str, CustomFieldSpec]) -> None:
    """Make the fields that are missing; Invalid when one exists with another kind."""
    have = dict(CustomField.objects.values_list("key", "kind"))
    for key, spec in specs.items():
        if key not in have:
            add_custom_field(actor, key=key, label=spec.label, kind=spec.kind)
        elif have[key] != spec.kind:
            raise Invalid(
                f"The custom field {key} is here already and is a {have[key]}, not a {spec.kind}.",
                code="import_refused",
            )
