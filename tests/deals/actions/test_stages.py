"""Settings of pipelines: stages and the pipelines themselves."""

import pytest

from pritok.deals.actions.pipelines import add_pipeline, change_pipeline
from pritok.deals.actions.stages import add_stage, change_stage
from pritok.deals.models import Deal, Pipeline, Stage
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import Facts, Shop, make_deal, make_pipeline

pytestmark = pytest.mark.django_db


def order(shop: Shop) -> list[str]:
    return [stage.name for stage in shop.pipeline.stages.all()]


def test_a_new_stage_stands_where_it_was_put(cast: Cast, shop: Shop) -> None:
    facts = Facts()

    stage = add_stage(actor(cast.henry), pipeline=shop.pipeline.pk, name="Call", position=1)

    assert (order(shop), stage.position) == (["New", "Call", "Offer", "Contract"], 1)
    assert facts.kinds == ["stage.changed"] * 4
    assert next(iter(facts)).data == {
        "stage": stage.pk,
        "pipeline": shop.pipeline.pk,
        "position": 3,
        "fields": ["created"],
    }
    assert {fact.audience for fact in facts} == {"everyone"}


def test_reordering_tells_every_new_position(cast: Cast, shop: Shop) -> None:
    facts = Facts()

    change_stage(actor(cast.ada), stage=shop.third.pk, changes={"position": 0})

    assert order(shop) == ["Contract", "New", "Offer"]
    told = {fact.data["stage"]: fact.data["position"] for fact in facts}
    assert told == {shop.third.pk: 0, shop.first.pk: 1, shop.second.pk: 2}


def test_positions_count_the_stages_in_use(cast: Cast, shop: Shop) -> None:
    henry = actor(cast.henry)
    change_stage(henry, stage=shop.second.pk, changes={"is_archived": True})

    change_stage(henry, stage=shop.first.pk, changes={"position": 1})

    assert order(shop) == ["Offer", "Contract", "New"]


def test_renaming_and_limiting_is_one_fact(cast: Cast, shop: Shop) -> None:
    facts = Facts()

    changes = {"name": "Inbox", "limit_hours": 8}
    change_stage(actor(cast.henry), stage=shop.first.pk, changes=changes)

    row = Stage.objects.get(pk=shop.first.pk)
    assert (row.name, row.limit_hours) == ("Inbox", 8)
    assert facts.only.data["fields"] == ["limit_hours", "name"]


def test_a_stage_with_open_deals_needs_to_know_where_they_go(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        change_stage(actor(cast.henry), stage=shop.first.pk, changes={"is_archived": True})

    assert refusal.value.code == "stage_has_deals"
    assert list(refusal.value.fields) == ["move_deals_to"]
    assert (Deal.objects.get(pk=deal.pk).stage, facts.kinds) == (shop.first, [])


def test_archiving_moves_each_open_deal_with_a_fact(cast: Cast, shop: Shop) -> None:
    deals = [make_deal(shop, owner) for owner in (cast.alice, None)]
    facts = Facts()

    change_stage(
        actor(cast.henry),
        stage=shop.first.pk,
        changes={"is_archived": True},
        move_deals_to=shop.second.pk,
    )

    assert {(d.stage, d.version) for d in Deal.objects.all()} == {(shop.second, 2)}
    assert facts.kinds == ["deal.moved", "deal.moved", "stage.changed"]
    assert {f.audience for f in facts} == {f"user:{cast.alice.pk}", "pool", "everyone"}
    assert len(deals) == 2


def test_wrong_targets_and_the_last_stage_are_refused(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice)
    _, [foreign] = make_pipeline("Other", ["Only"])
    henry = actor(cast.henry)
    archive = {"is_archived": True}
    facts = Facts()

    for target in (foreign.pk, shop.first.pk, 999):
        with pytest.raises(Invalid):
            change_stage(henry, stage=shop.first.pk, changes=archive, move_deals_to=target)
    with pytest.raises(Conflict):
        change_stage(henry, stage=foreign.pk, changes=archive)
    with pytest.raises(Invalid):
        change_stage(henry, stage=shop.first.pk, changes={"name": "offer"})
    with pytest.raises(NotFound):
        change_stage(henry, stage=999, changes={"name": "X"})

    assert facts.kinds == []


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_managers_and_leads_change_no_settings(cast: Cast, shop: Shop, who: str) -> None:
    person = actor(getattr(cast, who))
    facts = Facts()

    with pytest.raises(Forbidden):
        change_stage(person, stage=shop.first.pk, changes={"name": "X"})
    with pytest.raises(Forbidden):
        add_pipeline(person, name="X")
    with pytest.raises(Forbidden):
        add_stage(token_actor("write"), pipeline=shop.pipeline.pk, name="X")

    assert facts.kinds == []


def test_pipelines_are_added_renamed_and_archived_when_empty(cast: Cast, shop: Shop) -> None:
    henry = actor(cast.henry)
    facts = Facts()

    second = add_pipeline(henry, name="Partners", routing_mode="manual")
    change_pipeline(henry, pipeline=second.pk, changes={"name": "Resellers", "is_archived": True})

    row = Pipeline.objects.get(pk=second.pk)
    assert (row.name, row.is_archived, row.position) == ("Resellers", True, 1)
    assert [fact.data["fields"] for fact in facts] == [["created"], ["is_archived", "name"]]


def test_a_pipeline_with_open_deals_stays(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice)
    henry = actor(cast.henry)
    facts = Facts()

    with pytest.raises(Conflict):
        change_pipeline(henry, pipeline=shop.pipeline.pk, changes={"is_archived": True})
    with pytest.raises(Invalid):
        change_pipeline(henry, pipeline=shop.pipeline.pk, changes={"routing_mode": "lottery"})
    with pytest.raises(Invalid):
        add_pipeline(henry, name="MAIN")

    assert facts.kinds == []
