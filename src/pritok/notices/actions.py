"""Having a report sent by mail: ordering it, ending it, and noting what became of each one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from pritok.accounts.access import require_person
from pritok.accounts.actor import Actor
from pritok.journal.payloads import Payload
from pritok.journal.recording import record, users
from pritok.kit import clock, mail
from pritok.kit.errors import Conflict, wrong
from pritok.notices.access import get_mailing
from pritok.notices.events import MailingChanged, MailingFailed, MailingSent
from pritok.notices.models import Mailing

EVERY = ("day", "week", "month")
MOST_MAILINGS = 20
# Long enough for the slowest mail server; another worker takes a mailing over after that.
_LEASE = timedelta(minutes=10)
_FIRST_PAUSE = timedelta(minutes=5)
_LONGEST_PAUSE = timedelta(hours=6)


def order_mailing(
    actor: Actor,
    *,
    name: str,
    report: str,
    query: str,
    period: str,
    every: str,
    weekday: int,
    hour: int,
    zone: ZoneInfo,
) -> Mailing:
    """Have a report sent to oneself every day, week or month at an hour of the organisation's zone."""
    person_id = require_person(actor)
    if not mail.is_set_up():
        raise Conflict("No mail server is set up: ask the admin.", code="mail_not_set_up")
    with transaction.atomic():
        if Mailing.objects.filter(person=person_id).count() >= MOST_MAILINGS:
            raise wrong("name", f"At most {MOST_MAILINGS} mailings of one person.")
        mailing = Mailing(
            person_id=person_id, name=name, report=report, query=query, period=period,
            every=every, weekday=weekday, hour=hour, created_at=clock.now(),
        )  # fmt: skip
        mailing.next_at = next_time(mailing, clock.now(), zone)
        mailing.save()
        _tell(actor, mailing, MailingChanged(mailing.pk, report, "made"))
    return mailing


def end_mailing(actor: Actor, *, mailing: int) -> None:
    with transaction.atomic():
        row = get_mailing(actor, mailing)
        _tell(actor, row, MailingChanged(row.pk, row.report, "removed"))
        row.delete()


def claim_mailing(now: datetime) -> Mailing | None:
    """Take the mailing that is due for longest, so that no other worker sends it too; None when none is due."""
    with transaction.atomic():
        due = Mailing.objects.filter(next_at__lte=now).order_by("next_at", "pk").first()
        if due is None:
            return None
        taken = Mailing.objects.filter(pk=due.pk, next_at=due.next_at)
        is_ours = taken.update(next_at=now + _LEASE) == 1
    return due if is_ours else None


def note_sent(actor: Actor, *, mailing: Mailing, zone: ZoneInfo) -> None:
    now = clock.now()
    with transaction.atomic():
        Mailing.objects.filter(pk=mailing.pk).update(
            next_at=next_time(mailing, now, zone), sent_at=now, attempts=0, error=""
        )
        _tell(actor, mailing, MailingSent(mailing.pk, mailing.report))


def note_failed(actor: Actor, *, mailing: Mailing, error: str) -> None:
    """Note the failure and put the mailing off, longer each time."""
    pause = min(_FIRST_PAUSE * 2 ** min(mailing.attempts, 10), _LONGEST_PAUSE)
    with transaction.atomic():
        Mailing.objects.filter(pk=mailing.pk).update(
            next_at=clock.now() + pause, attempts=F("attempts") + 1, error=error[:300]
        )
        fact = MailingFailed(mailing.pk, mailing.report, mailing.attempts + 1)
        _tell(actor, mailing, fact)


def next_time(mailing: Mailing, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first due time after `after`: the hour exists on every day, also where clocks are moved."""
    day = after.astimezone(zone).date()
    for _ in range(63):
        is_due_day = (
            mailing.every == "day"
            or (mailing.every == "week" and day.weekday() == mailing.weekday)
            or (mailing.every == "month" and day.day == 1)
        )
        at = datetime(day.year, day.month, day.day, mailing.hour, tzinfo=zone).astimezone(
            after.tzinfo
        )
        if is_due_day and at > after:
            return at
        day += timedelta(days=1)
    raise AssertionError("every day, week and month comes within two months")


def _tell(actor: Actor, mailing: Mailing, payload: Payload) -> None:
    audience = users(mailing.person_id)
    record(actor, payload, subject=f"report_mailing:{mailing.pk}", audience=audience)
