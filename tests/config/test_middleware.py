"""What every answer carries, and what the log says of a request."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.api_client import anonymous, signed_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/health", "/nothing", "/app/deals", "/f/none", "/r/none"])
def test_every_answer_forbids_sniffing_framing_and_foreign_code(path: str) -> None:
    headers = anonymous().get(path).response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    policy = [part.split() for part in headers["Content-Security-Policy"].split(";")]
    code = [words for words in policy if words[0] in {"default-src", "script-src"}]
    assert code
    assert not [word for words in code for word in words if "unsafe" in word or "http" in word]
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"} or path == "/f/none"


def test_answers_of_the_api_are_not_kept_by_anybody(cast: Cast) -> None:
    for path in ("/session", "/people", "/nothing"):
        assert signed_in(cast.alice).get(path).response["Cache-Control"] == "no-store"


def test_the_log_line_has_the_path_and_not_what_was_asked(cast: Cast) -> None:
    with capture_logs() as lines:
        answer = signed_in(cast.alice).get("/people", {"q": "+7 916 123-45-67"})

    [line] = [entry for entry in lines if entry["event"] == "request"]
    assert (line["path"], line["status"]) == ("/api/v1/people", 200)
    assert "916" not in str(line)
    assert answer.response["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["calendar", "o", "r"])
def test_a_secret_in_the_path_stays_out_of_the_log(place: str) -> None:
    secret = "s" * 32
    with capture_logs() as lines:
        anonymous().django.get(f"/{place}/{secret}.ics")

    assert [line["path"] for line in lines if line["event"] == "request"] == [f"/{place}/…"]
    assert secret not in str(lines)


def test_the_web_application_answers_every_address_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.WEB_DIR = tmp_path
    missing = anonymous().django.get("/deals/some/where")
    (tmp_path / "index.html").write_text("<!doctype html><title>Pritok</title>")
    there = anonymous().django.get("/deals/some/where")

    assert (missing.status_code, b"make web" in missing.content) == (503, True)
    assert (there.status_code, there["Cache-Control"]) == (200, "no-cache")
    assert "csrftoken" in there.cookies
