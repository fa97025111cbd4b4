"""Whose clients one sees."""

import pytest

from pritok.accounts.actor import VISITOR
from pritok.clients.access import (
    get_company,
    get_contact,
    get_editable_company,
    get_editable_contact,
    visible_companies,
    visible_contacts,
)
from pritok.clients.actions import add_company
from pritok.deals.actions.removing import delete_deal
from pritok.kit.errors import Forbidden, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import SETTING_UP, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db


def test_contacts_are_seen_by_owner_lead_and_head(cast: Cast) -> None:
    contact = make_contact(cast.alice)

    seen = [p.name for p in cast.everybody() if contact in visible_contacts(actor(p))]

    assert seen == ["Alice", "Carol", "Henry", "Ada"]
    assert list(visible_contacts(VISITOR)) == []
    assert list(visible_contacts(token_actor("intake"))) == []


def test_nobodys_contact_is_everybodys(cast: Cast) -> None:
    contact = make_contact(None)

    assert all(contact in visible_contacts(actor(p)) for p in cast.everybody())


def test_a_visible_deal_opens_its_contact_and_company(cast: Cast, shop: Shop) -> None:
    company = add_company(SETTING_UP, name="Far Ltd", owner=cast.dave.pk)
    contact = make_contact(cast.dave, company=company)
    deal = make_deal(shop, cast.alice, contact=contact)
    alice = actor(cast.alice)

    assert get_contact(alice, contact.pk) == contact
    assert get_company(alice, company.pk) == company

    delete_deal(SETTING_UP, deal=deal)
    with pytest.raises(NotFound):
        get_contact(alice, contact.pk)
    with pytest.raises(NotFound):
        get_company(alice, company.pk)


def test_a_deal_of_the_pool_opens_its_contact_to_all(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.dave)
    make_deal(shop, None, contact=contact)

    assert get_contact(actor(cast.alice), contact.pk) == contact


def test_companies_are_seen_by_owner_lead_and_head(cast: Cast) -> None:
    company = add_company(SETTING_UP, name="Far Ltd", owner=cast.dave.pk)

    seen = [p.name for p in cast.everybody() if company in visible_companies(actor(p))]

    assert seen == ["Dave", "Erin", "Henry", "Ada"]


def test_a_reading_token_sees_and_changes_nothing(cast: Cast) -> None:
    contact = make_contact(cast.alice)
    company = add_company(SETTING_UP, name="X")
    reader = token_actor("read")

    assert get_contact(reader, contact.pk) == contact
    with pytest.raises(Forbidden):
        get_editable_contact(reader, contact.pk)
    with pytest.raises(Forbidden):
        get_editable_company(reader, company.pk)
