"""Calls of another system on deals that are here already."""

from datetime import timedelta

import pytest

from pritok.accounts.actor import system
from pritok.accounts.queries import actor_for_person
from pritok.deals.actions.touching import touch_deals
from pritok.deals.models import Deal
from pritok.desk.actions.late import LateContact, import_late_contacts
from pritok.desk.history import Contacted
from pritok.desk.models import ContactEvent
from pritok.journal.models import Fact
from pritok.kit import clock
from pritok.kit.errors import Forbidden
from tests.factories import Cast
from tests.factories_deals import make_deal, make_shop

pytestmark = pytest.mark.django_db
IMPORTER = system("import")


def test_late_calls_are_kept_told_and_move_the_last_contact_forward_only(cast: Cast) -> None:
    deal = make_deal(make_shop(), cast.alice, "Deal")
    now = clock.now()
    calls = [
        Contacted(now - timedelta(days=days), "call", "out", answered, 60, cast.bob.pk)
        for days, answered in [(3, True), (9, True), (1, False)]
    ]

    ids = import_late_contacts(
        IMPORTER, [LateContact(call, None, deal.pk, cast.alice.pk) for call in calls]
    )

    deal.refresh_from_db()
    assert deal.last_contact_at == calls[0].at
    events = ContactEvent.objects.in_bulk(ids)
    assert [events[key].at for key in ids] == [call.at for call in calls]
    facts = Fact.objects.filter(kind="contact.made", deal_id=deal.pk)
    assert [(fact.at, fact.owner_id) for fact in facts.order_by("seq")] == [
        (call.at, cast.alice.pk) for call in calls
    ]


def test_a_call_without_a_deal_is_heard_by_whoever_made_it(cast: Cast) -> None:
    call = Contacted(clock.now(), "call", "in", person_id=cast.bob.pk)

    import_late_contacts(IMPORTER, [LateContact(call)])

    fact = Fact.objects.get(kind="contact.made")
    assert (fact.deal_id, fact.audience) == (None, f"user:{cast.bob.pk}")


def test_only_who_may_import_touches_deals(cast: Cast) -> None:
    deal = make_deal(make_shop(), cast.alice, "Deal")

    with pytest.raises(Forbidden):
        touch_deals(actor_for_person(cast.alice), last_contacts={deal.pk: clock.now()})

    assert Deal.objects.get(pk=deal.pk).last_contact_at is None
