"""Abuse of links and pages: T78 to T83 of the plan, hostile words, and reports that are not believed."""

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from pritok.accounts.actions.look import change_look
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.offers import limits
from pritok.offers.access import new_secret
from pritok.offers.actions.drafting import draft_offer, edit_offer
from pritok.offers.actions.sending import issue_link, revoke_offer, send_offer
from pritok.offers.models import Acceptance, Offer, OfferLink, OfferOpening
from tests.factories import Cast, actor
from tests.factories_deals import Facts
from tests.offers.offering import line, send_again, with_option

pytestmark = pytest.mark.django_db
FIREFOX = {"user-agent": "Mozilla/5.0 Firefox/140.0"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg/onload=alert(1)>",
    "{{ settings.SECRET_KEY }}",
    "{% include 'offers/gone.html' %}",
    "{0.__class__}",
    "javascript:alert(1)",
    "<link rel=stylesheet href=http://127.0.0.1/x>",
    "<style>@import 'file:///etc/passwd'</style>",
]


@pytest.fixture(autouse=True)
def _calm() -> None:
    limits.forget_all()


@pytest.fixture
def offer(cast: Cast, deal: Deal) -> Offer:
    return with_option(cast.alice, deal)


@pytest.fixture
def path(cast: Cast, offer: Offer) -> str:
    return f"/o/{send_offer(actor(cast.alice), offer=offer.pk).secret}"


def sign_on(client: Client, path: str) -> str:
    page = client.get(path, headers=FIREFOX).content.decode()
    found = re.search(r'data-opening="([^"]+)"', page)
    assert found
    return found[1]


def report(client: Client, path: str, opening: str, sections: Any) -> int:
    body = json.dumps({"opening": opening, "sections": sections})
    answer = client.post(f"{path}/reading", body, content_type="text/plain;charset=UTF-8")
    return answer.status_code


def test_a_secret_is_long_random_and_each_link_has_its_own() -> None:
    secrets = {new_secret() for _ in range(1_000)}

    assert len(secrets) == 1_000
    assert {len(secret) for secret in secrets} == {32}


def test_altered_and_unknown_links_get_one_and_the_same_404(client: Client, path: str) -> None:
    swapped = path[:-1] + ("A" if path[-1] != "A" else "B")
    addresses = [
        swapped, f"/o/{new_secret()}", "/o/x", f"{path}A", path[:-1], "/o/" + path[3:].swapcase(), "/o/" + "é" * 32,
    ]  # fmt: skip

    pages = [client.get(address) for address in addresses]
    pages += [client.get(f"{swapped}/pdf"), client.post(f"{swapped}/reading"), client.post(swapped)]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert not OfferOpening.objects.exists()


def test_who_tries_links_is_soon_told_to_wait(client: Client, path: str) -> None:
    tried = [client.get(f"/o/{new_secret()}").status_code for _ in range(30)]

    assert tried[:20] == [404] * 20
    assert set(tried[20:]) == {429}
    assert client.get(path).status_code == 429
    assert int(client.get(path)["Retry-After"]) > 0


def test_revoked_and_expired_links_are_gone_without_a_word_about_the_offer(
    client: Client, cast: Cast, offer: Offer, path: str
) -> None:
    expires = OfferLink.objects.get().expires_at
    other = f"/o/{issue_link(actor(cast.alice), offer=offer.pk).secret}"
    with clock.frozen(expires + timedelta(seconds=1)):
        late = [
            client.get(path),
            client.get(f"{path}/pdf"),
            client.post(path, {"answer": "accept"}),
        ]
    revoke_offer(actor(cast.alice), offer=offer.pk)
    facts = Facts()

    gone = [
        client.get(path),
        client.get(other),
        client.get(f"{path}/pdf"),
        client.post(f"{path}/reading"),
    ]

    for page in [*late, *gone]:
        assert page.status_code == 410
        text = page.content.decode()
        assert not [w for w in ("Course", "1,000", "Brook", "Alice", "Commercial") if w in text]
    assert facts.kinds == []


def test_the_link_to_an_older_version_is_gone(
    client: Client, cast: Cast, offer: Offer, path: str
) -> None:
    send_again(cast.alice, offer, [line("Course", 5)])

    assert client.get(path).status_code == 410
    assert "Course" not in client.get(path).content.decode()


def test_private_pages_leak_neither_by_referrer_nor_cache_nor_index(
    client: Client, path: str
) -> None:
    pages = [client.get(path), client.get(f"{path}/pdf"), client.get("/o/x"), client.post(path)]

    for page in pages:
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["X-Content-Type-Options"] == "nosniff"
        policy = page["Content-Security-Policy"]
        assert "unsafe" not in policy
        for rule in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert rule in policy


def test_no_address_of_the_page_leads_to_another_site(client: Client, path: str) -> None:
    page = client.get(path).content.decode()

    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert addresses
    assert all(a.startswith(("/o/", "data:image/")) for a in addresses)
    assert " style=" not in page
    assert "<style" not in page
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(
    client: Client, cast: Cast, offer: Offer, path: str, text: str
) -> None:
    words = dict.fromkeys(("title", "recipient", "intro", "terms"), text)
    change_look(actor(cast.ada), changes={"details": text})
    link_lines = [line(text, note=text), line(text, 5, is_optional=True)]
    edited = draft_offer(actor(cast.alice), deal=offer.deal_id)
    edit_offer(actor(cast.alice), offer=edited.pk, changes={**words, "lines": link_lines})
    secret = send_offer(actor(cast.alice), offer=edited.pk).secret

    page = client.get(f"/o/{secret}").content.decode()

    if "<" in text:
        assert text not in page
    assert text in html.unescape(page)
    assert client.get(f"/o/{secret}/pdf").content.startswith(b"%PDF")


def test_a_holder_of_one_link_reads_one_offer(
    client: Client, cast: Cast, deal: Deal, path: str
) -> None:
    other = draft_offer(actor(cast.alice), deal=deal)
    edit_offer(actor(cast.alice), offer=other.pk, changes={"recipient": "Rival Ltd"})
    send_offer(actor(cast.alice), offer=other.pk)
    sign = sign_on(client, path)

    assert "Rival" not in client.get(path).content.decode()
    assert report(client, path, sign, {"lines": 1_000}) == 204
    opened = OfferOpening.objects.get()
    assert opened.link.version.offer_id != other.pk


def test_reports_of_reading_are_believed_only_with_the_sign_of_the_page(
    client: Client, path: str
) -> None:
    sign = sign_on(client, path)

    assert report(client, path, sign + "x", {"lines": 4_000}) == 204
    assert report(client, path, "", {"lines": 4_000}) == 204
    assert OfferOpening.objects.get().sections == {}

    assert report(client, path, sign, {"lines": 4_000, "x": 1, "terms": -1}) == 204
    assert OfferOpening.objects.get().sections == {"lines": 4_000}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"null", b"\xff", b'{"opening": "x", "sections": 5}',
        b'{"opening": "x", "sections": {"lines": "much"}}',
        b'{"opening": "x", "sections": {"lines": 1e999}}', b"[" * 3_000, b"x" * 100_000,
    ],
)  # fmt: skip
def test_reports_that_make_no_sense_are_refused(client: Client, path: str, body: bytes) -> None:
    answer = client.post(f"{path}/reading", body, content_type="text/plain")

    assert answer.status_code == 400
    assert answer.content == b""


def test_floods_of_reports_and_answers_are_cut_off(client: Client, path: str) -> None:
    sign = sign_on(client, path)

    reports = [report(client, path, sign, {}) for _ in range(160)]
    answers = [client.post(path, {"answer": "count"}).status_code for _ in range(40)]

    assert 429 in reports
    assert 429 in answers
    assert not Acceptance.objects.exists()


def test_the_colour_of_the_company_comes_as_a_file_with_letters_that_stand_out(
    client: Client, cast: Cast, path: str
) -> None:
    change_look(actor(cast.ada), changes={"accent": "#ffe066"})

    look = client.get("/o/look.css")

    assert look["Content-Type"].startswith("text/css")
    assert look.content.decode() == ":root { --accent: #ffe066; --accent-ink: #14211e; }\n"
    assert client.get("/o/assets/offer.js").status_code == 200
    assert client.get("/o/assets/page.html").status_code == 404
