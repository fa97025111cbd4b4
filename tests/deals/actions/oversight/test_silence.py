"""From when a silent deal counts as forgotten: who sets it, what is refused, and that the report follows."""

from datetime import timedelta

import pytest

from pritok.analytics import mirror
from pritok.catalog.models import DealType
from pritok.deals.actions.oversight.silence import set_silence_limits
from pritok.deals.actions.stages import change_stage
from pritok.deals.events import SilenceRule
from pritok.deals.models import SilenceLimit
from pritok.deals.queries.silence import silence_rules
from pritok.kit import clock
from pritok.kit.errors import Forbidden, Invalid
from tests.api_client import signed_in
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_deal

pytestmark = pytest.mark.django_db


def test_limits_are_set_all_at_once_and_told(cast: Cast, shop: Shop) -> None:
    kind = DealType.objects.create(name="Repeat order")
    facts = Facts()
    limits = [SilenceRule(4), SilenceRule(8, kind.pk, shop.first.pk)]

    set_silence_limits(actor(cast.henry), limits=limits)
    set_silence_limits(actor(cast.henry), limits=limits)

    assert silence_rules() == limits
    assert facts.kinds == ["silence_limits.changed"]
    told = next(iter(facts))
    assert told.audience == "everyone"
    assert told.data["limits"] == [
        {"hours": 4},
        {"hours": 8, "deal_type": kind.pk, "stage": shop.first.pk},
    ]
    set_silence_limits(actor(cast.ada), limits=[])
    assert not SilenceLimit.objects.exists()


def test_only_those_who_set_rules_set_them(cast: Cast) -> None:
    facts = Facts()

    for person in (cast.alice, cast.carol):
        with pytest.raises(Forbidden):
            set_silence_limits(actor(person), limits=[SilenceRule(4)])

    assert facts.kinds == []


def test_two_limits_for_the_same_deals_and_unknown_words_are_refused(
    cast: Cast, shop: Shop
) -> None:
    facts = Facts()
    for limits in (
        [SilenceRule(4), SilenceRule(5)],
        [SilenceRule(4, 999)],
        [SilenceRule(4, None, 999)],
    ):
        with pytest.raises(Invalid):
            set_silence_limits(actor(cast.henry), limits=limits)

    assert facts.kinds == []


def test_a_limit_outlives_the_archiving_of_its_stage(cast: Cast, shop: Shop) -> None:
    henry = actor(cast.henry)
    kept = SilenceRule(4, None, shop.second.pk)
    set_silence_limits(henry, limits=[kept])
    change_stage(henry, stage=shop.second.pk, changes={"is_archived": True})

    set_silence_limits(henry, limits=[kept, SilenceRule(9)])

    assert silence_rules() == [kept, SilenceRule(9)]


def test_the_report_follows_at_once(cast: Cast, shop: Shop) -> None:
    head = signed_in(cast.henry)
    with clock.frozen(clock.now() - timedelta(days=5)):
        make_deal(shop, cast.alice, "Quiet")

    counts = []
    for hours in (1, 90_000):
        answer = head.put("/silence-limits", {"items": [{"hours": hours}]})
        assert answer.json["items"] == [{"deal_type": None, "stage": None, "hours": hours}]
        counts.append(head.get("/reports/forgotten").json["total"]["forgotten"])
    mirror.close()

    assert counts == [1, 0]
    assert signed_in(cast.alice).get("/silence-limits").json["usual_hours"] == 27
