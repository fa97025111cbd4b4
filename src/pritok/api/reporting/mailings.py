"""Reports that come by mail: ordering and ending them, and sending what is due as its owner would see it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import Field, ValidationError

from pritok.accounts import queries as accounts
from pritok.accounts.actor import system
from pritok.analytics.metrics.metric import Language
from pritok.analytics.reports.periods import Named, bounds_of
from pritok.api.auth import actor_of
from pritok.api.reporting.files import file_body
from pritok.api.reporting.letters import letter
from pritok.api.reporting.questions import ReportQuery, question_of
from pritok.api.reporting.serving import Endpoint
from pritok.api.responses import errors
from pritok.api.schemas import Key, Line, Listing, OutSchema, StrictSchema
from pritok.kit import clock, mail
from pritok.kit.errors import Refusal, wrong
from pritok.notices import actions
from pritok.notices.access import own_mailings
from pritok.notices.models import Mailing

router = Router(tags=["reports"])
MAILER = system("mailer")
_ENDPOINTS: dict[str, Endpoint] = {}


class MailingIn(StrictSchema):
    """`query` is the report's own, without its period; `hour` is the organisation's, `weekday` 0 is Monday."""

    name: Annotated[Line, Field(min_length=1, max_length=120)]
    report: Annotated[str, Field(max_length=20)]
    query: Annotated[str, Field(max_length=2000, pattern=r"^[\x21-\x7e]*$")] = ""
    period: Named = "last_week"
    every: Literal["day", "week", "month"] = "week"
    weekday: Annotated[int, Field(ge=0, le=6)] = 0
    hour: Annotated[int, Field(ge=0, le=23)] = 9


class MailingOut(OutSchema):
    """`error` says why the last try failed; it is tried again at `next_at`."""

    id: int
    name: str
    report: str
    query: str
    period: str
    every: str
    weekday: int
    hour: int
    next_at: datetime
    sent_at: datetime | None
    error: str


class MailingsOut(Listing[MailingOut]):
    """`is_set_up`: there is a mail server."""

    is_set_up: bool


def offer(endpoints: dict[str, Endpoint]) -> None:
    """Name the reports that can be sent."""
    _ENDPOINTS.update(endpoints)


@router.get("/report-mailings", response=errors(ok={200: MailingsOut}), operation_id="listMailings")
def list_mailings(request: HttpRequest) -> dict[str, Any]:
    items = [MailingOut.model_validate(row) for row in own_mailings(actor_of(request))]
    return {"items": items, "is_set_up": mail.is_set_up()}


@router.post(
    "/report-mailings", response=errors(409, ok={201: MailingOut}), operation_id="orderMailing"
)
def post_mailing(request: HttpRequest, body: MailingIn) -> Status[MailingOut]:
    if body.report not in _ENDPOINTS:
        raise wrong("report", "There is no such report.")
    endpoint = _ENDPOINTS[body.report]
    asked = _asked(endpoint, body.query, body.period, clock.now().date())
    question_of(endpoint.report, asked)
    zone = ZoneInfo(accounts.organisation().time_zone)
    mailing = actions.order_mailing(actor_of(request), **body.model_dump(), zone=zone)
    return Status(201, MailingOut.model_validate(mailing))


@router.delete(
    "/report-mailings/{int:mailing_id}",
    response=errors(404, ok={204: None}),
    operation_id="endMailing",
)
def delete_mailing(request: HttpRequest, mailing_id: Key) -> Status[None]:
    actions.end_mailing(actor_of(request), mailing=mailing_id)
    return Status(204, None)


def send_due() -> None:
    """Send every mailing that is due, one after the other; a failure puts off that one only."""
    if not mail.is_set_up() or not accounts.is_set_up():
        return
    zone = ZoneInfo(accounts.organisation().time_zone)
    while mailing := actions.claim_mailing(clock.now()):
        try:
            _send(mailing, zone)
        except (mail.MailFailed, Refusal) as failure:
            actions.note_failed(MAILER, mailing=mailing, error=str(failure))
        else:
            actions.note_sent(MAILER, mailing=mailing, zone=zone)


def _send(mailing: Mailing, zone: ZoneInfo) -> None:
    person = mailing.person
    if not person.is_active:
        return
    endpoint = _ENDPOINTS[mailing.report]
    today = clock.now().astimezone(zone).date()
    asked = _asked(endpoint, mailing.query, cast("Named", mailing.period), today)
    language: Language = "en" if person.language == "en" else "ru"
    shown = endpoint.shown(accounts.actor_for_person(person), asked, language)
    address = f"{settings.BASE_URL}/reports/{mailing.report}"
    text, html = letter(shown, language=language, name=mailing.name, address=address)
    body, content_type = file_body(shown, "xlsx")
    file = mail.Attachment(f"{mailing.report}-{today}.xlsx", body, content_type)
    mail.send(to=person.email, subject=mailing.name, text=text, html=html, attachments=[file])


def _asked(endpoint: Endpoint, query: str, period: Named, today: date) -> ReportQuery:
    """Return the checked query of this period; Invalid when the report does not know a word of it."""
    first, last = bounds_of(period, today)
    fields = endpoint.query.model_fields
    said: dict[str, Any] = {}
    for name, values in parse_qs(query, keep_blank_values=True).items():
        known = fields.get(name)
        is_list = known is not None and known.get_default(call_default_factory=True) == []
        said[name] = values if is_list or name == "group_by" else values[-1]
    for name, day in (("from", first), ("to", last)):
        if day is not None:
            said[name] = day.isoformat()
    try:
        return endpoint.query.model_validate({**said, "format": "json"})
    except ValidationError as error:
        names = ", ".join(str(each["loc"][0]) for each in error.errors() if each["loc"])
        raise wrong("query", f"The report does not know: {names}.") from error
