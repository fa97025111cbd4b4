"""Offers through the API: what each role sees, lists and their filters, conflicts, the trail of a client."""

import json
from datetime import timedelta
from typing import Any

import pytest

from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.offers.access import known_link
from pritok.offers.actions.answering import decline_offer
from pritok.offers.actions.drafting import draft_offer, new_version
from pritok.offers.actions.reading import note_reading, record_opening
from pritok.offers.actions.sending import revoke_offer
from pritok.offers.models import Offer
from tests.api_client import ApiClient, signed_in, with_token
from tests.factories import Cast, actor
from tests.factories_deals import Shop, make_deal
from tests.offers.offering import NORA, accept, option_of, send, with_option

pytestmark = pytest.mark.django_db
FIREFOX = {"ip": "203.0.113.5", "user_agent": "Firefox"}


def test_from_draft_to_acceptance_through_the_api(cast: Cast, deal: Deal) -> None:
    api = signed_in(cast.alice)
    drafted = api.post(f"/deals/{deal.pk}/offers")
    assert drafted.status == 201
    path = f"/offers/{drafted.json['id']}"
    lines = [
        {"name": "Course", "price": 1000, "vat": 20, "note": "8 weeks"},
        {"name": "Exam", "quantity": 2, "price": 300.5, "discount": 0.5, "optional": True},
    ]

    edited = api.patch(f"{path}/draft", {"lines": lines}, If_Match=drafted.json["revision"])
    sent = api.post(f"{path}/sending", If_Match=edited.json["revision"])

    assert (edited.status, sent.status) == (200, 200)
    [version] = sent.json["offer"]["versions"]
    assert (version["net"], version["vat"], version["total"]) == (833.33, 166.67, 1000)
    assert version["total_with_options"] == 1600
    assert [line["total"] for line in version["lines"]] == [1000, 600]
    secret = sent.json["url"].rpartition("/o/")[2]
    link = known_link(secret)
    assert link is not None
    accept(link, option_of(Offer.objects.get().pk))
    shown = api.get(path).json
    assert (shown["state"], shown["acceptance"]["total"]) == ("accepted", 1600)
    assert shown["acceptance"]["name"] == "Nora North"
    assert secret not in json.dumps(shown)


def test_the_owner_sees_what_is_read_for_how_long_and_whether_now(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    opening = record_opening(link, **FIREFOX)
    assert opening is not None
    note_reading(link, opening=opening, sections={"lines": 4_000})
    path = f"/offers/{link.version.offer_id}"

    now = signed_in(cast.alice).get(path).json
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        later = signed_in(cast.alice).get(path).json

    assert (now["is_being_read"], later["is_being_read"]) == (True, False)
    [reading] = now["readings"]
    assert (reading["sections"], reading["is_now"], reading["version"]) == ({"lines": 4}, True, 1)
    assert (now["openings"], now["first_opened_at"]) == (1, reading["opened_at"])


@pytest.fixture
def six(cast: Cast, deal: Deal) -> dict[str, Offer]:
    """One offer in each state that a list tells apart."""
    names = ("draft", "sent", "opened", "accepted", "declined", "revoked", "expired")
    offers = {name: with_option(cast.alice, deal) for name in names}
    links = {name: send(cast.alice, offers[name]) for name in names[1:]}
    record_opening(links["opened"], **FIREFOX)
    accept(links["accepted"])
    decline_offer(links["declined"], reason=None, comment="No", by=NORA)
    revoke_offer(actor(cast.alice), offer=offers["revoked"].pk)
    yesterday = clock.now().date() - timedelta(days=2)
    Offer.objects.filter(pk=offers["expired"].pk).update(valid_until=yesterday)
    return offers


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["draft", "sent", "opened", "accepted", "declined", "revoked", "expired"]),
        ({"state": "sent"}, ["sent", "opened"]),
        ({"state": "sent", "opened": "true"}, ["opened"]),
        ({"state": "sent", "opened": "false"}, ["sent"]),
        ({"state": ["draft", "expired"]}, ["draft", "expired"]),
        ({"state": ["accepted", "declined", "revoked"]}, ["accepted", "declined", "revoked"]),
        ({"mine": "true", "state": "draft"}, ["draft"]),
    ],
)
def test_the_list_is_narrowed_by_state_and_by_reading(
    cast: Cast, six: dict[str, Offer], query: dict[str, Any], names: list[str]
) -> None:
    answer = signed_in(cast.alice).get("/offers", query)

    assert {row["id"] for row in answer.json["items"]} == {str(six[name].pk) for name in names}
    assert answer.json["total"] == len(names)
    for row in answer.json["items"]:
        name = next(name for name, offer in six.items() if str(offer.pk) == row["id"])
        assert row["state"] == ("sent" if name == "opened" else name)


def test_the_list_goes_on_from_where_the_page_ended(cast: Cast, six: dict[str, Offer]) -> None:
    api, seen, cursor = signed_in(cast.henry), [], None
    for _ in range(4):
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        answer = api.get("/offers", query).json
        seen += [row["number"] for row in answer["items"]]
        cursor = answer["next"]

    assert seen == [7, 6, 5, 4, 3, 2, 1]
    assert cursor is None


def test_everybody_sees_the_offers_of_the_deals_they_see(
    cast: Cast, shop: Shop, deal: Deal
) -> None:
    hers = draft_offer(actor(cast.alice), deal=deal)
    his = draft_offer(actor(cast.dave), deal=make_deal(shop, cast.dave))
    seen = {
        name: {row["number"] for row in signed_in(getattr(cast, name)).get("/offers").json["items"]}
        for name in ("alice", "bob", "carol", "dave", "erin", "henry", "ada")
    }

    mine, theirs, both = {hers.number}, {his.number}, {hers.number, his.number}
    assert seen == {
        "alice": mine, "bob": set(), "carol": mine, "dave": theirs, "erin": theirs, "henry": both, "ada": both,
    }  # fmt: skip
    assert signed_in(cast.bob).get(f"/offers/{hers.pk}").status == 404
    assert signed_in(cast.bob).get(f"/offers/{hers.pk}/pdf").status == 404


def test_costs_and_margins_exist_for_those_who_may_see_them_only(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    send(cast.alice, offer)
    new_version(actor(cast.alice), offer=offer.pk)

    for client in (signed_in(cast.carol), signed_in(cast.henry), with_token("read")):
        [version, _] = client.get(f"/offers/{offer.pk}").json["versions"]
        assert version["lines"][0]["cost"] == 600
        assert (version["margin"], version["margin_rate"]) == (600, 0.3333)
    for answer in everywhere(signed_in(cast.alice), deal, offer):
        assert not {"cost", "cost_minor", "margin", "margin_rate"} & names_in(answer)


def everywhere(client: ApiClient, deal: Deal, offer: Offer) -> list[Any]:
    answers = [
        client.get(f"/offers/{offer.pk}"),
        client.get("/offers"),
        client.get(f"/deals/{deal.pk}/offers"),
        client.get(f"/deals/{deal.pk}/timeline"),
        client.patch(f"/offers/{offer.pk}/draft", {"intro": "x"}),
        client.patch(f"/offers/{offer.pk}/draft", {"lines": []}, If_Match=1),
        client.post(f"/offers/{offer.pk}/links"),
    ]
    return [answer.json for answer in answers]


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in names_in(each)}
    if isinstance(value, list):
        return {name for each in value for name in names_in(each)}
    return set()


def test_a_cost_sent_by_a_manager_is_an_unknown_field(cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    lines = [{"name": "Course", "price": 1000, "cost": 1}]

    answer = signed_in(cast.alice).patch(f"/offers/{offer.pk}/draft", {"lines": lines})

    assert (answer.status, list(answer.fields)) == (422, ["lines.0.cost"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"number": 5}, "number"),
        ({"title": None}, "title"),
        ({"language": "de"}, "language"),
        ({"valid_until": "2999-01-01"}, "valid_until"),
        ({"terms": "x" * 5_001}, "terms"),
        ({"lines": [{"name": "x", "price": -1}]}, "lines.0.price"),
        ({"lines": [{"name": "x", "price": 1, "vat": 101}]}, "lines.0.vat"),
        ({"lines": [{"name": "x", "price": 1, "vat": True}]}, "lines.0.vat"),
        ({"lines": [{"name": "x", "price": 1, "total": 5}]}, "lines.0.total"),
    ],
)
def test_what_is_no_draft_is_refused(
    cast: Cast, deal: Deal, body: dict[str, Any], field: str
) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)

    answer = signed_in(cast.alice).patch(f"/offers/{offer.pk}/draft", body)

    assert (answer.status, list(answer.fields)) == (422, [field])


def test_a_paper_of_each_version_and_of_none_that_is_not(cast: Cast, deal: Deal) -> None:
    offer = with_option(cast.alice, deal)
    send(cast.alice, offer)
    new_version(actor(cast.alice), offer=offer.pk)
    api = signed_in(cast.alice)

    papers = [api.get(f"/offers/{offer.pk}/pdf", {"version": n}) for n in (1, 2)]

    for number, paper in enumerate(papers, start=1):
        assert paper.response["Content-Type"] == "application/pdf"
        assert paper.response.content.startswith(b"%PDF")
        assert f"offer-1-{number}.pdf" in paper.response["Content-Disposition"]
    assert api.get(f"/offers/{offer.pk}/pdf").response["Content-Disposition"].endswith('-2.pdf"')
    assert api.get(f"/offers/{offer.pk}/pdf", {"version": 3}).status == 404


def test_the_timeline_of_the_deal_tells_of_its_offers(cast: Cast, deal: Deal) -> None:
    link = send(cast.alice, with_option(cast.alice, deal))
    record_opening(link, **FIREFOX)
    accept(link)

    entries = signed_in(cast.alice).get(f"/deals/{deal.pk}/timeline").json["items"]

    kinds = [entry["kind"] for entry in entries]
    assert kinds[:4] == ["deal.lines_changed", "offer.accepted", "offer.opened", "offer.sent"]
    assert entries[3]["data"]["amount"] == 1000
    assert entries[1]["actor"]["kind"] == "visitor"
