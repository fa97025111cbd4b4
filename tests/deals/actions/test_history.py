"""A past told at once is the same as the same past lived action by action."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pritok.accounts.actor import system
from pritok.deals import history
from pritok.deals.actions.answering import note_answer
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.actions.closing import lose_deal, reopen_deal, win_deal
from pritok.deals.actions.creating import create_deal
from pritok.deals.actions.editing import edit_deal
from pritok.deals.actions.history import import_histories
from pritok.deals.actions.lining import WantedLine, replace_lines
from pritok.deals.actions.moving import move_deal
from pritok.deals.actions.pausing import pause_deal, resume_deal
from pritok.deals.lines import LineDraft
from pritok.deals.models import Deal, DealLine
from pritok.kit import clock
from pritok.kit.errors import Invalid
from pritok.kit.ids import new_id
from tests.factories import Cast
from tests.factories_deals import Facts, SeenFact, Shop, make_contact

pytestmark = pytest.mark.django_db
TELLER = system("import")
BEGAN = datetime(2030, 1, 7, 9, tzinfo=UTC)


def hours(count: int) -> datetime:
    return BEGAN + timedelta(hours=count)


def told(shop: Shop, cast: Cast, contact: Any) -> history.History:
    line = LineDraft("Python", 2000, 100_000, 5_000, 60_000, shop.product.pk)
    return history.History(
        id=new_id(),
        key="7",
        title="Ёлки",
        created_at=BEGAN,
        pipeline_id=shop.pipeline.pk,
        stage_id=shop.first.pk,
        currency="RUB",
        owner_id=cast.alice.pk,
        contact_id=contact.pk,
        market=shop.market.pk,
        amount_minor=500,
        answer_due_at=hours(2),
        steps=[
            history.Answered(hours(1)),
            history.Moved(hours(2), shop.second.pk),
            history.Moved(hours(2), shop.second.pk),
            history.Edited(hours(3), {"product": shop.product.pk, "market": None}, 900),
            history.Assigned(hours(4), cast.bob.pk, "hand"),
            history.Paused(hours(5), hours(50), "Later"),
            history.Lost(hours(6), shop.reason.pk, "No money"),
            history.Reopened(hours(7)),
            history.Lines(hours(8), [line]),
            history.Paused(hours(9), hours(60), "Once more"),
            history.Resumed(hours(10)),
            history.Won(hours(11)),
        ],
    )


def lived(shop: Shop, cast: Cast, contact: Any) -> Deal:
    steps = _lived(shop, cast, contact)
    deal = next(steps)
    for hour in (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11):
        with clock.frozen(hours(hour)):
            next(steps)
    return deal


def _lived(shop: Shop, cast: Cast, contact: Any) -> Iterator[Deal]:
    with clock.frozen(BEGAN):
        deal = create_deal(
            TELLER,
            title="Ёлки",
            pipeline=shop.pipeline,
            owner=cast.alice,
            contact=contact,
            market=shop.market,
            amount_minor=500,
            answer_due_at=hours(2),
            via="import",
        )
    yield deal
    note_answer(TELLER, deal=deal, at=hours(1))
    yield deal
    yield move_deal(TELLER, deal=deal, stage=shop.second)
    yield move_deal(TELLER, deal=deal, stage=shop.second)
    changes = {"product": shop.product.pk, "market": None, "amount_minor": 900}
    yield edit_deal(TELLER, deal=deal, changes=changes)
    yield assign_deal(TELLER, deal=deal, owner=cast.bob)
    yield pause_deal(TELLER, deal=deal, until=hours(50), reason="Later")
    yield lose_deal(TELLER, deal=deal, reason=shop.reason, comment="No money")
    yield reopen_deal(TELLER, deal=deal)
    line = WantedLine("Python", 2000, 100_000, 5_000, shop.product.pk)
    yield replace_lines(TELLER, deal=deal, lines=[line])
    yield pause_deal(TELLER, deal=deal, until=hours(60), reason="Once more")
    yield resume_deal(TELLER, deal=deal)
    yield win_deal(TELLER, deal=deal)


def comparable(facts: Facts, deal_id: Any) -> list[Any]:
    def of(fact: SeenFact) -> Any:
        data = {**fact.data}
        if "fields" in data:
            data["fields"] = sorted(data["fields"])
        return fact.kind, data, fact.owner_id, fact.audience, fact.author, fact.at

    return [of(fact) for fact in facts if fact.subject == f"deal:{deal_id}"]


def row_of(deal_id: Any) -> dict[str, Any]:
    values = Deal.objects.filter(pk=deal_id).values().get()
    return {k: v for k, v in values.items() if k not in {"id", "version"}}


def test_one_story_told_both_ways_leaves_the_same_facts_and_the_same_row(
    cast: Cast, shop: Shop
) -> None:
    contacts = [make_contact(cast.alice) for _ in range(2)]
    facts = Facts()

    deal = lived(shop, cast, contacts[0])
    past = told(shop, cast, contacts[1])
    import_histories(TELLER, [past], via="import")

    mine, theirs = comparable(facts, deal.pk), comparable(facts, past.id)
    mine[0][1]["contact"] = theirs[0][1]["contact"] = None
    assert [entry[0] for entry in theirs] == [entry[0] for entry in mine]
    assert theirs == mine
    assert {**row_of(past.id), "contact_id": None} == {**row_of(deal.pk), "contact_id": None}
    lines = [
        DealLine.objects.filter(deal=pk).values("name", "quantity", "cost_minor", "position").get()
        for pk in (deal.pk, past.id)
    ]
    assert lines[0] == lines[1]


def test_many_histories_go_in_together(cast: Cast, shop: Shop) -> None:
    batch = [told(shop, cast, make_contact(cast.alice)) for _ in range(40)]
    facts = Facts()

    import_histories(TELLER, batch, via="demo", by_owners=True)

    assert Deal.objects.count() == 40
    assert facts.kinds.count("deal.won") == 40
    authors = [f.author for f in facts if f.subject == f"deal:{batch[0].id}"]
    alice, bob = f"person:{cast.alice.pk}", f"person:{cast.bob.pk}"
    system_did = ["system:import"]
    assert authors == system_did + [alice] * 3 + system_did + [bob] * 8
    assert Deal.objects.get(pk=batch[0].id).search_key == "елки"


def test_the_amount_of_a_sale_may_be_known_better_at_its_end(cast: Cast, shop: Shop) -> None:
    past = told(shop, cast, make_contact(cast.alice))
    steps: list[history.Step] = [history.Won(hours(1), amount_minor=12_345)]
    facts = Facts()

    import_histories(TELLER, [_with(past, steps)], via="import")

    assert facts.kinds == ["deal.created", "deal.edited", "deal.won"]
    assert list(facts)[-1].data["amount_minor"] == 12_345
    assert Deal.objects.get(pk=past.id).amount_minor == 12_345


def test_an_impossible_step_names_the_history_and_nothing_is_written(
    cast: Cast, shop: Shop
) -> None:
    past = told(shop, cast, make_contact(cast.alice))
    impossible: list[list[history.Step]] = [
        [history.Moved(hours(1), 999)],
        [history.Lost(hours(1), 999)],
        [history.Reopened(hours(1))],
        [history.Won(hours(2)), history.Moved(hours(3), shop.second.pk)],
        [history.Moved(hours(3), shop.second.pk), history.Moved(hours(2), shop.first.pk)],
    ]
    facts = Facts()
    for steps in impossible:
        with pytest.raises(Invalid) as refusal:
            import_histories(TELLER, [_with(past, []), _with(past, steps)], via="import")
        assert (refusal.value.code, list(refusal.value.fields)) == ("impossible_history", ["7"])
    assert (Deal.objects.count(), facts.kinds) == (0, [])


def _with(past: history.History, steps: list[history.Step]) -> history.History:
    values = {name: getattr(past, name) for name in past.__dataclass_fields__}
    return history.History(**{**values, "steps": steps})
