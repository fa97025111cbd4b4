"""What a client is told about the request: a number, a time and plain words; nothing about our people."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from pritok.accounts.queries import organisation
from pritok.intake.models import Request
from pritok.kit import clock

# Day, month in words (in Russian in the genitive), year, 24 hours: read the same way everywhere.
_MOMENT = "j E Y, H:i"


@dataclass(frozen=True)
class Told:
    """`step` counts from 1 (received) to 4 (closed) for the line of dots; `is_late`: the promise was broken."""

    number: str
    company: str
    received: str
    promised: str
    title: str
    words: str
    step: int
    is_late: bool


def tell(request: Request) -> Told:
    """Describe a request in the active language and the company's time zone."""
    company = organisation()
    zone = ZoneInfo(company.time_zone)
    step, title, words = _state(request)
    return Told(
        number=number_of(request),
        company=company.name,
        received=_written(request.received_at, zone),
        promised=_written(request.promised_at, zone),
        title=title,
        words=words,
        step=step,
        is_late=step < 3 and clock.now() > request.promised_at,
    )


def number_of(request: Request) -> str:
    """Return a number short enough to say on the phone."""
    digits = request.pk.hex[-8:].upper()
    return f"{digits[:4]}-{digits[4:]}"


def _state(request: Request) -> tuple[int, str, str]:
    deal = request.deal
    if deal is not None and deal.state != "open":
        return 4, _("The request is closed"), _("Thank you. Write to us again whenever you like.")
    if request.answered_at is not None:
        return (
            3,
            _("We have answered you"),
            _("If our answer did not reach you, write to us again."),
        )
    if deal is not None and deal.owner_id is not None:
        return 2, _("A manager has your request"), _("The manager will contact you.")
    # Put aside, waiting or failed: to the client it is with us, and it is.
    return 1, _("We have your request"), _("We are choosing the right manager for it.")


def _written(at: datetime, zone: ZoneInfo) -> str:
    return formats.date_format(at.astimezone(zone), _MOMENT)
