"""Reports by mail: ordered by a person, sent by the worker through a real SMTP server, as that person sees them."""

import io
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from python_calamine import load_workbook

from pritok.analytics import mirror
from pritok.api.reporting.mailings import send_due
from pritok.kit import clock
from pritok.notices.actions import next_time
from pritok.notices.models import Mailing
from tests.api_client import Answer, signed_in
from tests.factories import Cast
from tests.factories_deals import Facts, make_deal, make_shop

pytestmark = pytest.mark.django_db
ADDRESS = "/report-mailings"
WANTED = {"name": "Monday", "report": "conversion", "query": "group_by=source", "period": "all"}


class Box:
    """What a mail server took; `refuses` makes it say no."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuses:
            return "451 Not now"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def box(cast: Cast, settings: Any) -> Iterator[Box]:
    shop = make_shop()
    make_deal(shop, cast.alice, "Deal", source=shop.source)
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.HAS_MAIL, settings.EMAIL_USE_TLS = True, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield box
    server.stop()
    mirror.close()


def order(cast: Cast, **changes: Any) -> Answer:
    return signed_in(cast.alice).post(ADDRESS, {**WANTED, **changes})


def later(hours: float = 24 * 8) -> Any:
    return clock.frozen(clock.now() + timedelta(hours=hours))


def test_a_report_comes_when_it_is_due_and_is_dated_on(cast: Cast, box: Box) -> None:
    facts = Facts()
    assert order(cast).status == 201
    send_due()
    assert box.mails == []

    with later():
        send_due()
        send_due()

    (mail,) = box.mails
    assert (mail["To"], mail["Subject"]) == (cast.alice.email, "Monday")
    assert mail["Auto-Submitted"] == "auto-generated"
    body = mail.get_body(("html",))
    assert body is not None
    assert "<table" in body.get_content()
    assert [f.kind for f in facts] == ["report_mailing.changed", "report_mailing.sent"]
    assert Mailing.objects.get().next_at > clock.now() + timedelta(days=8)


def test_the_file_in_the_mail_holds_the_rows(cast: Cast, box: Box) -> None:
    order(cast)

    with later():
        send_due()

    (file,) = box.mails[0].iter_attachments()
    book = load_workbook(io.BytesIO(file.get_content()))
    assert book.get_sheet_by_index(0).to_python()[1][:2] == ["Site", 1.0]


def test_a_failing_server_puts_the_mailing_off_and_loses_nothing(cast: Cast, box: Box) -> None:
    order(cast)
    box.refuses = True

    with later():
        send_due()
        mailing = Mailing.objects.get()
        assert mailing.attempts == 1
        assert "451" in mailing.error
    box.refuses = False
    with later(24 * 8 + 1):
        send_due()

    assert len(box.mails) == 1
    assert Mailing.objects.get().error == ""


def test_who_left_gets_no_mail(cast: Cast, box: Box) -> None:
    order(cast)
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(is_active=False)

    with later():
        send_due()

    assert box.mails == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"report": "horoscope"}, "report"),
        ({"query": "colour=red"}, "query"),
        ({"query": "group_by=password"}, "group_by"),
        ({"period": "tomorrow"}, "period"),
        ({"hour": 24}, "hour"),
        ({"every": "minute"}, "every"),
    ],
)
def test_an_order_that_could_never_be_sent_is_refused(
    cast: Cast, box: Box, changes: dict[str, Any], field: str
) -> None:
    facts = Facts()

    answer = order(cast, **changes)

    assert answer.status == 422
    assert any(field in path for path in answer.fields)
    assert list(facts) == []


def test_without_a_mail_server_nothing_can_be_ordered(cast: Cast, settings: Any) -> None:
    settings.HAS_MAIL = False

    assert signed_in(cast.alice).get(ADDRESS).json["is_set_up"] is False
    assert (order(cast).status, order(cast).code) == (409, "mail_not_set_up")


def test_one_sees_and_ends_only_ones_own(cast: Cast, box: Box) -> None:
    made = order(cast).json["id"]

    assert signed_in(cast.bob).get(ADDRESS).json["items"] == []
    assert signed_in(cast.henry).delete(f"{ADDRESS}/{made}").status == 404
    assert signed_in(cast.alice).delete(f"{ADDRESS}/{made}").status == 204
    assert not Mailing.objects.exists()


@pytest.mark.parametrize(
    ("every", "expected"),
    [("day", (29, 9)), ("week", (30, 9)), ("month", (1, 9))],
)
def test_the_hour_is_the_organisations_also_when_clocks_change(
    every: str, expected: tuple[int, int]
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    mailing = Mailing(every=every, weekday=0, hour=9)

    # The clocks go forward in the night to the 29th of March 2026, a Sunday.
    due = next_time(mailing, datetime(2026, 3, 28, 12, tzinfo=UTC), berlin).astimezone(berlin)

    assert (due.day, due.hour) == expected


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
