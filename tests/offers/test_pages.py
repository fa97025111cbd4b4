"""The public page without JavaScript: read, tick, accept, decline, each kept as it was meant."""

from typing import Any

import pytest
from django.test import Client

from pritok.deals.models import Deal
from pritok.offers import limits
from pritok.offers.actions.drafting import draft_offer, edit_offer
from pritok.offers.actions.sending import send_offer
from pritok.offers.models import Acceptance, Decline, Offer, OfferOpening
from tests.api_client import signed_in
from tests.factories import Cast, actor
from tests.factories_deals import Facts, Shop
from tests.offers.offering import option_of, with_option

pytestmark = pytest.mark.django_db
FIREFOX = {"user-agent": "Mozilla/5.0 Firefox/140.0"}


@pytest.fixture(autouse=True)
def _calm() -> None:
    limits.forget_all()


@pytest.fixture
def path(cast: Cast, deal: Deal) -> str:
    offer = with_option(cast.alice, deal)
    changes = {
        "intro": "Dear client,\nthank you.",
        "terms": "Half in advance.",
        "recipient": "North",
    }
    edit_offer(actor(cast.alice), offer=offer.pk, changes=changes)
    return f"/o/{send_offer(actor(cast.alice), offer=offer.pk).secret}"


def accept(client: Client, path: str, **changes: Any) -> Any:
    shown = Offer.objects.get().versions.filter(sent_at__isnull=False).last()
    assert shown is not None
    data = {"answer": "accept", "name": "Nora", "hash": shown.content_hash, **changes}
    return client.post(path, {name: value for name, value in data.items() if value is not None})


def test_the_page_says_everything_and_counts_as_an_opening(client: Client, path: str) -> None:
    facts = Facts()

    page = client.get(path, headers=FIREFOX)

    text = page.content.decode()
    assert page.status_code == 200
    for said in (
        "Commercial offer",
        "No. 1",
        "North",
        "thank you.",
        "Half in advance.",
        "Course",
        "Exam",
    ):
        assert said in text
    assert "RUB\N{NO-BREAK SPACE}1,000.00" in text
    assert "Alice" in text
    assert "Nora North" not in text
    assert facts.kinds == ["offer.opened"]
    assert f'data-opening="{""}"' not in text


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", FIREFOX),
        ("get", {}),
        ("get", {"user-agent": "TelegramBot (like TwitterBot)"}),
        ("get", {"user-agent": "WhatsApp/2.23"}),
        ("get", {"user-agent": "facebookexternalhit/1.1"}),
        ("get", {"user-agent": "curl/8.0"}),
        ("get", {**FIREFOX, "sec-purpose": "prefetch;prerender"}),
    ],
)
def test_programs_that_look_at_links_read_nothing(
    client: Client, path: str, method: str, headers: dict[str, str]
) -> None:
    facts = Facts()

    page = getattr(client, method)(path, headers=headers)

    assert page.status_code == 200
    assert facts.kinds == []
    assert not OfferOpening.objects.exists()


def test_our_own_people_do_not_count(cast: Cast, path: str) -> None:
    facts = Facts()

    page = signed_in(cast.bob).django.get(path, headers=FIREFOX)

    assert "You are signed in as an employee" in page.content.decode()
    assert facts.kinds == []


def test_what_is_ticked_is_accepted_and_shown_ever_after(client: Client, path: str) -> None:
    option = option_of(Offer.objects.get().pk)

    answer = accept(client, path, option=option, email="Nora@North.test")

    assert (answer.status_code, answer["Location"]) == (303, path)
    row = Acceptance.objects.get()
    assert (row.name, row.email, row.options, row.total_minor) == (
        "Nora",
        "nora@north.test",
        [option],
        130_000,
    )
    assert row.ip == "127.0.0.1"
    again = client.get(path).content.decode()
    assert "The offer is accepted." in again
    assert "RUB\N{NO-BREAK SPACE}1,300.00" in again
    assert "nora@north.test" not in again
    assert "<button" not in again


def test_the_sum_follows_the_ticks_without_a_script_and_stores_nothing(
    client: Client, path: str
) -> None:
    facts = Facts()

    page = client.post(path, {"answer": "count", "option": option_of(Offer.objects.get().pk)})

    assert "RUB\N{NO-BREAK SPACE}1,300.00" in page.content.decode()
    assert " checked" in page.content.decode()
    assert facts.kinds == []


def test_without_a_name_nothing_is_accepted_and_the_words_are_kept(
    client: Client, path: str
) -> None:
    option = option_of(Offer.objects.get().pk)

    page = accept(client, path, name=" ", email="nora@", option=option)

    text = page.content.decode()
    assert page.status_code == 422
    assert "Please tell us who accepts." in text
    assert 'value="nora@"' in text
    assert " checked" in text
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"hash": "0" * 64}, 409),
        ({"hash": None}, 409),
        ({"option": "99"}, 422),
        ({"option": "1"}, 422),
    ],
)
def test_an_altered_form_accepts_nothing(
    client: Client, path: str, changes: dict[str, Any], status: int
) -> None:
    facts = Facts()

    assert accept(client, path, **changes).status_code == status

    assert facts.kinds == []
    assert not Acceptance.objects.exists()


def test_an_altered_sum_is_not_even_read(client: Client, path: str) -> None:
    accept(client, path, total="1", total_minor="1", price="1", amount="1")

    assert Acceptance.objects.get().total_minor == 100_000


def test_a_double_click_is_one_acceptance(client: Client, path: str) -> None:
    first = accept(client, path)
    second = accept(client, path, option=option_of(Offer.objects.get().pk))

    assert (first.status_code, second.status_code) == (303, 409)
    assert Acceptance.objects.get().options == []
    assert "The offer is accepted." in second.content.decode()


def test_a_no_with_a_reason_and_own_words(client: Client, path: str, shop: Shop) -> None:
    page = client.get(path).content.decode()
    assert shop.reason.name in page
    assert shop.duplicate.name not in page

    answer = client.post(
        path, {"answer": "decline", "reason": shop.reason.pk, "comment": "Next\nyear"}
    )

    assert answer.status_code == 303
    row = Decline.objects.get()
    assert (row.reason_id, row.comment) == (shop.reason.pk, "Next\nyear")
    assert "The offer is declined." in client.get(path).content.decode()


def test_a_no_without_a_word_is_asked_for_one(client: Client, path: str) -> None:
    page = client.post(path, {"answer": "decline", "reason": "abc"})

    assert page.status_code == 422
    assert "Please choose a reason or write a few words." in page.content.decode()
    assert "<details open>" in page.content.decode()


def test_the_page_speaks_the_language_of_the_offer(client: Client, cast: Cast, deal: Deal) -> None:
    offer = draft_offer(actor(cast.alice), deal=deal)
    edit_offer(
        actor(cast.alice), offer=offer.pk, changes={"language": "ru", "title": "Предложение"}
    )
    secret = send_offer(actor(cast.alice), offer=offer.pk).secret

    page = client.get(f"/o/{secret}", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="ru">' in page
    for said in ("№ 1", "Принять предложение", "2\N{NO-BREAK SPACE}300,00\N{NO-BREAK SPACE}₽"):
        assert said in page
