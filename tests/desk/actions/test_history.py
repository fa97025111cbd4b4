"""Deals of the past with the work on them."""

from datetime import UTC, datetime, timedelta

import pytest

from pritok.deals.history import History, Moved
from pritok.deals.models import Deal
from pritok.desk.actions.history import import_stories
from pritok.desk.history import Contacted, Noted, Story
from pritok.desk.models import ContactEvent, Note
from pritok.kit.ids import new_id
from tests.factories import Cast
from tests.factories_deals import SETTING_UP, Facts, Shop, make_contact

pytestmark = pytest.mark.django_db
BEGAN = datetime(2030, 1, 7, 9, tzinfo=UTC)


def hours(count: int) -> datetime:
    return BEGAN + timedelta(hours=count)


def test_contacts_and_notes_stand_at_their_moment_between_the_steps(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    history = History(
        id=new_id(),
        key="1",
        title="Lessons",
        created_at=BEGAN,
        pipeline_id=shop.pipeline.pk,
        stage_id=shop.first.pk,
        currency="RUB",
        owner_id=cast.alice.pk,
        contact_id=contact.pk,
        steps=[Moved(hours(3), shop.second.pk)],
    )
    calls = [
        Contacted(hours(4), "call", "out", seconds=90, person_id=cast.alice.pk),
        Contacted(hours(1), "message", "out", is_automatic=True),
        Contacted(hours(2), "call", "out", answered=False, person_id=cast.alice.pk),
    ]
    story = Story(history, calls, [Noted(hours(5), "Wants a discount", cast.alice.pk)])
    facts = Facts()

    import_stories(SETTING_UP, [story], via="import")

    assert facts.kinds == [
        "deal.created",
        "contact.made",
        "contact.made",
        "deal.moved",
        "contact.made",
        "deal.answered",
        "note.added",
    ]
    assert [f.at for f in facts] == [hours(n) for n in (0, 1, 2, 3, 4, 4, 5)]
    row = Deal.objects.get(pk=history.id)
    assert (row.first_answer_at, row.last_contact_at) == (hours(4), hours(4))
    assert ContactEvent.objects.filter(deal=row, contact=contact).count() == 3
    assert Note.objects.get().text == "Wants a discount"
    assert list(facts)[-1].author == f"person:{cast.alice.pk}"
