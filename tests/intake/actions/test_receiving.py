"""Taking in: stored word for word, one deal per person, the same answer for the same key."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest

from pritok.accounts.actor import Actor
from pritok.catalog.models import Source
from pritok.clients.actions import add_contact
from pritok.clients.models import Contact, ContactPoint
from pritok.deals.actions.assigning import assign_deal
from pritok.deals.models import Deal
from pritok.desk.models import Note
from pritok.intake.actions import planning, processing
from pritok.intake.models import Request
from pritok.journal.models import Fact
from pritok.kit import clock
from pritok.kit.errors import Conflict, Invalid
from tests.factories import Cast, make_cast
from tests.intake.company import PERSON, TOKEN, hand_in, make_pipeline
from tests.routing.company import INTAKE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    make_pipeline()
    return make_cast()


def kinds() -> list[str]:
    return list(Fact.objects.order_by("seq").values_list("kind", flat=True))


def test_a_request_becomes_a_deal_of_a_new_contact_with_facts_in_order() -> None:
    receipt = hand_in({**PERSON, "amount": "1200.5"})

    request = Request.objects.get(pk=receipt.request_id)
    deal = Deal.objects.get()
    assert (request.state, request.deal_id, receipt.deal_id) == ("done", deal.pk, deal.pk)
    assert request.payload == {**PERSON, "amount": "1200.5"}
    assert (deal.title, deal.amount_minor, deal.owner_id) == ("Request: Irina", 120_050, None)
    assert deal.request_id == request.pk
    assert Note.objects.get().text == "How much is it?"
    assert kinds() == ["request.received", "contact.added", "deal.created", "note.added"]
    assert Fact.objects.first().actor_kind == "token"  # type: ignore[union-attr]


def test_no_fact_holds_what_the_stranger_wrote() -> None:
    hand_in()

    for data in Fact.objects.values_list("data", flat=True):
        assert "Irina" not in data
        assert "916" not in data
        assert "How much" not in data


def test_the_promise_runs_by_the_clock_and_the_target_by_working_time(cast: Cast) -> None:
    friday_evening = datetime(2026, 5, 15, 14, 50, tzinfo=UTC)  # 17:50 in Moscow, closing at 18

    with clock.frozen(friday_evening):
        receipt = hand_in()

    request = Request.objects.get()
    monday_morning = datetime(2026, 5, 18, 6, 5, tzinfo=UTC)  # five minutes are left for Monday
    assert receipt.promised_at == friday_evening + timedelta(hours=24)
    assert request.answer_due_at == monday_morning
    assert Deal.objects.get().answer_due_at == monday_morning


def test_the_same_key_and_body_is_the_same_request() -> None:
    first = hand_in(key="k1")
    again = hand_in(key="k1")

    assert (again.request_id, again.deal_id) == (first.request_id, first.deal_id)
    assert again.status_token == first.status_token
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert Request.objects.count() == Deal.objects.count() == 1


def test_the_same_key_with_another_body_is_refused_and_changes_nothing() -> None:
    hand_in(key="k1")
    before = kinds()

    with pytest.raises(Conflict) as refused:
        hand_in({**PERSON, "message": "Something else"}, key="k1")

    assert refused.value.code == "idempotency_mismatch"
    assert kinds() == before


def test_keys_of_two_tokens_have_nothing_to_do_with_each_other() -> None:
    first = hand_in(key="k1")
    other = hand_in(
        {"email": "pavel@client.test"}, key="k1", actor=Actor(kind="token", id="8", scope="intake")
    )

    assert other.request_id != first.request_id
    assert Deal.objects.count() == 2


def test_a_second_request_of_the_person_joins_the_open_deal_and_its_manager(cast: Cast) -> None:
    first = hand_in()
    assign_deal(INTAKE, deal=first.deal_id, owner=cast.alice)  # type: ignore[arg-type]

    second = hand_in({"phone": "89161234567", "email": "irina@client.test", "message": "Well?"})

    assert second.deal_id == first.deal_id
    assert Request.objects.get(pk=second.request_id).is_matched
    fact = Fact.objects.get(kind="request.matched")
    assert (fact.deal_id, fact.owner_id) == (first.deal_id, cast.alice.pk)
    assert Contact.objects.count() == 1
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {
        "+79161234567", "irina@client.test",
    }  # fmt: skip
    assert Note.objects.filter(deal=first.deal_id).count() == 2


def test_a_known_person_without_an_open_deal_gets_a_new_deal() -> None:
    contact = add_contact(INTAKE, name="Irina", points=[("phone", "+79161234567")])

    receipt = hand_in()

    assert Deal.objects.get().pk == receipt.deal_id
    assert Deal.objects.get().contact_id == contact.pk
    assert Contact.objects.count() == 1


def test_names_find_their_entries_and_unknown_ones_become_a_note() -> None:
    source = Source.objects.create(name="Google Ads")

    hand_in({**PERSON, "source": "google  ads", "campaign": "Spring"})

    assert Deal.objects.get().source_id == source.pk
    assert "Campaign: “Spring” (not in the dictionary)" in Note.objects.get().text


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({"name": "Irina"}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"email": "irina@"}, "email"),
        ({"message": "\x00 \t"}, "phone"),
        ({"phone": "+79161234567", "amount": "1e400"}, "amount"),
    ],
)
def test_what_nobody_could_answer_is_refused_and_leaves_no_trace(
    payload: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hand_in(payload)

    assert set(refused.value.fields) == {field}
    assert not Request.objects.exists()
    assert kinds() == []


def test_a_request_that_cannot_be_processed_is_kept_tried_again_and_then_left_to_people() -> None:
    with mock.patch.object(planning, "prepare_histories", side_effect=RuntimeError("broken")):
        receipt = hand_in(key="k1")
        assert receipt.deal_id is None
        assert Request.objects.get().state == "received"
        for hours in range(1, 8):
            with clock.frozen(clock.now() + timedelta(hours=hours)):
                processing.retry_received(TOKEN)

    request = Request.objects.get()
    assert (request.state, request.reason, request.attempts) == ("failed", "RuntimeError", 5)
    assert not Contact.objects.exists()
    assert kinds() == ["request.received", "request.failed"]


def test_a_kept_request_becomes_a_deal_when_the_trouble_is_over() -> None:
    with mock.patch.object(planning, "prepare_histories", side_effect=RuntimeError("broken")):
        hand_in(key="k1")

    assert processing.retry_received(TOKEN) == 0
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert processing.retry_received(TOKEN) == 1

    assert Request.objects.get().state == "done"
    assert hand_in(key="k1").deal_id == Deal.objects.get().pk


def test_a_request_costs_a_bounded_number_of_statements(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    hand_in()

    with django_assert_max_num_queries(36):  # type: ignore[operator]
        hand_in({"phone": "+79160000001", "email": "a@client.test", "message": "Hello"}, key="k")
