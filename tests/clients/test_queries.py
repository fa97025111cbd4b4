"""Finding the same person again, and lists of clients."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from pritok.clients.actions import add_company, merge_contacts
from pritok.clients.queries import (
    companies_page,
    contacts_page,
    duplicates_of,
    find_contacts,
)
from pritok.kit.errors import Invalid
from tests.api_client import signed_in
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db
PHONE, EMAIL = ("phone", "+79161234567"), ("email", "nora@x.test")
DAY = datetime(2030, 1, 1, tzinfo=UTC)


def test_the_oldest_contact_of_a_phone_or_address_is_found(cast: Cast) -> None:
    younger = make_contact(cast.alice, points=[PHONE], at=DAY)
    older = make_contact(cast.dave, points=[EMAIL], at=DAY - timedelta(days=1))

    nobody = [("phone", "+70000000000"), ("email", "nobody@x.test")]
    assert find_contacts([[PHONE], [PHONE, EMAIL], nobody, []]) == [younger, older, None, None]
    # A number is no address: the same characters of the other kind are somebody else's.
    assert find_contacts([[("email", PHONE[1])]]) == [None]


def test_a_merged_contact_leads_to_the_kept_one(cast: Cast) -> None:
    kept, merged = make_contact(cast.alice), make_contact(cast.alice, points=[PHONE])
    merge_contacts(SETTING_UP, kept=kept, merged=merged)

    assert find_contacts([[PHONE]]) == [kept]


def test_duplicates_are_named_with_what_they_share(cast: Cast) -> None:
    contact = make_contact(cast.alice, points=[PHONE, EMAIL])
    twin = make_contact(cast.bob, "N. North", points=[PHONE])
    make_contact(cast.dave, points=[EMAIL])

    found = duplicates_of(actor(cast.carol), contact)

    assert found == [{"id": twin.pk, "name": "N. North", "reason": "phone", "value": PHONE[1]}]
    assert duplicates_of(actor(cast.alice), contact) == []


def test_lists_are_searched_sorted_and_paged(cast: Cast) -> None:
    company = add_company(SETTING_UP, name="Ромашка", owner=cast.alice.pk)
    for number, name in enumerate(["Вера", "Анна", "Борис"]):
        make_contact(cast.alice, name, company=company, at=DAY + timedelta(days=number))
    alice = actor(cast.alice)

    first, cursor, total = contacts_page(alice, sort="name", limit=2)
    rest, end, _ = contacts_page(alice, sort="name", limit=2, cursor=cursor)
    newest, _, _ = contacts_page(alice)
    of_company, _, _ = contacts_page(alice, company=company.pk, q="ВЕРА")

    assert [c.name for c in first + rest] == ["Анна", "Борис", "Вера"]
    assert (total, end) == (3, None)
    assert newest[0].name == "Борис"
    assert [c.name for c in of_company] == ["Вера"]
    assert [c.name for c in companies_page(alice, q="ромашка")[0]] == ["Ромашка"]
    with pytest.raises(Invalid):
        contacts_page(alice, sort="owner")


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow_with_the_rows(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_contact(cast.alice, points=[PHONE, EMAIL])
    client = signed_in(cast.alice)

    with django_assert_num_queries(6):
        rows = client.get("/contacts").json["items"]

    assert len(rows) == count
    assert [point["value"] for point in rows[0]["points"]] == [PHONE[1], EMAIL[1]]


def test_a_contacts_page_shows_its_visible_deals_and_duplicates(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.alice, points=[PHONE])
    twin = make_contact(cast.alice, "Twin", points=[PHONE])
    make_deal(shop, cast.alice, "Mine", contact=contact)
    make_deal(shop, cast.dave, "Foreign", contact=contact)
    client = signed_in(cast.alice)

    page = client.get(f"/contacts/{contact.pk}").json
    merged = client.post(f"/contacts/{contact.pk}/merge", {"other": str(twin.pk)})

    assert [deal["title"] for deal in page["deals"]] == ["Mine"]
    assert [each["name"] for each in page["duplicates"]] == ["Twin"]
    assert merged.json["id"] == str(contact.pk)
    assert client.get(f"/contacts/{twin.pk}").json["id"] == str(contact.pk)


def test_a_company_shows_its_contacts_and_deals(cast: Cast, shop: Shop) -> None:
    client = signed_in(cast.alice)
    company = client.post("/companies", {"name": "Near Ltd"}).json["id"]
    body = {"name": "Nora", "company": company, "points": [{"kind": "email", "value": EMAIL[1]}]}
    contact = client.post("/contacts", body).json
    deal = {"title": "Big", "pipeline": shop.pipeline.pk, "contact": contact["id"]}
    client.post("/deals", deal)

    page = client.get(f"/companies/{company}").json

    assert [each["name"] for each in page["contacts"]] == ["Nora"]
    assert [each["title"] for each in page["deals"]] == ["Big"]
    assert contact["owner"]["name"] == "Alice"
