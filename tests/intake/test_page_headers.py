"""What browsers must enforce on public pages, embedding, languages, the status page, closed forms."""

import pytest
from django.test import Client

from pritok.deals.actions.assigning import assign_deal
from pritok.intake import limits
from pritok.intake.models import Form, Request
from pritok.intake.status_links import status_token
from tests.factories import Cast, make_cast
from tests.intake.company import hand_in, make_form, make_pipeline
from tests.routing.company import INTAKE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    limits.forget_all()
    return make_cast()


def policy(client: Client, path: str) -> str:
    return client.get(path)["Content-Security-Policy"]


def test_a_form_may_be_framed_by_its_sites_only(client: Client) -> None:
    pipeline = make_pipeline()
    make_form(pipeline, allowed_origins=["https://shop.example"])
    make_form(pipeline, slug="closed")

    framed = client.get("/f/call")

    assert "frame-ancestors 'self' https://shop.example" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in policy(client, "/f/closed")
    assert client.get("/f/closed")["X-Frame-Options"] == "DENY"


def test_pages_run_no_inline_script_or_style(client: Client) -> None:
    make_form(make_pipeline())

    page = client.get("/f/call")

    assert "unsafe" not in page["Content-Security-Policy"]
    assert " style=" not in page.content.decode()
    assert "<style" not in page.content.decode()
    for line in page.content.decode().splitlines():
        assert "<script" not in line or " src=" in line


def test_the_style_and_script_of_the_page_are_served(client: Client) -> None:
    for name, kind in (("form.css", "text/css"), ("form.js", "text/javascript")):
        response = client.get(f"/f/assets/{name}")
        assert response.status_code == 200
        assert response["Content-Type"].startswith(kind)
    assert client.get("/f/assets/embed.js").status_code == 404


def test_the_script_for_other_sites_names_its_form_and_may_be_loaded_anywhere(
    client: Client,
) -> None:
    make_form(make_pipeline(), title='Call </script> "me"')

    response = client.get("/f/call.js")

    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert '"slug": "call"' in response.content.decode()
    assert "__FORM__" not in response.content.decode()


def test_a_form_speaks_its_own_language(client: Client) -> None:
    make_form(make_pipeline(), language="ru")

    page = client.get("/f/call", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="ru">' in page
    assert "Телефон" in page
    assert "Ответим в течение 24 часов" in page


@pytest.mark.parametrize("path", ["/f/none", "/f/none.js", "/r/none", "/f/call/thanks/none"])
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    Form.objects.update(is_active=False)

    assert client.get(path).status_code == 404


def test_the_status_page_says_what_becomes_of_it_and_nobodys_name(
    client: Client, cast: Cast
) -> None:
    make_pipeline()
    receipt = hand_in()
    path = f"/r/{receipt.status_token}"

    before = client.get(path)
    assign_deal(INTAKE, deal=receipt.deal_id, owner=cast.alice.pk)  # type: ignore[arg-type]
    after = client.get(path)

    assert "We have your request" in before.content.decode()
    assert "A manager has your request" in after.content.decode()
    assert "Alice" not in after.content.decode()
    assert "Irina" not in after.content.decode()
    assert after["Referrer-Policy"] == "no-referrer"
    assert after["Cache-Control"] == "no-store"
    assert "noindex" in after["X-Robots-Tag"]


def test_a_request_put_aside_looks_like_any_other_to_its_sender(client: Client) -> None:
    make_pipeline()
    receipt = hand_in(suspicion="honeypot")

    assert "We have your request" in client.get(f"/r/{receipt.status_token}").content.decode()
    assert Request.objects.get().state == "quarantined"
    assert status_token(receipt.request_id) == receipt.status_token
