"""Two records of one deal or one person become one."""

import pytest

from pritok.clients.access import get_contact
from pritok.clients.models import Contact
from pritok.deals.access import visible_deals
from pritok.deals.actions.merging import merge_contacts, merge_deals
from pritok.deals.models import Deal
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db


def test_a_merged_deal_leaves_the_lists_in_favour_of_the_other(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice)
    kept, merged = make_deal(shop, cast.alice), make_deal(shop, cast.alice, contact=contact)
    facts = Facts()

    result = merge_deals(actor(cast.alice), kept=kept, merged=merged)

    assert result.contact_id == contact.pk
    assert list(visible_deals(actor(cast.ada))) == [kept]
    assert Deal.objects.get(pk=merged.pk).merged_into == kept
    assert facts.kinds == ["deal.edited", "deal.merged"]
    assert list(facts)[1].data == {"into": str(kept.pk)}


def test_deals_one_may_not_change_are_not_merged(cast: Cast, shop: Shop) -> None:
    own, pool, foreign = (make_deal(shop, owner) for owner in (cast.alice, None, cast.dave))
    facts = Facts()

    with pytest.raises(Invalid):
        merge_deals(actor(cast.alice), kept=own, merged=own)
    with pytest.raises(Forbidden):
        merge_deals(actor(cast.alice), kept=own, merged=pool)
    with pytest.raises(NotFound):
        merge_deals(actor(cast.alice), kept=own, merged=foreign)

    assert (visible_deals(actor(cast.ada)).count(), facts.kinds) == (3, [])


def test_deals_in_two_currencies_stay_two(cast: Cast, shop: Shop) -> None:
    kept, merged = make_deal(shop, cast.alice), make_deal(shop, cast.alice, currency="EUR")

    with pytest.raises(Conflict):
        merge_deals(actor(cast.alice), kept=kept, merged=merged)


def test_deals_follow_the_merged_contact_each_with_a_fact(cast: Cast, shop: Shop) -> None:
    kept, merged = make_contact(cast.alice, "Nora"), make_contact(cast.alice, "N. North")
    deals = [make_deal(shop, cast.alice, contact=merged) for _ in range(2)]
    facts = Facts()

    merge_contacts(actor(cast.alice), kept=kept.pk, merged=merged.pk)

    assert {d.contact_id for d in Deal.objects.all()} == {kept.pk}
    assert facts.kinds == ["contact.merged", "deal.edited", "deal.edited"]
    assert {f.subject for f in facts} >= {f"deal:{deal.pk}" for deal in deals}
    assert get_contact(actor(cast.alice), merged.pk) == kept


def test_a_contact_with_deals_of_others_is_merged_by_those_who_may_change_them(
    cast: Cast, shop: Shop
) -> None:
    kept, merged = make_contact(cast.alice), make_contact(cast.alice)
    make_deal(shop, cast.dave, contact=merged)
    facts = Facts()

    with pytest.raises(Forbidden):
        merge_contacts(actor(cast.alice), kept=kept.pk, merged=merged.pk)
    assert (Contact.objects.get(pk=merged.pk).merged_into, facts.kinds) == (None, [])

    merge_contacts(actor(cast.henry), kept=kept.pk, merged=merged.pk)
    assert Contact.objects.get(pk=merged.pk).merged_into == kept
