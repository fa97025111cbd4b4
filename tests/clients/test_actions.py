"""Adding, changing and merging people and companies."""

from typing import Any

import pytest

from pritok.accounts.actor import VISITOR
from pritok.clients.actions import (
    add_company,
    add_contact,
    change_company,
    change_contact,
    merge_contacts,
)
from pritok.clients.actions.consents import prepare_consents
from pritok.clients.actions.contacts import prepare_points
from pritok.clients.actions.history import import_companies, import_contacts
from pritok.clients.history import Agreed, PastCompany, PastContact
from pritok.clients.models import Company, Consent, Contact, ContactPoint
from pritok.journal.recording import write_prepared
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from pritok.kit.ids import new_id
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import SETTING_UP, Facts, make_contact

pytestmark = pytest.mark.django_db
PHONE, EMAIL = ("phone", "+79161234567"), ("email", "nora@x.test")


def points_of(contact: Contact) -> list[tuple[str, str, bool]]:
    rows = ContactPoint.objects.filter(contact=contact).order_by("pk")
    return list(rows.values_list("kind", "value", "is_primary"))


def test_a_contact_keeps_its_points_in_one_form(cast: Cast) -> None:
    written = [
        ("phone", "8 (916) 123-45-67"),
        ("phone", "+44 20 7946 0958"),
        ("email", "Nora@X.test"),
    ]
    facts = Facts()

    contact = add_contact(actor(cast.alice), name="Nora", points=written, owner=cast.alice.pk)

    assert points_of(contact) == [
        (*PHONE, True),
        ("phone", "+442079460958", False),
        (*EMAIL, True),
    ]
    assert contact.search_key == "nora"
    assert (facts.only.kind, facts.only.data) == ("contact.added", {"contact": str(contact.pk)})
    assert facts.only.audience == f"user:{cast.alice.pk}"


@pytest.mark.parametrize(
    ("point", "path"),
    [
        (("phone", "12"), "points.0.value"),
        (("email", "nobody"), "points.0.value"),
        (("pigeon", "x"), "points.0.kind"),
    ],
)
def test_a_wrong_point_is_named_and_nobody_added(
    cast: Cast, point: tuple[str, str], path: str
) -> None:
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        add_contact(actor(cast.alice), name="Nora", points=[point])

    assert list(refusal.value.fields) == [path]
    assert (Contact.objects.count(), facts.kinds) == (0, [])


def test_strangers_hand_themselves_in_and_readers_do_not() -> None:
    assert add_contact(VISITOR, name="Nora").owner_id is None
    assert add_contact(token_actor("intake"), name="Nora").owner_id is None
    with pytest.raises(Forbidden):
        add_contact(token_actor("read"), name="Nora")


def test_a_change_names_the_fields_and_not_the_values(cast: Cast) -> None:
    contact = make_contact(cast.alice, points=[PHONE])
    facts = Facts()
    changes: dict[str, Any] = {"name": "Nina", "points": [EMAIL], "comment": ""}

    change_contact(actor(cast.alice), contact=contact.pk, changes=changes)

    row = Contact.objects.get(pk=contact.pk)
    assert (row.name, row.search_key, row.version) == ("Nina", "nina", 2)
    assert points_of(contact) == [(*EMAIL, True)]
    assert facts.only.data == {"contact": str(contact.pk), "fields": ["name", "points"]}


def test_the_same_again_is_no_fact_and_an_old_version_a_conflict(cast: Cast) -> None:
    contact = make_contact(cast.alice, "Nora")
    change_contact(actor(cast.carol), contact=contact.pk, changes={"name": "Nina"})
    facts = Facts()
    alice = actor(cast.alice)

    change_contact(alice, contact=contact.pk, changes={"name": "Nina"}, version=1)
    with pytest.raises(Conflict) as refusal:
        change_contact(alice, contact=contact.pk, changes={"name": "Nell"}, version=1)

    difference = {"name": {"yours": "Nell", "current": "Nina"}}
    assert refusal.value.extra == {"difference": difference, "version": 2}
    assert facts.kinds == []


def test_a_contact_is_not_linked_to_a_company_one_does_not_see(cast: Cast) -> None:
    contact = make_contact(cast.alice)
    hidden = add_company(SETTING_UP, name="Far Ltd", owner=cast.dave.pk)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        change_contact(actor(cast.alice), contact=contact.pk, changes={"company": hidden.pk})
    with pytest.raises(NotFound):
        change_contact(actor(cast.dave), contact=contact.pk, changes={"name": "X"})

    assert (list(refusal.value.fields), facts.kinds) == (["company"], [])


def test_a_point_is_added_once(cast: Cast) -> None:
    contact = make_contact(cast.alice, points=[PHONE])
    facts = Facts()

    for _ in range(2):
        known = Contact.objects.prefetch_related("points").get(pk=contact.pk)
        write_prepared(prepare_points(VISITOR, [(known, [PHONE, EMAIL, EMAIL])]))

    assert points_of(contact) == [(*PHONE, True), (*EMAIL, True)]
    assert facts.kinds == ["contact.changed"]


def test_merging_keeps_points_consents_and_the_way_to_the_kept_one(cast: Cast) -> None:
    kept = make_contact(cast.alice, points=[PHONE])
    merged = make_contact(cast.alice, points=[PHONE, EMAIL], comment="Calls on Mondays")
    give(merged)
    earlier = make_contact(cast.alice)
    merge_contacts(actor(cast.alice), kept=merged, merged=earlier)
    facts = Facts()

    merge_contacts(actor(cast.alice), kept=kept, merged=merged)

    row = Contact.objects.get(pk=kept.pk)
    assert points_of(kept) == [(*PHONE, True), (*EMAIL, True)]
    assert (row.comment, row.consents.count(), row.version) == ("Calls on Mondays", 1, 2)
    assert Contact.objects.get(pk=earlier.pk).merged_into == row
    assert facts.only.data == {"kept": str(kept.pk), "merged": str(merged.pk)}


def give(contact: Contact) -> Consent:
    agreed = Agreed(
        contact_id=contact.pk,
        owner_id=contact.owner_id,
        purpose="contact",
        text_version="3",
        text_hash="a" * 64,
        given_at=clock.now(),
        ip="2001:DB8::1",
        user_agent="x" * 500,
    )
    write_prepared(prepare_consents(VISITOR, [agreed]))
    return Consent.objects.get(contact=contact)


def test_own_is_not_merged_with_foreign_nor_with_itself(cast: Cast) -> None:
    own, foreign = make_contact(cast.alice), make_contact(cast.dave)
    facts = Facts()

    with pytest.raises(NotFound):
        merge_contacts(actor(cast.alice), kept=own, merged=foreign)
    with pytest.raises(Invalid):
        merge_contacts(actor(cast.alice), kept=own, merged=own)

    assert (Contact.objects.filter(merged_into=None).count(), facts.kinds) == (2, [])


def test_a_consent_is_kept_word_for_word_by_version(cast: Cast) -> None:
    contact = make_contact(cast.alice)
    facts = Facts()

    consent = give(contact)

    assert (consent.text_hash, len(consent.user_agent)) == ("a" * 64, 300)
    assert consent.ip == "2001:db8::1"
    told = {"contact": str(contact.pk), "purpose": "contact", "text_version": "3"}
    assert (facts.only.kind, facts.only.data) == ("consent.given", told)


def test_companies_are_added_and_changed(cast: Cast) -> None:
    facts = Facts()

    company = add_company(actor(cast.alice), name="Far Ltd", tax_id="77", owner=cast.alice.pk)
    change_company(actor(cast.alice), company=company, changes={"name": "Near Ltd", "tax_id": "77"})
    with pytest.raises(Invalid):
        change_company(actor(cast.alice), company=company, changes={"owner": 1})

    row = Company.objects.get(pk=company.pk)
    assert (row.name, row.search_key, row.version) == ("Near Ltd", "near ltd", 2)
    assert facts.kinds == ["company.added", "company.changed"]
    assert list(facts)[1].data["fields"] == ["name"]


def test_people_and_companies_come_in_by_the_thousand_with_their_facts(cast: Cast) -> None:
    at = clock.now()
    company = PastCompany(new_id(), "Far Ltd", at, owner_id=cast.dave.pk)
    people = [
        PastContact(new_id(), f"P{n}", at, [("phone", f"+7916000{n:04}"), EMAIL], company.id)
        for n in range(300)
    ]
    facts = Facts()

    import_companies(SETTING_UP, [company])
    import_contacts(SETTING_UP, people)

    assert facts.kinds == ["company.added"] + ["contact.added"] * 300
    last = Contact.objects.get(pk=people[-1].id)
    assert (last.name, last.company_id, last.created_at) == ("P299", company.id, at)
    assert points_of(last) == [("phone", "+79160000299", True), (*EMAIL, True)]
