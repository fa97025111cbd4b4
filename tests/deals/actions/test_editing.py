"""Correcting the facts of a deal."""

import pytest

from pritok.clients.actions import add_company
from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.editing import edit_deal
from pritok.deals.actions.lining import WantedLine, replace_lines
from pritok.deals.models import Deal
from pritok.kit.errors import Conflict, Invalid
from tests.factories import Cast, actor
from tests.factories_deals import SETTING_UP, Facts, Shop, make_contact, make_deal, make_field

pytestmark = pytest.mark.django_db


def test_an_edit_tells_the_values_that_reports_use(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()
    changes = {"title": "Übung", "product": shop.product.pk, "market": None, "amount_minor": 700}

    edit_deal(actor(cast.alice), deal=deal, changes=changes)

    row = Deal.objects.get(pk=deal.pk)
    assert (row.title, row.search_key, row.product, row.amount_minor) == (
        "Übung",
        "übung",
        shop.product,
        700,
    )
    assert facts.only.data == {
        "fields": ["product", "amount", "title"],
        "dimensions": {"product": shop.product.pk},
        "amount_minor": 700,
        "category": shop.category.pk,
    }


def test_the_same_values_again_are_no_fact(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice, market=shop.market)
    facts = Facts()
    changes = {"title": deal.title, "market": shop.market.pk, "custom": {}}

    assert edit_deal(actor(cast.alice), deal=deal, changes=changes).version == 1
    assert facts.kinds == []


@pytest.mark.parametrize(
    "field", ["owner", "team", "state", "stage", "id", "version", "deleted_at"]
)
def test_what_has_a_command_of_its_own_is_not_edited(cast: Cast, shop: Shop, field: str) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        edit_deal(actor(cast.ada), deal=deal, changes={field: 1})

    assert (list(refusal.value.fields), facts.kinds) == ([field], [])


def test_the_client_may_be_exchanged_for_one_the_actor_sees(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    contact, stranger = make_contact(cast.alice), make_contact(cast.dave)
    hidden = add_company(SETTING_UP, name="Far Ltd", owner=cast.dave.pk)
    facts = Facts()

    edit_deal(actor(cast.alice), deal=deal, changes={"contact": contact.pk})
    for changes in ({"contact": stranger.pk}, {"company": hidden.pk}):
        with pytest.raises(Invalid):
            edit_deal(actor(cast.alice), deal=deal, changes=changes)

    row = Deal.objects.get(pk=deal.pk)
    assert (row.contact, row.company) == (contact, None)
    assert facts.only.data == {"fields": ["contact"], "contact": str(contact.pk)}


def test_own_fields_are_merged_and_taken_away_by_null(cast: Cast, shop: Shop) -> None:
    make_field("size", "number")
    make_field("day", "date")
    deal = make_deal(shop, cast.alice, custom={"size": 3, "day": "2030-01-02"})
    facts = Facts()

    edit_deal(actor(cast.alice), deal=deal, changes={"custom": {"size": 4, "day": None}})

    assert Deal.objects.get(pk=deal.pk).custom == {"size": 4}
    assert facts.only.data["fields"] == ["custom.size", "custom.day"]


def test_a_wrong_own_field_stores_nothing(cast: Cast, shop: Shop) -> None:
    make_field("size", "number")
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        edit_deal(actor(cast.alice), deal=deal, changes={"title": "New", "custom": {"size": "big"}})

    assert list(refusal.value.fields) == ["custom.size"]
    assert (Deal.objects.get(pk=deal.pk).title, facts.kinds) == ("Lessons", [])


def test_the_amount_follows_lines_and_closing(cast: Cast, shop: Shop) -> None:
    with_lines, closed = make_deal(shop, cast.alice), make_deal(shop, cast.alice)
    line = WantedLine("Python", 1000, 100_000)
    replace_lines(actor(cast.alice), deal=with_lines, lines=[line])
    win_deal(actor(cast.alice), deal=closed)
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        edit_deal(actor(cast.alice), deal=with_lines, changes={"amount_minor": 5})
    with pytest.raises(Conflict):
        edit_deal(actor(cast.alice), deal=closed, changes={"amount_minor": 5})

    assert (refusal.value.code, facts.kinds) == ("amount_of_lines", [])


def test_an_old_version_gets_the_difference_in_the_words_of_the_api(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice, amount_minor=100_00)
    edit_deal(actor(cast.carol), deal=deal, changes={"amount_minor": 200_00})
    facts = Facts()

    with pytest.raises(Conflict) as refusal:
        edit_deal(actor(cast.alice), deal=deal, changes={"amount_minor": 150_50}, version=1)

    assert refusal.value.extra["difference"] == {"amount": {"yours": 150.5, "current": 200}}
    assert (Deal.objects.get(pk=deal.pk).amount_minor, facts.kinds) == (200_00, [])


def test_an_old_version_that_wants_what_is_there_already_is_content(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    edit_deal(actor(cast.carol), deal=deal, changes={"title": "Both mean this"})
    facts = Facts()

    same = edit_deal(actor(cast.alice), deal=deal, changes={"title": "Both mean this"}, version=1)

    assert (same.version, facts.kinds) == (2, [])
