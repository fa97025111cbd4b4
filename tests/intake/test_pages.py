"""The public form without JavaScript: what a person sends arrives, what is wrong comes back with every word kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from pritok.clients.models import Consent
from pritok.intake import limits
from pritok.intake.forms import tickets
from pritok.intake.incoming import text_hash
from pritok.intake.models import Form, Request
from pritok.journal.models import Fact
from pritok.kit import clock
from tests.factories import make_organisation
from tests.intake.company import make_form, make_pipeline, shown_ticket

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ирина", "phone": "8 916 123-45-67", "message": "<b>hi</b>", "consent": "yes"}


@pytest.fixture(autouse=True)
def form() -> Form:
    limits.forget_all()
    make_organisation()
    return make_form(make_pipeline())


@pytest.fixture
def send(client: Client) -> Callable[..., Any]:
    """Fill the form in like a person: open it, take ten seconds, press the button."""

    def fill(ticket: dict[str, str] | None = None, *, after_s: int = 10, **typed: str) -> Any:
        hidden = ticket or shown_ticket(client)
        with clock.frozen(clock.now() + timedelta(seconds=after_s)):
            return client.post("/f/call", {**hidden, **TYPED, **typed})

    return fill


def test_a_sent_form_becomes_a_deal_and_thanks_with_the_promise(
    client: Client, send: Callable[..., Any]
) -> None:
    response = send()

    assert response.status_code == 303
    request = Request.objects.select_related("deal", "contact").get()
    assert request.state == "done"
    assert request.payload["phone"] == "8 916 123-45-67"
    assert request.contact.points.get().value == "+79161234567"  # type: ignore[union-attr]
    thanks = client.get(response["Location"]).content.decode()
    assert request.pk.hex[-8:-4].upper() in thanks
    assert "/r/" in thanks


def test_consent_is_kept_with_version_and_hash_of_the_text(send: Callable[..., Any]) -> None:
    send()

    consent = Consent.objects.get()
    assert consent.text_version == "1"
    assert consent.text_hash == text_hash("I agree that you answer me.")
    assert consent.ip == "127.0.0.1"
    assert Fact.objects.filter(kind="consent.given").count() == 1


def test_the_box_is_not_ticked_beforehand_and_must_be_ticked(
    client: Client, send: Callable[..., Any]
) -> None:
    assert b"checked" not in client.get("/f/call").content

    response = send(consent="")

    assert response.status_code == 422
    assert "We may answer only with your consent." in response.content.decode()
    assert not Request.objects.exists()
    assert not Fact.objects.filter(kind="request.received").exists()


def test_what_was_typed_comes_back_with_a_sentence_beside_the_wrong_field(
    send: Callable[..., Any],
) -> None:
    response = send(phone="call me", email="irina@")

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="call me"' in page
    assert "Ирина" in page
    assert "&lt;b&gt;hi&lt;/b&gt;" in page
    assert "This does not look like a phone number." in page
    assert "This does not look like an e-mail address." in page
    assert not Request.objects.exists()


def test_a_double_click_is_one_request(client: Client, send: Callable[..., Any]) -> None:
    ticket = shown_ticket(client)

    first, second = send(ticket), send(ticket)

    assert first["Location"] == second["Location"]
    assert Request.objects.count() == 1


def test_a_changed_form_sent_with_the_old_ticket_asks_once_more(
    client: Client, send: Callable[..., Any]
) -> None:
    ticket = shown_ticket(client)
    send(ticket)

    response = send(ticket, message="And one more question")

    assert response.status_code == 409
    assert "And one more question" in response.content.decode()
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"website": "http://spam.test"}, "honeypot"), ({"after_s": 1}, "too_fast")],
)
def test_a_robot_is_put_aside_and_learns_nothing(
    send: Callable[..., Any], changes: dict[str, Any], reason: str
) -> None:
    response = send(**changes)

    assert response.status_code == 303
    request = Request.objects.get()
    assert (request.state, request.reason, request.deal_id) == ("quarantined", reason, None)
    kinds = Fact.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["request.received", "request.quarantined"]


def test_above_the_soft_limit_a_browser_proves_its_work_and_others_are_put_aside(
    client: Client, send: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.CALM_ADDRESS, "take", lambda _source: 9)
    monkeypatch.setattr(tickets, "DIFFICULTY_BITS", 8)

    asked = send(script="1")
    assert asked.status_code == 200
    assert 'data-bits="8"' in asked.content.decode()
    assert not Request.objects.exists()

    ticket = tickets.issue(form=Form.objects.get().pk, version=1, bits=8)
    answer = next(n for n in range(10**6) if tickets.is_proven(ticket, str(n)))
    send({"ticket": tickets.sign(ticket)}, proof=str(answer), script="1")
    send(phone="+79160000001")

    states = Request.objects.order_by("received_at").values_list("state", "reason")
    assert list(states) == [("done", ""), ("quarantined", "unproven")]


def test_a_used_proof_opens_nothing_a_second_time(
    send: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.CALM_ADDRESS, "take", lambda _source: 9)
    ticket = tickets.issue(form=Form.objects.get().pk, version=1, bits=8)
    answer = next(n for n in range(10**6) if tickets.is_proven(ticket, str(n)))
    proof = {"ticket": tickets.sign(ticket), "proof": str(answer)}

    send(proof)
    second = send(proof, phone="+79160000002")

    assert second.status_code == 409
    assert Request.objects.count() == 1


def test_a_flood_from_one_address_gets_429_and_keeps_its_words(
    send: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.PER_ADDRESS, "take", lambda _source: 40)

    response = send()

    assert response.status_code == 429
    assert response["Retry-After"] == "40"
    assert "Ирина" in response.content.decode()
    assert not Request.objects.exists()


def test_an_old_page_asks_to_press_once_more(send: Callable[..., Any]) -> None:
    response = send(after_s=tickets.LIFETIME_S + 60)

    assert response.status_code == 422
    assert "press the button once more" in response.content.decode()


def test_a_text_changed_meanwhile_must_be_read_again(
    client: Client, send: Callable[..., Any]
) -> None:
    ticket = shown_ticket(client)
    Form.objects.update(consent_text="Another text.", consent_version=2)

    response = send(ticket)

    assert response.status_code == 422
    assert "Another text." in response.content.decode()
    assert not Consent.objects.exists()


def test_fields_nobody_asked_for_change_nothing(send: Callable[..., Any]) -> None:
    send(owner="1", stage="5", is_staff="1", created_at="2001-01-01")

    request = Request.objects.select_related("deal").get()
    assert set(request.payload) == {"name", "phone", "message", "consent"}
    assert request.deal is not None
    assert request.deal.owner_id is None
