"""Everything that names things, in one piece: the first call of the web."""

from typing import Any

from pritok.accounts.actor import Actor
from pritok.accounts.models import Team, User
from pritok.catalog.queries import dictionaries as catalog_dictionaries
from pritok.deals.models import CustomField, Pipeline
from pritok.deals.queries.board import stage_out


def dictionaries(actor: Actor) -> dict[str, Any]:
    """Return pipelines with stages, all dictionaries, own fields, people and teams (14 statements at most)."""
    pipelines = Pipeline.objects.prefetch_related("stages")
    people = User.objects.order_by("name", "pk")
    teams = Team.objects.filter(is_archived=False).order_by("name", "pk")
    return {
        **catalog_dictionaries(actor),
        "pipelines": [pipeline_out(pipeline) for pipeline in pipelines],
        "custom_fields": [field_out(field) for field in CustomField.objects.all()],
        "people": [_person_out(person) for person in people],
        "teams": [{"id": team.pk, "name": team.name, "lead": team.lead_id} for team in teams],
    }


def pipeline_out(pipeline: Pipeline) -> dict[str, Any]:
    return {
        "id": pipeline.pk,
        "name": pipeline.name,
        "position": pipeline.position,
        "is_archived": pipeline.is_archived,
        "routing_mode": pipeline.routing_mode,
        "stages": [stage_out(stage) for stage in pipeline.stages.all()],
    }


def field_out(field: CustomField) -> dict[str, Any]:
    names = ("key", "label", "kind", "choices", "is_required", "is_archived", "position")
    return {"id": field.pk, **{name: getattr(field, name) for name in names}}


def _person_out(person: User) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "role": person.role,
        "team": person.team_id,
        "is_active": person.is_active,
    }
