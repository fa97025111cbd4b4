"""Search: what is found, and what is not even hinted at."""

import pytest

from pritok.clients.actions import add_company
from pritok.deals.queries.finding import find
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db


def test_deals_contacts_and_companies_are_found_by_their_words(cast: Cast, shop: Shop) -> None:
    make_deal(shop, cast.alice, "Курс для Ромашки")
    make_contact(cast.alice, "Иван Ромашкин", points=[("phone", "+79161234567")])
    add_company(SETTING_UP, name="ООО «Ромашка»", site="romashka.test", owner=cast.alice.pk)

    hits = find(actor(cast.alice), "РОМАШК")

    assert [(hit["kind"], hit["hint"]) for hit in hits] == [
        ("deal", "New"),
        ("contact", "+79161234567"),
        ("company", "romashka.test"),
    ]


@pytest.mark.parametrize("q", ["8 (916) 123-45-67", "916123", "+7 916 1234567", "nora@x.test"])
def test_a_person_is_found_by_phone_and_address(cast: Cast, q: str) -> None:
    points = [("phone", "+79161234567"), ("email", "nora@x.test")]
    make_contact(cast.alice, "Nora", points=points)

    assert [hit["title"] for hit in find(actor(cast.alice), q)] == ["Nora"]


def test_nothing_of_others_is_hinted_at(cast: Cast, shop: Shop) -> None:
    contact = make_contact(cast.dave, "Secret", points=[("phone", "+79161234567")])
    make_deal(shop, cast.dave, "Secret deal", contact=contact)
    add_company(SETTING_UP, name="Secret Ltd", owner=cast.dave.pk)

    for q in ("secret", "916123"):
        assert find(actor(cast.alice), q) == []
    assert len(find(actor(cast.erin), "secret")) == 3


@pytest.mark.parametrize("q", ["", "a", "  "])
def test_one_letter_is_no_question(cast: Cast, shop: Shop, q: str) -> None:
    make_deal(shop, cast.alice, "aaa")

    assert find(actor(cast.alice), q) == []


@pytest.mark.parametrize("q", ["%%", "__", "' OR 1=1 --", "\\\\"])
def test_signs_of_the_database_are_only_signs(cast: Cast, shop: Shop, q: str) -> None:
    make_deal(shop, cast.alice, "Lessons")

    assert find(actor(cast.alice), q) == []
