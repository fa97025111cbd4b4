"""Requests of one transaction, written at once: the same as one after another, and each stands or falls by itself."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pritok.clients.actions import add_contact
from pritok.clients.models import Consent, Contact, ContactPoint
from pritok.deals.actions.closing import win_deal
from pritok.deals.actions.history import prepare_histories
from pritok.deals.models import Deal
from pritok.desk.models import Note
from pritok.intake.actions import planning, receiving
from pritok.intake.actions.receiving import Reception, prepare, receive_together
from pritok.intake.incoming import Incoming, Receipt
from pritok.intake.models import Request
from pritok.intake.writer import answers_of
from pritok.journal.models import Fact
from pritok.kit.errors import Conflict, Invalid
from tests.factories import make_cast
from tests.intake.company import TOKEN, make_pipeline
from tests.routing.company import INTAKE

pytestmark = pytest.mark.django_db
CONSENT = {"purpose": "contact", "text_version": "1", "text": "Yes."}


@pytest.fixture(autouse=True)
def company() -> None:
    make_pipeline()
    make_cast()


def reception(payload: dict[str, Any], key: str | None = None, suspicion: str = "") -> Reception:
    return Reception(
        TOKEN, Incoming("api", "token:7", payload, key=key, suspicion=suspicion, ip="2001:db8::1")
    )


def together(receptions: Sequence[Reception]) -> list[Any]:
    with transaction.atomic():
        return list(answers_of(receptions, prepare(receptions), receive_together))


def apart(receptions: Sequence[Reception]) -> list[Any]:
    return [together([each])[0] for each in receptions]


def kinds() -> list[str]:
    return list(Fact.objects.order_by("seq").values_list("kind", flat=True))


def test_strangers_of_one_transaction_cost_one_statement_for_each_table(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    many = [
        reception({"phone": f"+7916000{n:04}", "message": "Hi", "consent": CONSENT}, f"k{n}")
        for n in range(32)
    ]

    with django_assert_max_num_queries(22):
        receipts = together(many)

    assert len({receipt.deal_id for receipt in receipts}) == Deal.objects.count() == 32
    assert Note.objects.count() == Consent.objects.count() == Contact.objects.count() == 32
    assert Counter(kinds()) == dict.fromkeys(
        ["request.received", "contact.added", "deal.created", "consent.given", "note.added"], 32
    )


def test_facts_of_one_request_stand_in_their_order_between_those_of_others() -> None:
    receipts = together(
        [reception({"phone": f"+7916000{n:04}", "message": "Hi"}) for n in range(3)]
    )

    for receipt in receipts:
        contact = Deal.objects.get(pk=receipt.deal_id).contact_id
        subjects = [f"{n}:{k}" for n, k in (("request", receipt.request_id), ("contact", contact))]
        facts = Fact.objects.filter(subject__in=[*subjects, f"deal:{receipt.deal_id}"])
        assert list(facts.order_by("seq").values_list("kind", flat=True)) == [
            "request.received", "contact.added", "deal.created", "note.added",
        ]  # fmt: skip


def test_a_person_who_writes_twice_at_once_gets_one_deal() -> None:
    first, second, third = together(
        [
            reception({"phone": "+79161234567", "message": "One"}),
            reception({"phone": "89161234567", "email": "irina@client.test", "message": "Two"}),
            reception({"email": "irina@client.test"}),
        ]
    )

    assert first.deal_id == second.deal_id == third.deal_id == Deal.objects.get().pk
    assert Contact.objects.get().points.count() == 2
    assert kinds().count("request.matched") == 2
    assert Request.objects.filter(is_matched=True).count() == 2


def test_a_double_click_is_one_request_and_another_body_under_its_key_is_refused() -> None:
    one, again, other = together(
        [
            reception({"phone": "+79161234567"}, "k"),
            reception({"phone": "+79161234567"}, "k"),
            reception({"phone": "+79160000000"}, "k"),
        ]
    )

    assert (one.request_id, one.deal_id) == (again.request_id, again.deal_id)
    assert (one.is_repeat, again.is_repeat) == (False, True)
    assert isinstance(other, Conflict)
    assert Request.objects.count() == 1


def test_what_nobody_could_answer_is_refused_alone_and_suspicion_waits_for_a_person() -> None:
    bad, doubtful, good = together(
        [
            reception({"phone": "12"}),
            reception({"phone": "+79161234567"}, suspicion="honeypot"),
            reception({"phone": "+79161234567"}),
        ]
    )

    assert isinstance(bad, Invalid)
    assert doubtful.deal_id is None
    assert Request.objects.get(pk=doubtful.request_id).state == "quarantined"
    assert good.deal_id == Deal.objects.get().pk


def test_one_that_breaks_the_others_is_kept_alone_and_they_are_written() -> None:
    real = prepare_histories

    def break_one(actor: Any, batch: Any, **more: Any) -> Any:
        if any("Broken" in history.title for history in batch):
            raise RuntimeError("broken")
        return real(actor, batch, **more)

    with mock.patch.object(planning, "prepare_histories", break_one):
        good, broken = together(
            [
                reception({"phone": "+79161234567", "name": "Fine"}, "k1"),
                reception({"phone": "+79160000000", "name": "Broken"}, "k2"),
            ]
        )

    assert good.deal_id == Deal.objects.get().pk
    kept = Request.objects.get(pk=broken.request_id)
    assert (kept.state, kept.reason, kept.attempts) == ("received", "RuntimeError", 1)
    assert (kept.deal_id, kept.contact_id) == (None, None)
    assert Counter(kinds())["request.received"] == 2


def test_a_request_the_database_refuses_leaves_nothing_of_a_failed_attempt() -> None:
    with (
        mock.patch.object(receiving, "prepare_instances", side_effect=RuntimeError("broken")),
        transaction.atomic(),
    ):
        receipts = together([reception({"phone": "+79161234567"}), reception({"phone": "12"})])

    assert isinstance(receipts[1], Invalid)
    assert receipts[0].deal_id == Deal.objects.get().pk
    assert Counter(kinds()) == dict.fromkeys(
        ["request.received", "contact.added", "deal.created"], 1
    )


PHONES = ["+79161234567", "+79160000000", "+79160000001"]
EMAILS = ["a@client.test", "b@client.test"]
PAYLOADS = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from([*PHONES, "12"]),
        "email": st.sampled_from(EMAILS),
        "message": st.sampled_from(["Hi", "Well?"]),
        "consent": st.just(CONSENT),
    },
)
KEYS = st.sampled_from([None, "k1", "k2", "k3"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(st.tuples(PAYLOADS, KEYS), min_size=1, max_size=9))
def test_any_transaction_leaves_what_its_requests_leave_one_after_another(
    asked: list[tuple[dict[str, Any], str | None]],
) -> None:
    seen = []
    for way in (together, apart):
        with transaction.atomic():
            known_people()
            answers = way([reception(payload, key) for payload, key in asked])
            seen.append((list(map(shape, answers)), world()))
            transaction.set_rollback(True)

    assert seen[0] == seen[1]


def known_people() -> None:
    """Somebody in a conversation with us, and somebody whose deal is over."""
    add_contact(INTAKE, name="Nobody's", points=[("phone", PHONES[2])])
    [first] = together([reception({"phone": PHONES[1], "name": "Old"})])
    win_deal(INTAKE, deal=first.deal_id)
    [second] = together([reception({"email": EMAILS[1], "name": "Current"})])
    assert second.deal_id != first.deal_id


def shape(answer: Any) -> Any:
    if not isinstance(answer, Receipt):
        return type(answer).__name__, answer.code
    request = Request.objects.get(pk=answer.request_id)
    points = {} if request.contact is None else points_of(request.contact)
    return answer.is_repeat, request.state, request.is_matched, points


def points_of(contact: Contact) -> dict[str, bool]:
    return dict(ContactPoint.objects.filter(contact=contact).values_list("value", "is_primary"))


def world() -> Any:
    deals = [
        (sorted(points_of(deal.contact).items()) if deal.contact else [], deal.state, deal.title,
         deal.version, deal.notes.count())
        for deal in Deal.objects.all()
    ]  # fmt: skip
    returning = Fact.objects.filter(kind="deal.created", data__contains='"is_returning":true')
    return sorted(deals), Counter(kinds()), returning.count(), Consent.objects.count()
