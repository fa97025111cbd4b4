"""Openings are facts, once each; what is read for how long adds up within bounds and without facts."""

from datetime import timedelta

import pytest

from pritok.deals.actions.assigning import assign_deal
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Gone
from pritok.kit.ids import new_id
from pritok.offers.actions import reading
from pritok.offers.actions.reading import note_reading, record_opening
from pritok.offers.actions.sending import revoke_offer
from pritok.offers.models import OfferLink, OfferOpening
from tests.factories import Cast, actor
from tests.factories_deals import Facts
from tests.offers.offering import send, with_option

pytestmark = pytest.mark.django_db
FIREFOX = {"ip": "203.0.113.5", "user_agent": "Firefox"}


@pytest.fixture
def link(cast: Cast, deal: Deal) -> OfferLink:
    return send(cast.alice, with_option(cast.alice, deal))


def test_an_opening_is_a_fact_for_the_owner_and_a_contact_of_the_deal(
    cast: Cast, deal: Deal, link: OfferLink
) -> None:
    assign_deal(actor(cast.carol), deal=deal, owner=cast.bob.pk)
    facts = Facts()

    with clock.frozen(clock.now()):
        record_opening(link, **FIREFOX)
        at = clock.now()

    fact = facts.only
    assert (fact.kind, fact.author) == ("offer.opened", "visitor:visitor")
    assert fact.data == {"offer": str(link.version.offer_id), "offer_version": 1}
    assert (fact.owner_id, fact.audience) == (cast.bob.pk, f"user:{cast.bob.pk}")
    assert Deal.objects.get(pk=deal.pk).last_contact_at == at


def test_a_reload_goes_on_with_the_same_reading(link: OfferLink) -> None:
    facts, start = Facts(), clock.now()

    openings = []
    for minutes in (0, 20, 45, 90):
        with clock.frozen(start + timedelta(minutes=minutes)):
            openings.append(record_opening(link, **FIREFOX))

    assert openings[0] == openings[1] == openings[2] != openings[3]
    assert facts.kinds == ["offer.opened"] * 2


def test_another_browser_is_another_opening(link: OfferLink) -> None:
    record_opening(link, **FIREFOX)
    record_opening(link, ip="203.0.113.5", user_agent="Phone")
    record_opening(link, ip="203.0.113.6", user_agent="Firefox")

    assert link.openings.count() == 3


def test_openings_of_one_link_end_somewhere(
    link: OfferLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_OPENINGS", 2)
    facts = Facts()

    found = [record_opening(link, ip=None, user_agent=str(n)) for n in range(4)]

    assert [one is None for one in found] == [False, False, True, True]
    assert facts.kinds == ["offer.opened"] * 2


def test_a_revoked_link_is_not_opened(cast: Cast, link: OfferLink) -> None:
    revoke_offer(actor(cast.alice), offer=link.version.offer_id)
    facts = Facts()

    with pytest.raises(Gone):
        record_opening(link, **FIREFOX)

    assert facts.kinds == []


def test_what_is_read_adds_up_per_section_without_facts(link: OfferLink) -> None:
    opening, facts, start = record_opening(link, **FIREFOX), Facts(), clock.now()
    assert opening is not None

    for seconds in (10, 20):
        with clock.frozen(start + timedelta(seconds=seconds)):
            assert note_reading(link, opening=opening, sections={"lines": 8_000, "terms": 2_000})

    row = OfferOpening.objects.get()
    assert row.sections == {"lines": 16_000, "terms": 4_000}
    assert row.last_seen_at == start + timedelta(seconds=20)
    assert facts.kinds == []


def test_nobody_reads_faster_than_time_passes(link: OfferLink) -> None:
    opening = record_opening(link, **FIREFOX)
    assert opening is not None
    with clock.frozen(OfferOpening.objects.get().last_seen_at + timedelta(seconds=10)):
        forged = {"lines": 10**12, "terms": -5, "secrets": 1_000}

        note_reading(link, opening=opening, sections=forged)

    assert OfferOpening.objects.get().sections == {"lines": 15_000}


def test_a_section_fills_up(link: OfferLink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_SECTION_MS", 6_000)
    opening = record_opening(link, **FIREFOX)
    assert opening is not None

    for _ in range(3):
        note_reading(link, opening=opening, sections={"lines": 4_000})

    assert OfferOpening.objects.get().sections == {"lines": 6_000}


def test_an_opening_of_another_link_is_nobodys(cast: Cast, deal: Deal, link: OfferLink) -> None:
    other = send(cast.alice, with_option(cast.alice, deal))
    opening = record_opening(other, **FIREFOX)
    assert opening is not None

    assert not note_reading(link, opening=opening, sections={"lines": 1_000})
    assert not note_reading(link, opening=new_id(), sections={"lines": 1_000})
    assert other.openings.get().sections == {}
