"""Notes, contacts with the client, handing over."""

from datetime import timedelta

import pytest

from pritok.deals.models import Deal
from pritok.desk.actions import add_note, hand_over, log_contact
from pritok.desk.models import ContactEvent, Note
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, Invalid, NotFound
from tests.factories import Cast, actor, token_actor
from tests.factories_deals import SETTING_UP, Facts, Shop, make_contact, make_deal

pytestmark = pytest.mark.django_db


def test_a_note_keeps_its_text_out_of_the_fact(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    note = add_note(actor(cast.carol), deal=deal, text="Звонить после 18:00")

    assert Note.objects.get(pk=note.pk).author == cast.carol
    assert (facts.only.kind, facts.only.data) == ("note.added", {"note": str(note.pk)})
    assert facts.only.owner_id == cast.alice.pk


def test_strangers_and_readers_write_no_notes(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(NotFound):
        add_note(actor(cast.bob), deal=deal, text="x")
    with pytest.raises(Forbidden):
        add_note(token_actor("read"), deal=deal, text="x")

    assert (Note.objects.count(), facts.kinds) == (0, [])


def test_the_first_answer_of_a_person_stops_the_clock(cast: Cast, shop: Shop) -> None:
    due = clock.now() + timedelta(minutes=15)
    contact = make_contact(cast.alice)
    deal = make_deal(shop, cast.alice, contact=contact, answer_due_at=due)
    facts = Facts()

    event = log_contact(
        actor(cast.alice), deal=deal, channel="call", direction="out", seconds=60, text="Hello"
    )

    row = Deal.objects.get(pk=deal.pk)
    assert (row.first_answer_at, row.last_contact_at, row.version) == (event.at, event.at, 1)
    assert (event.contact_id, event.text) == (contact.pk, "Hello")
    assert facts.kinds == ["contact.made", "deal.answered"]
    made, answered = facts
    told = {"event": str(event.pk), "channel": "call", "direction": "out", "seconds": 60}
    assert made.data == told
    assert answered.data == {"within_target": True}


def test_a_late_answer_and_a_second_one(cast: Cast, shop: Shop) -> None:
    late = clock.now() - timedelta(minutes=1)
    deal = make_deal(shop, cast.alice, at=late - timedelta(hours=1), answer_due_at=late)
    facts = Facts()

    for _ in range(2):
        log_contact(actor(cast.alice), deal=deal, channel="email", direction="out")

    assert facts.kinds == ["contact.made", "deal.answered", "contact.made"]
    assert list(facts)[1].data == {"within_target": False}


@pytest.mark.parametrize(
    ("direction", "answered", "is_automatic", "touches"),
    [("in", True, False, True), ("out", False, False, False), ("out", True, True, False)],
)
def test_what_is_no_answer_leaves_the_clock_running(
    cast: Cast, shop: Shop, direction: str, answered: bool, is_automatic: bool, touches: bool
) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    log_contact(
        actor(cast.alice),
        deal=deal,
        channel="message",
        direction=direction,
        answered=answered,
        is_automatic=is_automatic,
    )

    row = Deal.objects.get(pk=deal.pk)
    assert row.first_answer_at is None
    assert (row.last_contact_at is not None) is touches
    assert facts.kinds == ["contact.made"]


def test_an_earlier_contact_does_not_turn_the_last_one_back(cast: Cast, shop: Shop) -> None:
    began = clock.now() - timedelta(days=5)
    deal = make_deal(shop, cast.alice, at=began)
    alice = actor(cast.alice)

    last = log_contact(alice, deal=deal, channel="call", direction="in")
    log_contact(alice, deal=deal, channel="call", direction="in", at=began)

    assert Deal.objects.get(pk=deal.pk).last_contact_at == last.at


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"direction": "up"}, "direction"),
        ({"seconds": -1}, "seconds"),
        ({"at": timedelta(hours=1)}, "at"),
        ({"at": timedelta(days=-1)}, "at"),
    ],
)
def test_impossible_contacts_are_named_and_not_kept(
    cast: Cast, shop: Shop, values: dict[str, object], field: str
) -> None:
    deal = make_deal(shop, cast.alice)
    if "at" in values:
        values = {"at": clock.now() + values["at"]}  # type: ignore[operator]
    full = {"channel": "call", "direction": "out", **values}
    facts = Facts()

    with pytest.raises(Invalid) as refusal:
        log_contact(actor(cast.alice), deal=deal, **full)  # type: ignore[arg-type]

    assert list(refusal.value.fields) == [field]
    assert (ContactEvent.objects.count(), facts.kinds) == (0, [])


def test_the_reason_of_a_hand_over_becomes_a_note(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    hand_over(actor(cast.carol), deal=deal, to=cast.bob.pk, reason="Alice is ill")

    assert (Deal.objects.get(pk=deal.pk).owner, Note.objects.get().text) == (
        cast.bob,
        "Alice is ill",
    )
    assert facts.kinds == ["note.added", "deal.assigned"]


def test_a_refused_hand_over_leaves_no_note(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, cast.alice)
    facts = Facts()

    with pytest.raises(Forbidden):
        hand_over(actor(cast.alice), deal=deal, to=cast.bob.pk, reason="No time")

    assert (Note.objects.count(), facts.kinds) == (0, [])


def test_taking_from_the_pool_is_claiming(cast: Cast, shop: Shop) -> None:
    deal = make_deal(shop, None)
    facts = Facts()

    hand_over(actor(cast.alice), deal=deal, to=cast.alice.pk, reason="I know her")

    assert facts.kinds == ["deal.assigned", "note.added"]
    assert next(iter(facts)).data["how"] == "claim"
    with pytest.raises(NotFound):
        hand_over(actor(cast.dave), deal=deal, to=cast.dave.pk)
    with pytest.raises(Conflict):
        hand_over(SETTING_UP, deal=deal, to=cast.bob.pk, version=1)
