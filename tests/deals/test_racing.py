"""Many hands on one deal at the same moment: each write is applied once or refused, none is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from pritok.accounts.actor import Actor
from pritok.deals.actions.assigning import claim_deal
from pritok.deals.actions.editing import edit_deal
from pritok.deals.models import Deal
from pritok.kit.errors import Conflict, Refusal
from tests.factories import actor, make_cast
from tests.factories_deals import Facts, make_deal, make_shop

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 4
ROUNDS = 12


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(HANDS) as executor:
        yield executor


def at_once(pool: ThreadPoolExecutor, acts: list[Callable[[], object]]) -> list[Any]:
    """Start all acts together and return what each gave or how it was refused."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    return list(pool.map(run, acts))


def test_of_writes_from_one_version_one_is_applied_and_the_others_see_the_difference(
    pool: ThreadPoolExecutor,
) -> None:
    cast = make_cast()
    deal = make_deal(make_shop(), cast.alice)
    alice, facts = actor(cast.alice), Facts()

    def write(title: str, version: int) -> Callable[[], object]:
        return lambda: edit_deal(alice, deal=deal.pk, changes={"title": title}, version=version)

    for version in range(1, ROUNDS + 1):
        ends = at_once(pool, [write(f"{version}.{hand}", version) for hand in range(HANDS)])
        applied = [end for end in ends if isinstance(end, Deal)]
        refused = [end for end in ends if isinstance(end, Conflict)]
        assert (len(applied), len(refused)) == (1, HANDS - 1)
        current = Deal.objects.get(pk=deal.pk).title
        assert applied[0].title == current
        assert {r.extra["difference"]["title"]["current"] for r in refused} == {current}

    assert Deal.objects.get(pk=deal.pk).version == ROUNDS + 1
    assert facts.kinds == ["deal.edited"] * ROUNDS


def test_a_deal_of_the_pool_goes_to_one_of_those_who_grab_it(pool: ThreadPoolExecutor) -> None:
    cast = make_cast()
    shop = make_shop()
    people: list[Actor] = [actor(p) for p in (cast.alice, cast.bob, cast.dave, cast.erin)]

    for _ in range(ROUNDS):
        deal = make_deal(shop, None)
        facts = Facts()

        def claim(who: Actor, deal_id: Any = deal.pk) -> Callable[[], object]:
            return lambda: claim_deal(who, deal=deal_id)

        ends = at_once(pool, [claim(who) for who in people])

        winners = [end for end in ends if isinstance(end, Deal)]
        assert len(winners) == 1
        assert Deal.objects.get(pk=deal.pk).owner_id == winners[0].owner_id
        assert facts.kinds == ["deal.assigned"]
