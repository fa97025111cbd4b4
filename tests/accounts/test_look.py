"""The look of papers: only the admin changes it, and only a real picture becomes the logo."""

import base64
from typing import Any

import pytest

from pritok.accounts.queries import company_look
from tests.accounts.facts import kinds, last
from tests.api_client import signed_in
from tests.factories import Cast
from tests.pictures import png

pytestmark = pytest.mark.django_db


def coded(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


def test_the_admin_gives_papers_a_colour_a_logo_and_details(cast: Cast) -> None:
    look = {"accent": "#AA5500", "logo": coded(png()), "details": "INN 7700000000\nBank"}

    answer = signed_in(cast.ada).patch("/organisation/look", look)

    assert answer.status == 200
    shown = signed_in(cast.alice).get("/organisation/look").json
    assert shown["accent"] == "#aa5500"
    assert shown["logo"] == f"data:image/png;base64,{coded(png())}"
    assert shown["details"] == "INN 7700000000\nBank"
    assert last()[:2] == ("organisation.changed", {"fields": ["accent", "details", "logo"]})


def test_the_same_look_again_is_no_fact_and_null_takes_the_logo_away(cast: Cast) -> None:
    api = signed_in(cast.ada)
    api.patch("/organisation/look", {"logo": coded(png())})
    before = len(kinds())

    api.patch("/organisation/look", {"logo": coded(png())})
    assert len(kinds()) == before

    assert api.patch("/organisation/look", {"logo": None}).json["logo"] is None
    assert last()[:2] == ("organisation.changed", {"fields": ["logo"]})


@pytest.mark.parametrize(
    ("look", "field"),
    [
        ({"logo": "%%%"}, "logo"),
        ({"logo": coded(b"<svg xmlns='http://www.w3.org/2000/svg'/>")}, "logo"),
        ({"logo": coded(b"GIF89a")}, "logo"),
        ({"logo": coded(png()[:-20])}, "logo"),
        ({"logo": coded(png(says=(50_000, 50_000)))}, "logo"),
        ({"logo": coded(png() + b"\0" * 100_000)}, "logo"),
        ({"accent": "red"}, "accent"),
        ({"accent": "#fff;}*{"}, "accent"),
        ({"accent": None}, "accent"),
        ({"style": "x"}, "style"),
    ],
)
def test_what_is_no_look_is_refused(cast: Cast, look: dict[str, Any], field: str) -> None:
    answer = signed_in(cast.ada).patch("/organisation/look", look)

    assert answer.status == 422
    assert field in answer.fields
    assert kinds() == []
    assert company_look().pk == 1
    assert company_look().logo is None
